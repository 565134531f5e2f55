"""Registry of what can be imported; each app registers its own ledger in ``AppConfig.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Department

from .readers import Row


@dataclass(frozen=True)
class RowError:
    """Why a row is refused; ``row`` and ``column`` as the user sees them in the sheet."""

    row: int
    column: str
    reason: str


class RowRefused(Exception):
    def __init__(self, errors: list[RowError]) -> None:
        super().__init__(errors)
        self.errors = errors


class Target(Protocol):
    """What a kind of ledger does with its rows."""

    name: str

    def parse(self, number: int, row: Row) -> Any:
        """Return a record; raise RowRefused with one or more errors."""

    def write(self, records: list[Any]) -> list[RowError]:
        """Save a batch inside the caller's transaction; return the rows that the database refused."""

    def preview(self, record: Any) -> list[str]:
        """The record as people would see it afterwards, personal data masked."""


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    is_required: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Ledger:
    """A kind of ledger: its fields, who may import it for which department, how its rows are read.

    ``sources`` gives (code, name) of those from which a desk takes such a ledger; without it the person who
    imports names the source.
    With ``acts_as_user`` the builder also takes ``by``: the rows are written with that person's rights.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    preview_columns: tuple[str, ...]
    guess: Callable[[list[str]], dict[str, list[str]]]
    desks: Callable[[AnyUser], list[Department]]
    build: Callable[..., Target]
    sources: Callable[[Department], list[tuple[str, str]]] | None = None
    acts_as_user: bool = False


_ledgers: dict[str, Ledger] = {}


def register(ledger: Ledger) -> None:
    """Add a ledger; the same name twice replaces, so that ``ready()`` may run again."""
    _ledgers[ledger.name] = ledger


def get(name: str) -> Ledger:
    return _ledgers[name]


def open_to(user: AnyUser) -> list[tuple[Ledger, Department]]:
    """What the user may import, and for which desk."""
    return [(ledger, desk) for ledger in _ledgers.values() for desk in ledger.desks(user)]
