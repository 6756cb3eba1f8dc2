"""What the pages of a drill show of its exercise. The room of operating, which stands above the front doors, serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DoneShown:
    """One report: what it teaches, the first deciding act and after how many minutes, and the verdict on it."""

    title: str
    lesson: str
    case: str
    act: str
    minutes: int | None
    verdict: str


@dataclass(frozen=True, slots=True)
class ResultShown:
    """The sheet: minutes to the last decision, how many were right, refused wrongly, not touched."""

    began: datetime
    rows: tuple[DoneShown, ...]
    minutes: int
    right: int
    wrong_refusals: int
    open: int


class Exercises(Protocol):
    def begin(self) -> None:
        """Let the reports in; `Conflict` where that was done."""

    def result(self) -> ResultShown | None: ...


_served: list[Exercises] = []


def serve(exercises: Exercises) -> None:
    """Put the exercises behind the pages; said once, when the application is ready."""
    _served[:] = [exercises]


def exercises() -> Exercises:
    return _served[0]
