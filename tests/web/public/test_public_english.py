"""The English twin of every public page speaks English only, apart from what people wrote; the Indonesian one Indonesian only."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web.languages import leftovers
from tests.web.public.walking import ORDERED, SEEN, STORY, Walker, code_of, hidden

pytestmark = pytest.mark.django_db
PAGES = ("/", "/tentang/", "/kantor/", "/kantor/?cari=Pasia", "/data/", "/boleh-atau-tidak/", "/boleh-atau-tidak/?cari=zzz",
         "/laporan-saya/", "/lapor/", "/lapor/perintah/", "/verifikasi/", "/jawaban/", "/tidak-ada-di-sini/")
SIDES = [("en", "/en"), ("id", "")]


@pytest.mark.parametrize(("language", "prefix"), SIDES)
@pytest.mark.parametrize("path", PAGES)
def test_page_speaks_one_language(cast, clock, path, language, prefix):
    assert leftovers(Client().get(prefix + path).content.decode(), language) == []


@pytest.mark.parametrize(("language", "prefix"), SIDES)
def test_every_situation_is_answered_in_one_language(cast, clock, language, prefix):
    client = Client()
    listing = client.get(f"{prefix}/boleh-atau-tidak/").content.decode()
    cards = sorted(set(re.findall(rf'href="({prefix}/boleh-atau-tidak/[^"?]+/)"', listing)))
    assert len(cards) >= 10
    assert {card: found for card in cards if (found := leftovers(client.get(card).content.decode(), language))} == {}


@pytest.mark.parametrize(("language", "prefix"), SIDES)
@pytest.mark.parametrize(("answers", "start"), [(SEEN, "/lapor/"), (ORDERED, "/lapor/perintah/")])
def test_form_speaks_one_language_from_the_first_question_to_the_mailbox(cast, clock, answers, start, language, prefix):
    walker = Walker(answers, start=start, prefix=prefix).to_check()
    walker.send(("catatan.txt", b"tulisan"))
    code = code_of(walker.page)
    walker.open(code)
    assert [found for page in walker.pages if (found := leftovers(page, language, STORY, SEEN["nama"]["name"]))] == []


@pytest.mark.parametrize(("language", "prefix"), SIDES)
@pytest.mark.parametrize("step", SEEN)
def test_refused_answer_is_explained_in_the_language_of_the_page(cast, clock, step, language, prefix):
    walker = Walker(prefix=prefix)
    for earlier in list(SEEN)[: list(SEEN).index(step)]:
        walker.answer(earlier)
    walker.post("/lapor/", {"langkah": step, "isian": hidden(walker.page, "isian")})
    assert leftovers(walker.page, language, STORY) == []


@pytest.mark.parametrize(("language", "prefix"), SIDES)
@pytest.mark.parametrize("code", ["", "AAAA", "7KQ2M9XDT4BH6WRV3C8A"])
@pytest.mark.parametrize("path", ["/laporan-saya/", "/jawaban/"])
def test_wrong_code_is_explained_in_the_language_of_the_page(cast, clock, path, code, language, prefix):
    assert leftovers(Client().post(prefix + path, {"kode": code}).content.decode(), language) == []


def test_english_follows_the_wording_of_the_service(cast, clock):
    client = Client()
    assert "You need no account and no ID number." in client.get("/en/").content.decode()
    assert "What did you see?" in client.get("/en/lapor/").content.decode()
    assert "Do not use an office computer or Wi-Fi for this page." in client.get("/en/lapor/perintah/").content.decode()
