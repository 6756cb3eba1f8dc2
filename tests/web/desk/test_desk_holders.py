"""Who held the post: found in the staff list, carried into the form with its source, decided by an officer; shut to others."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.registry.test_registry_lists import Story, line
from tests.scenes import scene
from tests.web.html import problems
from tests.web.languages import leftovers

from saksama.ledger import queries as ledger

pytestmark = pytest.mark.django_db
NAME = "Tidak Boleh Bocor"


@scene
def url(course):
    course.registered()
    Story(course.cast).taken(line(1, name=NAME, title="Kepala Puskesmas"))
    return f"/petugas/perkara/{course.case_id}/pemegang-jabatan/"


def asked(course, **changes):
    return {"agency": str(course.cast.agency.public_id), "text": "kepala pus", "on": "2024-10-10"} | changes


def test_the_one_found_is_carried_into_the_form_and_an_officer_decides(course, url):
    client = course.cast.bagus.client()
    page = client.post(url, asked(course)).content.decode()
    assert NAME in page
    action = re.search(r'action="([^"]+post_holder[^"]+)"', page)[1]
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.split(action)[1]))
    form = client.post(action, hidden)
    shown = form.content.decode()
    assert form.status_code == 200
    assert f'value="{NAME}"' in shown
    assert "Daftar pegawai per tanggal Selasa, 1 Oktober 2024." in shown
    del hidden["cari"]
    assert client.post(action, hidden).status_code == 303
    assert course.page(course.cast.bagus).post_holder is not None


def test_each_look_up_is_recorded_and_no_name_stands_in_an_address(course, url):
    client = course.cast.bagus.client()
    before = sum(len(part) for part in ledger.of_kind("registry.holders_read", at_once=50))
    client.post(url, asked(course, text=NAME))
    assert sum(len(part) for part in ledger.of_kind("registry.holders_read", at_once=50)) == before + 1
    assert NAME not in client.get(url, {"text": NAME}).content.decode()


@pytest.mark.parametrize(("who", "status"), [("tania", 403), ("aulia", 403), ("wati", 403), ("pandu", 403), ("yusuf", 404),
                                             ("joni", 404), ("malik", 404)])
def test_others_find_nobody(course, url, who, status):
    answer = course.cast.people[who].client().post(url, asked(course, text=NAME))
    assert answer.status_code == status
    assert NAME not in answer.content.decode()


@pytest.mark.parametrize(("changes", "sentence"), [({"text": "ab"}, "sedikitnya tiga huruf"), ({"text": ""}, "Tulis jabatannya"),
                                                   ({"on": "2024-02-31"}, "Tanggal ini tidak ada")])
def test_what_is_wrong_is_told(course, url, changes, sentence):
    answer = course.cast.bagus.client().post(url, asked(course, **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_is_sound_and_speaks_one_language(course, url, language):
    client = course.cast.bagus.client()
    client.get(f"/akun/?bahasa={language}")
    for page in (client.get(url), client.post(url, asked(course)), client.post(url, asked(course, text="tidak ada orangnya"))):
        html = page.content.decode()
        assert problems(html) == []
        assert leftovers(html, language, NAME, "Kepala Puskesmas", course.cast.agency.name) == []


def test_before_the_post_began_nobody_is_found(course, url):
    page = course.cast.bagus.client().post(url, asked(course, on=date(2019, 12, 31).isoformat())).content.decode()
    assert "Tidak ada di daftar pegawai pada hari itu" in page
    assert NAME not in page
