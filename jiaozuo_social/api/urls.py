"""Everything for programs under /api/; the endpoints are the apps' own."""

from django.urls import include, path

from . import pages

app_name = "api"

urlpatterns = [
    path("docs/", pages.docs, name="docs"),
    path("schema/", pages.SchemaView.as_view(), name="schema"),
    path("v1/cases/", include("jiaozuo_social.cases.urls_api")),
    path("v1/status/", include("jiaozuo_social.cases.urls_api_status")),
    path("v1/reports/", include("jiaozuo_social.reports.urls_api")),
    path("v1/grids/", include("grids.exchange.urls_api")),
    path("v1/", include("petitions.urls_api")),
]
