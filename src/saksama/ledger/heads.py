"""The signed heads that the record must lead to: those in the database, and those known from outside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from . import installation, kept, notes, stored
from .models import Checkpoint
from .report import Report


class Row(NamedTuple):
    """A checkpoint as stored, all of it as the engine spells it: a changed one need not be readable."""

    number: str
    size: str
    root: str
    note: str
    at: str


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
    rows = _rows()
    public = installation.public_key()
    report.checkpoints = len(rows)
    found = _inside(rows, public, report) + _outside(outside, {row.note for row in rows}, public, report)
    return sorted(found, key=lambda head: head.size)


def _rows() -> list[Row]:
    columns = map(stored.spelling, ("number", "size", "root", "note", "at"))
    return [Row(*map(stored.text, values)) for values in Checkpoint.objects.order_by("number").values_list(*columns)]


def _inside(rows: list[Row], public: bytes, report: Report) -> list[Signed]:
    """Return what the signed notes say: that counts, whatever their rows tell."""
    good, present = [], set()
    for row in rows:
        head = _read(row.note) if notes.is_signed(row.note, public) else None
        number = int(row.number) if row.number.isdecimal() else head.number if head else 0
        present.update({number, head.number if head else number})
        if head is None:
            report.add("signature", checkpoint=number)
            continue
        if not _same(head, row):
            report.add("checkpoint_changed", checkpoint=number)
        good.append(Signed(head.size, head.root, head.number, is_outside=False))
    _count(sorted(good, key=lambda head: head.number), present, report)
    return good


def _same(head: notes.Head, row: Row) -> bool:
    said = (str(head.number), str(head.size), head.root.hex(), f"{head.at:%Y-%m-%d %H:%M:%S}")
    return said == (row.number, row.size, row.root, row.at[:19])


def _count(good: list[Signed], present: set[int], report: Report) -> None:
    """Tell which numbers are missing, and which tree is smaller than the one before it."""
    for number in range(1, good[-1].number if good else 1):
        if number not in present:
            report.add("checkpoint_missing", checkpoint=number)
    for before, head in pairwise(good):
        if head.size < before.size:
            report.add("shrunk", checkpoint=head.number)


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
