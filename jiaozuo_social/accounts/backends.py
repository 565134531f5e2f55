"""Rights in the admin come from the 系统管理员 duty, not from is_superuser or groups."""

from fnmatch import fnmatchcase

from django.conf import settings
from django.contrib.auth.backends import BaseBackend

from .models import AnyUser
from .staff import is_administrator


class AdministratorBackend(BaseBackend):
    """Grants the permissions named in ``ADMINISTRATOR_PERMISSIONS`` and no others: no case data."""

    def has_perm(self, user_obj: AnyUser, perm: str, obj: object | None = None) -> bool:
        named = any(fnmatchcase(perm, pattern) for pattern in settings.ADMINISTRATOR_PERMISSIONS)
        return named and is_administrator(user_obj)

    def has_module_perms(self, user_obj: AnyUser, app_label: str) -> bool:
        apps = {pattern.split(".")[0] for pattern in settings.ADMINISTRATOR_PERMISSIONS}
        return app_label in apps and is_administrator(user_obj)
