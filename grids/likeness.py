"""How alike two texts are, by their pairs of characters: enough to see that they speak of the same thing."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from jiaozuo_social.cases.search import normalise

Key = TypeVar("Key", bound=Hashable)


def pairs_of(text: str) -> frozenset[str]:
    plain = normalise(text)
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient: 1 for the same pairs, 0 for none in common."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def groups(texts: Mapping[Key, str], *, at_least: float, size: int) -> list[set[Key]]:
    """Sets of so many texts, each like another one of its set."""
    grams = {key: pairs_of(text) for key, text in texts.items()}
    found: list[set[Key]] = []
    for key, own in grams.items():
        near = [one for one in found if any(likeness(own, grams[member]) >= at_least for member in one)]
        found = [one for one in found if one not in near] + [{key}.union(*near)]
    return [one for one in found if len(one) >= size]
