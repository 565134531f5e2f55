"""One public opinion per browser and suggestion; the browser is known by a random signed cookie only."""

import uuid

from django.http import HttpRequest, HttpResponse

from jiaozuo_social.privacy.digests import keyed_digest

from .models import PublicVote, Suggestion

COOKIE = "voter"
SALT = "public-vote"
YEAR_SECONDS = 365 * 24 * 3600


def has_voted(suggestion: Suggestion, request: HttpRequest) -> bool:
    digest = _digest(_voter(request))
    return bool(digest) and PublicVote.objects.filter(suggestion=suggestion, voter_digest=digest).exists()


def vote(suggestion: Suggestion, request: HttpRequest, answer: HttpResponse, *, level: str) -> bool:
    """Write the opinion; False if this browser gave one before."""
    voter = _voter(request) or uuid.uuid4().hex
    answer.set_signed_cookie(
        COOKIE,
        voter,
        salt=SALT,
        max_age=YEAR_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    _, is_new = PublicVote.objects.get_or_create(
        suggestion=suggestion, voter_digest=_digest(voter), defaults={"level": level}
    )
    return is_new


def _voter(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=YEAR_SECONDS) or ""


def _digest(voter: str) -> str:
    return keyed_digest(voter, purpose="public-vote")
