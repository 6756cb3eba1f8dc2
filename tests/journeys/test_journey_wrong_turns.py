"""The wrong turns, each to the sentence that the reporter reads by his code, and the accused by the code of his letter.

The course before the turn is told by helpers; the officer's last step and the reading happen in browsers without script.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.courses import ALL_MET

from saksama.cases import actions

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOES = dict.fromkeys("12345", "no")


@pytest.fixture
def reporter_reads(course, phone):
    """Open a report by its code on a telephone, and find these sentences there."""
    def read(*sentences: str, nth: int = -1) -> None:
        sari = phone()
        sari.open_report(course.codes[nth])
        sari.reads(*sentences)

    return read


@pytest.fixture
def accused_reads(course, phone):
    """Open the accused's room by the code of his letter, and find these sentences there and nothing of the reporter."""
    def read(*sentences: str) -> None:
        irwan = phone()
        irwan.open_room(course.pass_code)
        irwan.reads(*sentences)
        irwan.reads_nothing_of("SARINAMA", "RAHASIANARASI")

    return read


def test_late_report(course, desk, reporter_reads):
    course.report(days_ago=20)
    course.step("initial_study.opened", course.cast.bagus)
    course.step("conditions.assessed", course.cast.bagus, conditions={**ALL_MET, "time_limit": "no"})
    bagus = desk(course.cast.bagus)
    bagus.step(course.case_id, "registration.refused", reason="late", reasons="Disampaikan sesudah tujuh hari.")
    reporter_reads("Laporan Anda tidak diregistrasi karena lewat batas waktu. Isinya masih dapat ditelusuri.")
    bagus.step(course.case_id, "kept_as_tip")
    reporter_reads("Isi laporan Anda kami simpan sebagai informasi awal. Petugas dapat menelusurinya.")


def test_duplicate(course, desk, reporter_reads):
    first = course.studied().case_id
    course.report()
    bagus = desk(course.cast.bagus)
    bagus.go(f"/petugas/perkara/{course.case_id}/bandingkan/")
    bagus.reads("Kejadian yang sama?")
    bagus.page.locator(f'a[href*="langkah/joined/?case={first}"]').first.click()
    bagus.press("Bandingkan dan gabung")
    reporter_reads("Laporan Anda digabung dengan laporan lain tentang hal yang sama. Kabar selanjutnya tetap muncul di sini.")
    bagus.step(course.case_id, "join.undone")
    reporter_reads("Laporan Anda ditangani sendiri lagi. Kabar selama digabung tidak berlaku lagi baginya.")
    bagus.go(f"/petugas/perkara/{course.case_id}/langkah/joined/?case={first}")
    bagus.press("Bandingkan dan gabung")
    bagus.step(first, "registered", agency_cari="kesehatan", accused_0="Irwan Umpamo", accused_1="Camat", status="pns")
    for nth in (0, 1):
        reporter_reads("Laporan Anda diregistrasi (dicatat sebagai perkara) dengan nomor 001/Reg/LP/", nth=nth)


def test_not_rescued(course, hour, desk, reporter_reads):
    course.report()
    course.step("initial_study.opened", course.cast.bagus)
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto sudah cukup.")
    reporter_reads("Satu foto sudah cukup.", "Paling lambat")
    hour.on(days=4)
    bagus = desk(course.cast.bagus)
    bagus.step(course.case_id, "registration.refused", reason="requirements", reasons="Tidak dilengkapi sampai batasnya.")
    reporter_reads("Laporan Anda tidak diregistrasi karena syaratnya belum lengkap. Isinya masih dapat ditelusuri.")


def test_not_proven(course, desk, reporter_reads, accused_reads):
    course.registered().invited()
    course.answer()
    course.kajian("not_proven")
    desk(course.cast.citra).step(course.case_id, "pleno.not_proven", votes_0="agree", votes_1="agree",
                                 minutes="Berita acara.", outcome_reasons="Tidak cukup bukti.")
    desk(course.cast.bagus).step(course.case_id, "exoneration.sent")
    reporter_reads("Pleno memutuskan dugaan ini tidak terbukti.")
    accused_reads("Hasil: tidak terbukti. Surat ini boleh Anda tunjukkan kepada siapa pun.", "Surat untuk Anda")


def test_not_asn(course, desk, reporter_reads):
    course.studied()
    desk(course.cast.bagus).step(course.case_id, "handed_over", reason="not_asn", to_body="regent",
                                 accused_0="Pak Wali", accused_1="Wali Nagari")
    reporter_reads("Laporan ini dialihkan karena yang dilaporkan bukan ASN. Kami teruskan kepada")


def test_authority_in_conflict(course, desk, reporter_reads, accused_reads):
    cast = course.cast
    course.reviewed()
    course.step("conflict.tested", cast.bagus, questions={**NOES, "1": "yes"})
    course.step("conflict.tested", cast.laila, questions=NOES)
    course.step("recommendation.issued", cast.laila, grade="S-BER-1", reasons="Alasan rekomendasi.")
    course.step("recommendation.served", cast.wati)
    desk(cast.laila).step(course.case_id, "takeover.proposed", reasons="Bupati mencalonkan diri lagi.")
    reporter_reads("Karena ada kemungkinan benturan kepentingan, pejabat yang lebih tinggi diberi tahu.")
    accused_reads("Rekomendasi diterima instansi Anda pada")


def test_authority_silent(course, hour, desk, reporter_reads, accused_reads):
    course.served()
    hour.on(days=30)
    actions.lapse_due_clocks(course.now)
    reporter_reads("Belum ada kabar.")
    bagus = desk(course.cast.bagus)
    bagus.go("/petugas/")
    bagus.reads("belum ada kabar sejak")
    bagus.step(course.case_id, "reminder.sent")
    bagus.reads_nothing_of("tidak dilaksanakan")
    reporter_reads("belum menerima kabar")
    accused_reads("Rekomendasi diterima instansi Anda pada")


def test_appeal_upheld(course, desk, reporter_reads, accused_reads):
    cast = course.cast
    course.decided()
    bagus = desk(cast.bagus)
    bagus.step(course.case_id, "decision.delivered", act_source="letter", paper=True)
    bagus.step(course.case_id, "appeal.filed", act_source="letter", paper=True)
    reporter_reads("Yang dilaporkan mengajukan banding. Keputusan akhir ditunggu.")
    bagus.step(course.case_id, "appeal.upheld", act_source="letter", paper=True)
    reporter_reads("Banding dikabulkan. Keputusan sanksi dibatalkan.")
    accused_reads("Banding Anda dikabulkan pada", "Keputusan dibatalkan.")


def test_recorded_later_from_paper(course, hour, desk, reporter_reads, accused_reads):
    course.registered().invited()
    hour.on(days=4)
    day = course.now - timedelta(days=2)
    bagus = desk(course.cast.bagus)
    bagus.step(course.case_id, "accused.replied", manner="written", text="Ia menulis bahwa ia hanya lewat.", act_source="letter",
               act_when="earlier", act_date=day.date().isoformat(), act_time="10:00", paper=True,
               act_late="Surat menunggu di kecamatan, sinyal putus.")
    bagus.reads("Dicatat kemudian:")
    reporter_reads("Yang dilaporkan sudah memberi jawaban.")
    accused_reads("Jawaban Anda diterima pada", "menjawab, Rabu, 16 Oktober 2024, pukul 10.00 WIB")
