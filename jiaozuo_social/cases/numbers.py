"""Case numbers from a database sequence: no counting, no locked row (rules §1.4 D)."""

from django.db import connection
from django.utils import timezone
from stdnum.iso7064 import mod_11_10

SEQUENCE = "cases_number_seq"


def next_number(prefix: str) -> str:
    """Return e.g. XF202611230000174: prefix, day, six running digits, ISO 7064 mod 11,10 check digit.

    The sequence cycles at one million; a day cannot hold more cases than that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [SEQUENCE])
        running = cursor.fetchone()[0]
    digits = f"{timezone.localdate():%Y%m%d}{running:06d}"
    return f"{prefix}{digits}{mod_11_10.calc_check_digit(digits)}"


def next_document_number(label: str) -> str:
    """Return the number of an official document: 焦信〔2026〕000017号-style with the given label."""
    return next_document_numbers(label, 1)[0]


def next_document_numbers(label: str, count: int) -> list[str]:
    """Several at once in one round trip."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_document_seq') FROM generate_series(1, %s)", [count])
        running = [row[0] for row in cursor.fetchall()]
    return [f"{label}〔{timezone.localdate():%Y}〕{number}号" for number in running]


def has_valid_check_digit(number: str) -> bool:
    """Tell a mistyped number before asking the database."""
    digits = number[2:]
    return digits.isdigit() and len(digits) == 15 and mod_11_10.is_valid(digits)
