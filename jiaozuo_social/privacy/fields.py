"""Model field that keeps a text encrypted in the database and plain in Python."""

from typing import Any

from django.db import models

from . import cipher


class EncryptedTextField(models.TextField):
    """Text sealed with authenticated encryption; it cannot be filtered or ordered by.

    To find rows again keep a keyed digest beside it (see ``privacy.digests``).
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value in (None, "") else cipher.encrypt(value)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if value in (None, "") else cipher.decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise TypeError("encrypted fields cannot be searched; use the digest beside them")
