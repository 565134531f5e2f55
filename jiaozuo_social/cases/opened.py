"""Which cases a session may see without an account: those it opened with a receipt, for a while."""

import time

from constance import config
from django.http import HttpRequest

from .models import Case

OPENED = "opened_cases"
FILED = "filed_cases"


def remember(request: HttpRequest, case: Case, *, filed: bool = False) -> None:
    """Let this session see the case; ``filed`` also lets it see the receipt with its code."""
    if not request.user.is_authenticated and request.session.session_key:
        request.session.cycle_key()  # a session that is not saved yet gets a fresh key anyhow
    until = int(time.time()) + config.RECEIPT_OPEN_MINUTES * 60
    for key in (OPENED, FILED) if filed else (OPENED,):
        request.session[key] = {**_valid(request, key), case.number: until}


def find(request: HttpRequest, number: str) -> Case | None:
    """The case if the session opened it, or if it belongs to the citizen who is logged in."""
    if number in _valid(request, OPENED):
        return Case.objects.filter(number=number).first()
    found: Case | None = Case.objects.owned_by(request.user).filter(number=number).first()
    return found


def find_filed(request: HttpRequest, number: str) -> Case | None:
    """The case if this very session filed it a short while ago."""
    return Case.objects.filter(number=number).first() if number in _valid(request, FILED) else None


def forget_all(request: HttpRequest) -> None:
    for key in (OPENED, FILED):
        request.session.pop(key, None)


def count(request: HttpRequest) -> int:
    return len(_valid(request, OPENED))


def _valid(request: HttpRequest, key: str) -> dict[str, int]:
    now = time.time()
    held: dict[str, int] = request.session.get(key, {})
    return {number: until for number, until in held.items() if until > now}
