"""Every screen of the desk is sound HTML: one first heading, every control named, nothing inline."""

from __future__ import annotations

import pytest
from tests.web.html import problems

from saksama.cases import kinds

pytestmark = pytest.mark.django_db
SCREENS = ("/petugas/", "/petugas/hari-ini/", "/petugas/terima/", "/petugas/rekam/", "/petugas/cari/")
PARTS = ("", "cetak/", "bandingkan/", "bukti-untuk-yang-dilaporkan/", "salin/sigaplapor/", "salin/sbt/")


def open_acts(course, who) -> list[str]:
    return [step.act for step in course.page(who).steps if step.allowed]


@pytest.mark.parametrize("screen", SCREENS)
def test_screens_are_sound(course, reported, screen):
    page = course.cast.bagus.client().get(screen)
    assert page.status_code == 200
    assert problems(page.content.decode()) == []


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_a_case_are_sound(course, invited, part):
    page = course.cast.bagus.client().get(f"/petugas/perkara/{course.case_id}/{part}")
    assert page.status_code == 200
    assert problems(page.content.decode()) == []


@pytest.mark.parametrize(
    ("stretch", "who"),
    [
        ("report", "bagus"),
        ("studied", "bagus"),
        ("registered", "bagus"),
        ("forwarded", "bagus"),
        ("forwarded", "laila"),
        ("reviewed", "laila"),
        ("served", "bagus"),
        ("decided", "bagus"),
    ],
)
def test_every_dialogue_that_is_open_is_sound(course, stretch, who):
    getattr(course, stretch)()
    person = course.cast.people[who]
    client = person.client()
    acts = open_acts(course, person)
    assert acts
    for act in acts:
        page = client.get(f"/petugas/perkara/{course.case_id}/langkah/{act}/")
        if page.status_code == 303:
            continue
        html = page.content.decode()
        assert (page.status_code, problems(html)) == (200, []), act
        wrong = client.post(f"/petugas/perkara/{course.case_id}/langkah/{act}/", {"seen": "x"})
        assert wrong.status_code == 422, act
        assert problems(wrong.content.decode()) == [], act


def test_the_plenary_is_sound(course):
    course.registered().invited().kajian()
    client = course.cast.citra.client()
    for act in open_acts(course, course.cast.citra):
        page = client.get(f"/petugas/perkara/{course.case_id}/langkah/{act}/")
        assert (page.status_code, problems(page.content.decode())) == (200, []), act


def test_every_kind_a_person_may_be_offered_has_words_for_its_button():
    for kind in kinds.all():
        if kind.offered:
            assert kind.button("id"), kind.act
            assert kind.button("en"), kind.act


def test_the_check_finds_what_is_wrong():
    html = '<h1>a</h1><h1>b</h1><input name="x" id="x"><p id="x" style="color:red"></p><img src="a">'
    found = problems(html)
    assert found == ["inline script or style in p", "picture without words", "id x twice", "x has no name", "2 first headings"]
