"""The room and the letter check in the language of the page, also where something is refused."""

from __future__ import annotations

import re

import pytest
from tests.web.accused.conftest import ALLEGATION
from tests.web.languages import leftovers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "prefix"), [("en", "/en"), ("id", "")])
def test_room_speaks_one_language_before_and_after_the_answer(invited, client, language, prefix):
    room = f"{prefix}/jawaban/"
    page = client.post(room, {"kode": invited.code}).content.decode()
    told = {"langkah": "jawab", "kunci": re.search(r'name="kunci" value="([^"]+)"', page)[1], "sudah": "0"}
    refused = client.post(room, told).content.decode()
    answered = client.post(room, {**told, "pilihan": "silent"}).content.decode()
    assert "pilihan" in refused
    assert ("received your answer" if language == "en" else "sudah kami terima") in answered
    for shown in (page, refused, answered):
        assert leftovers(shown, language, ALLEGATION) == []


@pytest.mark.parametrize(("language", "prefix"), [("en", "/en"), ("id", "")])
@pytest.mark.parametrize("code", ["", "R42K", "R42K-9TDM"])
def test_letter_check_speaks_one_language(invited, client, code, language, prefix):
    page = client.post(f"{prefix}/verifikasi/", {"kode": code}).content.decode()
    assert not page or leftovers(page, language) == []
    assert leftovers(client.get(f"{prefix}/verifikasi/?kode={code}", follow=True).content.decode(), language) == []
