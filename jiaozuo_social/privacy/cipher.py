"""Authenticated encryption of personal data with a ring of keys.

A stored value is ``<key id>:<algorithm>:<base64(nonce + ciphertext)>``, so that keys can be
rotated while old rows stay readable. Keys come from settings (environment in production):
``PERSONAL_DATA_KEYS = {"2026a": "<base64 of 32 bytes>", ...}``, the first one encrypts.
"""

import base64
import binascii
import os
from collections.abc import Callable
from functools import lru_cache, partial

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
TAG_BYTES = 16


class UnreadableValue(Exception):
    """The stored value was tampered with, or its key is not in the ring."""


@lru_cache(maxsize=8)
def _aes(key: bytes) -> AESGCM:
    """Setting the key up costs more than a short text."""
    return AESGCM(key)


def _aes_seal(key: bytes, nonce: bytes, plain: bytes) -> bytes:
    return _aes(key).encrypt(nonce, plain, None)


def _aes_open(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    return _aes(key).decrypt(nonce, sealed, None)


def _sm4_seal(key: bytes, nonce: bytes, plain: bytes) -> bytes:
    encryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce)).encryptor()
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def _sm4_open(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce, tag)).decryptor()
    return decryptor.update(body) + decryptor.finalize()


ALGORITHMS = {"aes": (_aes_seal, _aes_open), "sm4": (_sm4_seal, _sm4_open)}


@lru_cache(maxsize=8)
def _decode_key(text: str) -> bytes:
    key = base64.b64decode(text)
    if len(key) != 32:
        raise ValueError("a personal-data key must be 32 bytes, base64-encoded")
    return key


def encrypt(plain: str) -> str:
    """Return the sealed form of a text under the first key of the ring."""
    key_id, key_text = next(iter(settings.PERSONAL_DATA_KEYS.items()))
    algorithm = settings.PERSONAL_DATA_CIPHER
    nonce = os.urandom(NONCE_BYTES)
    seal, _ = ALGORITHMS[algorithm]
    sealed = seal(_decode_key(key_text), nonce, plain.encode())
    return f"{key_id}:{algorithm}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str) -> str:
    """Return the plain text; raises UnreadableValue for a wrong key or a changed value."""
    return opener()(stored)


def opener() -> Callable[[str], str]:
    """``decrypt`` for many values: what their key and algorithm ask for is looked up once."""
    known: dict[str, Callable[[bytes, bytes], bytes]] = {}

    def opened(stored: str) -> str:
        try:
            ring, _, payload = stored.rpartition(":")
            raw = binascii.a2b_base64(payload, strict_mode=True)
            unseal = known.get(ring) or known.setdefault(ring, _unsealer(ring))
            return unseal(raw[:NONCE_BYTES], raw[NONCE_BYTES:]).decode()
        except (KeyError, ValueError, InvalidTag) as exc:
            raise UnreadableValue("personal data could not be decrypted") from exc

    return opened


def _unsealer(ring: str) -> Callable[[bytes, bytes], bytes]:
    """Of ``<key id>:<algorithm>``; KeyError or ValueError for one that is not known."""
    key_id, algorithm = ring.split(":")
    _, unseal = ALGORITHMS[algorithm]
    return partial(unseal, _decode_key(settings.PERSONAL_DATA_KEYS[key_id]))


def needs_rotation(stored: str) -> bool:
    """Say whether a stored value is not under the current key and algorithm."""
    current = f"{next(iter(settings.PERSONAL_DATA_KEYS))}:{settings.PERSONAL_DATA_CIPHER}:"
    return not stored.startswith(current)
