"""Cases of different kinds that belong together: each goes its own way, and both sides hear of the other.

An app that others may hand a matter to registers how a case of its kind is opened; so a lower app
reaches a higher one without knowing it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import audiences, notices
from .models.case import Case, CaseLink

if TYPE_CHECKING:
    from .moves import Actor

Opener = Callable[..., Case]

_openers: dict[str, Opener] = {}


def register(kind: str, opener: Opener) -> None:
    """``opener(case, by=..., note=...)`` takes in a case of the kind from another one and returns it."""
    _openers[kind] = opener


def can_open(kind: str) -> bool:
    return kind in _openers


def open_from(case: Case, kind: str, *, by: "Actor", note: str) -> Case:
    opened = _openers[kind](case, by=by, note=note)
    link(case, opened, by=by)
    return opened


def link(source: Case, target: Case, *, by: "Actor") -> None:
    """Note that the second came out of the first, and tell the people of both."""
    CaseLink.objects.create(
        source_id=source.pk, target_id=target.pk, relation=CaseLink.Relation.LINKED, created_by=by.user
    )
    _tell(target, f"linked:{source.pk}", f"{target.number} 由{source.number}转来，两件分别办理")
    _tell(source, f"linked:{target.pk}", f"{source.number} 已关联{target.number}，两件分别办理")


def linked(case: Case, kind: str) -> bool:
    """Whether the case has a linked one of this kind already."""
    out = CaseLink.objects.filter(source_id=case.pk, relation=CaseLink.Relation.LINKED, target__kind=kind)
    back = CaseLink.objects.filter(target_id=case.pk, relation=CaseLink.Relation.LINKED, source__kind=kind)
    return out.exists() or back.exists()


def tell_of_end(case: Case) -> None:
    """The people of a linked case hear that this one has ended; nothing of a confidential one."""
    if case.is_confidential:
        return
    linked = CaseLink.Relation.LINKED
    others = Case.objects.filter(
        links_out__target_id=case.pk, links_out__relation=linked
    ) | Case.objects.filter(links_in__source_id=case.pk, links_in__relation=linked)
    for other in others.filter(is_confidential=False).distinct():
        _tell(other, f"ended:{case.pk}", f"{other.number} 的关联事项{case.number}已办结")


def _tell(case: Case, key: str, subject: str) -> None:
    """Those who work on it, else the nearest desk at which it lies."""
    people = notices.workers(case)
    if not people:
        desks = audiences.desks_of_case(case)
        people = notices.people_of(case, desks[0].department, *desks[0].duties) if desks else []
    notices.tell(case, people, key, subject)
