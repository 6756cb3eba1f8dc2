"""The desk in Indonesian and, by ?bahasa=en, in English: never both on one screen, also where a form is refused."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.web.languages import leftovers

pytestmark = pytest.mark.django_db
LANGUAGES = ("id", "en")
SCREENS = ("/petugas/", "/petugas/hari-ini/", "/petugas/cari/", "/petugas/terima/", "/petugas/rekam/", "/petugas/cegah/",
           "/petugas/cegah/apel/", "/akun/", "/akun/kunci/", "/akun/kantor/", "/akun/pembukaan/", "/akun/kunci/sandi/")
FORMS = ("/petugas/terima/", "/petugas/rekam/", "/petugas/cegah/apel/", "/akun/kunci/sandi/")
STEPS = ("accused.invited", "kajian.written", "clarification.held", "conflict.tested", "post_holder.recorded", "handed_over",
         "letter.issued", "evidence.added", "note.added")


def desk(person, language: str) -> Client:
    client = person.client()
    client.get(f"/akun/?bahasa={language}")
    return client


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_speak_one_language(course, reported, language):
    client = desk(course.cast.bagus, language)
    assert {url: found for url in SCREENS if (found := leftovers(client.get(url).content.decode(), language))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_refused_forms_are_explained_in_the_language_of_the_screen(course, language):
    client = desk(course.cast.bagus, language)
    for url in FORMS:
        answer = client.post(url, {"garbage": "1"})
        assert answer.status_code == 422
        assert leftovers(answer.content.decode(), language) == [], url


@pytest.mark.parametrize("language", LANGUAGES)
def test_case_and_its_steps_speak_one_language(course, registered, language):
    client = desk(course.cast.bagus, language)
    case = f"/petugas/perkara/{course.case_id}/"
    for page in (client.get(case), client.get(f"{case}cetak/"), client.get(f"{case}langkah/pleno.forwarded/")):
        assert leftovers(page.content.decode(), language) == []
    opened = 0
    for act in STEPS:
        for answer in (client.get(f"{case}langkah/{act}/"), client.post(f"{case}langkah/{act}/", {"garbage": "1"})):
            opened += answer.status_code in (200, 422)
            assert leftovers(answer.content.decode(), language) == [], act
    assert opened >= len(STEPS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_in_speaks_one_language(cast, language):
    """Also what allauth says: its own words never reach a screen of the other language."""
    client, asked = Client(), f"?bahasa={language}"
    for told in ({}, {"login": "", "password": ""}, {"login": "bagus", "password": "salah"}):
        page = client.post(f"/masuk/{asked}", told) if told else client.get(f"/masuk/{asked}")
        assert leftovers(page.content.decode(), language) == []
    for url in ("/masuk/lupa/", "/masuk/tidak-aktif/"):
        assert leftovers(client.get(url + asked).content.decode(), language) == []
    refused = client.post(f"/masuk/lupa/{asked}", {"username": "bagus"})
    assert leftovers(refused.content.decode(), language) == []
    forged = Client(enforce_csrf_checks=True).post(f"/masuk/{asked}", {"login": "bagus", "password": "salah"})
    assert leftovers(forged.content.decode(), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_administration_speaks_one_language(cast, language):
    client = desk(cast.tania, language)
    for url in ("/kelola/petugas/", "/kelola/petugas/baru/", f"/kelola/petugas/{cast.bagus.user.public_id}/"):
        assert leftovers(client.get(url).content.decode(), language) == [], url
    assert leftovers(client.post("/kelola/petugas/baru/", {"username": "A b"}).content.decode(), language) == []
