"""A stretch of the nation's depth-first numbering: a place and everything below it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends belong to it. `NOWHERE` is empty, `EVERYWHERE` is the whole nation and beyond."""

    low: int
    high: int

    def __contains__(self, position: int) -> bool:
        return self.low <= position <= self.high

    @property
    def empty(self) -> bool:
        return self.low > self.high


EVERYWHERE = Span(0, 2_000_000_000)
NOWHERE = Span(0, -1)
