"""What a token or session may do at all; which rows it sees is the business of ``visible_to``."""

from typing import TYPE_CHECKING

from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request

from jiaozuo_social.orgs.selectors import is_staff_member

from .models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView

READ_ONLY = "此令牌只能读取，不能办理；需要时请创建“读写”令牌。"


class IsStaff(IsAuthenticated):
    """Members of staff only; whoever is not logged in is asked to log in (401)."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not super().has_permission(request, view):
            return False
        if not is_staff_member(request.user):
            raise PermissionDenied("此接口只供工作人员使用。")
        token = request.auth
        if isinstance(token, ApiToken) and not token.may_write() and request.method not in SAFE_METHODS:
            raise PermissionDenied(READ_ONLY)
        return True
