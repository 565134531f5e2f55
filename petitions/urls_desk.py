"""The registration desk, under /petitions/desk/."""

from django.urls import path

from .views import desk

urlpatterns = [
    path("desk/", desk.desk_page, name="desk"),
    path("desk/<int:pk>/receipt/", desk.desk_receipt, name="desk-receipt"),
]
