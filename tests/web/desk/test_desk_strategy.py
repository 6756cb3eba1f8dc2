"""The strategy pages by plain forms, and the load page from the weeks an office had."""

from __future__ import annotations

import re

import pytest
from tests.prevention.test_prevention_strategy import leader

from saksama.prevention import queries
from saksama.store import clock

pytestmark = pytest.mark.django_db
URL = "/petugas/strategi/"


@pytest.fixture
def lead(cast):
    return getattr(cast, leader(cast))


def filled(client, address: str, **changes: str):
    html = client.get(address).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    year = str(clock.now().year)
    return client.post(address, {"token": token, "title": "Satu kalimat", "first_year": year, "last_year": year} | changes)


def test_a_board_is_started_from_the_paper_read_and_added_to(cast, lead):
    client = lead.client()
    assert "Papan ini masih kosong" in client.get(URL).content.decode()
    assert client.post(f"{URL}makalah/").status_code == 303
    html = client.get(f"{URL}?tahun=2024").content.decode()
    for words in ("Kampung pengawasan di 19", "belum disebut berapa", "belum diukur", "belum ada program", "Rahmadani"):
        assert words in html
    assert client.post(f"{URL}makalah/").status_code == 409
    goal = queries.board(lead.actor, year=2024).goals[0].aim
    answer = filled(client, f"{URL}tambah/action/?di={goal.public_id}", under=str(goal.public_id), measure="c", last_year="2029")
    assert answer.status_code == 303
    assert "Satu kalimat" in client.get(URL).content.decode()
    assert client.post(f"{URL}bagian/{goal.public_id}/akhiri/").status_code == 303
    assert "Belum bagian dari apa pun" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Tulis satu kalimat"),
        ({"last_year": "2014"}, "Tahun akhir tidak boleh"),
        ({"people": "-1"}, "Isi 0 atau lebih"),
        ({"rupiah": "banyak"}, "Tulis angka saja"),
        ({"under": "x"}, "Pilih satu dari daftar"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence_and_what_was_typed(lead, changes, sentence):
    answer = filled(lead.client(), f"{URL}tambah/resource/", note="Jangan hilang", **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "Jangan hilang" in answer.content.decode()


def test_who_does_not_plan_reads_and_writes_nothing(cast, lead):
    client = cast.pandu.client()
    assert client.get(URL).status_code == 200
    assert "Tambah sasaran" not in client.get(URL).content.decode()
    assert client.get(f"{URL}tambah/goal/").status_code == 403
    assert client.post(f"{URL}makalah/").status_code == 403
    assert cast.wati.client().get(URL).status_code == 403
    assert lead.client().get(f"{URL}tambah/lain/").status_code == 404


def test_an_office_with_too_little_history_is_told_so(cast):
    html = cast.bagus.client().get(f"{URL}beban/").content.decode()
    assert "Belum cukup data" in html and "Simulasi, bukan ramalan" in html


def test_a_sheet_of_customs_is_written_read_by_a_second_person_and_refused_where_it_names_somebody(cast, lead):
    address = f"{URL}kebiasaan/"
    client = cast.bagus.client()
    html = client.get(address).content.decode()
    assert "Belum ada lembar" in html
    told = {
        "token": re.search(r'name="token" value="([^"]+)"', html)[1],
        "custom": "Tuan rumah pesta mengundang calon.",
        "risk": "Panitia ikut berfoto.",
        "before": "Pak Irwan diminta pulang.",
        "stage": "campaign",
        "measure": "e",
    }
    answer = client.post(address, told)
    assert answer.status_code == 422
    assert "Ceritakan keadaannya saja" in answer.content.decode() and "Panitia ikut berfoto." in answer.content.decode()
    assert client.post(address, told | {"before": "Hadir boleh, berfoto jangan."}).status_code == 303
    assert "menunggu dibaca orang kedua" in client.get(address).content.decode()
    [row] = queries.customs(lead.actor, stage="campaign", year=2024)
    assert client.post(f"{address}{row.custom.public_id}/baca/").status_code == 403
    assert lead.client().post(f"{address}{row.custom.public_id}/baca/").status_code == 303
    assert "menunggu dibaca" not in client.get(address).content.decode()
    assert client.post(f"{address}{row.custom.public_id}/ambil/").status_code == 303
    assert cast.wati.client().get(address).status_code == 403
