"""Lets phones in, ends sessions that may not go on, keeps staff at the gate until password and factor are right."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from jiaozuo_social.web.errors import refuse

from . import devices, gate, sessions

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PASSED_UNTIL = "gate_passed_until"
# The gate is asked once in this time, not at every click.
PASS_SECONDS = 60


class DeviceSessionMiddleware:
    """Under ``DEVICE_SESSION_PREFIX`` a registered phone is logged in by its own cookie, elsewhere never.

    ``request.device`` tells which phone; the ordinary session's rules do not apply to it, the gate does.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.device = None  # type: ignore[attr-defined]
        if request.path_info.startswith(settings.DEVICE_SESSION_PREFIX):
            device = devices.of_cookie(request.COOKIES.get(devices.COOKIE, ""))
            if device is not None:
                request.user, request.device = device.user, device  # type: ignore[attr-defined]
        return self.get_response(request)


class SessionRulesMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and request.device is None:  # type: ignore[attr-defined]
            reason = sessions.why_ended(request, user)
            if reason:
                return self._end(request, reason)
            sessions.touch(request, user)
        return self.get_response(request)

    def _end(self, request: HttpRequest, reason: str) -> HttpResponseBase:
        """Log out and say why; public pages go on, the others will ask for a login."""
        request.logout_reason = reason  # type: ignore[attr-defined]
        logout(request)
        messages.warning(request, reason)
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRedirect(resolve_url("account_login"))
        return self.get_response(request)


class StaffGateMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.device is not None:  # type: ignore[attr-defined]  # asked at the gate already
            return None
        if not request.user.is_authenticated or time.time() < request.session.get(PASSED_UNTIL, 0):
            return None
        step = gate.pending_step(request.user)
        if not step:
            request.session[PASSED_UNTIL] = time.time() + PASS_SECONDS
            return None
        match = request.resolver_match
        if match is not None and match.view_name in gate.OPEN[step]:
            return None
        return self._refuse(request, step)

    def _refuse(self, request: HttpRequest, step: str) -> HttpResponse:
        if request.path.startswith("/api/"):
            return refuse(request, 403, gate.REASONS[step])
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRedirect(resolve_url(step))
        messages.warning(request, gate.REASONS[step])
        return redirect(step)
