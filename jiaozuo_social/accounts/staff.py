"""Who is staff and who administers. Memberships live in a layer above, reached by name."""

from django.conf import settings
from django.utils.module_loading import import_string

from .models import AnyUser


def is_staff_member(user: AnyUser) -> bool:
    """Whether the stricter rules (password age, second factor) hold for this user."""
    if not user.is_authenticated:
        return False
    return bool(user.is_superuser or user.is_staff or import_string(settings.STAFF_TEST)(user))


def home_of(user: AnyUser) -> str:
    """Where somebody lands after login. A superuser without a duty can only administer; who has neither
    any more reads on the own account's page what to do."""
    if not is_staff_member(user):
        return str(settings.LOGIN_REDIRECT_URL)
    if import_string(settings.STAFF_TEST)(user):
        return str(settings.STAFF_HOME_URL)
    return "admin:index" if is_administrator(user) else "account_me"


def is_administrator(user: AnyUser) -> bool:
    """Whether the user may enter the admin: the 系统管理员 duty or a superuser, and active."""
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(user.is_superuser or import_string(settings.ADMINISTRATOR_TEST)(user))
