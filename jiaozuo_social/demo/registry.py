"""Apps bring their own demo data; the demo knows only that each is safe to load twice."""

from collections.abc import Callable

Seed = Callable[[], str]

_seeds: dict[str, Seed] = {}


def register(name: str, seed: Seed) -> None:
    """``seed`` writes what is missing and returns one line that says what it did."""
    _seeds[name] = seed


def seeds() -> list[Seed]:
    return list(_seeds.values())
