"""What an officer still asks before a track is taken: elements to prove, and exceptions to check. Never an acquittal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .classification_people import Who
from .rulebook import Book, Entry


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its reason. `exception` names the exception of the catalogue it comes from, empty where it is none."""

    id: str
    text_id: str
    text_en: str
    why_id: str
    why_en: str
    exception: str
    citation: str
    needs_check: bool

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "question": {"id": self.text_id, "en": self.text_en},
            "why": {"id": self.why_id, "en": self.why_en},
            "exception": self.exception,
            "citation": self.citation,
            "needs_check": self.needs_check,
        }


def questions_on(book: Book, violation: str, who: Who, on: date) -> tuple[Question, ...]:
    """Return the questions of an act on its day; one on the status comes first where it is not known."""
    return tuple(_question(one) for one in _of(book, violation, who, on))


def _of(book: Book, violation: str, who: Who, on: date) -> Iterator[Entry]:
    for versions in book.entries["classification"].values():
        for one in versions:
            if one.part != "question" or not one.holds_on(on):
                continue
            if violation in one.about or (
                one.id == "QU-STATUS" and who.code in ("unknown", "asn", "pppk") and not _penal(violation)
            ):
                yield one


def _penal(violation: str) -> bool:
    return violation.startswith("PD-")


def _question(entry: Entry) -> Question:
    return Question(
        id=entry.id,
        text_id=entry.name_id,
        text_en=entry.name_en,
        why_id=entry.why_id,
        why_en=entry.why_en,
        exception=entry.get("exception"),
        citation=entry.citation,
        needs_check=entry.needs_check,
    )
