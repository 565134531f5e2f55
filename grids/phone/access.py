"""The gate of the phone's pages: people of the grids, by an ordinary session or a registered phone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import has_duty
from jiaozuo_social.web.errors import refuse
from jiaozuo_social.web.http import wants_json

View = Callable[..., HttpResponseBase]
REPORTING = (Duty.GRID_WORKER, Duty.GRID_LEADER, Duty.CHECKER)
DUTIES = (*REPORTING, Duty.HANDLER)
NOT_YOURS = "此页面供网格员、网格长、核查员和承办单位经办人使用，其他岗位请用收件箱。"
LOGIN_FIRST = "登录已过期，请重新登录。手机上未上报的内容都在。"


def may_use(user: AnyUser) -> bool:
    return has_duty(user, *DUTIES)


def may_report(user: AnyUser) -> bool:
    return has_duty(user, *REPORTING)


def may_enter(request: HttpRequest) -> bool:
    return may_report(request.user)  # handlers have the inbox; their phone's page is told in the manual


def phone_only(view: View) -> View:
    """A program gets 401 and keeps what it has; a person is led to the phone's own way to the login."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if wants_json(request):
                return refuse(request, 401, LOGIN_FIRST)
            return redirect("grids:phone-login")
        if not may_use(request.user):
            raise PermissionDenied(NOT_YOURS)
        return view(request, *args, **kwargs)

    return never_cache(checked)
