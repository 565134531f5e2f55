"""A code of the second factor opens once. The database remembers it, so that a lost cache lets no code in
twice and a dead one keeps nobody out."""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.db.models import QuerySet

from .models import User

Type = Authenticator.Type
LAST = "last_counter"  # beside the secret: the period of the last code that opened


def of(user: User) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(
        user=user, type__in=[Type.TOTP, Type.RECOVERY_CODES]
    )
    return found


@transaction.atomic
def use(user: User, code: str) -> Authenticator | None:
    """The factor that this code opens; it will not open it again. None for a wrong or used code."""
    for factor in of(user).select_for_update().order_by("pk"):
        if _opens(factor, code):
            return factor
    return None


def _opens(factor: Authenticator, code: str) -> bool:
    if factor.type != Type.TOTP:
        return bool(factor.wrap().validate_code(code))
    secret, last = decrypt(factor.data["secret"]), factor.data.get(LAST, 0)
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > last and compare_user_code(actual=code, expected=expected):
            factor.data[LAST] = counter
            factor.save(update_fields=["data"])
            return True
    return False
