"""A recommendation that the authority ignores, to the last rung and the public list; and the agency's half hour, script off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.cases.courses import Course
from tests.journeys.walker import PHONE

from saksama.cases import actions
from saksama.followup import drafting

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BOARD = "/petugas/tindak-lanjut/"
RUNGS = ("reminder", "C-1", "C-3", "higher")


def climb(laila, course: Course, hour, rung: str) -> None:
    """The clock prepares, the analyst reads and sends what lies ready."""
    drafting.prepare(course.now)
    laila.go(BOARD)
    laila.reads("1 surat disiapkan, belum dikirim")
    laila.page.locator('a[href*="/disiapkan/"]').click()
    laila.reads("Disiapkan, belum dikirim")
    laila.reads_nothing_of("tidak dilaksanakan")
    laila.follow("Lanjut ke langkah pengiriman")
    if rung != "reminder":
        laila.fill(reasons="Belum ada kabar sesudah surat sebelumnya.")
    laila.press("Kirim pengingat" if rung == "reminder" else "Tempuh langkah berikutnya")
    laila.reads("Tercatat")
    hour.catch_up()
    hour.on(days=12)


def test_a_silent_authority_to_the_last_rung_and_the_public_list(course, hour, desk, phone):
    course.served()
    hour.on(days=30)
    actions.lapse_due_clocks(course.now)
    laila = desk(course.cast.laila)
    for rung in RUNGS:
        climb(laila, course, hour, rung)
    laila.go(BOARD)
    laila.reads("Langkah sesudah ini belum diketahui")
    laila.step(course.case_id, "publication.noticed")
    anybody = phone()
    anybody.go("/data/belum-ada-bukti/")
    anybody.reads("Tidak ada yang tercatat belum berbukti")
    hour.catch_up()
    hour.on(days=20)
    anybody.go("/data/belum-ada-bukti/")
    anybody.reads("Bupati Umpamo")
    anybody.reads_nothing_of("Irwan")


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_agencys_half_hour_without_script(course, hour, desk, width):
    course.recommended()
    wati = desk(course.cast.wati, width, audited=True)
    wati.go("/instansi/")
    wati.reads("1 berkas di kotak masuk")
    file = f"/instansi/berkas/{course.case_id}/"
    wati.go(f"{file}langkah/recommendation.served/")
    wati.press("Catat penerimaan")
    wati.reads("Sekali saja kami ingatkan")
    wati.go(f"{file}langkah/examination.summoned/")
    wati.fill(exam_at_0="2024-10-18", exam_at_1="09:00", exam_where="Ruang rapat BKPSDM", letter_number="800/21")
    wati.press("Panggil untuk pemeriksaan")
    expect(wati.page.get_by_text("Surat panggilan pemeriksaan").first).to_be_visible()
    assert wati.page.evaluate("document.documentElement.scrollWidth") <= width
