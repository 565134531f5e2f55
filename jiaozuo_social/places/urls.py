from django.urls import path

from . import views

urlpatterns = [path("places/children/", views.children, name="place-children")]
