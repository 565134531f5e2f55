"""Who hears of trouble in the machinery itself."""

from django.db.models import Exists, OuterRef, Q

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.models import Duty, Membership


def administrators() -> list[User]:
    """Active people who serve as 系统管理员 now, and superusers; by pk."""
    serving = Membership.objects.current().filter(user=OuterRef("pk"), duty=Duty.ADMIN)
    return list(User.objects.filter(Exists(serving) | Q(is_superuser=True), is_active=True).order_by("pk"))
