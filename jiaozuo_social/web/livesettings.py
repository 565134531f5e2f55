"""Constance's settings from a copy in the process: a page asks for five of them, each was a query."""

from typing import Any, ClassVar

from constance import settings as constance_settings
from constance.backends.database import DatabaseBackend
from constance.codecs import loads
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from .held import Held

SECONDS = 5  # other processes see an administrator's change after this long


class HeldBackend(DatabaseBackend):
    """What the table lacks is the default: constance would write an absent value when it is first read,
    and no reading shall write. So only what an administrator chose is kept."""

    # One for the process: constance's admin has a backend of its own.
    _copy: ClassVar[Held[dict[str, Any]] | None] = None

    def __init__(self) -> None:
        super().__init__()
        if HeldBackend._copy is None:
            HeldBackend._copy = Held(self._read, seconds=SECONDS)
            for signal in (post_save, post_delete):
                signal.connect(self._changed, sender=self._model)

    @property
    def _held(self) -> Held[dict[str, Any]]:
        assert HeldBackend._copy is not None
        return HeldBackend._copy

    def get(self, key: str) -> Any:
        found = self._held().get(self.add_prefix(key))
        return constance_settings.CONFIG[key][0] if found is None else found

    def forget(self) -> None:
        self._held.forget()

    def _read(self) -> dict[str, Any]:
        names = [self.add_prefix(name) for name in constance_settings.CONFIG]
        rows = self._model._default_manager.filter(key__in=names).values_list("key", "value")
        return {key: loads(value) for key, value in rows}

    def _changed(self, **kwargs: Any) -> None:
        """At once, and again when others can see it: somebody may have read in between."""
        self.forget()
        transaction.on_commit(self.forget)
