"""A letter of a form with invented facts: for looking at a template before it is put in force. No person and no office exists."""

from __future__ import annotations

from datetime import date

from saksama.law.rulebook import Book, released

from .fields import WITH_CODES
from .letter import Box, Letter, Paragraph

NUMBER = "000/S-CONTOH/Kab/99.99/I/2024"


def letter(form_id: str, *, book: Book | None = None, bare: bool = False) -> Letter:
    """Return the invented letter; `bare`: one in which everything that may be empty is."""
    entry = (book or released()).form(form_id)
    standing = tuple(entry.get("standing_id") or ("Surat ini contoh.",))
    if bare:
        return Letter("Kantor Contoh", "", "", date(2024, 1, 15), "", entry.subject_id, None, (Paragraph("Isi contoh."),))
    return Letter(
        office="Bawaslu\nKabupaten Contoh Karangan",
        office_address="Jalan Contoh No. 1\nKota Karangan",
        number=NUMBER,
        date=date(2024, 1, 15),
        to="Saudara Contoh Karangan\nKepala Dinas Contoh\ndi Kota Karangan",
        subject=entry.subject_id,
        box=Box("Mohon balasan contoh", "Senin, 22 Januari 2024", "Aturan contoh ps. 1", check=True),
        paragraphs=(
            Paragraph("Ini paragraf pertama dengan isi karangan, cukup panjang untuk melihat lebar barisnya.", "Duduk perkara."),
            Paragraph("Ini paragraf bernomor, juga karangan.", "Dasar.", numbered=True, check=True),
        ),
        enclosures=("Lampiran contoh",),
        signed_by="Ketua,\nNama Karangan",
        check_code="C0NT-0HXX",
        verify_url="https://contoh.example/verifikasi/C0NT0HXX/",
        demo=True,
        place="Kota Karangan",
        classification="Biasa",
        greeting="Dengan hormat,",
        standing=standing,
        copies=("Arsip contoh",),
        codes=(("Kode ruang jawaban", "C0DE-C0NT-0HKA-RANG-AN00"),) if form_id in WITH_CODES else (),
        rules=("/aturan/contoh/",),
        library_url="https://contoh.example",
    )
