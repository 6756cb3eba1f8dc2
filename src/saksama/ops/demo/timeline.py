"""Months of work, played in order: each story says at which instant it wants to act next, and the earliest acts first.

So register numbers, ledger entries and lapses stand in the order of their days, as they would have come about.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

Course = Iterator[datetime]


class Timeline:
    """Courses that take turns by their next instant. A course yields the instant of its next act, then acts when resumed."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Course]] = []
        self._order = count()

    def add(self, course: Course) -> None:
        self._wait(course)

    def run(self, until: datetime, *, after_each: Callable[[datetime], None] = lambda at: None) -> None:
        """Let every course act as often as it wants to before `until`; what wants to act later does not."""
        while self._waiting:
            at, _, course = heapq.heappop(self._waiting)
            if at >= until:
                course.close()  # type: ignore[attr-defined]
                continue
            self._wait(course)
            after_each(at)

    def _wait(self, course: Course) -> None:
        at = next(course, None)
        if at is not None:
            heapq.heappush(self._waiting, (at, next(self._order), course))
