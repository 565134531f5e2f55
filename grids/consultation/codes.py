"""The voting code of a household: its number and ten signs that only this portal can compute.

Nothing is stored: the slip can be printed again, and the same household always gets the same code.
"""

from django.utils.crypto import constant_time_compare

from jiaozuo_social.cases.receipts import ALPHABET, normalise_code
from jiaozuo_social.privacy.digests import known_digests

from .models import Consultation, Household

LENGTH = 10
PURPOSE = "household-vote"


def _signs(digest: str) -> str:
    number, letters = int(digest, 16), []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def _valid(consultation: Consultation, household_pk: int) -> list[str]:
    digests = known_digests(f"{consultation.pk}:{household_pk}", purpose=PURPOSE)
    return [_signs(digest) for digest in digests]


def code_of(consultation: Consultation, household: Household) -> str:
    return f"{household.pk}-{_valid(consultation, household.pk)[0]}"


def claimed_household(code: str) -> int | None:
    """The household that a code speaks of, right or wrong; None for what is no code."""
    head, dash, signs = code.strip().partition("-")
    is_code = dash and head.isdecimal() and len(head) < 12 and len(normalise_code(signs)) == LENGTH
    return int(head) if is_code else None


def household_of(consultation: Consultation, code: str) -> Household | None:
    """The household whose code this is, if it may vote here."""
    pk = claimed_household(code)
    if pk is None:
        return None
    signs = normalise_code(code.partition("-")[2])
    if not any(constant_time_compare(signs, valid) for valid in _valid(consultation, pk)):
        return None
    return consultation.households().filter(pk=pk).first()
