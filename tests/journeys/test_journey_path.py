"""The whole path in browsers without script: from a telephone in a nagari to a sanction that is known to be carried out."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from tests.cases.courses import ALL_MET
from tests.journeys.walker import Reporter, judged

pytestmark = [pytest.mark.journey, pytest.mark.both_engines, pytest.mark.django_db(transaction=True)]
STORY = "Pembawa acara memanggil Pak Camat. Beliau naik ke panggung dan memegang mikrofon di depan ratusan warga."


def photo() -> dict[str, object]:
    held = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 60, 90)).save(held, "JPEG")
    return {"name": "panggung.jpg", "mimeType": "image/jpeg", "buffer": held.getvalue()}


def report(sari: Reporter, hour) -> str:
    """Report as Sari does, question by question; return the code on the last page."""
    sari.go("/")
    sari.page.locator('a[href="/lapor/"]').first.click()
    sari.fill(what="kampanye")
    sari.press("Lanjut")
    sari.fill(who="Camat Koto Umpamo", agency_search="kese")
    sari.press("Cari")
    sari.page.locator('[name="agency"]').first.check()
    sari.press("Lanjut")
    sari.fill(happened="other", happened_on="2024-10-12", happened_at="16.20", known="event")
    sari.press("Lanjut")
    sari.fill(place_search="Pasia")
    sari.press("Cari")
    sari.fill(place="99.01.01.2001", landmark="lapangan bola")
    sari.press("Lanjut")
    sari.fill(story=STORY)
    sari.press("Lanjut")
    sari.fill(links="https://contoh.example/unggahan/1")
    sari.press("Lanjut")
    sari.fill(door="named", name="Sari Pelapor", address="Jorong Misal 4", contact="0800-000-000")
    sari.press("Lanjut")
    sari.reads("Cek ulang, lalu kirim", STORY)
    sari.fill(berkas=photo())
    hour.on(minutes=3)                      # nobody reads a page in less than five seconds
    sari.press("Kirim")
    sari.reads("Laporan Anda sudah terkirim")
    groups = re.findall(r"</span>([0-9A-Z]{4})</li>", sari.page.content())
    assert len(groups) == 5
    sari.page.fill("#id_akhir", groups[-1])
    sari.press("Cocokkan")
    sari.reads("Cocok. Kode Anda tertulis benar.")
    return "-".join(groups)


def conditions() -> dict[str, str]:
    return {f"conditions_{n}": answer for n, answer in enumerate(ALL_MET.values())}


def test_from_a_telephone_to_a_sanction_carried_out(course, hour, desk, phone):
    cast, sari = course.cast, phone()
    code = report(sari, hour)
    hour.work()

    bagus = desk(cast.bagus)
    bagus.go("/petugas/")
    bagus.page.locator("ul.queue a.whole").first.click()
    case = course.case_id = re.search(r"/perkara/([0-9a-f-]{36})/", bagus.page.url)[1]
    bagus.press("Buka cerita")
    bagus.reads(STORY, "Camat Koto Umpamo")
    assert bagus.page.locator("a.shot img").count() == 1
    bagus.reads_nothing_of("Sari Pelapor")
    bagus.step(case, "initial_study.opened")
    bagus.step(case, "conditions.assessed", **conditions() | {"conditions_5": "no"})
    bagus.step(case, "completion.requested", missing="evidence", message="Satu foto dari depan panggung akan membantu.")

    sari.open_report(code)
    sari.reads("Satu foto dari depan panggung akan membantu.", "Paling lambat")
    sari.fill(pesan="Ini fotonya dari depan.", berkas=photo())
    sari.press("Kirim")
    sari.reads("Ini fotonya dari depan.")
    hour.on(hours=2)
    sari.open_report(code)
    sari.reads("Pelengkapan Anda kami terima. Kajian awal dilanjutkan.")

    bagus.go(f"/petugas/perkara/{case}/")
    bagus.step(case, "conditions.assessed", **conditions())
    bagus.step(case, "requirements.met")
    bagus.step(case, "registered", agency_cari="kesehatan", accused_0="Irwan Umpamo", accused_1="Camat Koto Umpamo",
               status="pns", violations="DS-04", contest="PB")
    bagus.reads("001/Reg/LP/PB/Kab/99.01/X/2024")
    bagus.step(case, "post_holder.recorded", accused_0="Irwan Umpamo", accused_1="Camat Koto Umpamo", status="pns",
               agency_cari="kesehatan", on="2024-10-12", source="decree")
    bagus.step(case, "accused.invited", when_0="2024-10-16", when_1="10:00", where="Kantor Bawaslu", way="hand",
               allegation="Anda diduga naik panggung kampanye pada 12 Oktober 2024.")

    irwan = phone()
    irwan.open_room(course.pass_code)
    irwan.reads("Anda belum dinyatakan bersalah", "Anda diduga naik panggung kampanye", "Anda boleh diam")
    irwan.reads_nothing_of("Sari Pelapor", STORY)
    irwan.fill(pilihan="reply", isi="Saya lewat di depan panggung, tidak naik.")
    hour.on(minutes=5)
    irwan.press("Kirim")
    irwan.reads("Jawaban Anda sudah kami terima", "Saya lewat di depan panggung")

    bagus.step(case, "kajian.written", facts="Ia berada di panggung.", analysis="Pasal 70.", conclusion="forward",
               violations="DS-04", **judged(4))
    citra = desk(cast.citra)
    citra.step(case, "pleno.forwarded", votes_0="agree", votes_1="agree", minutes="Berita acara pleno.")
    sari.open_report(code)
    sari.reads("Pleno memutuskan laporan Anda diteruskan kepada Badan Kepegawaian Negara")

    laila = desk(cast.laila)
    laila.go("/petugas/")
    laila.reads("Berkas untuk ditelaah")
    laila.step(case, "review.opened")
    laila.step(case, "conflict.tested", **{f"questions_{n}": "no" for n in range(5)})
    laila.step(case, "recommendation.issued", grade="S-BER-1", reasons="Memenuhi unsur PP 94/2021.")
    hour.on(days=1)

    wati = desk(cast.wati)
    wati.go("/instansi/")
    wati.page.locator("a.whole").first.click()
    wati.reads("Yang diminta", "Irwan Umpamo")
    wati.reads_nothing_of("Sari Pelapor", STORY)
    for act, answers in {"recommendation.served": {}, "ppk.decided": {"as_recommended": "as_recommended", "grade": "S-BER-1",
                         "number": "800/12/2024"}, "decision.delivered": {}, "effect.proved": {"effect": "post"}}.items():
        wati.step(case, act, front="/instansi/berkas", paper=act != "recommendation.served", **answers)

    sari.open_report(code)
    sari.reads("Sanksi sudah dilaksanakan. Kami memegang dua bukti.")
    irwan.open_room(course.pass_code)
    irwan.reads("Pelaksanaan keputusan dicatat")
    for walker in (sari, irwan, bagus, citra, laila, wati):
        assert all(url.startswith(walker.base) for url in walker.requests)
    assert not sari.page.context.cookies()
