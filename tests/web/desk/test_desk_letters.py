"""Surat warga on the desk: by time left, acknowledged, answered, entered from paper once, echoed by two persons."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from PIL import Image
from tests.prevention.written import WORDS, write

from saksama.prevention import queries
from saksama.prevention.models import Echo

pytestmark = pytest.mark.django_db
LIST = "/petugas/surat-warga/"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def photograph(name: str = "surat.jpg") -> io.BytesIO:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), "white").save(made, "JPEG")
    made.seek(0)
    made.name = name
    return made


def entering(**changed: object) -> dict[str, object]:
    told = {"sekali": "s-1", "channel": "paper", "kind": "criticism", "place": "99.01", "text": "Antrean terlalu panjang."}
    return told | changed


def test_an_officer_acknowledges_and_answers_and_the_writer_reads_it(cast):
    client = cast.bagus.client()
    code, letter = write(cast)
    path = f"{LIST}{letter.public_id}/"
    assert str(letter.public_id) in page(client, LIST)
    assert WORDS in page(client, path)
    assert client.post(path, {"langkah": "baca"}).status_code == 303
    assert queries.letter_box(code).letter.acknowledged_at is not None
    assert client.post(path, {"text": "Terima kasih, sudah diganti.", "acted": "on"}).status_code == 303
    assert queries.letter_box(code).replies[0].text == "Terima kasih, sudah diganti."


def test_an_empty_reply_comes_back_with_a_sentence(cast):
    _, letter = write(cast)
    answer = cast.bagus.client().post(f"{LIST}{letter.public_id}/", {"text": " "})
    assert answer.status_code == 422
    assert "Tulis jawaban Anda" in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("malik", 404), ("joni", 404), ("pandu", 403), ("wati", 403), ("tania", 403)])
def test_who_may_not_read_a_letter_learns_nothing_of_it(cast, who, status):
    _, letter = write(cast)
    answer = cast.people[who].client().get(f"{LIST}{letter.public_id}/")
    assert answer.status_code == status
    assert WORDS not in answer.content.decode()


def test_a_letter_from_paper_is_entered_once_and_its_code_is_shown_once(cast):
    client = cast.bagus.client()
    first = client.post(f"{LIST}terima/", entering(pictures=photograph()))
    assert first.status_code == 200
    assert "Serahkan kode ini" in first.content.decode()
    second = client.post(f"{LIST}terima/", entering(pictures=photograph()))
    assert "sudah disimpan tadi" in second.content.decode()
    (letter,) = queries.waiting_letters(cast.bagus.actor, on=cast.on)
    picture = client.get(f"{LIST}{letter.public_id}/foto/1/")
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{LIST}{letter.public_id}/foto/2/").status_code == 404


def test_a_field_supervisor_enters_a_letter_he_cannot_read(cast):
    client = cast.people["pandu"].client()
    assert "Serahkan kode ini" in client.post(f"{LIST}terima/", entering(channel="kampung")).content.decode()
    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"channel": ""}, "Pilih cara surat ini sampai"),
    ({"channel": "web"}, "web"),
    ({"kind": "x"}, "x"),
    ({"place": "13.71"}, "Pilih satu tempat dari daftar"),
    ({"text": " "}, "Tulis isi suratnya"),
    ({"text": "y" * 4001}, "4000"),
    ({"pictures": io.BytesIO(b"MZ\x90 program")}, "tidak dapat dibaca"),
    ({"pictures": io.BytesIO(b"")}, "kosong"),
])
def test_what_is_wrong_with_a_paper_letter_is_said_and_nothing_is_kept(cast, changed, sentence):
    if isinstance(changed.get("pictures"), io.BytesIO):
        changed["pictures"].seek(0)
        changed["pictures"].name = "surat.jpg"
    answer = cast.bagus.client().post(f"{LIST}terima/", entering(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert queries.waiting_letters(cast.bagus.actor, on=cast.on) == []


def test_an_echo_is_written_by_one_and_approved_by_another(cast):
    writer, second = cast.bagus.client(), cast.citra.client()
    _, letter = write(cast)
    path = f"{LIST}{letter.public_id}/"
    writer.post(path, {"text": "Sudah.", "acted": "on"})
    warned = writer.post(f"{path}terbitkan/", {"said": "Pak Budi sulit membacanya.", "did": "Huruf dibesarkan."})
    assert warned.status_code == 422
    assert "menunjuk kepada orangnya" in warned.content.decode()
    assert writer.post(f"{path}terbitkan/", {"said": "Huruf sulit dibaca.", "did": "Huruf dibesarkan."}).status_code == 303
    echo = Echo.objects.get()
    assert writer.post(f"{LIST}terbitan/{echo.public_id}/", {"langkah": "setuju"}).status_code == 403
    assert second.post(f"{LIST}terbitan/{echo.public_id}/", {"langkah": "setuju"}).status_code == 303
    assert "Huruf dibesarkan." in page(second, "/surat/anda-bilang/")
    assert cast.malik.client().get(f"{LIST}terbitan/{echo.public_id}/").status_code == 404


def test_without_consent_there_is_no_echo(cast):
    _, letter = write(cast, consent=False)
    client = cast.bagus.client()
    client.post(f"{LIST}{letter.public_id}/", {"text": "Terima kasih."})
    assert client.get(f"{LIST}{letter.public_id}/terbitkan/").status_code == 409
