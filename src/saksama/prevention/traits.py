"""What in a text may tell who asked: numbers, names, places, dates, and phrases of the person's own. Pure; it warns only."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from saksama.kernel.text import fold

COPIED = 6
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d[\s.-]?){8,}\d(?!\d)|(?<!\d)(?:\+62|0)\d[\d\s.-]{6,}")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w[\w.]*")
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+|\b\w+\.(?:com|id|net|org)\b\S*", re.IGNORECASE)
_DATE = re.compile(
    r"\b\d{1,2}[\s/.-](?:\d{1,2}|jan\w*|feb\w*|mar\w*|apr\w*|mei|jun\w*|jul\w*|agu\w*|sep\w*|okt\w*|nov\w*|des\w*)[\s/.-]\d{2,4}\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:Pak|Bu|Bapak|Ibu|Sdr|Saudara|Uda|Uni|Da|Ni|H|Hj|Drs|Dra|Ir|Dr|dr|Datuak|Datuk|Dt|Sutan|St)\.?\s+[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*"
)
_PAIR = re.compile(r"(?<![.?!:\n]\s)(?<!^)\b[A-Z][a-z'-]{2,}(?:\s+[A-Z][a-z'-]{2,})+")
_UNIT = re.compile(
    r"\b(?:SD|SDN|SMP|SMPN|SMA|SMAN|SMK|SMKN|MTsN?|MAN|Puskesmas|RSUD|Dinas|Badan|Kantor|Kelurahan|Kecamatan|Nagari|Jorong|Desa|"
    r"Kabupaten|Kota)\s+(?:[A-Z0-9][\w'-]*)(?:\s+[A-Z0-9][\w'-]*)*"
)
_KNOWN = frozenset(
    fold(words)
    for words in (
        "Pak Camat", "Pak Lurah", "Ibu Guru", "Saudara ASN", "Wali Nagari", "Kepala Dinas", "Kepala Daerah", "Tanya Dulu",
        "Dinas Anda", "Kantor Anda", "Kota ASN",
    )
)


@dataclass(frozen=True, slots=True)
class Trait:
    """One piece of a text and why it may point to somebody."""

    found: str
    why_id: str
    why_en: str


_KINDS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_LONG_NUMBER, "nomor (NIP, NIK, atau telepon)", "a number (employee, identity or telephone)"),
    (_MAIL, "alamat surel", "an e-mail address"),
    (_HANDLE, "nama akun", "an account's name"),
    (_LINK, "tautan", "a link"),
    (_DATE, "tanggal", "a date"),
    (_TITLED, "nama orang", "a person's name"),
    (_UNIT, "unit kerja atau tempat", "a work unit or place"),
    (_PAIR, "mungkin nama orang atau tempat", "maybe the name of a person or place"),
)


def traits(text: str, *, place_names: Collection[str] = (), original: str = "") -> tuple[Trait, ...]:
    """Return what may point to who asked, in the order found, each piece once.

    `place_names` are names in the territory the question came from; `original` is the question in the person's own words.
    """
    found: dict[str, Trait] = {}
    for pattern, why_id, why_en in _KINDS:
        for piece in (match[0].strip() for match in pattern.finditer(text)):
            if fold(piece) not in _KNOWN and not any(piece in one for one in found):
                found[piece] = Trait(piece, why_id, why_en)
    for trait in (*_places(text, place_names), *_copied(text, original)):
        found.setdefault(trait.found, trait)
    return tuple(found.values())


def _places(text: str, names: Collection[str]) -> Iterator[Trait]:
    folded = f" {fold(text)} "
    for name in names:
        if len(fold(name)) > 3 and f" {fold(name)} " in folded:
            yield Trait(name, "nama tempat asal pertanyaan", "a place the question came from")


def _copied(text: str, original: str) -> Iterator[Trait]:
    """The person's own wording, six words in a row or more, tells a reader who knows him who wrote it."""
    mine, theirs = fold(text).split(), f" {fold(original)} "
    n = 0
    while n + COPIED <= len(mine):
        length = COPIED
        if f" {' '.join(mine[n : n + length])} " not in theirs:
            n += 1
            continue
        while n + length < len(mine) and f" {' '.join(mine[n : n + length + 1])} " in theirs:
            length += 1
        yield Trait(" ".join(mine[n : n + length]), "kata-kata penanya sendiri", "the very words of who asked")
        n += length
