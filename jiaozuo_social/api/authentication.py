"""Who asks: a program with a token, or a browser with the portal's own session."""

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from jiaozuo_social.accounts import gate
from jiaozuo_social.accounts.models import User
from jiaozuo_social.web.errors import CSRF_SENTENCE

from .models import ApiToken
from .services import find_token

WRONG = "令牌无效、已到期或已停用，请在“我的账号 › 接口令牌”中重新创建。"


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``. The gate (password, second factor) holds here too."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = find_token(text.strip())
        if token is None:
            raise AuthenticationFailed(WRONG)
        step = gate.pending_step(token.user)
        if step:
            raise PermissionDenied(gate.REASONS[step])
        token.touch()
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class PortalSession(SessionAuthentication):
    """The session of the pages; middleware has already ended idle ones and kept the gate."""

    def enforce_csrf(self, request: HttpRequest) -> None:
        try:
            super().enforce_csrf(request)  # type: ignore[arg-type]
        except PermissionDenied as refusal:
            raise PermissionDenied(CSRF_SENTENCE) from refusal
