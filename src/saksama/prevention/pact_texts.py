"""The text of the integrity pact by version, and the situations that are answered before it is signed. Data: `data/pact.yaml`."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from saksama.kernel.errors import NoRule
from saksama.law import situations
from saksama.law.rulebook import Book, Entry

FILE = Path(__file__).parent / "data" / "pact.yaml"
CLEAR = ("boleh", "boleh_dengan_syarat", "tidak_boleh")     # a situation that ends in "ask first" teaches nothing here


@dataclass(frozen=True, slots=True)
class Text:
    """One version of the pact, sentence by sentence in both languages."""

    version: str
    valid_from: date
    citation: str
    confidence: str
    lines_id: tuple[str, ...]
    lines_en: tuple[str, ...]


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    if told["schema"] != "saksama/pact/1":
        raise ValueError("data/pact.yaml is of another schema")
    return told


@lru_cache(maxsize=1)
def texts() -> tuple[Text, ...]:
    """Return every version, the oldest first."""
    found = [
        Text(
            version=one["version"],
            valid_from=date.fromisoformat(one["valid_from"]),
            citation=one["citation"],
            confidence=one["confidence"],
            lines_id=tuple(one["id"]),
            lines_en=tuple(one["en"]),
        )
        for one in _file()["versions"]
    ]
    return tuple(sorted(found, key=lambda one: one.valid_from))


def present(on: date) -> Text:
    """Return the version that is signed on a day; before the first one, the first."""
    return next((one for one in reversed(texts()) if one.valid_from <= on), texts()[0])


def text(version: str) -> Text | None:
    return next((one for one in texts() if one.version == version), None)


def drawn(seed: str, book: Book) -> tuple[Entry, ...]:
    """Return the five situations of a signing, drawn by its seed from the list: the same seed asks the same ones.

    A situation that the rule base no longer has, or now leaves open, is passed over.
    """
    listed = set(_file()["situations"])
    able = [one for one in book.situations if one.id in listed and one.verdict in CLEAR]
    asked = int(_file()["situations_asked"])
    if len(able) < asked:
        raise NoRule("Situasi untuk pakta belum cukup.", "There are not enough situations for the pact.", name="pact")
    return tuple(random.Random(seed).sample(able, asked))     # noqa: S311  which card is asked is no secret


def is_right(card: Entry, answer: str) -> bool:
    """Tell whether an answer (`boleh` or `tidak_boleh`) is the card's: allowed on conditions counts as allowed."""
    verdict = situations.main_ending(card).verdict
    return answer == ("tidak_boleh" if verdict == "tidak_boleh" else "boleh")
