"""Rules, versions and changes as the pages show them: plain words of the reader's language and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from saksama.law import library
from saksama.law.library import Event, Library
from saksama.law.records import Record
from saksama.web.frame import rules

from . import words


@dataclass(frozen=True, slots=True)
class Card:
    """One rule in a list."""

    url: str
    title: str
    text: str
    kind: str
    id: str
    citation: str
    validity: str
    review: str
    reviewed: bool
    needs_check: bool


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rule beside the others: since when, and what it changed in the one before it."""

    url: str
    since: date
    until: date | None
    here: bool
    first: bool
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """What began or ended on a day."""

    day: date
    begins: bool
    card: Card
    changes: tuple[Difference, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rules of one kind that belong beside another rule."""

    kind: str
    cards: tuple[Card, ...]


def card(one: Record, *, exact: bool = False) -> Card:
    return Card(
        url=rules.address(one, exact=exact),
        title=words.said(one, "title"),
        text=_beyond(words.said(one, "title"), words.said(one, "text")),
        kind=words.kind(one.kind),
        id=one.id,
        citation=one.citation,
        validity=words.validity(one),
        review=words.review(one),
        reviewed=bool(one.reviewed_by),
        needs_check=one.needs_check,
    )


def _beyond(title: str, text: str) -> str:
    """Return what a text says beyond the title it begins with."""
    return text[len(title) :].lstrip(" .") if text.startswith(title) else text


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed somewhere, what is right, and the rule that says so."""

    where: str
    says: str
    correct: str
    citation: str
    url: str
    rule: Card | None


def slip(shelf: Library, one: Record) -> Slip:
    entry = shelf.book.entries[one.kind][one.id][-1]
    end = "en" if words.english() else "id"
    rule = next(iter(shelf.names(one)), None)
    return Slip(
        where=entry.get(f"where_{end}"),
        says=entry.get(f"says_{end}"),
        correct=entry.get(f"correct_{end}"),
        citation=one.citation,
        url=rules.address(one),
        rule=card(rule) if rule else None,
    )


def versions(shelf: Library, here: Record) -> tuple[Version, ...]:
    """Return the versions of a rule, newest first."""
    found = [
        Version(
            url=rules.address(one, exact=True),
            since=one.valid_from,
            until=one.valid_to,
            here=one is here,
            first=before is None,
            changes=changes(before, one),
        )
        for before, one in pairwise([None, *shelf.siblings(here)])
        if one is not None
    ]
    return tuple(reversed(found))


def changes(before: Record | None, after: Record) -> tuple[Difference, ...]:
    """Return what differs between two versions, in words."""
    if before is None:
        return ()
    end = "en" if words.english() else "id"
    return tuple(
        Difference(
            words.field(one.field),
            words.value(one.field, getattr(one, f"before_{end}")),
            words.value(one.field, getattr(one, f"after_{end}")),
        )
        for one in library.differences(before, after)
    )


def happened(event: Event) -> Happened:
    return Happened(
        day=event.day,
        begins=event.begins,
        card=card(event.record, exact=True),
        changes=changes(event.before, event.record) if event.begins else (),
        first=event.before is None,
    )


def shelves(found: Iterable[Record]) -> tuple[Shelf, ...]:
    """Return rules by their kind, each kind once."""
    by_kind: dict[str, list[Card]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(card(one))
    return tuple(Shelf(words.kind(kind), tuple(cards)) for kind, cards in by_kind.items())
