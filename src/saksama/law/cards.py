"""The card of a situation, for messenger groups and notice boards: title, verdict, reason, rule, counter-example, check code.

What stands on it is hashed; the first 40 bits of the hash are the check code, so any change of a word is another card. Drawn by
typst like the letters: one picture of 1080 x 1350 points, or one A4 sheet. Slow (some 0.1 s): never in a transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal

import typst

from saksama.kernel import canonical
from saksama.kernel.receipt import ALPHABET, letters

from . import situations
from .forms import qr
from .forms.pdf import NO_PACKAGES, TEMPLATES
from .rulebook import Book, Entry

TEMPLATE: Final = TEMPLATES / "card.typ"
LANGUAGES: Final = ("id", "en")
CODE_LENGTH: Final = 8
Form = Literal["png", "pdf"]
RELEASES_KEPT: Final = 4
_PRESENT: dict[str, Mapping[str, Card]] = {}

LABELS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "kicker": "Boleh atau tidak?",
        "if": "Berlaku jika",
        "why": "Mengapa",
        "else": "Lain halnya",
        "rule": "Aturan",
        "check": "perlu diperiksa ahli hukum",
        "code": "Kode periksa",
        "scan": "Masih berlaku? Pindai atau buka",
        "advice": "Anjuran untuk ASN, bukan keputusan. Keadaan Anda berbeda? Tanya dulu.",
        "qr": "Kode QR menuju halaman pemeriksaan kartu ini",
    },
    "en": {
        "kicker": "Allowed or not?",
        "if": "Holds if",
        "why": "Why",
        "else": "It differs where",
        "rule": "Rule",
        "check": "to be checked by a lawyer",
        "code": "Check code",
        "scan": "Still valid? Scan or open",
        "advice": "Advice for civil servants, not a decision. Your case differs? Ask first.",
        "qr": "QR code of the page where this card is checked",
    },
}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. `code` is its check code without hyphen."""

    situation: str
    language: str
    words: Mapping[str, Any] = field(repr=False)
    digest: str

    @property
    def code(self) -> str:
        number = int(self.digest[:10], 16)
        return "".join(ALPHABET[(number >> 5 * n) & 31] for n in reversed(range(CODE_LENGTH)))


def pretty(code: str) -> str:
    """Return `R42K-9TDM`."""
    return f"{code[:4]}-{code[4:]}"


def normalise(typed: str) -> str:
    """Return a typed code as it is compared (case, spaces, hyphens do not matter; O is 0, I and L are 1); empty for none."""
    plain = letters(typed)
    return plain if len(plain) == CODE_LENGTH and all(one in ALPHABET for one in plain) else ""


def of(entry: Entry, book: Book, language: str) -> Card:
    """Return the card of a situation in a language, by the way that leads to its own verdict."""
    tail = "en" if language == "en" else "id"
    way = situations.main_ending(entry)
    words = {
        "title": entry.get(f"title_{tail}"),
        "verdict": situations.spoken(entry, way.verdict)[tail == "en"],
        "kind": way.verdict,
        "conditions": _conditions(entry, way, tail),
        "why": entry.get(f"why_{tail}"),
        "counter": entry.get(f"counter_{tail}"),
        "rule": entry.citation,
        "check": situations.needs_check(entry, book),
    }
    whole = {"situation": entry.id, "language": tail, "words": words, "drawn_by": _drawing()}
    return Card(entry.id, tail, words, hashlib.sha256(canonical.dumps(whole)).hexdigest())


def _conditions(entry: Entry, way: situations.Standing, tail: str) -> list[dict[str, str]]:
    """Return the questions on the way with the answers it takes."""
    return [
        {
            "asked": question.en if tail == "en" else question.id,
            "answer": choice.label_en if tail == "en" else choice.label_id,
        }
        for question, choice in zip(situations.questions(entry), way.given, strict=False)
    ]


@lru_cache(maxsize=1)
def _drawing() -> str:
    return hashlib.sha256(TEMPLATE.read_bytes()).hexdigest()


def present(book: Book) -> Mapping[str, Card]:
    """Return every card of the book by its check code. Kept for the releases seen last: a page asks often."""
    if book.release not in _PRESENT:
        cards = [of(entry, book, language) for entry in book.situations for language in LANGUAGES]
        if len(_PRESENT) >= RELEASES_KEPT:
            _PRESENT.clear()
        _PRESENT[book.release] = {card.code: card for card in cards}
    return _PRESENT[book.release]


def draw(card: Card, *, house: str, address: str, form: Form) -> bytes:
    """Return the card as PNG (1080 x 1350) or as an A4 PDF. `address` is the page where its code is checked.

    Raises `typst.TypstError` where the words do not fit; a test draws every card.
    """
    told = {
        **card.words,
        "labels": LABELS[card.language],
        "language": card.language,
        "code": pretty(card.code),
        "house": house,
        "address": address.partition("://")[2] or address,
        "qr": qr.svg(address),
        "form": form,
    }
    return _compile(json.dumps(told, ensure_ascii=False), form)


def _compile(told: str, form: Form) -> bytes:
    drawn = typst.compile(
        TEMPLATE,
        root=TEMPLATES,
        ignore_system_fonts=True,
        format=form,
        ppi=144.0,
        sys_inputs={"card": told},
        pdf_standards=["ua-1"] if form == "pdf" else [],
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
    )
    if not isinstance(drawn, bytes):
        raise ValueError("the card does not fit on one page")
    return drawn
