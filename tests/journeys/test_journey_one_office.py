"""One office alone, no other body on board: from paper to *belum ada kabar* to a sanction read in the press; and a copy sheet."""

from __future__ import annotations

import re

import pytest
from tests.cases.courses import ALL_MET
from tests.journeys.walker import SCAN, judged

from saksama.cases import actions

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PAPER = {
    "channel": "letter", "arrived_on": "2024-10-14", "arrived_at": "08:00", "category": "kampanye", "who": "Camat Koto Umpamo",
    "agency_cari": "kesehatan", "happened_on": "2024-10-12", "known_on": "2024-10-12", "place_cari": "Pasia Umpamo",
    "story": "Ia naik ke panggung kampanye dan memegang mikrofon.", "papers": SCAN, "door": "named", "name": "SARINAMA",
    "address": "Jorong Satu", "contact": "0812",
}
PERSON = {"accused_0": "Irwan Umpamo", "accused_1": "Camat Koto Umpamo", "status": "pns", "agency_cari": "kesehatan"}
BY_LETTER = {"act_source": "letter", "paper": True}


def test_one_office_alone(course, hour, desk, phone):
    bagus = desk(course.cast.bagus)
    bagus.go("/petugas/terima/")
    bagus.fill(**PAPER)
    bagus.press("Simpan dan buat kode")
    bagus.reads("Serahkan kode ini kepada pelapor, sekarang")
    code = "-".join(re.findall(r"</span>([0-9A-Z]{4})</li>", bagus.page.content()))
    bagus.follow("Sudah diserahkan, buka perkara")
    case = course.case_id = re.search(r"/perkara/([0-9a-f-]{36})/", bagus.page.url)[1]

    bagus.step(case, "initial_study.opened")
    bagus.step(case, "conditions.assessed", **{f"conditions_{n}": answer for n, answer in enumerate(ALL_MET.values())})
    bagus.step(case, "requirements.met")
    bagus.step(case, "registered", **PERSON, violations="DS-04", contest="PB")
    copy_for_the_other_system(bagus, case)

    bagus.step(case, "post_holder.recorded", **PERSON, on="2024-10-12", source="agency_letter")
    bagus.step(case, "accused.invited", when_0="2024-10-16", when_1="10:00", where="Kantor Bawaslu", way="hand",
               allegation="Anda diduga naik panggung kampanye pada 12 Oktober 2024.")
    bagus.step(case, "kajian.written", facts="Ia berada di panggung.", analysis="Pasal 70.", conclusion="forward",
               violations="DS-04", **judged(4))
    desk(course.cast.citra).step(case, "pleno.forwarded", votes_0="agree", votes_1="agree", minutes="Berita acara pleno.")

    hour.on(days=10)
    bagus.go(f"/petugas/perkara/{case}/")
    bagus.step(case, "review.opened", **BY_LETTER)
    bagus.step(case, "recommendation.issued", grade="S-BER-1", reasons="Isi surat mereka.", their_number="B-12/2024",
               **BY_LETTER)
    bagus.step(case, "recommendation.served", act_source="other_system", paper=True)

    hour.on(days=30)
    actions.lapse_due_clocks(course.now)
    sari = phone()
    sari.open_report(code)
    sari.reads("Belum ada kabar.")
    bagus.go("/petugas/")
    bagus.reads("belum ada kabar sejak")
    bagus.reads_nothing_of("tidak dilaksanakan")

    bagus.step(case, "ppk.decided", as_recommended="differently", grade="S-RIN-2", number="tidak-disebut",
               reasons="Menurut berita.", act_source="press", paper=True)
    bagus.reads("dari berita")
    sari.open_report(code)
    sari.reads("Pejabat pembina kepegawaian memutuskan berbeda dari rekomendasi, dengan alasan.")


def copy_for_the_other_system(bagus, case: str) -> None:
    """Written once: the sheet in the order of their screen, kept as a document, their number typed back; no reporter in it."""
    bagus.go(f"/petugas/perkara/{case}/salin/sigaplapor/")
    bagus.reads("Salin ke SigapLapor", "belum diverifikasi", "Tanpa identitas pelapor")
    assert "Irwan Umpamo" in bagus.page.content()
    bagus.reads_nothing_of("SARINAMA", "0812")
    bagus.press("Simpan sebagai dokumen")
    bagus.reads("Disimpan sebagai dokumen")
    bagus.fill(number="SL-2024-0042")
    bagus.press("Simpan nomor")
    bagus.reads("SL-2024-0042")
