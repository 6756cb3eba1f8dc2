"""The notice before the public list: what it will say, from when, and how it is corrected. It accuses nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saksama.law import explain
from saksama.law import wording as say
from saksama.law.calendar import zone
from saksama.law.clocks import Reading
from saksama.law.forms import Box, Letter, Paragraph
from saksama.law.rulebook import Book, released

from .build import RESTRICTED, _letter
from .facts import Head


@dataclass(frozen=True, slots=True)
class ListNotice:
    """Nothing was heard by the later end of the limit; the list may count it after `until`. `days`: working days gone."""

    head: Head
    to: str
    recommendation_number: str
    served_on: date
    ppk: Reading
    timezone: str
    days: int
    until: date


def list_notice(facts: ListNotice, *, book: Book | None = None) -> Letter:
    """Return the notice to a personnel authority. It says *belum menerima bukti*, never that something was not done."""
    book = book or released()
    form = book.form("list_notice", facts.head.on)
    until = say.short_id(facts.until)
    paragraphs = [
        Paragraph(
            f"Nomor {facts.recommendation_number}, diterima {say.short_id(facts.served_on)}. {facts.days} hari kerja berlalu.",
            "Rekomendasi.",
            numbered=True,
        ),
        Paragraph(facts.ppk.refused or facts.ppk.why_id, "Tenggat.", numbered=True, check=facts.ppk.needs_check),
        Paragraph(
            "Kami belum menerima bukti sejak hari itu. Yang tayang: nama jabatan PPK, jumlah rekomendasi, dan tanggal itu. "
            "Tidak ada nama pegawai, nomor perkara, atau nama pelapor.",
            "Daftar terbuka.",
            numbered=True,
        ),
        Paragraph(
            f"Sampai {until} Saudara dapat mengirim bukti, membetulkan tanggal, atau menulis keterangan. "
            "Keterangan Saudara tayang di samping hitungan. Bukti menghapusnya pada hari yang sama.",
            "Masa koreksi.",
            numbered=True,
        ),
    ]
    box = Box(
        "Mengirim bukti, koreksi, atau keterangan untuk daftar terbuka",
        f"{until} (standar layanan Saksama SAK-SHOW)",
        facts.ppk.citation,
        facts.ppk.needs_check,
    )
    paragraphs.append(Paragraph(f"{explain.due(facts.ppk, zone(facts.timezone)).id}.", "Batas menurut aturan."))
    return _letter(form, facts.head, facts.to, box, paragraphs, classification=RESTRICTED, rules=[facts.ppk])
