"""Make and end tokens; the text of a token is returned once and stored nowhere."""

import datetime as dt
import secrets

from constance import config
from django.http import HttpRequest
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.privacy.digests import keyed_digest, known_digests

from .models import ApiToken

PURPOSE = "api-token"
PREFIX = "jzsp_"  # so that a scanner for leaked secrets can know it


def digest_of(text: str) -> str:
    return keyed_digest(text, purpose=PURPOSE)


def create_token(
    *, user: User, label: str, scope: str, days: int, request: HttpRequest | None = None
) -> tuple[ApiToken, str]:
    """Return the token and its text in clear."""
    text = PREFIX + secrets.token_urlsafe(32)
    days = min(days, config.API_TOKEN_MAX_DAYS)
    token = ApiToken.objects.create(
        user=user,
        label=label,
        scope=scope,
        start=text[:9],
        digest=digest_of(text),
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    record(
        Access.Action.CHANGE,
        request=request,
        user=user,
        obj=token,
        reason="创建接口令牌",
        scope=scope,
        days=days,
    )
    return token, text


def revoke_token(token: ApiToken, *, request: HttpRequest | None = None) -> bool:
    """End a token; False if it had ended before."""
    ended = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    if ended:
        record(Access.Action.CHANGE, request=request, obj=token, reason="停用接口令牌")
    return bool(ended)


def find_token(text: str) -> ApiToken | None:
    """The valid token of this text with its user."""
    valid = ApiToken.objects.valid().select_related("user")
    return (
        valid.filter(digest__in=known_digests(text, purpose=PURPOSE), user__is_active=True).first()
        if text
        else None
    )
