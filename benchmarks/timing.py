"""Time things and say them as ratios to a limit measured in the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Figure:
    """One measured figure. ``ratio`` compares it with ``limit``; ``aim`` is what the ratio should keep to."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    aim: str = ""
    kept: bool | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def line(self) -> str:
        words = [f"{self.name}: {self.value:.4g} {self.unit}"]
        if self.limit:
            words.append(f"limit {self.limit:.4g}, ratio {self.value / self.limit:.2f}")
        if self.aim:
            words.append(f"aim {self.aim}: {'kept' if self.kept else 'MISSED'}")
        words += [f"{name} {value}" for name, value in self.notes.items()]
        return "; ".join(words)


def seconds(act: Callable[[], Any], *, times: int, warm_up: int = 2) -> list[float]:
    """Wall-clock seconds of each of ``times`` calls, after some that do not count."""
    for _ in range(warm_up):
        act()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return taken


def in_turn(
    acts: dict[str, Callable[[], Any]],
    *,
    times: int,
    warm_up: int = 2,
    before: Callable[[], Any] = lambda: None,
) -> dict[str, list[float]]:
    """Seconds of each act; they take turns, so that a busy moment of the machine falls on all of them.

    ``before`` prepares each single act and is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(warm_up + times):
        for name, act in acts.items():
            before()
            began = time.perf_counter()
            act()
            took = time.perf_counter() - began
            if turn >= warm_up:
                taken[name].append(took)
    return taken


def percentile(taken: list[float], percent: int) -> float:
    """95 → p95 by the inclusive method; a single value is its own percentile."""
    if len(taken) == 1:
        return taken[0]
    return statistics.quantiles(taken, n=100, method="inclusive")[percent - 1]
