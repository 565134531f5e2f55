"""Every address of the portal; apps bring their own tables of addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("jiaozuo_social.web.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
]
