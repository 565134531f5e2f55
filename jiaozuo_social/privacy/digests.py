"""Keyed digests: find a phone or an ID number again without storing it in the clear."""

import hashlib
import hmac

from django.conf import settings


def keyed_digest(value: str, *, purpose: str) -> str:
    """Return 64 hex digits, or "" for an empty value; ``purpose`` separates phone from ID."""
    return _digest(settings.DIGEST_KEY, value, purpose) if value else ""


def known_digests(value: str, *, purpose: str) -> list[str]:
    """The digest under the current key and under earlier ones.

    For what was never stored in clear and so cannot be computed anew: query codes and API tokens.
    """
    keys = [settings.DIGEST_KEY, *settings.DIGEST_KEYS_OLD]
    return [_digest(key, value, purpose) for key in keys] if value else []


def _digest(key: str, value: str, purpose: str) -> str:
    message = f"{purpose}:{value}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


def normalise_phone(phone: str) -> str:
    """Drop spaces, hyphens and the +86 prefix, so that one phone has one digest."""
    digits = "".join(ch for ch in phone if ch.isdigit())
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def phone_digest(phone: str) -> str:
    return keyed_digest(normalise_phone(phone), purpose="phone")


def id_number_digest(number: str) -> str:
    return keyed_digest(number.strip().upper(), purpose="id")
