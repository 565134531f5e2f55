"""Citizens' and riders' pages: the report, and the signs that lead to it."""

from django.urls import path, re_path

from .views import public_report, public_signs

urlpatterns = [
    path("report/", public_report.report, name="report"),
    path("report/similar/", public_report.similar, name="report-similar"),
    path("q/<str:code>/", public_report.scanned, name="scanned"),
    re_path(r"^signs/(?P<code>\d{12}|\d{15}|\d{17})/$", public_signs.sheet, name="signs"),
    re_path(r"^signs/(?P<code>\d{15}|\d{17})\.svg$", public_signs.picture, name="sign-picture"),
]
