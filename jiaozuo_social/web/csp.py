"""One strict content security policy; only the admin's own pages need a looser one."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """django-csp, with ``ADMIN_POLICY`` replacing single directives under ``ADMIN_PREFIX``."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.ADMIN_PREFIX):
            parts.replace = {**settings.ADMIN_POLICY, **(parts.replace or {})}
        return parts
