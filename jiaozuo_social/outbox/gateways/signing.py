"""How the receiver knows that a request is ours, whole and fresh."""

import hashlib
import hmac
import time


def signature(secret: str, timestamp: str, payload: bytes) -> str:
    """Hex HMAC-SHA256 of ``<timestamp>.<payload>``."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + payload, hashlib.sha256).hexdigest()


def public_key_of(idempotency_key: str) -> str:
    """The key as it leaves the portal: it may name people, and the receiver only needs to know it again."""
    return hashlib.sha256(idempotency_key.encode()).hexdigest()


def signed_headers(secret: str, payload: bytes, idempotency_key: str) -> dict[str, str]:
    timestamp = str(int(time.time()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": public_key_of(idempotency_key),
        "X-Timestamp": timestamp,
        "X-Signature": signature(secret, timestamp, payload),
    }
