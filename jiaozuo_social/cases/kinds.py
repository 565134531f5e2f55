"""Registry of the kinds of case; each app registers its own in ``AppConfig.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps as django_apps
from django.db import models
from django.db.models import Q

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.workdays import Unit

from . import numbers
from .publicface import PublicFace

if TYPE_CHECKING:
    from .audiences import Post
    from .models import Case, Clock
    from .moves import Move, MoveTable
    from .waits import Wait


@dataclass(frozen=True)
class Facet:
    """A column of the kind's own table by which the inbox can be filtered."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    path: str


@dataclass(frozen=True)
class Kind:
    """What the case package must know of one kind of case.

    ``desk_duties`` see every case of the kind in their area. ``forms`` maps the name of a move to
    the dotted path of its form; a move without one asks for a note only. ``waits`` say whose turn it
    is in which state, ``facets`` are further filters of the inbox. ``desk`` is what
    people call the office that takes these cases in. ``personal`` names the kind's own text columns that
    may speak of people and are emptied when the retention time is over. ``face`` is its status page. A kind
    with ``is_procedure`` is a legal procedure: the hotline does not take what is in it. ``after`` is called
    inside each move of a case, when it is made.

    A kind with ``is_held`` lies at one platform at a time, named by ``Case.holder_code``, and not at
    every desk whose area it is in. ``limit`` is what a clock of a
    case counts where that depends on the case. ``shows`` are cases that a user sees beyond desks and departments;
    ``desks`` and ``named`` say who is told of a case's clocks where it is not the petition bureaus and
    the handler. ``context`` is what its case page shows besides. ``tells_registrar`` leaves a notice to the
    member of staff who brought the case in. ``has_confidential`` says that some of these cases are only for
    信访专管员.
    """

    code: str
    label: str
    model: str
    prefix: str
    states: type[models.TextChoices]
    initial: str
    moves: "MoveTable"
    desk_duties: frozenset[str]
    template: str
    desk: str = "信访部门"
    unassigned: str = "未转送"  # what a list says while no department has the case
    forms: dict[str, str] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    waits: "tuple[Wait, ...]" = ()
    facets: tuple[Facet, ...] = ()
    personal: tuple[str, ...] = ()
    face: PublicFace = field(default_factory=PublicFace)
    is_procedure: bool = False
    after: "Callable[[Case, Move], None] | None" = None
    number_digits: int = 6
    is_number_checked: bool = True
    is_held: bool = False
    shows: Callable[[AnyUser], Q] | None = None
    desks: "Callable[[Case], list[Post]] | None" = None
    named: "Callable[[Clock], int | None] | None" = None
    limit: "Callable[[Case, str], tuple[int, Unit] | None] | None" = None
    tells_registrar: bool = False
    has_confidential: bool = False
    context: "Callable[[Case, AnyUser], dict[str, Any]] | None" = None

    def next_numbers(self, count: int) -> list[str]:
        return numbers.next_numbers(
            self.prefix, count, digits=self.number_digits, is_checked=self.is_number_checked
        )

    def model_class(self) -> "type[Case]":
        return django_apps.get_model(self.model)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; registering two under one code is a programming error."""
    if kind.code in _kinds:
        raise ValueError(f"kind {kind.code} is registered twice")
    _kinds[kind.code] = kind


def get(code: str) -> Kind:
    return _kinds[code]


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def with_desk_duty(duty: str) -> list[str]:
    """Codes of the kinds whose incoming desk this duty is."""
    return [kind.code for kind in _kinds.values() if duty in kind.desk_duties]


def in_full(case: "Case") -> "Case":
    """Return the child row (Petition, Suggestion …) of a case: one query."""
    model = get(case.kind).model_class()
    return case if isinstance(case, model) else model._default_manager.get(pk=case.pk)
