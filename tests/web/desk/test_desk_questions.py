"""The desk of Tanya dulu: by time left, answered with rules that exist, published by two persons."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.prevention.asked import WORDS, ask

from saksama.prevention import queries
from saksama.prevention.models import Publication

pytestmark = pytest.mark.django_db
LIST = "/petugas/tanya/"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def answered(cast, client: Client) -> tuple[str, object]:
    code, question = ask(cast)
    told = {"verdict": "boleh_dengan_syarat", "others": "ds-08".upper(), "text": "Hadir sebagai keluarga saja."}
    assert client.post(f"{LIST}{question.public_id}/", told).status_code == 303
    return code, question


def test_officer_reads_answers_and_the_asker_finds_it(cast):
    client = cast.bagus.client()
    code, question = ask(cast)
    assert str(question.public_id) in page(client, LIST)
    assert WORDS in page(client, f"{LIST}{question.public_id}/")

    told = {"verdict": "tanya_dulu", "suggested": [], "others": "DS-08, KE-06", "text": "Belum pasti. Tunggu dulu."}
    assert client.post(f"{LIST}{question.public_id}/", told).status_code == 303

    assert queries.box(code).latest.text == "Belum pasti. Tunggu dulu."
    assert queries.box(code).latest.rules == ("DS-08", "KE-06")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"verdict": ""}, "Pilih satu jawaban pokok"),
        ({"text": ""}, "Tulis alasannya"),
        ({"others": ""}, "Sebut satu aturan"),
        ({"others": "DS-99"}, "tidak memuat DS-99"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence_and_what_was_typed(cast, changed, sentence):
    client = cast.bagus.client()
    _code, question = ask(cast)
    told = {"verdict": "boleh", "others": "DS-08", "text": "Kalimat yang tetap ada."} | changed

    answer = client.post(f"{LIST}{question.public_id}/", told)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert told["text"] in answer.content.decode()
    assert queries.waiting(cast.bagus.actor, on=cast.on)


def test_publishing_warns_of_traits_and_needs_a_second_person(cast):
    bagus = cast.bagus.client()
    _code, question = answered(cast, bagus)
    answer_id = queries.answers_of(question, cast.bagus.keys, cast.bagus.actor)[0].public_id
    path = f"{LIST}jawaban/{answer_id}/terbitkan/"

    told = {"asked": "Bolehkah Pak Budi datang ke pesta ipar?", "answered": "Boleh sebagai keluarga."}
    warned = bagus.post(path, told)
    assert warned.status_code == 422
    assert "Pak Budi" in warned.content.decode()
    assert Publication.objects.count() == 0

    clean = {"asked": "Bolehkah ASN menghadiri pesta ipar yang menjadi calon?", "answered": "Boleh sebagai keluarga."}
    assert bagus.post(path, clean).status_code == 303
    draft = Publication.objects.get()
    decide = f"{LIST}terbitan/{draft.public_id}/"
    assert "Setujui dan terbitkan" not in page(bagus, decide)
    assert bagus.post(decide, {"langkah": "setuju"}).status_code == 403
    assert queries.published() == []

    citra = cast.citra.client()
    assert "Setujui dan terbitkan" in page(citra, decide)
    assert citra.post(decide, {"langkah": "setuju"}).status_code == 303
    assert [one.asked for one in queries.published()] == [clean["asked"]]


def test_figures_and_the_code_of_a_shown_sheet(cast):
    client = cast.bagus.client()
    _code, question = answered(cast, client)
    code = queries.answers_of(question, cast.bagus.keys, cast.bagus.actor)[0].check_code

    html = page(client, LIST)
    assert "Dijawab tepat waktu" in html
    found = client.get(LIST, {"kode": code.lower()})
    assert found.status_code == 303 and str(question.public_id) in found["Location"]
    assert "Tidak ada jawaban dengan kode ini" in client.get(LIST, {"kode": "ZZZZ-ZZZZ"}).content.decode()


@pytest.mark.parametrize("name", ["yusuf", "joni"])
def test_stranger_and_lent_staff_find_nothing(cast, name):
    _code, question = ask(cast)
    client = getattr(cast, name).client()

    assert str(question.public_id) not in page(client, LIST)
    page(client, f"{LIST}{question.public_id}/", 404)


@pytest.mark.parametrize("name", ["wati", "pandu"])
def test_who_holds_no_key_of_an_overseer_has_no_such_page(cast, name):
    ask(cast)

    assert getattr(cast, name).client().get(LIST).status_code == 403
