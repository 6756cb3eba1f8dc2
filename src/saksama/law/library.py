"""The rule base as a library: found by words, instrument, kind and day; what changed between versions; what names what. Pure.

Built once for each release (`of`), because every citation on every page looks something up here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from saksama.kernel.text import fold

from . import records
from .records import Instrument, Record
from .rulebook import Book

# Fields that name entries by plain words; ids such as `PK-05` are recognised wherever they stand.
_NAMING = frozenset(("rules", "violations", "situations", "categories", "follows", "see", "about", "record", "sanctions"))
ERRATA = "errata"     # what others printed wrongly: it stands in the library and never was in force
_ID = re.compile(r"[A-Z]{1,6}-[A-Za-z0-9.-]+")


# The word of each kind in an address, in the reader's language; a kind of a later release stands under its own name.
PLACES = {
    "clocks": "batas-waktu",
    "violations": "pelanggaran",
    "sanctions": "sanksi",
    "norms": "norma",
    "exceptions": "pengecualian",
    "regimes": "tata-cara",
    "provisions": "ketentuan",
    "bodies": "lembaga",
    "requirements": "syarat",
    "situations": "keadaan",
    "classification": "penggolongan",
    "categories": "kategori",
    "elections": "pemilihan",
    "windows": "masa-larangan",
    "errata": "kekeliruan",
    "forms": "surat",
    "targets": "sistem-lain",
}
_KINDS = {place: kind for kind, place in PLACES.items()}


def place_of(kind: str) -> str:
    """Return where a kind stands in an address."""
    return PLACES.get(kind, kind.replace("_", "-"))


def kind_at(place: str) -> str:
    return _KINDS.get(place, place.replace("-", "_"))


def path_of(kind: str, version: str) -> str:
    """Return the permanent path of a version, below the address of the installation: `hukum/batas-waktu/pk-05@2015-02-02/`."""
    name, _, begun = version.partition("@")
    return f"hukum/{place_of(kind)}/{records.slug_of(name)}@{begun}/"


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that differs between two versions of a rule. `field` is its name; before and after in both languages."""

    field: str
    before_id: str
    before_en: str
    after_id: str
    after_en: str


@dataclass(frozen=True, slots=True)
class Event:
    """A rule began or ended on a day; `before` is the version it took the place of, `Changed` what differs."""

    day: date
    begins: bool
    record: Record
    before: Record | None = None


class Library:
    """All versions of all rules of one book, with the indexes to find them by."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.records: tuple[Record, ...] = records.records(book)
        self.instruments: tuple[Instrument, ...] = records.instruments(book)
        self._versions: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self._by_id: dict[str, list[Record]] = defaultdict(list)
        for one in self.records:
            self._versions[one.kind, one.slug].append(one)
            self._by_id[one.id].append(one)
        for found in (*self._versions.values(), *self._by_id.values()):
            found.sort(key=lambda one: one.valid_from)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds there are, in the order of the files."""
        return tuple(dict.fromkeys(one.kind for one in self.records))

    def versions(self, kind: str, slug: str) -> tuple[Record, ...]:
        """Return the versions of a rule, oldest first; nothing where there is none."""
        return tuple(self._versions.get((kind, slug), ()))

    def siblings(self, one: Record) -> tuple[Record, ...]:
        return self.versions(one.kind, one.slug)

    def by_id(self, rule_id: str, on: date | None = None) -> Record | None:
        """Return the rule of an id (or of `id@day`, that very version) on a day; where none held, the nearest version."""
        name, _, begun = rule_id.partition("@")
        found = self._by_id.get(name, [])
        if begun:
            return next((one for one in found if one.valid_from.isoformat() == begun), None) or nearest(found, on)
        return nearest(found, on)

    def instrument(self, slug: str) -> Instrument | None:
        return next((one for one in self.instruments if records.slug_of(one.id) == slug), None)

    def instrument_named(self, citation: str) -> Instrument | None:
        """Return the instrument that a citation names first, where the library holds one."""
        name = records.named_first(citation, self._shorts)
        return next((one for one in self.instruments if one.id == name), None)

    @cached_property
    def _shorts(self) -> dict[str, str]:
        return {one.short: one.id for one in self.instruments}

    def only_one_cited(self, citation: str) -> Record | None:
        """Return the rule whose citation this is, where it is the citation of one rule alone."""
        found = {(one.kind, one.slug): one for one in self.records if one.citation == citation}
        return next(iter(found.values())) if len(found) == 1 else None

    def beside(self, one: Record) -> tuple[Record, ...]:
        """Return the other limits of the procedure that a limit belongs to."""
        if one.kind != records.CLOCKS:
            return ()
        procedure = self.book.clocks[one.id][-1].procedure
        others = (name for name, rules in self.book.clocks.items() if rules[-1].procedure == procedure and name != one.id)
        return self._latest_of((records.CLOCKS, name) for name in others)

    def find(self, words: str = "", *, kind: str = "", instrument: str = "", on: date | None = None) -> tuple[Record, ...]:
        """Return the rules that fit, in the order of the files; without a day the latest version of each.

        Every word must begin a word of the rule's id, title, text or citation, in either language.
        """
        wanted = fold(words).split()
        return tuple(
            one
            for one in (self._on(on) if on else self._latest)
            if kind in ("", one.kind)
            and instrument in ("", one.instrument)
            and all(f" {part}" in self._folded[one.kind, one.version] for part in wanted)
        )

    @lru_cache(maxsize=64)  # noqa: B019  a library lives as long as its release
    def _on(self, day: date) -> tuple[Record, ...]:
        return tuple(one for one in self.records if one.holds_on(day))

    @cached_property
    def _latest(self) -> tuple[Record, ...]:
        return tuple(one for one in self.records if self.siblings(one)[-1] is one)

    @cached_property
    def _folded(self) -> Mapping[tuple[str, str], str]:
        return {(one.kind, one.version): " " + fold(" ".join(_words(one))) for one in self.records}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Return what began and ended, newest first. A version that gives way to the next one is told by the next one."""
        found = []
        for (kind, _), versions in self._versions.items():
            if kind == ERRATA:
                continue
            found += [Event(one.valid_from, True, one, before) for before, one in pairwise([None, *versions]) if one]
            if (last := versions[-1]).valid_to:
                found.append(Event(last.valid_to, False, last))
        return tuple(sorted(found, key=lambda event: (event.day, event.record.kind, event.record.id), reverse=True))

    def names(self, one: Record) -> tuple[Record, ...]:
        """Return what this rule names: its sanctions, its counterpart, the rules behind a card."""
        return self._latest_of(self._named.get((one.kind, one.id), ()))

    def named_by(self, one: Record) -> tuple[Record, ...]:
        """Return what names this rule."""
        found = [key for key, named in self._named.items() if (one.kind, one.id) in named]
        return self._latest_of(found)

    def _latest_of(self, keys: Iterable[tuple[str, str]]) -> tuple[Record, ...]:
        return tuple(self._versions[kind, records.slug_of(name)][-1] for kind, name in dict.fromkeys(keys))

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
        found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        for kind, entries in self.book.entries.items():
            for entry_id, versions in entries.items():
                names = [name for version in versions for name in _names_in(version.data)]
                keys = [key for name in names for key in self._keys(name) if key != (kind, entry_id)]
                if keys:
                    found[kind, entry_id] = tuple(dict.fromkeys(keys))
        return found

    def _keys(self, name: str) -> list[tuple[str, str]]:
        """Find what `PK-05` or `kind/id` names."""
        kind, _, plain = name.rpartition("/")
        return [(one.kind, one.id) for one in self._by_id.get(plain, []) if kind in ("", one.kind)][:1]


def nearest(versions: Iterable[Record], on: date | None) -> Record | None:
    """Return the version in force on a day; else the last one that had begun, else the first. Without a day the latest."""
    found = sorted(versions, key=lambda one: one.valid_from)
    if not found:
        return None
    if on is None:
        return found[-1]
    begun = [one for one in found if one.valid_from <= on]
    return begun[-1] if begun else found[0]


def differences(before: Record, after: Record) -> tuple[Changed, ...]:
    """Return what differs between two versions, field by field; the text sentence by sentence."""
    found = []
    for name, (a, b) in {
        "title": ((before.title_id, before.title_en), (after.title_id, after.title_en)),
        "text": _sentences_only_in_one(before, after),
        "citation": ((before.citation,) * 2, (after.citation,) * 2),
        "source_kind": ((before.source_kind,) * 2, (after.source_kind,) * 2),
        "confidence": ((before.confidence.value,) * 2, (after.confidence.value,) * 2),
        "doubts": (_joined(before), _joined(after)),
    }.items():
        if a != b:
            found.append(Changed(name, a[0], a[1], b[0], b[1]))
    return tuple(found)


def _sentences_only_in_one(before: Record, after: Record) -> tuple[tuple[str, str], tuple[str, str]]:
    said_id, said_en = (before.text_id, after.text_id), (before.text_en, after.text_en)
    return (_only(said_id), _only(said_en)), (_only(said_id[::-1]), _only(said_en[::-1]))


def _only(texts: tuple[str, str]) -> str:
    """Return the sentences of the first text that the second does not hold."""
    here, there = map(sentences, texts)
    return " ".join(sentence for sentence in here if sentence not in there)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; an abbreviation such as `ps. 14` ends none."""
    return re.split(r"(?<=[.?!]) (?=[A-Z])", text) if text else []


def _joined(one: Record) -> tuple[str, str]:
    return " ".join(one.doubts_id), " ".join(one.doubts_en)


def _words(one: Record) -> tuple[str, ...]:
    return (one.id, one.title_id, one.title_en, one.text_id, one.text_en, one.citation)


def _names_in(data: Any, *, naming: bool = False) -> Iterator[str]:
    """Yield what may be an id: anything of an id's form, and plain words in fields that name entries."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _names_in(value, naming=naming or key in _NAMING)
    elif isinstance(data, (tuple, list)):
        for value in data:
            yield from _names_in(value, naming=naming)
    elif isinstance(data, str) and (naming or _ID.fullmatch(data)):
        yield data


class _Key:
    """A book as a key: two of one release are the same."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.book.release == self.book.release

    def __hash__(self) -> int:
        return hash(self.book.release)


def of(book: Book) -> Library:
    """Return the library of a book, the same one for every book of its release."""
    return _of(_Key(book))


@lru_cache(maxsize=2)
def _of(key: _Key) -> Library:
    return Library(key.book)
