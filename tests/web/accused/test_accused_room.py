"""The accused's room, by the code of a letter in the body of each POST."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cases.courses import SCAN
from tests.web.accused.conftest import ALLEGATION, code_of, invite

from saksama.kernel import receipt
from saksama.store import clock
from saksama.web.accused import keys

pytestmark = pytest.mark.django_db
URL = "/jawaban/"


def key_of(html: str) -> str:
    return re.search(r'name="kunci" value="([^"]+)"', html)[1]


def enter(client, code):
    return client.post(URL, {"kode": code})


def answer(client, html, **told):
    seen = re.search(r'name="sudah" value="(\d+)"', html)
    return client.post(URL, {"langkah": "jawab", "kunci": key_of(html), "sudah": seen[1] if seen else "0", **told})


def test_the_code_opens_the_room_without_cookie_or_script(invited, client):
    page = enter(client, invited.code)
    html = page.content.decode()
    assert page.status_code == 200
    assert ALLEGATION in html
    assert "Anda belum dinyatakan bersalah" in html
    assert not page.cookies
    assert "<script" not in html
    assert "script-src" not in page["Content-Security-Policy"]
    assert invited.code not in html
    assert receipt.normalise(invited.code) not in html
    for secret in ("SARINAMA", "RAHASIANARASI", "IRWANNAMA"):
        assert secret not in re.search(r"<title>(.*?)</title>", html, re.S)[1]
    for secret in ("SARINAMA", "RAHASIANARASI"):
        assert secret not in html


def test_rights_and_warnings_stand_before_the_answer_field(invited, client):
    html = enter(client, invited.code).content.decode()
    field = html.index('name="isi"')
    for words in ("perkara pidana", "didampingi", "Anda boleh diam"):
        assert html.index(words) < field


def test_an_answer_is_filed_once_and_shown_back(invited, client):
    html = enter(client, invited.code).content.decode()
    paper = SimpleUploadedFile("foto.pdf", SCAN.content, SCAN.type)
    page = answer(client, html, pilihan="reply", isi="Kami bertiga selalu berpose begitu.", berkas=paper)
    shown = page.content.decode()
    assert page.status_code == 200
    assert "Jawaban Anda sudah kami terima" in shown
    assert "Kami bertiga selalu berpose begitu." in shown
    assert [act.kind for act in invited.course.acts()][-1] == "accused.replied"
    again = answer(client, html, pilihan="reply", isi="Kami bertiga selalu berpose begitu.").content.decode()
    assert "Sudah kami terima tadi" in again
    assert [act.kind for act in invited.course.acts()].count("accused.replied") == 1


def test_silence_is_a_choice_and_not_held_against_him(invited, client):
    html = enter(client, invited.code).content.decode()
    answer(client, html, pilihan="silent", isi="")
    assert [act.kind for act in invited.course.acts()][-1] == "accused.silent"


def test_more_time_is_asked_once(invited, client):
    html = enter(client, invited.code).content.decode()
    assert "Saya minta waktu tambahan" in html
    page = answer(client, html, pilihan="more_time", isi="Saya mencari pendamping.")
    assert page.status_code == 200
    assert [act.kind for act in invited.course.acts()][-1] == "reply.extended"
    assert "Saya minta waktu tambahan" not in page.content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"isi": "ada isinya"}, "Pilih salah satu"),
        ({"pilihan": "reply", "isi": "  "}, "Tulis jawaban Anda"),
        ({"pilihan": "more_time", "isi": ""}, "Tulis alasan Anda"),
        ({"pilihan": "reply", "isi": "x" * 20_001}, "Paling banyak 20.000 huruf"),
        ({"pilihan": "lain", "isi": "ada isinya"}, "ada isinya"),
    ],
)
def test_a_wrong_answer_comes_back_as_it_was(invited, client, told, sentence):
    html = enter(client, invited.code).content.decode()
    page = answer(client, html, **told)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert invited.course.acts()[-1].kind == "accused.invited"


def test_a_mistyped_code_is_told_from_an_unknown_one(invited, client):
    page = enter(client, invited.code[:-1] + ("0" if invited.code[-1] != "0" else "1"))
    assert page.status_code == 422
    assert "salah ketik" in page.content.decode()
    page = enter(client, receipt.draw())
    assert page.status_code == 404
    assert "tidak dikenal" in page.content.decode()
    assert ALLEGATION not in page.content.decode()


def test_a_new_letter_ends_the_old_code(invited, client):
    invited.course.pass_days(0.1)
    clock.set_offset(clock.offset() + timedelta(days=0.1))
    invite(invited.course)
    fresh = code_of(invited.course)
    assert fresh != invited.code
    assert enter(client, invited.code).status_code == 404
    assert enter(client, fresh).status_code == 200


def test_after_half_an_hour_the_room_closes_and_keeps_what_was_written(invited, client):
    html = enter(client, invited.code).content.decode()
    clock.set_offset(clock.offset() + keys.LASTS * 2)
    page = answer(client, html, pilihan="reply", isi="Tulisan panjang saya tadi.")
    shown = page.content.decode()
    assert page.status_code == 422
    assert "tertutup sesudah 30 menit" in shown
    assert "Tulisan panjang saya tadi." in shown
    assert invited.course.acts()[-1].kind == "accused.invited"


def test_a_foreign_key_field_opens_nothing(invited, client):
    page = client.post(URL, {"kunci": "rusak", "langkah": "jawab"})
    assert page.status_code == 422
    assert ALLEGATION not in page.content.decode()


def test_an_item_of_another_case_is_not_found(invited, client):
    html = enter(client, invited.code).content.decode()
    page = client.post(f"{URL}berkas/00000000-0000-7000-8000-000000000001/", {"kunci": key_of(html)})
    assert page.status_code == 404
    assert client.get(f"{URL}berkas/00000000-0000-7000-8000-000000000001/").status_code == 405


def test_his_own_file_comes_back_as_a_download(invited, client):
    html = enter(client, invited.code).content.decode()
    paper = SimpleUploadedFile("foto.pdf", SCAN.content, SCAN.type)
    shown = answer(client, html, pilihan="reply", isi="Lihat lampiran.", berkas=paper).content.decode()
    link = re.search(r'action="(/jawaban/berkas/[^"]+)"', shown)[1]
    got = client.post(link, {"kunci": key_of(shown)})
    assert got.status_code == 200
    assert got.content == SCAN.content
    assert got["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got["Content-Security-Policy"]
