"""Moves of things that are no case (减负任务, 议事提案): a table of steps and one door for all of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import transaction

from jiaozuo_social.cases.moves import MoveRefused

SYSTEM = "system"


class Stepper(Protocol):
    """What steps move: a row with a state, a history, and a word on who somebody is to it."""

    state: str
    entries: Any
    STEPS: "StepTable"

    def roles_of(self, user: Any) -> set[str]: ...

    def get_state_display(self) -> str: ...


@dataclass(frozen=True)
class Step:
    """One allowed change. ``to=None`` keeps the state; the guard gives a sentence or ""."""

    name: str
    label: str
    frm: tuple[str, ...]
    to: str | None
    who: frozenset[str]
    guard: Callable[[Any], str] | None = None
    hint: str = ""
    has_form: bool = True

    def problem(self, thing: Any, user: Any) -> str:
        """Why the user may not make it now; "" if they may. ``user=None`` is the system."""
        if thing.state not in self.frm:
            return f"现为“{thing.get_state_display()}”，不能{self.label}。可能已有人先行处理，请刷新页面。"
        roles = {SYSTEM} if user is None else thing.roles_of(user)
        if not roles & self.who:
            return f"您的职责不能{self.label}。"
        return self.guard(thing) if self.guard else ""


@dataclass(frozen=True)
class StepTable:
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def get(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def __getitem__(self, name: str) -> Step:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def available(self, thing: Any, user: Any) -> list[Step]:
        return [step for step in self.steps if not step.problem(thing, user)]


@dataclass
class Doing:
    """What the body of a step may add: another target, facts for the history."""

    to: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@contextmanager
def stepping(thing: Any, name: str, *, by: Any, note: str = "") -> Iterator[Doing]:
    """Lock, check, let the caller set fields, save and write the history: all or nothing."""
    step: Step = thing.STEPS[name]
    with transaction.atomic():
        locked = type(thing).objects.select_for_update(of=("self",))
        thing.refresh_from_db(from_queryset=locked)
        problem = step.problem(thing, by)
        if problem:
            raise MoveRefused(problem)
        before, doing = thing.state, Doing(to=step.to)
        yield doing
        thing.state = doing.to or before
        thing.save()
        thing.entries.create(
            user=by, step=step.name, label=step.label, before=before, after=thing.state,
            note=note, facts=doing.facts,
        )  # fmt: skip


def begin(thing: Any, label: str, *, by: Any, note: str = "") -> None:
    """Save a new row and the first line of its history."""
    with transaction.atomic():
        thing.save(force_insert=True)
        thing.entries.create(user=by, step="create", label=label, after=thing.state, note=note)
