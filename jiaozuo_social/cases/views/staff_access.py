"""The gate of every staff page, and the one way from an address to a case."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control, never_cache

from jiaozuo_social.accounts.staff import is_administrator
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.orgs.selectors import is_staff_member

from .. import kinds
from ..models import Case

OUTSIDER = "此页面只供工作人员使用。"
NO_DUTY = "您的账号没有职责，只能使用后台管理（/admin/）：先建单位，再建用户和任职。"

PICTURE_SECONDS = 300

View = Callable[..., HttpResponseBase]


def staff_only(view: View) -> View:
    """People without a duty are told so; nothing of these pages stays in a cache."""
    return login_required(never_cache(_for_staff(view)))


def staff_only_kept_briefly(view: View) -> View:
    """The same gate for small pictures: the browser of who may see them asks again after a while."""
    return login_required(cache_control(private=True, max_age=PICTURE_SECONDS)(_for_staff(view)))


def _for_staff(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_staff_member(request.user):
            raise PermissionDenied(NO_DUTY if is_administrator(request.user) else OUTSIDER)
        return view(request, *args, **kwargs)

    return checked


def visible_case(request: HttpRequest, pk: int, *, looks: bool = True) -> Case:
    """The case in full, or 404 alike for "not yours" and "not there"; looks at confidential ones are kept."""
    case = kinds.in_full(get_object_or_404(Case.objects.visible_to(request.user), pk=pk))
    if looks and case.is_confidential:
        record(Access.Action.VIEW, request=request, obj=case)
    return case
