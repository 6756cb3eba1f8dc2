"""A poster as a tagged PDF, one A4 sheet with a QR code: for the wall of a village office. Words only, nothing read as markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import qr
from .letter import clean
from .pdf import compiled


@dataclass(frozen=True, slots=True)
class Poster:
    """What hangs on the wall. `facts` are pairs of a word and what it says; `address` is where the QR code leads."""

    kicker: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    call: str
    address: str
    scan: str
    qr: str
    foot: str
    house: str
    language: str = "id"
    demo: str = ""


def draw(poster: Poster, day: date) -> bytes:
    """Return the PDF; the same poster and day give the same bytes."""
    return compiled("poster.typ", "poster", {
        "kicker": clean(poster.kicker),
        "title": clean(poster.title),
        "lead": clean(poster.lead),
        "facts": [[clean(word), clean(what)] for word, what in poster.facts],
        "call": clean(poster.call),
        "address": poster.address.partition("://")[2] or poster.address,
        "scan": poster.scan,
        "qr": qr.svg(poster.address),
        "qr_words": poster.qr,
        "foot": clean(poster.foot),
        "house": clean(poster.house),
        "language": poster.language,
        "demo": clean(poster.demo),
    }, day)
