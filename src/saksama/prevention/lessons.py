"""The twelve small stories of learning in ten minutes. Data: `data/learning.yaml`; answers and reasons are the rule base's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from saksama.law.rulebook import Book, Entry

FILE = Path(__file__).parent / "data" / "learning.yaml"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A story and the situation it is about."""

    story_id: str
    story_en: str
    card: Entry


@lru_cache(maxsize=1)
def _stories() -> tuple[tuple[str, str, str], ...]:
    told = yaml.safe_load(FILE.read_text("utf-8"))
    if told["schema"] != "saksama/learning/1":
        raise ValueError("data/learning.yaml is of another schema")
    return tuple((one["situation"], one["id"], one["en"]) for one in told["cases"])


def lessons(book: Book) -> tuple[Lesson, ...]:
    """Return the lessons in their order; a situation that the rule base no longer has is left out."""
    cards = {one.id: one for one in book.situations}
    return tuple(Lesson(id_, en, cards[situation]) for situation, id_, en in _stories() if situation in cards)
