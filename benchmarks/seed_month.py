"""Months of N cases each, with the limits, visits and evaluations that the monthly report counts."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from .seed import Seeder

MONTHS = 4  # back to where the answers began that are due in the last whole month
LIMITS = {"P1": 15, "P3": 15, "P5": 60, "R1": 30}


class MonthSeeder(Seeder):
    days = 30 * MONTHS

    def petition(self, i: int) -> dict[str, Any]:
        h = self.dice(i, 6)
        levels = ("", "", "city", "city", "province", "capital")
        return {**super().petition(i), "visitors": h % 9, "visit_level": levels[h // 9 % 6]}

    def clocks(self, i: int) -> Iterator[dict[str, Any]]:
        received, state, unit = self.received(i), self.state(i), self.unit(i)
        done = state == "closed"
        answered = received + dt.timedelta(days=30 + i % 40) if done else None
        yield self._limit(i, 0, "P1", None, received, None if state == "submitted" else 1 + i % 18)
        if state != "submitted":
            yield self._limit(i, 1, "P3", unit, received, 2 + i % 17 if done else None)
            yield self._limit(i, 2, "P5", unit, received, 30 + i % 40 if done else None)
        if answered:
            yield self._limit(i, 3, "R1", None, answered, 9 if i % 3 == 0 else 30)

    def _limit(
        self, i: int, n: int, rule: str, unit: int | None, start: dt.datetime, after: int | None
    ) -> dict[str, Any]:
        stop = start + dt.timedelta(days=after) if after else None
        stop = stop if stop and stop < self.now else None
        due = start + dt.timedelta(days=LIMITS[rule])
        return {**self._clock(i, n, rule, unit, start, due, stop), "id": i * len(LIMITS) + n}
