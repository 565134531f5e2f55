"""Whose area the board shows: 部门领导, 调度员 and 网格长, each with what lies in the own area. Numbers only."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.places import selectors as places

from .counting import SCOPES

READING = frozenset({Duty.LEADER, Duty.DISPATCHER, Duty.GRID_LEADER})


def scopes_of(user: AnyUser) -> list[str]:
    """The own areas, largest first; none lies in another."""
    codes = {m.department.place_code[: SCOPES[-1]] for m in memberships_of(user) if m.duty in READING}
    return sorted(
        (code for code in codes if not any(code != other and code.startswith(other) for other in codes)),
        key=lambda code: (len(code), code),
    )


def may_read(request: HttpRequest) -> bool:
    return bool(scopes_of(request.user))


def require_scope(request: HttpRequest) -> str:
    own = scopes_of(request.user)
    if not own:
        raise PermissionDenied("网格看板只供部门领导、网格平台调度员和网格长查看。")
    asked = request.GET.get("area") or own[0]
    is_area = len(asked) in SCOPES and places.division(asked) is not None
    if asked not in own and not (is_area and asked.startswith(tuple(own))):
        raise PermissionDenied("您不能查看该区域的看板。")
    return asked
