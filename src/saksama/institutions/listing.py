"""What a list from outside would do to what is on record: new, changed, the same, gone, and what cannot be taken. Pure values.

Every list is planned first and taken later by the same plan, so that the trial and the taking never disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

MOST_FAULTS = 2000          # told one by one; more are counted only
FIRST_LINE = 2              # line 1 is the heading


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: its number in the file, and its values by the name of our field; empty where the list has none."""

    line: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why one line cannot be taken; `column` is the name of our field, or empty where the whole line is meant."""

    line: int
    reason: str
    reason_en: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """A name that the list changes, for the eye of whoever takes it in."""

    line: int
    before: str
    after: str


@dataclass(slots=True)
class Plan:
    """`new`, `changed` and `gone` hold what its maker needs to carry it out; the others only count and tell."""

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    faulty_lines: set[int] = field(default_factory=set)
    renames: list[Rename] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    base: int = 0           # how many stood on record before, of those a complete list would name

    def refuse(self, line: int, column: str, reason: str, reason_en: str) -> None:
        """Note that a line cannot be taken."""
        self.fault_count += 1
        self.faulty_lines.add(line)
        self.reasons[column] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line, reason, reason_en, column))

    @property
    def counts(self) -> dict[str, int]:
        return {"new": len(self.new), "changed": len(self.changed), "unchanged": self.unchanged, "gone": len(self.gone),
                "errors": len(self.faulty_lines), "base": self.base}

    @property
    def steps(self) -> int:
        """How many rows are to be written."""
        return len(self.new) + len(self.changed) + len(self.gone)


@dataclass(frozen=True, slots=True)
class Before:
    """How a row stood before a list changed it; `was` empty: it was not there."""

    table: str
    row: UUID
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PutBack:
    """What an undoing did: rows put back, rows taken away, and what had to stay because something uses it, by name."""

    restored: int = 0
    removed: int = 0
    kept: Sequence[str] = ()
