"""Kampung pengawasan on the desk: opened, kept, declared; wrong input comes back with a sentence, a stranger finds nothing."""

from __future__ import annotations

import re

import pytest
from tests.web.html import problems

from saksama.prevention.kampung import Point
from saksama.prevention.queries import kampung as reads

pytestmark = pytest.mark.django_db
URL = "/petugas/kampung/"
NEW = {"place": "99.01.01.2001", "name": "Pojok Pasia", "venue": "Balai nagari", "hours": ""}


@pytest.fixture(autouse=True)
def on_the_day(cast, at_hour):
    at_hour(cast.now)


def opened(client) -> str:
    answer = client.post(f"{URL}buka/", NEW)
    assert answer.status_code == 303
    return answer["Location"]


def field(page: str, name: str, after: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', page.partition(after)[2])[1]


def test_a_point_is_kept_from_opening_to_its_end(cast):
    client = cast.citra.client()
    at = opened(client)
    page = client.get(at).content.decode()
    assert client.post(f"{at}relawan/", {"name": "Rahmah Relawan"}).status_code == 303
    page = client.get(at).content.decode()
    one = field(page, "relawan", 'id="relawan"')
    client.post(f"{at}relawan/", {"relawan": one, "langkah": "kertas"})
    public = client.get(f"/kampung/{at.split('/')[-2]}/").content.decode()
    assert "Rahmah Relawan" in public
    client.post(f"{at}relawan/", {"relawan": one, "langkah": "cabut"})
    day = field(page, "held_on", 'id="kegiatan"')
    told = {"token": field(page, "token", 'id="kegiatan"'), "work": "consult", "held_on": day, "headcount": "9"}
    assert [client.post(f"{at}kegiatan/", told).status_code for _ in range(2)] == [303, 303]
    note = {"token": field(page, "token", 'id="papan"'), "text": "Besok libur.", "until": day}
    assert [client.post(f"{at}papan/", note).status_code for _ in range(2)] == [303, 303]
    told = {"day": day, "by": "Ketua Bawaslu", "document": "SK 1"}
    assert client.post(f"{at}canangkan/", told).status_code == 303
    assert client.post(f"{URL}sasaran/99.01/", {"wanted": "3", "source": "Rencana"}).status_code == 303
    ours, goal = ("", "ubah/", "canangkan/", "akhiri/"), ("", "sasaran/", "sasaran/99.01/", "buka/")
    for path in (*(at + part for part in ours), *(URL + part for part in goal)):
        page = client.get(path)
        assert (page.status_code, problems(page.content.decode())) == (200, []), path
    public = client.get(f"/kampung/{at.split('/')[-2]}/").content.decode()
    assert public.count("9 orang") == 1
    assert public.count("Besok libur.") == 1
    assert "Rahmah" not in public
    assert client.post(f"{at}akhiri/").status_code == 303
    assert client.get(at).status_code == 404


@pytest.mark.parametrize(
    ("part", "told", "sentence"),
    [
        ("relawan/", {"name": ""}, "Isi namanya"),
        ("kegiatan/", {"token": "t", "work": "consult", "held_on": "2099-01-01", "headcount": "9"}, "belum tiba"),
        ("kegiatan/", {"token": "t", "work": "consult", "held_on": "2024-10-14", "headcount": "banyak"}, "Tulis angka saja"),
        ("papan/", {"token": "t", "text": "x", "until": "2020-01-01"}, "paling lama tiga bulan"),
        ("canangkan/", {"day": "2099-01-01", "by": "Ketua", "document": "SK"}, "belum tiba atau keliru"),
        ("ubah/", {"name": "", "venue": "x"}, "Isi nama titiknya"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence(cast, part, told, sentence):
    client = cast.citra.client()
    answer = client.post(opened(client) + part, told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_wrong_place_comes_back_with_what_was_typed(cast):
    client = cast.citra.client()
    for place in ("99.01", "12345", "' OR 1=1"):
        answer = client.post(f"{URL}buka/", NEW | {"place": place})
        assert answer.status_code == 422
        assert "Balai nagari" in answer.content.decode()
    assert client.post(f"{URL}buka/", NEW | {"place": "99.71.01"}).status_code == 403
    assert not Point.objects.exists()


def test_a_neighbour_an_analyst_and_an_examiner_do_not_do_what_is_not_theirs(cast):
    at = opened(cast.citra.client())
    assert cast.yusuf.client().get(at).status_code == 404
    assert cast.yusuf.client().post(f"{at}relawan/", {"name": "Rahmah"}).status_code == 404
    assert cast.yusuf.client().post(f"{URL}sasaran/99.01/", {"wanted": "3", "source": "x"}).status_code in (403, 404)
    assert cast.laila.client().get(at).status_code == 403
    assert cast.bagus.client().post(f"{at}canangkan/", {"day": "2024-10-14", "by": "x", "document": "y"}).status_code == 403
    assert cast.bagus.client().get(at).status_code == 200
    assert reads.point(at.split("/")[-2]).declared_on is None
