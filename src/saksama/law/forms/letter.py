"""One letter as plain values: what stands on it, never how it looks. PDF and DOCX are both drawn from this one context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from saksama.law import wording as say

LABELS: Mapping[str, Mapping[str, str]] = {
    "id": {
        "number": "Nomor",
        "class": "Sifat",
        "enclosures": "Lampiran",
        "subject": "Hal",
        "to": "Kepada Yang Terhormat",
        "what": "Yang diminta",
        "by_when": "Paling lambat",
        "rule": "Dasar",
        "files": "berkas",
        "none": "tidak ada",
        "enclosed": "Lampiran",
        "rules": "Bunyi aturan dalam surat ini",
        "copies": "Tembusan",
        "check": "Kode periksa",
        "check_how": "Cocokkan di menu Periksa surat.",
        "page": "Halaman",
        "of": "dari",
        "draft": "konsep, belum bernomor",
        "mark": say.CHECK_ID,
        "demo": "PERAGAAN. Semua nama dan isi karangan. Bukan surat resmi.",
        "demo_short": "PERAGAAN",
        "drill": "LATIHAN. Semua nama dan isi karangan. Bukan surat resmi.",
        "drill_short": "LATIHAN",
        "qr": "Kode QR alamat pemeriksaan surat",
    },
    "en": {
        "number": "Number",
        "class": "Class",
        "enclosures": "Enclosures",
        "subject": "Subject",
        "to": "To",
        "what": "What is asked",
        "by_when": "By when",
        "rule": "By which rule",
        "files": "files",
        "none": "none",
        "enclosed": "Enclosures",
        "rules": "What the rules in this letter say",
        "copies": "Copies to",
        "check": "Check code",
        "check_how": "Compare it under Check a letter.",
        "page": "Page",
        "of": "of",
        "draft": "draft, not yet numbered",
        "mark": say.CHECK_EN,
        "demo": "DEMONSTRATION. All names and contents are invented. Not an official letter.",
        "demo_short": "DEMONSTRATION",
        "drill": "DRILL. All names and contents are invented. Not an official letter.",
        "drill_short": "DRILL",
        "qr": "QR code of the address where this letter is checked",
    },
}


def clean(text: str) -> str:
    """Return the text without characters no document can hold; line breaks stay."""
    kept = "".join(
        c for c in text.replace("\r\n", "\n").replace("\t", " ") if c == "\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF)
    )
    return kept.replace("\x7f", "").replace("\ufffe", "").replace("\uffff", "").strip()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `head` stands in bold before it. Numbered ones count through the letter. `check`: a lawyer must look."""

    text: str
    head: str = ""
    numbered: bool = False
    check: bool = False

    def __str__(self) -> str:
        return f"{self.head} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Box:
    """What is asked, by when, by which rule: the three things the reader needs first."""

    what: str
    by_when: str = ""
    rule: str = ""
    check: bool = False

    def __str__(self) -> str:
        return " · ".join(part for part in (self.what, self.by_when, self.rule) if part)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `office`, `to` and `signed_by` may hold line breaks: the first line of an office is its name.

    `number` empty: a draft. `check_code` and `verify_url` go under the signature, the address as a QR code. `demo` draws the line
    that this is not an official letter on every page, `drill` that of a drill. `rules` are the permanent paths of what it cites,
    printed where `library_url`, the address of the installation, is known.
    """

    office: str
    office_address: str
    number: str
    date: date
    to: str
    subject: str
    box: Box | None
    paragraphs: tuple[Paragraph, ...]
    enclosures: tuple[str, ...] = ()
    signed_by: str = ""
    check_code: str = ""
    verify_url: str = ""
    language: str = "id"
    demo: bool = False
    drill: bool = False
    place: str = ""
    classification: str = ""
    greeting: str = ""
    standing: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    rules: tuple[str, ...] = ()
    library_url: str = ""

    @property
    def needs_check(self) -> bool:
        """Tell whether anything in the letter carries *Perlu diperiksa ahli hukum*."""
        return any(paragraph.check for paragraph in self.paragraphs) or bool(self.box and self.box.check)


def context(letter: Letter, title: str) -> dict[str, object]:
    """Return the letter as plain JSON values, cleaned: the one context all templates read. In a drill every letter says so."""
    drill = letter.drill or settings.SAKSAMA.drill
    labels = LABELS.get(letter.language, LABELS["id"])
    day = say.short_id(letter.date) if letter.language != "en" else say.short_en(letter.date)
    return {
        "language": letter.language if letter.language in LABELS else "id",
        "title": clean(" ".join(part for part in (title, letter.number) if part)),
        "labels": dict(labels),
        "office": _lines(letter.office),
        "office_address": _lines(letter.office_address),
        "number": clean(letter.number) or labels["draft"],
        "date": clean(f"{letter.place}, {day}" if letter.place else day),
        "classification": clean(letter.classification),
        "enclosure_count": f"{len(letter.enclosures)} {labels['files']}" if letter.enclosures else labels["none"],
        "subject": clean(letter.subject),
        "to": _lines(letter.to),
        "box": _box(letter.box, labels),
        "greeting": clean(letter.greeting),
        "paragraphs": _paragraphs(letter.paragraphs, labels),
        "standing": [clean(sentence) for sentence in letter.standing],
        "codes": [{"label": clean(label), "code": clean(code)} for label, code in letter.codes],
        "enclosures": [clean(name) for name in letter.enclosures],
        "copies": [clean(name) for name in letter.copies],
        "rules": [clean(f"{letter.library_url}{path}") for path in letter.rules] if letter.library_url else [],
        "signed_by": _lines(letter.signed_by),
        "check_code": clean(letter.check_code),
        "verify_url": clean(letter.verify_url),
        "demo": labels["drill"] if drill else labels["demo"] if letter.demo else "",
        "demo_short": labels["drill_short"] if drill else labels["demo_short"] if letter.demo else "",
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def _box(box: Box | None, labels: Mapping[str, str]) -> dict[str, object] | None:
    if box is None:
        return None
    cells = [(labels["what"], box.what), (labels["by_when"], box.by_when), (labels["rule"], box.rule)]
    return {
        "cells": [{"label": label, "text": clean(text)} for label, text in cells if text],
        "mark": labels["mark"] if box.check else "",
    }


def _paragraphs(paragraphs: tuple[Paragraph, ...], labels: Mapping[str, str]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    n = 0
    for paragraph in paragraphs:
        n += paragraph.numbered
        found.append(
            {
                "number": f"{n}." if paragraph.numbered else "",
                "head": clean(paragraph.head),
                "text": clean(paragraph.text),
                "mark": labels["mark"] if paragraph.check else "",
            }
        )
    return found
