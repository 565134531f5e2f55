"""Back office of people and departments (系统管理员 only)."""

from .departments import DepartmentAdmin
from .devices import DeviceSessionAdmin
from .memberships import MembershipAdmin
from .users import UserAdmin

__all__ = ["DepartmentAdmin", "DeviceSessionAdmin", "MembershipAdmin", "UserAdmin"]
