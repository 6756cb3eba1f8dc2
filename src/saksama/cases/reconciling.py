"""Our cases beside another system's export: what is equal, what differs, what only one side has. Pure.

Matched by their number first, then by our register number. Nothing is guessed: a row that fits two cases, or two rows that fit
one, are told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saksama.kernel.text import fold
from saksama.law.wording import MONTHS_ID

NUMBER, REGISTER = "their_number", "register_number"
_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2}) ([a-z]{3,9}) (\d{4})")
_MONTHS = {name[:3].lower(): n for n, name in enumerate(MONTHS_ID, start=1)} | {"may": 5, "aug": 8, "oct": 10, "dec": 12}


@dataclass(frozen=True, slots=True)
class Ours:
    """One case of ours: its id, register number, the number they gave it, and what is compared, by field."""

    case: str
    register: str
    number: str
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    """One line of their export."""

    line: int
    register: str
    number: str
    values: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that reads differently: its key, ours, theirs."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A case and the line it was matched with; `by_register` where they have no number of theirs in common yet."""

    ours: Ours
    theirs: Theirs
    differences: tuple[Difference, ...]
    by_register: bool


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The list. `doubled` are lines of theirs that claim a case another line has already; nothing of them is compared."""

    pairs: tuple[Pair, ...]
    only_ours: tuple[Ours, ...]
    only_theirs: tuple[Theirs, ...]
    doubled: tuple[Theirs, ...]

    @property
    def equal(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if not one.differences)

    @property
    def differing(self) -> tuple[Pair, ...]:
        return tuple(one for one in self.pairs if one.differences)


def reconcile(ours: Sequence[Ours], theirs: Iterable[Theirs], fields: Sequence[str]) -> Reconciled:
    """Return the list of differences over the fields both sides have."""
    by_number: dict[str, list[Ours]] = {}
    by_register: dict[str, list[Ours]] = {}
    for one in ours:
        by_number.setdefault(fold(one.number), []).append(one)
        by_register.setdefault(fold(one.register), []).append(one)
    taken: set[str] = set()
    pairs, alone, doubled = [], [], []
    for line in theirs:
        found, registered = _match(line, by_number, by_register)
        free = [one for one in found if one.case not in taken]
        if not found:
            alone.append(line)
        elif not free:
            doubled.append(line)
        for one in free:
            taken.add(one.case)
            pairs.append(Pair(one, line, _compared(one, line, fields), registered))
    return Reconciled(tuple(pairs), tuple(one for one in ours if one.case not in taken), tuple(alone), tuple(doubled))


def _match(
    line: Theirs, by_number: Mapping[str, Sequence[Ours]], by_register: Mapping[str, Sequence[Ours]]
) -> tuple[Sequence[Ours], bool]:
    """Return the cases a line is about. One number of theirs may stand for several cases of ours, a register number for one."""
    number, register = fold(line.number), fold(line.register)
    if number and number in by_number:
        return by_number[number], False
    if register and register in by_register:
        return by_register[register][:1], True
    return (), False


def _compared(ours: Ours, line: Theirs, fields: Sequence[str]) -> tuple[Difference, ...]:
    found = []
    for name in fields:
        if name not in ours.values or name not in line.values:
            continue
        if plain(ours.values[name]) != plain(line.values[name]):
            found.append(Difference(name, ours.values[name], line.values[name]))
    return tuple(found)


def plain(text: str) -> str:
    """Return a value as it is compared: a day in any usual writing as 2024-10-19, else words without case and punctuation."""
    folded = fold(text)
    return day(text) or folded


def day(text: str) -> str:
    """Return the day a text names as 2024-10-19, "" where it names none. A time of day behind it does not count."""
    head = text.strip()
    if found := _ISO.match(head):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.match(head):
        return _iso(int(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.search(fold(head)):
        return _iso(int(found[3]), _MONTHS.get(found[2][:3], 0), int(found[1]))
    return ""


def _iso(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""
