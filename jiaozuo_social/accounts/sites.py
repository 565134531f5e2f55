"""The admin behind the portal's own login: no second login page without a second factor."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from unfold.sites import UnfoldAdminSite

from .staff import is_administrator


class PortalAdminSite(UnfoldAdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = "后台管理"

    def has_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied("只有系统管理员可以进入后台管理。")
        return redirect_to_login(request.GET.get("next") or request.get_full_path())
