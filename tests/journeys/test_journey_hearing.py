"""Everyone heard, without script: an hour that fits, the reported person's quarter on a telephone, minutes, study and margin."""

from __future__ import annotations

import pytest
from tests.evidence.pictures import jpeg
from tests.journeys.walker import PHONE, judged

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ALLEGATION = "Anda diduga naik panggung kampanye pada 12 Oktober 2024."
PHOTO = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}


def test_everyone_is_heard(course, hour, desk, phone):
    course.registered(door="named")
    course.holder()
    case = course.case_id
    bagus = desk(course.cast.bagus, audited=True)
    bagus.go(f"/petugas/perkara/{case}/langkah/accused.invited/")
    bagus.fill(where="Kantor Bawaslu", way="hand", allegation=ALLEGATION)
    bagus.page.locator('button[name="usul"]').first.click()
    bagus.audit()
    bagus.page.locator("form.step .buttons .primary").click()
    assert bagus.page.locator("#baru").count(), bagus.words[:2000]
    bagus.go("/petugas/agenda/")
    bagus.reads("Agenda pemeriksaan", course.case.number)
    bagus.reads_nothing_of("Irwan Umpamo")

    bagus.step(case, "evidence.added", act_papers=PHOTO)
    bagus.go(f"/petugas/perkara/{case}/bukti-untuk-yang-dilaporkan/")
    first = bagus.page.locator('input[name$="_pilih"]').get_attribute("name").removesuffix("_pilih")
    bagus.fill(**{f"{first}_pilih": "1", f"{first}_0_left": "0", f"{first}_0_top": "0", f"{first}_0_right": "50"})
    bagus.fill(**{f"{first}_0_bottom": "100"})
    bagus.press("Lihat hasilnya")
    assert bagus.page.locator(".as-given img").evaluate("e => e.decode().then(() => e.naturalWidth)") == 320
    bagus.press("Buka untuk yang dilaporkan")

    irwan = phone(audited=True)
    irwan.open_room(course.pass_code)
    irwan.reads("Anda belum dinyatakan bersalah", ALLEGATION, "Klarifikasi di kantor", "Lihat bukti 1")
    irwan.fill(pendamping="Pendamping Umpamo", sebagai="organisation")
    irwan.page.locator('button[name="langkah"][value="pendamping"]').click()
    irwan.audit()
    irwan.reads("Tercatat", "Pendamping Umpamo")
    irwan.fill(pilihan="more_time", isi="Menunggu pendamping.")
    irwan.press("Kirim")
    irwan.reads("Permintaan waktu tercatat")
    irwan.fill(pilihan="reply", isi="Saya lewat di depan panggung.")
    irwan.press("Kirim")
    irwan.reads("Jawaban Anda sudah kami terima")

    hour.on(days=2)
    bagus.step(case, "clarification.held", present="yes", warned=["criminal_use", "silence", "company"],
               questions_0="Di mana Anda?", questions_1="Di rumah.", read_back="agreed", signature="signed")
    irwan.open_room(course.pass_code)
    irwan.reads("Berita acara klarifikasi Anda", "Di rumah.", "Dibacakan dan disetujui")

    bagus.go(f"/petugas/perkara/{case}/langkah/kajian.written/")
    bagus.step(case, "kajian.written", facts="Ia berada di panggung.", analysis="Pasal 70.", conclusion="forward", **judged(4))
    rahmat = desk(course.cast.rahmat, width=PHONE, audited=True)
    rahmat.step(case, "kajian.commented", element="DS-04.presence", comment="Foto yang mana?")
    rahmat.go(f"/petugas/perkara/{case}/kajian/")
    rahmat.press("Buka isi kajian")
    rahmat.reads("Versi 1", "Foto yang mana?", "belum dijawab")
    bagus.step(case, "kajian.answered", answer="Foto kedua.")
    citra = desk(course.cast.citra, audited=True)
    citra.go(f"/petugas/perkara/{case}/langkah/pleno.forwarded/")
    citra.step(case, "pleno.forwarded", votes_0="agree", votes_1="agree", minutes="Berita acara pleno.")
    irwan.open_room(course.pass_code)
    irwan.reads("Ini belum merupakan putusan bersalah")
