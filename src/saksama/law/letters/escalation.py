"""The measures after a reminder, as letters: warning, listing, proposal to block services, notice upward, revoking. None accuses.

Each says what has been sent before, what is asked, by which rule, and what is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from saksama.law import wording as say
from saksama.law.calendar import zone
from saksama.law.clocks import Reading
from saksama.law.forms import Box, Letter, Paragraph
from saksama.law.rulebook import Book, Entry, released

from .build import RESTRICTED, _letter, _until
from .facts import Head

HIGHER = "higher"
ASKS: Mapping[str, tuple[str, str]] = {
    "C-1": (
        "Menyampaikan keputusan atau alasannya",
        "Surat ini peringatan. Bila tetap tidak ada kabar, teguran dapat menyusul.",
    ),
    "C-2": (
        "Menyampaikan keputusan sebelum nama jabatan dicantumkan",
        "Kami mengusulkan pencantuman dalam daftar pelanggar norma kepegawaian. Yang memutuskan lembaga yang berwenang.",
    ),
    "C-3": (
        "Mempertimbangkan usul pemblokiran layanan kepegawaian",
        "Ini usul, bukan pemblokiran. Akibatnya jatuh pada pegawai, padahal yang ditunggu keputusan PPK; mohon dipertimbangkan.",
    ),
    HIGHER: (
        "Mengetahui, dan menanyakan keputusan kepada PPK",
        "Saudara menerima surat ini sebagai pejabat yang lebih tinggi. PPK tetap yang berwenang memutuskan.",
    ),
    "C-4": (
        "Meninjau keputusan yang sudah dibuat",
        "Kami mengusulkan peninjauan keputusan yang berbeda dari rekomendasi, dengan alasan di bawah.",
    ),
}


@dataclass(frozen=True, slots=True)
class Escalation:
    """One measure. `before`: what was sent and when, oldest first. `ppk`: its clock, where it ran. `reasons` as written."""

    head: Head
    to: str
    measure: str
    authority: str
    recommendation_number: str
    served_on: date | None
    ppk: Reading | None
    timezone: str
    before: tuple[tuple[str, date], ...]
    reasons: str = ""


def escalation(facts: Escalation, *, book: Book | None = None) -> Letter:
    """Return the letter of one measure. It says *belum menerima bukti*; only a document may say that something was not done."""
    book = book or released()
    form = book.form("escalation", facts.head.on)
    law = book.sanction(facts.measure, facts.head.on) if facts.measure != HIGHER else None
    asks, standing = ASKS[facts.measure]
    check = law is None or law.needs_check
    paragraphs = [
        Paragraph(_recommended(facts), "Rekomendasi.", numbered=True),
        *([Paragraph(_counted(facts.ppk), "Tenggat.", numbered=True, check=facts.ppk.needs_check)] if facts.ppk else []),
        *([Paragraph(_sent(facts), "Sudah dikirim.", numbered=True)] if facts.before else []),
        Paragraph("Kami belum menerima bukti keputusan. Itu tidak berarti keputusan belum dibuat.", "Kabar.", numbered=True),
        Paragraph(standing, "Langkah ini.", numbered=True),
        Paragraph(_basis(law), "Dasar.", numbered=True, check=check),
    ]
    if facts.reasons:
        paragraphs.append(Paragraph(facts.reasons, "Alasan.", numbered=True))
    paragraphs.append(
        Paragraph(f"{_whose(facts)} mengakhiri langkah ini. Kami catat sejak hari itu.", "Sesudah itu.")
    )
    until = _until(facts.ppk, zone(facts.timezone)) if facts.ppk else ""
    rule = law.citation if law else "Belum ada aturan yang kami kutip"
    rules: list[Entry | Reading] = [*([facts.ppk] if facts.ppk else []), *([law] if law else [])]
    subject = f"{form.subject_id}: {_lower(law.name_id) if law else 'pemberitahuan kepada pejabat yang lebih tinggi'}"
    return _letter(
        form,
        facts.head,
        facts.to,
        Box(asks, until, rule, check),
        paragraphs,
        classification=RESTRICTED,
        subject=subject,
        rules=rules,
    )


def _recommended(facts: Escalation) -> str:
    received = f", diterima {say.short_id(facts.served_on)}" if facts.served_on else ""
    return f"Nomor {facts.recommendation_number}, kepada {facts.authority}{received}."


def _counted(ppk: Reading) -> str:
    return ppk.refused or ppk.why_id


def _sent(facts: Escalation) -> str:
    sent = "; ".join(f"{words}, {say.short_id(day)}" for words, day in facts.before)
    return f"{sent[:1].upper()}{sent[1:]}."


def _lower(name: str) -> str:
    """Return a name as it stands within a sentence; abbreviations keep their letters."""
    return name[:1].lower() + name[1:]


def _whose(facts: Escalation) -> str:
    """Who stands above the authority is not asked for its papers."""
    return "Bukti dari PPK" if facts.measure == HIGHER else "Bukti yang Saudara kirim"


def _basis(law: Entry | None) -> str:
    if law is None:
        return "Tidak ada aturan yang kami kutip untuk pemberitahuan ini. Penggantinya sejak September 2024 belum ditemukan."
    return f"{law.name_id} ({law.citation})."
