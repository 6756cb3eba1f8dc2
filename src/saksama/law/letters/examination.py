"""The agency's examination pack under PP 94/2021: summons, decree of the examining team, minutes. Drafts of the agency, not ours.

From one entry all of them are drawn, under the agency's letterhead and with the number it types; who signs is left open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from saksama.law import wording as say
from saksama.law.calendar import zone
from saksama.law.forms import Box, Letter, Paragraph
from saksama.law.rulebook import Book, released

from .build import RESTRICTED, _letter
from .facts import Head

DRAFT = "Konsep dari Saksama untuk instansi. Periksa, sesuaikan, lalu tanda tangani menurut kewenangan instansi."


@dataclass(frozen=True, slots=True)
class Examination:
    """One examination. `by`: the last day on which it may be held, by `rule` (DP-01 or DP-02); `nth` is 1 or 2."""

    head: Head
    person: str = field(repr=False)
    meeting_at: datetime
    timezone: str
    where: str
    team: tuple[str, ...]
    recommendation_number: str
    nth: int
    by: date | None
    rule: str
    citation: str
    needs_check: bool


def summons(facts: Examination, *, book: Book | None = None) -> Letter:
    """Return the summons to the examination, first or second."""
    book = book or released()
    at = say.instant_id(facts.meeting_at, zone(facts.timezone))
    nth = "kedua" if facts.nth == 2 else "pertama"
    paragraphs = [
        Paragraph(f"{facts.person}.", "Yang dipanggil.", numbered=True),
        Paragraph(f"{at}, {facts.where}.", "Waktu dan tempat.", numbered=True),
        Paragraph(
            f"Rekomendasi nomor {facts.recommendation_number}. Hal yang diperiksa masih dugaan.", "Sebab.", numbered=True
        ),
        Paragraph(_limit(facts), "Batas hari.", numbered=True, check=facts.needs_check),
        Paragraph(
            "Pemeriksaan tertutup. Saudara berhak menjawab, membawa bukti, dan membaca berita acaranya.", "Hak Saudara."
        ),
    ]
    if facts.nth == 2:
        paragraphs.append(
            Paragraph("Bila panggilan kedua tidak dihadiri, keputusan diambil menurut bukti yang ada.", "Bila tidak hadir.")
        )
    box = Box(f"Hadir pada pemeriksaan, panggilan {nth}", at, facts.citation, facts.needs_check)
    return _letter(
        book.form("exam_summons", facts.head.on), facts.head, facts.person, box, paragraphs, classification=RESTRICTED
    )


def _limit(facts: Examination) -> str:
    if facts.by is None:
        return "Hari terakhir belum dapat dihitung. Periksa kalender libur tahun ini."
    return f"Pemeriksaan paling lambat {say.day_id(facts.by)} ({facts.rule}, hari kerja sejak tanggal surat)."


def team(facts: Examination, *, book: Book | None = None) -> Letter:
    """Return the draft decree that forms the examining team."""
    book = book or released()
    members = facts.team or ("atasan langsung", "unsur pengawasan", "unsur kepegawaian")
    named = [Paragraph(f"{one}.", "Anggota.", numbered=True) for one in members]
    paragraphs = [
        Paragraph(f"Untuk memeriksa {facts.person} dibentuk tim pemeriksa.", "Menetapkan.", numbered=True),
        *named,
        Paragraph("Tim memeriksa secara tertutup dan membuat berita acara.", "Tugas.", numbered=True),
        Paragraph("Yang berbenturan kepentingan atau berpangkat lebih rendah tidak menjadi anggota.", "Syarat.", check=True),
    ]
    box = Box("Membentuk tim pemeriksa", "", facts.citation, True)
    return _letter(book.form("exam_team", facts.head.on), facts.head, "Anggota tim pemeriksa", box, paragraphs)


def minutes(facts: Examination, *, book: Book | None = None) -> Letter:
    """Return the form of the minutes: what was asked and answered is written by hand or typed into the editable file."""
    book = book or released()
    at = say.instant_id(facts.meeting_at, zone(facts.timezone))
    paragraphs = [
        Paragraph(f"{at}, {facts.where}.", "Waktu dan tempat.", numbered=True),
        Paragraph(f"{facts.person}.", "Yang diperiksa.", numbered=True),
        Paragraph("; ".join(facts.team) or "........................................", "Pemeriksa.", numbered=True),
        Paragraph("........................................................................", "Pertanyaan.", numbered=True),
        Paragraph("........................................................................", "Jawaban.", numbered=True),
        Paragraph("Dibaca kembali oleh yang diperiksa: ya / tidak. Ditandatangani / menolak, alasan: ........", "Penutup."),
    ]
    box = Box("Mengisi dan menandatangani berita acara", at, facts.citation, facts.needs_check)
    return _letter(
        book.form("exam_minutes", facts.head.on), facts.head, "Berkas pemeriksaan", box, paragraphs, classification=RESTRICTED
    )
