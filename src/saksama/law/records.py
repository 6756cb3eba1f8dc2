"""One view of every rule in the book, whatever its file: title, what it says in plain sentences, source, doubts, validity. Pure.

Grouped by `instrument`: the norm an entry rests on first. It is the entry's own field `instrument`, or else the norm of
`norms.yaml` that its citation names first (`UU 7/2017 ps. 454(6), ...` -> `UU-7-2017`). Our own rules stand under `SAKSAMA`, what
rests on no norm we hold (an announcement, an example in the press) under `LAIN`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from saksama.kernel.errors import NoRule

from . import sentences
from .rule import ClockRule, Confidence
from .rulebook import Book, Entry

OWN, OTHER = "SAKSAMA", "LAIN"
CLOCKS = "clocks"


@dataclass(frozen=True, slots=True)
class Record:
    """One version of one rule. `kind` is its file, `slug` its place in an address, unique within the kind.

    `text_id`, `text_en` say in plain sentences what the rule says. `doubts_*` are whole sentences, none where nothing is open.
    `instrument` is the id of a norm, or `SAKSAMA` or `LAIN`. `needs_check`: screens show the lawyer's mark.
    """

    kind: str
    id: str
    version: str
    title_id: str
    title_en: str
    text_id: str
    text_en: str
    instrument: str
    citation: str
    source_kind: str
    confidence: Confidence
    recalled_parts: tuple[str, ...]
    doubts_id: tuple[str, ...]
    doubts_en: tuple[str, ...]
    reviewed_by: str
    reviewed_on: date | None
    valid_from: date
    valid_to: date | None
    needs_check: bool
    slug: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A heading of the rule base: a law, a regulation, a decree, or our own rules. `records` counts the versions under it."""

    id: str
    short: str
    title_id: str
    title_en: str
    records: int


def records(book: Book, *, on: date | None = None) -> tuple[Record, ...]:
    """Return every rule as a record, in the order of the files; `on`: only the versions in force that day, None: all versions."""
    found = (_record(book, kind, one) for kind, versions in _everything(book) for one in versions)
    return tuple(one for one in found if on is None or one.holds_on(on))


def record(book: Book, kind: str, record_id: str, on: date | None = None) -> Record:
    """Return one rule on a day, without a day its latest version. Raises `NoRule` where there is none."""
    found = versions(book, kind, record_id)
    held = found[-1:] if on is None else tuple(one for one in found if one.holds_on(on))
    if not held:
        when_id, when_en = ("", "") if on is None else (f" yang berlaku pada {on}", f" in force on {on}")
        raise NoRule(
            f"Data hukum tidak memuat {record_id}{when_id}.",
            f"The law data hold no {record_id}{when_en}.",
            kind=kind,
            name=record_id,
        )
    return held[0]


def versions(book: Book, kind: str, record_id: str) -> tuple[Record, ...]:
    """Return all versions of one rule, oldest first; `record_id` is its id or its slug. Empty where there is none."""
    held = book.clocks if kind == CLOCKS else book.entries.get(kind, {})
    wanted = next((name for name in held if record_id in (name, slug_of(name))), None)
    return () if wanted is None else tuple(_record(book, kind, one) for one in held[wanted])


def instruments(book: Book) -> tuple[Instrument, ...]:
    """Return the headings under which the rules stand, in the order of `norms.yaml`, then the rest, our own last."""
    counted: dict[str, int] = {}
    for one in records(book):
        counted[one.instrument] = counted.get(one.instrument, 0) + 1
    order = {name: n for n, name in enumerate((*book.entries["norms"], OTHER, OWN))}
    return tuple(_heading(book, name, counted[name]) for name in sorted(counted, key=order.__getitem__))


def instrument_of(book: Book, one: Entry | ClockRule) -> str:
    """Return the id of the norm an entry rests on first; `SAKSAMA` for our own rules, `LAIN` where no norm is named."""
    if isinstance(one, Entry) and one.kind == "norms":
        base = one.id.partition(".")[0]
        return base if base in book.entries["norms"] else one.id
    named = one.get("instrument") if isinstance(one, Entry) else one.instrument
    if named:
        return str(named)
    if one.confidence is Confidence.OWN_RULE:
        return OWN
    return named_first(one.citation, _shorts(book)) or OTHER


def named_first(citation: str, shorts: Mapping[str, str]) -> str:
    """Return the norm that a citation names first, the longer name where two begin together; empty where it names none."""
    places = [(citation.find(short), -len(short), norm) for short, norm in shorts.items() if _names(citation, short)]
    return min(places)[2] if places else ""


def slug_of(record_id: str) -> str:
    """Return the id as it stands in an address: `PK-05` -> `pk-05`, `UU-7-2017.454` -> `uu-7-2017-454`."""
    return re.sub(r"[^a-z0-9]+", "-", record_id.lower()).strip("-")


def _names(citation: str, short: str) -> bool:
    return re.search(rf"{re.escape(short)}(?![0-9])", citation) is not None


def _shorts(book: Book) -> dict[str, str]:
    norms = (versions[-1] for norm, versions in book.entries["norms"].items() if "." not in norm)
    return {str(norm.short): norm.id for norm in norms}


def _everything(book: Book) -> Iterator[tuple[str, Iterable[Entry | ClockRule]]]:
    for kind, entries in book.entries.items():
        yield from ((kind, found) for found in entries.values())
        if kind == "norms":
            yield from ((CLOCKS, rules) for rules in book.clocks.values())


def _heading(book: Book, name: str, count: int) -> Instrument:
    if name in book.entries["norms"]:
        norm = book.norm(name)
        return Instrument(name, norm.short, norm.title_id, norm.title_en, count)
    return Instrument(name, *_OTHERS[name], count)


_OTHERS = {
    OTHER: ("Sumber lain", "Pengumuman, laman resmi, dan pemberitaan", "Announcements, official sites and press reports"),
    OWN: ("Saksama", "Aturan dan standar Saksama sendiri", "Rules and standards of Saksama itself"),
}


def _record(book: Book, kind: str, one: Entry | ClockRule) -> Record:
    title_id, title_en = sentences.title(one)
    text_id, text_en = sentences.text(book, one)
    doubts_id, doubts_en = sentences.doubts(book, one)
    return Record(
        kind=kind,
        id=one.id,
        version=one.version,
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
        instrument=instrument_of(book, one),
        citation=one.citation,
        source_kind=one.source_kind,
        confidence=one.confidence,
        recalled_parts=one.recalled_parts,
        doubts_id=doubts_id,
        doubts_en=doubts_en,
        reviewed_by=one.reviewed_by,
        reviewed_on=one.reviewed_on,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        needs_check=one.needs_check,
        slug=slug_of(one.id),
    )


__all__ = [
    "CLOCKS",
    "OTHER",
    "OWN",
    "Instrument",
    "Record",
    "instrument_of",
    "instruments",
    "record",
    "records",
    "slug_of",
    "versions",
]
