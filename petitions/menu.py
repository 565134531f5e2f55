"""Places of 征集办 in the staff menu."""

from django.http import HttpRequest

from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import has_duty
from jiaozuo_social.web.navigation import NavItem


def is_solicitor(request: HttpRequest) -> bool:
    return has_duty(request.user, Duty.SOLICITOR)


SOLICITOR_ITEMS = (
    NavItem("征集活动", "petitions:campaign-list", allowed=is_solicitor, order=40, group="人民建议"),
    NavItem("登记建议", "petitions:suggestion-register", allowed=is_solicitor, order=41, group="人民建议"),
)
