"""The signed heads that the record must lead to: those in the database, and those known from outside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import installation, kept, notes
from .models import Checkpoint
from .report import Report


@dataclass(frozen=True, slots=True)
class Signed:
    """The tree of this size has this root; somebody signed that."""

    size: int
    root: bytes
    number: int
    is_outside: bool


def collect(known: Iterable[str], report: Report) -> list[Signed]:
    """Return all heads by size, and tell the report what is wrong with the checkpoints themselves.

    The kept note is read before the table: it is written after its row was committed.
    """
    outside = [note for note in (kept.read(), *known) if note]
    rows = list(Checkpoint.objects.order_by("number"))
    public = installation.public_key()
    report.checkpoints = len(rows)
    found = _inside(rows, public, report) + _outside(outside, {row.note for row in rows}, public, report)
    return sorted(found, key=lambda head: head.size)


def _inside(rows: list[Checkpoint], public: bytes, report: Report) -> list[Signed]:
    found, expected, size = [], 1, 0
    for row in rows:
        for number in range(expected, row.number):
            report.add("checkpoint_missing", checkpoint=number)
        expected = row.number + 1
        if not notes.is_signed(row.note, public):
            report.add("signature", checkpoint=row.number)
        elif (head := _read(row.note)) is None or not _same(head, row):
            report.add("checkpoint_changed", checkpoint=row.number)
        else:
            if head.size < size:
                report.add("shrunk", checkpoint=row.number)
            size = head.size
            found.append(Signed(head.size, head.root, head.number, is_outside=False))
    return found


def _same(head: notes.Head, row: Checkpoint) -> bool:
    return (head.number, head.size, head.root.hex(), head.at) == (row.number, row.size, row.root, row.at)


def _outside(known: list[str], inside: set[str], public: bytes, report: Report) -> list[Signed]:
    found = []
    for note in dict.fromkeys(known):
        if note in inside:
            continue
        head = _read(note)
        if head is None or not notes.is_signed(note, public):
            report.add("signature", checkpoint=head.number if head else 0)
            continue
        report.add("checkpoint_missing", checkpoint=head.number)
        found.append(Signed(head.size, head.root, head.number, is_outside=True))
    return found


def _read(note: str) -> notes.Head | None:
    try:
        return notes.read(note)
    except notes.BadNote:
        return None
