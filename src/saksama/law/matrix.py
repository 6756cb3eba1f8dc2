"""The sanction matrix: which sanctions the rules name for a violation on a day, and how grades are ordered. Pure over the book.

The cells are the `sanctions` of `violations.yaml`, so each carries the citation and the confidence of its violation; the order is
that of `sanctions.yaml`, lightest first within its classes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saksama.kernel.errors import NoRule

from .rulebook import Book, Entry

CONTROL = "control"  # measures on a personnel authority are no sanctions of a person
CLASSES = ("moral", "light", "medium", "heavy", "pppk", "dismissal")


@dataclass(frozen=True, slots=True)
class Cell:
    """One sanction that the rules name for one violation. `needs_check`: a lawyer still has to look at the violation's entry."""

    violation: str
    violation_id: str
    violation_en: str
    sanction: str
    sanction_id: str
    sanction_en: str
    citation: str
    version: str
    confidence: str
    needs_check: bool


def cells(book: Book, violations: Iterable[str], on: date) -> tuple[Cell, ...]:
    """Return the cells of some violations in force on the day of the act; one that was not in force has none."""
    found: list[Cell] = []
    for violation in violations:
        try:
            entry = book.violation(violation, on)
        except NoRule:
            continue
        found += [_cell(book, entry, sanction) for sanction in entry.get("sanctions", ())]
    return tuple(found)


def _cell(book: Book, entry: Entry, sanction: str) -> Cell:
    named = next(one for one in book.sanctions if one.id == sanction)
    return Cell(
        violation=entry.id,
        violation_id=entry.name_id,
        violation_en=entry.name_en,
        sanction=sanction,
        sanction_id=named.name_id,
        sanction_en=named.name_en,
        citation=entry.citation,
        version=entry.version,
        confidence=entry.confidence.value,
        needs_check=entry.needs_check,
    )


def order(book: Book) -> tuple[str, ...]:
    """Return every sanction of a person, lightest first."""
    listed = dict.fromkeys(one.id for one in book.sanctions if one.get("class") != CONTROL)
    heaviness = {one.id: CLASSES.index(one.get("class")) for one in book.sanctions if one.get("class") in CLASSES}
    return tuple(sorted(listed, key=lambda one: heaviness.get(one, len(CLASSES))))


def outside(book: Book, grade: str, violations: Iterable[str], on: date) -> bool:
    """Tell whether a grade stands outside the matrix of these violations. Where the rules name none, nothing is outside."""
    named = {cell.sanction for cell in cells(book, violations, on)}
    return bool(named) and grade not in named
