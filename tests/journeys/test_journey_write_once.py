"""Write once, by hand and without script: a copy sheet arranged and typed back, an export compared, the recap read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.journeys.walker import DESK, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("SAKSAMA_TEST_PICTURES")
EXPORT = {"name": "ekspor.csv", "mimeType": "text/csv",
          "buffer": b"Nomor tiket;Nama ASN;Tgl. Kejadian\nSBT-2024-1;Irwan Umpamo;14/10/2024\nSBT-9;Orang Lain;\n"}  # fmt: skip


def seen(walker, name: str) -> None:
    """Keep a picture of the page at two widths where they are asked for."""
    if PICTURES:
        for width in (PHONE, DESK):
            walker.page.set_viewport_size({"width": width, "height": 900})
            walker.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)
        walker.page.set_viewport_size({"width": walker.width, "height": 800})


def test_a_case_is_copied_out_once_and_found_again(course, desk):
    course.forwarded()
    bagus = desk(course.cast.bagus, audited=True)
    sheet = f"/petugas/perkara/{course.case_id}/salin/sbt/"
    bagus.go(sheet)
    bagus.reads("Salin ke SBT", "Tanpa identitas pelapor", "nanti")
    bagus.reads_nothing_of("SARINAMA", "RAHASIANARASI")
    seen(bagus, "sheet")
    bagus.fill(number="SBT-2024-1")
    bagus.press("Simpan nomor")
    bagus.reads("Nomor mereka:", "SBT-2024-1")
    bagus.follow("Saya sudah melihat layarnya: susun ulang")
    seen(bagus, "arranging")
    bagus.fill(label_account="Kronologi", place_account="5", dilihat="1")
    bagus.press("Simpan susunan")
    bagus.reads("Susunan tersimpan.", "Layar aslinya dilihat")
    bagus.go("/petugas/salin/sbt/bandingkan/")
    bagus.fill(ekspor=EXPORT, sejak="2024-01-01")
    bagus.press("Bandingkan")
    bagus.reads("Berbeda", "Tanggal kejadian", "SBT-9")
    seen(bagus, "differences")
    bagus.go("/petugas/rekap/")
    bagus.reads("1 perkara", "Jumlah: 1 perkara")
    bagus.reads_nothing_of("Irwan Umpamo")
    seen(bagus, "recap")
    bagus.go(f"/petugas/perkara/{course.case_id}/")
    bagus.close()


def test_a_form_brings_along_what_is_known(course, desk):
    course.registered()
    bagus = desk(course.cast.bagus)
    bagus.go(f"/petugas/perkara/{course.case_id}/langkah/post_holder.recorded/")
    bagus.reads("Sudah tercatat: Diregistrasi, 14 Oktober 2024.")
    assert bagus.page.locator('[name="accused_0"]').input_value() == "Irwan Umpamo"
    seen(bagus, "form")
    bagus.go(f"/petugas/perkara/{course.case_id}/langkah/kajian.written/")
    assert course.case.number in bagus.page.locator('[name="facts"]').input_value()
    seen(bagus, "study")
    bagus.close()
