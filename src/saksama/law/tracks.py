"""Which tracks an act may take, by the rules in force on its day: listed with article and reason for a person to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saksama.kernel.errors import NoRule

from . import wording as say
from .rulebook import Book, Election, Entry, released


class Kind(StrEnum):
    """Where an act may lead. `none`: outside the path of civil servants, or no rule in force."""

    ETHICS = "ethics"
    DISCIPLINE = "discipline"
    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"
    VILLAGE = "village"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Track:
    """One way an act may go, by one entry of the catalogue. `sanctions` are ids of the range, the words name them."""

    track: Kind
    violation: str
    name_id: str
    name_en: str
    article: str
    sanction_class: str
    sanctions: tuple[str, ...]
    sanction_id: str
    sanction_en: str
    addressee: str
    addressee_id: str
    addressee_en: str
    reason_id: str
    reason_en: str
    confidence: str
    needs_check: bool


ASN = ("pns", "cpns", "pppk", "asn", "unknown", "")
_HANDED_OVER = {"village_head": "OA-01", "village_official": "OA-02", "armed_forces": "OA-03", "police": "OA-03"}
ADDRESSEES: dict[str, tuple[str, str]] = {
    "personnel_authority": (
        "Pejabat Pembina Kepegawaian, lewat lembaga pengawas ASN",
        "the personnel authority, through the oversight body",
    ),
    "oversight": ("lembaga pengawas ASN", "the oversight body"),
    "gakkumdu": ("Sentra Gakkumdu", "Gakkumdu (Bawaslu, police and prosecution)"),
    "regent": ("bupati atau wali kota", "the regent or mayor"),
    "village_head_through_camat": ("kepala desa, lewat camat", "the village head, through the camat"),
    "military_or_police_superior": ("atasan di TNI atau Polri", "the superior in the armed forces or the police"),
    "own_agency_or_dkpp": ("instansinya sendiri; penyelenggara pemilu ke DKPP", "the own agency; election organisers go to DKPP"),
    "": ("", ""),
}
_CLASSES = {
    "moral": ("Sanksi moral", "Moral sanction"),
    "medium": ("Hukuman disiplin sedang", "Medium penalty"),
    "heavy": ("Hukuman disiplin berat", "Heavy penalty"),
    "dismissal": ("Pemberhentian", "Dismissal"),
    "check": ("Tingkatnya belum dapat ditentukan", "Its class is not established"),
    "penal": ("Pidana", "Criminal penalty"),
    "none": ("", ""),
}


def standing_on(election: Election, day: date) -> str:
    """Return `bakal_calon` before the KPU's determination and `calon` after it; empty on that day itself or where none is known.

    The day of the act decides, not the day of the report. An act on the day of determination is unsettled.
    """
    if election.determination is None or day == election.determination:
        return ""
    return "bakal_calon" if day < election.determination else "calon"


def tracks(
    subject: str, helped: str, on: date, actor_status: str, *, regime: str | None = None, book: Book | None = None
) -> tuple[Track, ...]:
    """Return the tracks that may apply to an act on its day, for an officer to choose from.

    `subject` is a category or a violation of the book. `helped` is the standing of the one helped on that day: `bakal_calon`,
    `calon`, `party`, `none`, or empty where it is not known, then both sides are listed. `actor_status`: `pns`, `cpns`, `pppk`,
    `unknown`, or one who is not a civil servant (`village_head`, `village_official`, `armed_forces`, `police`, other words).
    `regime` leaves out the crimes of the other regime. Raises `NoRule` where the book holds no such subject.
    """
    book = book or released()
    if actor_status not in ASN:
        return tuple(_for_others(book, actor_status, helped, on, regime))
    named = _named(book, subject)
    if not named:
        return (
            _nothing(
                "Jenis perbuatannya belum dipilih. Baca ceritanya, lalu pilih dari daftar.",
                "The kind of act is not chosen yet. Read the account, then choose from the list.",
            ),
        )
    found: dict[str, Track] = {}
    for entry_id in named:
        for track in _of_violation(book, entry_id, helped, on, actor_status, regime):
            found.setdefault(track.violation, track)
    if not found:
        return (
            _nothing(
                f"Data hukum tidak memuat aturan untuk perbuatan ini yang berlaku pada {say.short_id(on)}.",
                f"The law data hold no rule for this act in force on {say.day_en(on)}.",
            ),
        )
    return tuple(found.values())


def grades(violation_id: str, on: date, *, book: Book | None = None) -> tuple[Entry, ...]:
    """Return the sanctions a recommendation may choose from for a violation on its day, lightest first; may be empty."""
    book = book or released()
    return tuple(book.sanction(sanction, on) for sanction in book.violation(violation_id, on).sanctions)


def _named(book: Book, subject: str) -> tuple[str, ...]:
    if any(entry.id == subject for entry in book.categories()):
        return tuple(book.category(subject).violations)
    return (book.violation(subject).id,)


def _of_violation(book: Book, entry_id: str, helped: str, on: date, status: str, regime: str | None) -> Iterator[Track]:
    chosen = _by_standing(book, entry_id, helped, on)
    for entry in chosen:
        if entry.get("regime", regime) != regime and regime is not None:
            continue
        yield _track(book, entry, on, status, _why(entry, helped, len(chosen) > 1, entry_id))
        yield from _crimes(book, entry, helped, on, regime)


def _by_standing(book: Book, entry_id: str, helped: str, on: date) -> list[Entry]:
    """Return the entry, or the other face of the same act, that fits the standing of the one helped; both where unknown."""
    entry = _in_force(book, entry_id, on)
    both = [e for e in (entry, _in_force(book, entry.get("pair") if entry else "", on)) if e is not None]
    if helped in ("bakal_calon", "calon"):
        return [e for e in both if e.helped in (helped, "any", "none")][:1]
    if helped:
        return [e for e in both if e.helped in ("any", "none")][:1]
    return both


def _in_force(book: Book, entry_id: str, on: date) -> Entry | None:
    try:
        return book.violation(entry_id, on) if entry_id else None
    except NoRule:
        return None


def _crimes(book: Book, entry: Entry, helped: str, on: date, regime: str | None) -> Iterator[Track]:
    for crime_id in entry.get("possible_crime", ()):
        crime = _in_force(book, crime_id, on)
        if crime is None or (regime is not None and crime.get("regime", regime) != regime):
            continue
        if helped and crime.helped not in (helped, "any"):
            continue
        yield _track(
            book,
            crime,
            on,
            "",
            (
                "Satu perbuatan dapat berjalan di dua jalur. Jalur pidana tidak menghentikan jalur ASN.",
                "One act may take two paths. The criminal limb does not stop the path of civil servants.",
            ),
        )


def _for_others(book: Book, status: str, helped: str, on: date, regime: str | None) -> Iterator[Track]:
    entry = _in_force(book, _HANDED_OVER.get(status, "OA-04"), on)
    if entry is None:
        yield _nothing("Data hukum tidak memuat aturan untuk hari itu.", "The law data hold no rule for that day.")
        return
    yield _track(
        book,
        entry,
        on,
        "",
        (
            "Yang dilaporkan bukan ASN. Perkara dialihkan kepada yang berwenang.",
            "The reported person is not a civil servant. The matter is handed over.",
        ),
    )
    yield from _crimes(book, entry, helped, on, regime)


def _why(entry: Entry, helped: str, both: bool, asked: str) -> tuple[str, str]:
    if both:
        return (
            "Belum diketahui apakah yang didukung sudah ditetapkan sebagai calon hari itu. Penetapan KPU menentukan jalurnya.",
            "It is not known whether the one helped had been determined as candidate. The KPU's determination decides the track.",
        )
    if entry.id != asked:
        words = ("sudah", "was already") if helped == "calon" else ("belum", "was not yet")
        return (
            f"Perbuatan yang sama dengan {asked}, tetapi yang didukung {words[0]} menjadi calon pada hari itu.",
            f"The same act as {asked}, but the one helped {words[1]} a candidate on that day.",
        )
    if entry.helped == "bakal_calon" and entry.track == "ethics":
        return (
            "Yang didukung belum ditetapkan sebagai calon pada hari itu: kode etik.",
            "The one helped was not yet a candidate on that day: code of ethics.",
        )
    if entry.helped == "calon":
        return (
            "Yang didukung sudah ditetapkan sebagai calon pada hari itu: disiplin.",
            "The one helped was a determined candidate on that day: discipline.",
        )
    return (
        "Berlaku tanpa melihat apakah yang didukung sudah menjadi calon.",
        "Holds whether or not the one helped was a candidate.",
    )


_KINDS = {"ethics": Kind.ETHICS, "discipline": Kind.DISCIPLINE, "criminal": Kind.CRIMINAL, "other_law": Kind.ADMINISTRATIVE}


def _track(book: Book, entry: Entry, on: date, status: str, reason: tuple[str, str]) -> Track:
    kind = _KINDS.get(entry.track, Kind.VILLAGE if entry.id in ("OA-01", "OA-02") else Kind.NONE)
    sanctions = [*_in_range(book, entry.sanctions, on), *(_in_range(book, ("S-PPPK",), on) if status == "pppk" else ())]
    words_id, words_en = _range(entry, sanctions)
    prove_id, prove_en = entry.get("prove_id"), entry.get("prove_en")
    return Track(
        track=kind,
        violation=entry.id,
        name_id=entry.name_id,
        name_en=entry.name_en,
        article=entry.citation,
        sanction_class=entry.sanction_class,
        sanctions=tuple(s.id for s in sanctions),
        sanction_id=words_id,
        sanction_en=words_en,
        addressee=entry.addressee,
        addressee_id=ADDRESSEES[entry.addressee][0],
        addressee_en=ADDRESSEES[entry.addressee][1],
        reason_id=f"{reason[0]}{f' Yang perlu dibuktikan: {prove_id}' if prove_id else ''}",
        reason_en=f"{reason[1]}{f' To be proven: {prove_en}' if prove_en else ''}",
        confidence=entry.confidence.value,
        needs_check=entry.needs_check or status == "pppk",
    )


def _in_range(book: Book, sanctions: Iterable[str], on: date) -> Iterator[Entry]:
    for sanction in sanctions:
        try:
            yield book.sanction(sanction, on)
        except NoRule:
            continue


def _range(entry: Entry, sanctions: Sequence[Entry]) -> tuple[str, str]:
    if entry.get("penalty_id"):
        return entry.penalty_id, entry.penalty_en
    head_id, head_en = _CLASSES[entry.sanction_class]
    names_id, names_en = "; ".join(s.name_id for s in sanctions), "; ".join(s.name_en for s in sanctions)
    return (
        f"{head_id}: {names_id}." if names_id else f"{head_id}." if head_id else "",
        f"{head_en}: {names_en}." if names_en else f"{head_en}." if head_en else "",
    )


def _nothing(reason_id: str, reason_en: str) -> Track:
    return Track(
        track=Kind.NONE,
        violation="",
        name_id="",
        name_en="",
        article="",
        sanction_class="none",
        sanctions=(),
        sanction_id="",
        sanction_en="",
        addressee="",
        addressee_id="",
        addressee_en="",
        reason_id=reason_id,
        reason_en=reason_en,
        confidence="",
        needs_check=True,
    )
