"""What one kind of case shows to the holder of its receipt, beside what all kinds share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from .models import Case


def nobody(case: "Case") -> "Department | None":
    return None


@dataclass(frozen=True)
class PublicFace:
    """``forms`` maps the petitioner's moves to the dotted path of their forms, in the order of the buttons.

    ``words`` says in plain words what a move did; one not named is shown under its own label.
    ``hidden_clocks`` are limits between offices that the petitioner has no part in. ``reviewer`` names the
    body that looks again at what another decided. ``person`` is what people call who brought the matter
    in, ``publishes`` whether the form asked for
    consent to be published.
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    hidden_clocks: frozenset[str] = frozenset()
    reviewer: "Callable[[Case], Department | None]" = nobody
    person: str = "信访人"
    publishes: bool = True
