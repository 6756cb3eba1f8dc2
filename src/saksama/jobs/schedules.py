"""What is to be done again and again, as rooms declare it in `AppConfig.ready()`. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Repeatable(Protocol):
    """A task of the Django Tasks API without arguments."""

    @property
    def module_path(self) -> str: ...

    def enqueue(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Declared:
    """`every` counts from midnight UTC plus `offset`: every day with offset 17 h is midnight in Jakarta."""

    name: str
    every: timedelta
    task: Any
    offset: timedelta

    def next_after(self, now: datetime) -> datetime:
        """Return the first turn later than `now`."""
        begun = (now - EPOCH - self.offset) // self.every
        return EPOCH + self.offset + (begun + 1) * self.every


_declared: dict[str, Declared] = {}


def schedule(name: str, every: timedelta, task: Repeatable, *, offset: timedelta = timedelta(0)) -> None:
    """Have `task` enqueued every so often by the clock process; the first time at once. Real time, whole seconds."""
    if every < timedelta(seconds=1):
        raise ValueError("a schedule has at least a second between two turns")
    fresh = Declared(name, every, task, offset)
    if _declared.setdefault(name, fresh) != fresh:
        raise ValueError(f"the schedule {name} is declared twice")


def declared() -> list[Declared]:
    """Return all declared schedules by name."""
    return [_declared[name] for name in sorted(_declared)]
