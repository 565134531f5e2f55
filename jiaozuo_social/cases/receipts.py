"""Receipts: number + query code open a case without an account (rules §1.4)."""

import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from typing import TYPE_CHECKING

from constance import config
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiaozuo_social.privacy.digests import keyed_digest, known_digests

from .models.receipt import QueryCodeTry

if TYPE_CHECKING:
    from .models import Case

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L
CODE_LENGTH = 8


class WrongCode(Exception):
    """Number and code do not belong together (or neither exists: the answer is the same)."""


class TooManyTries(Exception):
    """The number is locked after too many wrong codes; ``until`` says how long."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(f"locked until {until}")
        self.until = until


def new_code(client_uuid: uuid.UUID | None = None) -> str:
    """A query code; the same client UUID gives the same code, so a repeated post shows it again."""
    if client_uuid is None:
        return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    key = f"query-code:{settings.DIGEST_KEY}".encode()
    number = int.from_bytes(hmac.new(key, client_uuid.bytes, hashlib.sha256).digest())
    letters = []
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def normalise_code(code: str) -> str:
    return code.strip().upper().replace(" ", "").replace("-", "")


def code_digest(number: str, code: str) -> str:
    return keyed_digest(f"{number}:{normalise_code(code)}", purpose="query-code")


def fits(expected: str, number: str, code: str) -> bool:
    """Whether the code is the one behind the digest, under today's key or an earlier one."""
    known = known_digests(f"{number}:{normalise_code(code)}", purpose="query-code")
    return any([hmac.compare_digest(expected, digest) for digest in known])


def open_with(number: str, code: str) -> "Case":
    """Return the case, or raise WrongCode / TooManyTries; takes the same path for unknown numbers."""
    from .models import Case

    number = number.strip().upper()[:32]
    with transaction.atomic():
        tries, _ = QueryCodeTry.objects.select_for_update().get_or_create(number=number)
        now = timezone.now()
        if tries.locked_until and tries.locked_until > now:
            raise TooManyTries(tries.locked_until)
        case: Case | None = Case.objects.filter(number=number).first()
        expected = case.query_code_digest if case else keyed_digest("nobody", purpose="query-code")
        if fits(expected, number, code) and case is not None:
            tries.delete()
            return case
        tries.wrong, tries.locked_until = tries.wrong + 1, None
        if tries.wrong >= config.QUERY_CODE_TRIES:
            tries.wrong = 0
            tries.locked_until = now + dt.timedelta(minutes=config.QUERY_CODE_LOCK_MINUTES)
        tries.save()
        locked = tries.locked_until
    if locked:
        raise TooManyTries(locked)
    raise WrongCode
