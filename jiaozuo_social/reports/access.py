"""Who reads which area's report, who reads the rows behind it, and who approves it.

Readers are 信访审批, 征集办 and 部门领导, of their own area and the counties in it. A report is approved
by 信访审批 of that area's own bureau or by a 部门领导 of that area: the city does not approve for a county.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.places import selectors as places

READING = frozenset({Duty.APPROVER, Duty.SOLICITOR, Duty.LEADER})


def all_scopes() -> list[tuple[str, str]]:
    """The areas that have a report: the city and its counties, with their names."""
    city = places.division(settings.CITY_CODE)
    return [(settings.CITY_CODE, city.name if city else settings.CITY_CODE), *places.choices_for_counties()]


def scopes_for(user: AnyUser) -> list[tuple[str, str]]:
    own = tuple(m.department.place_code for m in memberships_of(user) if m.duty in READING)
    return [(code, name) for code, name in all_scopes() if own and code.startswith(own)]


def may_read(request: HttpRequest) -> bool:
    return bool(scopes_for(request.user))


def _approves(membership: Membership, scope: str) -> bool:
    department = membership.department
    if department.place_code != scope:
        return False
    is_desk = membership.duty == Duty.APPROVER and department.kind == Department.Kind.BUREAU
    return is_desk or membership.duty == Duty.LEADER


def may_freeze(user: AnyUser, scope: str) -> bool:
    return any(_approves(membership, scope) for membership in memberships_of(user))


def require_scope(request: HttpRequest) -> str:
    """The area asked for, or the reader's widest; 403 for who reads none or not this one."""
    open_to = [code for code, _ in scopes_for(request.user)]
    if not open_to:
        raise PermissionDenied("月报只供信访审批、征集办和部门领导查看。")
    asked = request.GET.get("area") or request.POST.get("area") or open_to[0]
    if asked not in open_to:
        raise PermissionDenied("您不能查看该区域的月报。")
    return asked
