"""Log in once: an ordinary login makes the phone known, from then on it stays logged in."""

from typing import cast

from constance import config
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jiaozuo_social.accounts import devices
from jiaozuo_social.accounts.models import DeviceSession, User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record

from .. import access, selectors, useragents
from ..pages import page


@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Nobody is sent to the ordinary login and comes back here; who is logged in registers the phone."""
    if not request.user.is_authenticated:
        return page(request, "login")
    if not access.may_use(request.user):
        raise PermissionDenied(access.NOT_YOURS)
    if request.device is not None:  # type: ignore[attr-defined]
        return redirect("grids:phone-today")
    if request.method == "GET":
        return page(request, "register", {"days": config.DEVICE_SESSION_DAYS})
    device, secret = devices.register(
        request.user, useragents.describe(request.headers.get("User-Agent", ""))
    )
    record(Access.Action.LOGIN, request=request, obj=device, reason="登记手机")
    response = redirect("grids:phone-today")
    devices.set_cookie(response, device, secret)
    return response


@require_POST
@access.phone_only
def logout(request: HttpRequest) -> HttpResponse:
    """This phone forgets who used it; what was not sent stays on it for the next login.

    The ordinary login with which it was registered ends too: it would open the pages again.
    """
    device = request.device  # type: ignore[attr-defined]
    if device is not None:
        if devices.revoke(device):
            record(Access.Action.LOGOUT, request=request, obj=device, reason="退出手机登录")
        end_session(request)
    response = redirect("grids:phone-today")  # which now leads to the login
    devices.delete_cookie(response)
    return response


@require_http_methods(["GET"])
@access.phone_only
def me(request: HttpRequest) -> HttpResponse:
    context = {"devices": _phones(request), "grids": selectors.own_grids(request.user)}
    return page(request, "me", context)


@require_POST
@access.phone_only
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End the login of another of one's own phones."""
    device = get_object_or_404(_phones(request), pk=pk)
    if devices.revoke(device):
        record(Access.Action.CHANGE, request=request, obj=device, reason="本人撤销手机登录")
    messages.success(request, f"“{device.label}”已退出，须重新登录才能使用。")
    return redirect("grids:phone-me")


def _phones(request: HttpRequest) -> QuerySet[DeviceSession]:
    return devices.of_user(cast(User, request.user))  # the gate let only users in
