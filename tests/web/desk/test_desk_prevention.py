"""The entry after a roll call, by the browser."""

from __future__ import annotations

import re

import pytest

from saksama.prevention import queries

pytestmark = pytest.mark.django_db
URL = "/petugas/cegah/apel/"


def token_of(html: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', html)[1]


def send(client, **changes):
    page = client.get(URL)
    assert page.status_code == 200
    html = page.content.decode()
    today = re.search(r'name="held_on" value="([^"]+)"', html)[1]
    told = {"token": token_of(html), "headcount": "34", "place": "99.01.01", "held_on": today, "measure": "e"}
    return client.post(URL, told | changes), told


def test_headcount_and_save_is_enough(cast):
    client = cast.pandu.client()
    answer, told = send(client)
    assert answer.status_code == 303
    page = client.get("/petugas/cegah/").content.decode()
    assert "34 orang hadir" in page
    assert client.post(URL, told).status_code == 303  # sent again: still one visit
    assert len(queries.recent_visits(cast.bagus.actor)) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"headcount": ""}, "Isi jumlah hadir"),
        ({"headcount": "banyak"}, "Tulis angka saja"),
        ({"held_on": "2024-02-31"}, "Tanggal ini tidak ada"),
        ({"held_on": "2099-01-01"}, "belum tiba"),
        ({"place": "98.01"}, "Pilih satu tempat dari daftar"),
        ({"able": "99"}, "lebih banyak dari yang hadir"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence_and_all_that_was_typed(cast, changes, sentence):
    answer, _ = send(cast.pandu.client(), questions="Boleh pasang stiker?", **changes)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert sentence in html
    assert "Boleh pasang stiker?" in html
    assert queries.recent_visits(cast.bagus.actor) == []


def test_an_agencys_officer_has_no_page_of_seven_steps(cast):
    assert cast.wati.client().get("/petugas/cegah/").status_code == 403


def test_nobody_enters_without_signing_in(cast, client):
    assert client.get(URL).status_code in (302, 303)


@pytest.mark.parametrize("year", ["\u00b2\u00b2\u00b2\u00b2", "9" * 5000, "0", "x"])
def test_a_year_that_is_none_shows_this_year(cast, year):
    client = cast.bagus.client()
    assert client.get("/petugas/cegah/", {"tahun": year}).status_code == 200
