"""The pages around the seven measures, by the browser: an activity with its files and units, schedule, campaigns, matrix."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image

from saksama.prevention import queries

pytestmark = pytest.mark.django_db
CEGAH = "/petugas/cegah/"


def told(client, url: str, **values) -> dict[str, str]:
    """Return what a form brings along by itself, with values added."""
    html = client.get(url).content.decode()
    found = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    day = re.search(r'name="held_on" value="([^"]+)"', html)
    return found | ({"held_on": day[1]} if day else {}) | values


def entered(cast, **values):
    client = cast.pandu.client()
    url = f"{CEGAH}apel/?langkah={values.get('measure', 'b')}"
    sent = told(client, url, headcount="34", place="99.01.01", **values)
    return client, client.post(url, sent)


def test_an_activity_is_entered_with_its_own_fields_shown_with_its_file_and_taken_back(cast):
    client, answer = entered(cast, own_topic="study", own_passed="30", own_trainer="Pak Guru", cost="150000")
    assert answer.status_code == 303
    [visit] = queries.recent_visits(cast.bagus.actor)
    url = f"{CEGAH}kegiatan/{visit.public_id}/"
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(out, "PNG")
    out.seek(0)
    out.name = "hadir.png"
    assert client.post(url, {"kind": "attendance", "file": out}).status_code == 303
    page = cast.bagus.client().get(url).content.decode()
    assert "Pak Guru" in page
    assert "Rp150.000" in page
    picture = cast.bagus.client().get(f"{url}berkas/1/")
    assert picture["Content-Type"] == "image/png"
    for who in ("malik", "yusuf"):
        assert cast.people[who].client().get(url).status_code == 404
        assert cast.people[who].client().get(f"{url}berkas/1/").status_code == 404
    assert client.post(f"{url}tarik/").status_code == 303
    assert "ditarik" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"own_passed": "35"}, "lebih banyak dari yang hadir"),
        ({"own_passed": "tiga"}, "Tulis angka saja"),
        ({"staff": "20"}, "centang bahwa ada tamu"),
        ({"cost": "-3"}, "Isi 0 atau lebih"),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence(cast, values, sentence):
    _, answer = entered(cast, own_trainer="Pak Guru", **values)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "Pak Guru" in html
    assert queries.recent_visits(cast.bagus.actor) == []


def test_a_hostile_file_comes_back_with_a_sentence(cast):
    client, _ = entered(cast)
    [visit] = queries.recent_visits(cast.bagus.actor)
    file = io.BytesIO(b"<script>alert(1)</script>")
    file.name = "hadir.xlsx"
    answer = client.post(f"{CEGAH}kegiatan/{visit.public_id}/", {"kind": "attendance", "file": file})
    assert answer.status_code == 422
    assert queries.activity(visit.public_id, cast.bagus.actor).files == ()


def test_schedule_campaign_plan_of_messages_and_unit(cast):
    client = cast.citra.client()
    url = f"{CEGAH}jadwal/"
    held_on = date.fromisoformat(told(client, f"{CEGAH}apel/")["held_on"])
    day, later = (str(held_on + timedelta(days=n)) for n in (5, 40))
    kept = told(client, url, measure="e", place="99.01.01", due_on=day, agency=str(cast.agency.public_id))
    answer = client.post(url, kept)
    assert answer.status_code == 303, answer.content.decode()
    assert cast.agency.name in client.get(url).content.decode()
    url = f"{CEGAH}kampanye/"
    kept = told(client, url, name="Netral itu tenang", first=day, last=later)
    assert client.post(url, kept).status_code == 303
    assert "Netral itu tenang" in client.get(url).content.decode()
    url = f"{CEGAH}komunikasi/"
    kept = told(client, url, stage="campaign", audience="asn", channel="print", message="Menyukai pun berpihak.")
    assert client.post(url, kept).status_code == 303
    assert "Menyukai pun berpihak." in client.get(url).content.decode()
    entered(cast)
    [visit] = queries.recent_visits(cast.bagus.actor)
    url = f"{CEGAH}kegiatan/{visit.public_id}/unit/"
    assert client.post(url, {"agency": str(cast.agency.public_id), "heads": "10"}).status_code == 303
    assert client.post(url, {"agency": str(cast.sister_agency.public_id), "heads": "30"}).status_code == 422
    assert "1 dari" in client.get(f"{CEGAH}berjenjang/").content.decode()


@pytest.mark.parametrize("path", ["", "matriks/", "kegiatan/", "jadwal/", "kampanye/", "komunikasi/", "berjenjang/"])
def test_an_agencys_officer_and_an_administrator_have_none_of_these_pages(cast, path):
    for who in ("wati", "tania"):
        assert cast.people[who].client().get(f"{CEGAH}{path}").status_code == 403


@pytest.mark.parametrize("query", ["?daerah=99.71", "?daerah=x", "?daerah=99.01' OR 1=1"])
def test_a_place_elsewhere_or_none_is_not_found(cast, query):
    client = cast.bagus.client()
    for path in ("", "matriks/", "kegiatan/", "berjenjang/"):
        assert client.get(f"{CEGAH}{path}{query}").status_code == 404


@pytest.mark.parametrize("query", ["?bulan=13", "?bulan=x", "?musim=y", "?halaman=0", "?halaman=99999999", "?langkah=z"])
def test_a_period_that_is_none_shows_the_year(cast, query):
    client = cast.rahmat.client()
    for path in ("", "matriks/", "kegiatan/"):
        assert client.get(f"{CEGAH}{path}{query}").status_code == 200


def test_a_report_that_is_none_lists_nothing(cast):
    assert cast.bagus.client().get(f"{CEGAH}kegiatan/?laporan=x").status_code == 404


def test_the_matrix_shows_a_row_for_each_district_and_the_blank(cast):
    entered(cast)
    html = cast.rahmat.client().get(f"{CEGAH}matriks/").content.decode()
    assert "Kabupaten Umpamo" in html
    assert "tanpa kegiatan sama sekali" in html
    assert "luar tahapan pemilihan" in html  # the line of the season stays, whatever the page asks of a period
    assert re.search(r"<b>1</b>.*?34", html)


def test_a_work_report_writes_itself_is_signed_read_and_taken_along(cast):
    """From the first of last month to its last day: an activity of today is not in it."""
    entered(cast)
    client, url = cast.citra.client(), f"{CEGAH}laporan/"
    page = client.get(url).content.decode()
    days = dict(re.findall(r'name="(first|last)" value="([^"]+)"', page))
    made = client.post(url, days)
    assert made.status_code == 303
    one = made["Location"]
    assert client.post(one, {"obstacles": "Jembatan putus", "next": ""}).status_code == 303
    assert client.post(f"{one}tanda-tangan/", {"versi": "7"}).status_code == 409
    assert client.post(f"{one}tanda-tangan/", {"versi": "0"}).status_code == 303
    assert cast.bagus.client().post(f"{one}nilai/", {"versi": "1", "langkah": "terima"}).status_code == 403
    above = cast.rahmat.client()
    assert "Menunggu dibaca" in above.get(url).content.decode()
    assert above.post(f"{one}nilai/", {"versi": "1", "langkah": "kembalikan", "alasan": ""}).status_code == 422
    assert above.post(f"{one}nilai/", {"versi": "1", "langkah": "terima"}).status_code == 303
    html = above.get(one).content.decode()
    assert "Jembatan putus" in html
    assert "belum kami temukan" in html
    assert above.get(f"{one}unduh/").content.startswith(b"%PDF")
    assert above.get(f"{one}unduh/?bentuk=docx").content.startswith(b"PK")
    for who in ("malik", "yusuf"):
        assert cast.people[who].client().get(one).status_code == 404
        assert cast.people[who].client().get(f"{one}unduh/").status_code == 404


def test_days_of_a_report_that_do_not_fit_come_back(cast):
    client, url = cast.citra.client(), f"{CEGAH}laporan/"
    for days in ({"first": "2024-02-30", "last": "2024-03-01"}, {"first": "2024-03-01", "last": "2024-02-01"}, {}):
        assert client.post(url, {"x": "1", **days}).status_code == 422


def test_all_districts_stand_by_need_for_coordinators_only(cast):
    entered(cast, measure="e")
    client = cast.rahmat.client()
    html = client.get(f"{CEGAH}semua-daerah/").content.decode()
    assert "Kabupaten Umpamo" in html
    assert html.count('class="points"') >= 2
    assert "data kurang" in html
    assert "?daerah=99.01" in html
    for who in ("bagus", "citra", "wati", "tania", "aulia"):
        assert cast.people[who].client().get(f"{CEGAH}semua-daerah/").status_code == 403
    assert client.get(f"{CEGAH}semua-daerah/?daerah=98.01").status_code == 404
    assert client.get(f"{CEGAH}semua-daerah/unduh/").content.startswith(b"PK")
    assert cast.citra.client().get(f"{CEGAH}semua-daerah/unduh/").status_code == 403
