"""What a filled sheet means: rows signed, corrections made at once, proposals, and rows refused with their reason. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from saksama.kernel.text import fold
from saksama.law import wording as say

from .entries import Written
from .filled import Filled
from .sheet import CHANGE, COLUMNS, PRINTED, YES
from .workbook import printable

_YES = frozenset(("benar", "b", "ya", "y", "ok", "setuju"))
_CHANGE = frozenset(("perlu diubah", "p", "ubah", "diubah", "salah", "tidak"))
_LINE = re.compile(r"(?P<part>[A-Za-z ]{2,20}):\s*(?P<value>\S.*)")
_MONTHS = {name.lower(): n for n, name in enumerate(say.MONTHS_ID, 1)}
_SURE = COLUMNS.index("Keyakinan")
_SIGNED = re.compile(r" ?Sudah diperiksa .{1,120}, \d{4}-\d\d-\d\d\.")      # the signature of a colleague, which no mark covers
_EARLIEST = date(2020, 1, 1)
# Single values a correction may set at once: the word on the sheet, and where the value stands in the entry.
PARTS: Mapping[str, tuple[str, ...]] = {"dasar": ("citation",), "jumlah": ("limit", "count")}


@dataclass(frozen=True, slots=True)
class Change:
    """One value to be set in an entry."""

    where: tuple[str, ...]
    before: object
    after: str | int


@dataclass(frozen=True, slots=True)
class Signed:
    """A row that a lawyer answered in full: as it stands, or with changes that can be made at once."""

    row: int
    entry: Written
    name: str
    on: date
    changes: tuple[Change, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction in the lawyer's own words: kept beside the data for whoever writes the next version."""

    row: int
    entry: Written
    name: str
    on: date
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that changes nothing, and what to do about it."""

    row: int
    key: str
    why: str


@dataclass(slots=True)
class Judged:
    """What a sheet comes to; nothing of it is carried out yet."""

    signed: list[Signed] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unanswered: int = 0


def judge(
    rows: Iterable[Filled], entries: Mapping[str, Written], *, words: Mapping[str, tuple[str, ...]], reviewer: str, on: date
) -> Judged:
    """Hold every row against the data. `reviewer` is whose sheet this is, `on` the day it was handed in.

    `words` is what the sheet prints for each key now: a name is put only under words that its lawyer can have read.
    """
    rows = list(rows)
    twice = {key for key, count in Counter(row.key for row in rows if row.answered).items() if count > 1}
    found = Judged()
    for row in rows:
        if not row.answered:
            found.unanswered += 1
            continue
        why = _unfit(row, entries, twice) or _other_words(row, words.get(row.key, ())) or _unsigned(row, reviewer, on)
        if why:
            found.refused.append(Refusal(row.row, row.key, why))
            continue
        _take(found, row, entries[row.key], " ".join(reviewer.split()))
    return found


def _unfit(row: Filled, entries: Mapping[str, Written], twice: set[str]) -> str:
    if row.formulas:
        return f"Column {', '.join(row.formulas)} holds a formula. Write plain text."
    if row.key in twice:
        return "This key stands twice among the answered rows. Keep one of them."
    if row.key not in entries:
        return "The rule base holds no such key. Do not change the column Kunci; print the sheet again."
    entry = entries[row.key]
    if row.mark != entry.mark:
        was = row.mark[:20] or "missing"
        return f"The rule was changed after this sheet was printed (mark {was}, now {entry.mark}). Print it again."
    if not row.verdict:
        return f"Write “{YES}” or “{CHANGE}”."
    if _verdict(row) is None:
        return f"“{row.verdict[:40]}” is neither “{YES}” nor “{CHANGE}”."
    if _verdict(row) is False and not row.correction:
        return f"“{CHANGE}” without a correction. Write what should stand there."
    if _verdict(row) is True and row.correction:
        return f"“{YES}” and a correction at once. Choose one, or move the sentence to the notes."
    return ""


def _other_words(row: Filled, words: tuple[str, ...]) -> str:
    """The running number is left out: a sheet of one day counts otherwise. So is who signed before."""
    wanted = [" ".join(printable(text).split()) for text in words]
    if len(wanted) != PRINTED or len(row.printed) != PRINTED:
        return "This rule is not printed on the sheet. Print it again."
    for at in range(1, PRINTED):
        was, now = row.printed[at], wanted[at]
        if at == _SURE:
            was, now = _unsigned_part(was), _unsigned_part(now)
        if was != now:
            return f"Column {COLUMNS[at]} holds other words than we print for this rule. Print the sheet again."
    return ""


def _unsigned_part(text: str) -> str:
    found = _SIGNED.search(text)
    return text[: found.start()] if found and found.end() == len(text) else text


def _unsigned(row: Filled, reviewer: str, on: date) -> str:
    if not row.name:
        return "The name is missing."
    if not fold(reviewer):
        return "The name has no Latin letters to compare. Sign and import it in Latin letters."
    if fold(row.name) != fold(reviewer):
        return f"Signed by “{row.name[:60]}”, not by {reviewer}. Import it under that name."
    if not row.day:
        return "The date is missing."
    day = day_of(row.day)
    if day is None:
        return f"“{row.day[:40]}” is not a date of the calendar. Write it as 2026-11-25."
    if not _EARLIEST <= day <= on:
        return f"{day} lies outside {_EARLIEST} and {on}, the day the sheet was handed in."
    return ""


def _verdict(row: Filled) -> bool | None:
    said = fold(row.verdict)
    return True if said in _YES else False if said in _CHANGE else None


def _take(found: Judged, row: Filled, entry: Written, name: str) -> None:
    day = day_of(row.day)
    assert day is not None  # noqa: S101  `_unsigned` made sure
    changes, rest = corrections(row.correction, entry.data)
    if rest:
        found.proposals.append(Proposal(row.row, entry, name, day, row.correction, row.note))
    else:
        found.signed.append(Signed(row.row, entry, name, day, changes, row.note))


def corrections(text: str, data: Mapping[str, Any]) -> tuple[tuple[Change, ...], str]:
    """Return the changes of single values that a correction asks for, and what of it needs a person to be carried out.

    Where one line needs a person, the whole correction does: half of it must not be signed.
    """
    changes = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        found = _LINE.fullmatch(line)
        change = _change(found["part"].strip().lower(), found["value"].strip(), data) if found else None
        if change is None:
            return (), line
        changes.append(change)
    return tuple(change for change in changes if change.before != change.after), ""


def _change(part: str, value: str, data: Mapping[str, Any]) -> Change | None:
    where = PARTS.get(part)
    before: Any = data
    for name in where or ():
        before = before.get(name) if isinstance(before, Mapping) else None
    if where is None or before is None:
        return None
    if isinstance(before, int):
        return Change(where, before, int(value)) if re.fullmatch(r"\d{1,4}", value) and int(value) > 0 else None
    return Change(where, before, value)


def day_of(text: str) -> date | None:
    """Return the day that was written: 2026-11-25, 25/11/2026, 25-11-2026, 25 November 2026."""
    found = re.fullmatch(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", text) or re.fullmatch(
        r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2}|[a-z]+)[-/. ](?P<y>\d{4})", text.lower()
    )
    if found is None:
        return None
    month = int(found["m"]) if found["m"].isdigit() else _MONTHS.get(found["m"], 0)
    try:
        return date(int(found["y"]), month, int(found["d"]))
    except ValueError:
        return None
