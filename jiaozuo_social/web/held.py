"""Small tables that change once in a while and are asked for all the time, held in the process."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Held(Generic[Value]):
    """``held()`` is what ``read`` gave less than ``seconds`` ago: so soon other processes see a change.

    The process that changes something calls :meth:`forget`. Nothing outside the process is needed.
    """

    def __init__(self, read: Callable[[], Value], *, seconds: float) -> None:
        self._read, self._seconds = read, seconds
        self._kept: tuple[float, Value] | None = None

    def __call__(self) -> Value:
        kept = self._kept
        if kept is None or time.monotonic() - kept[0] > self._seconds:
            self._kept = kept = (time.monotonic(), self._read())
        return kept[1]

    def forget(self) -> None:
        self._kept = None
