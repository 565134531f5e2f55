"""Case numbers from a database sequence: no counting, no locked row (rules §1.4 D)."""

from django.db import connection
from django.utils import timezone
from stdnum.iso7064 import mod_11_10

SEQUENCE = "cases_number_seq"


def next_number(prefix: str, *, digits: int = 6, is_checked: bool = True) -> str:
    return next_numbers(prefix, 1, digits=digits, is_checked=is_checked)[0]


def next_numbers(prefix: str, count: int, *, digits: int = 6, is_checked: bool = True) -> list[str]:
    """Return e.g. XF202611230000174: prefix, day, six running digits, ISO 7064 mod 11,10 check digit.

    A kind may have fewer digits and none to check (rules §5.1 D). The sequence cycles at one million; a
    day cannot hold more cases than the digits allow.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [SEQUENCE, count])
        running = [row[0] % 10**digits for row in cursor.fetchall()]
    day = f"{timezone.localdate():%Y%m%d}"
    bodies = [f"{day}{value:0{digits}d}" for value in running]
    return [f"{prefix}{body}{mod_11_10.calc_check_digit(body) if is_checked else ''}" for body in bodies]


def next_document_number(label: str) -> str:
    """Return the number of an official document: 焦信〔2026〕000017号-style with the given label."""
    return next_document_numbers(label, 1)[0]


def next_document_numbers(label: str, count: int) -> list[str]:
    """Several at once in one round trip."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_document_seq') FROM generate_series(1, %s)", [count])
        running = [row[0] for row in cursor.fetchall()]
    return [f"{label}〔{timezone.localdate():%Y}〕{number}号" for number in running]


def is_well_formed(number: str) -> bool:
    """Tell a mistyped number before asking the database, by the kind that its letters name."""
    from . import kinds

    kind = next((kind for kind in kinds.all_kinds() if number.startswith(kind.prefix)), None)
    digits = number[2:]
    if kind is None or not digits.isdigit():
        return False
    if not kind.is_number_checked:
        return len(digits) == 8 + kind.number_digits
    return len(digits) == 9 + kind.number_digits and mod_11_10.is_valid(digits)
