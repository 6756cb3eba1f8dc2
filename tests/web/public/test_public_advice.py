"""Boleh atau tidak?: found by plain words, a verdict by links only, a card that proves to be the present one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from saksama import law
from saksama.law import cards, situations
from saksama.prevention import actions, pictures, queries
from saksama.prevention.models import IssuedCard

pytestmark = pytest.mark.django_db
LIST = "/boleh-atau-tidak/"


def get(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    assert not answer.cookies
    return answer.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_every_situation_is_two_taps_from_the_front_page(cast, clock):
    assert f'href="{LIST}"' in get("/")
    listing = get(LIST)

    assert {one.id for one in law.book().situations} == set(re.findall(rf'href="{LIST}([\w-]+)/"', listing))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("like tiktok", "suka-unggahan"),
        ("poto keluarga", "foto-keluarga"),
        ("oto dinas", "mobil-dinas"),
        ("grub wa", "grup-pesan"),
    ],
)
def test_typed_words_find_the_situation_at_the_top(cast, clock, typed, found):
    html = get(f"{LIST}?q={typed}")

    assert re.findall(rf'href="{LIST}([\w-]+)/"', html)[0] == found


def test_nothing_found_offers_to_ask(cast, clock):
    html = get(f"{LIST}?q=zzzzqqq")

    assert "Tidak ada yang cocok" in html
    assert 'href="/tanya/"' in html


def test_typed_markup_comes_back_as_words(cast, clock):
    assert "<script>alert" not in get(f"{LIST}?q=<script>alert(1)</script>")


@pytest.mark.parametrize("one", law.book().situations, ids=lambda one: one.id)
def test_every_link_of_every_question_leads_on_until_each_verdict_was_seen(cast, clock, one):
    waiting, seen, verdicts = [f"{LIST}{one.id}/"], set(), set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        html = get(path)
        links = [f"{LIST}{one.id}/?j={letters}" for letters in re.findall(r'href="\?j=(\w+)"', html)]
        if not links:
            verdicts.add(re.search(r'<div class="verdict">.*?<h2>([^<]+)</h2>', html, re.S)[1])
        waiting += links
    assert verdicts == {situations.spoken(one, way.verdict)[0] for way in situations.endings(one)}


def test_verdict_page_says_rule_reason_counter_example_and_what_to_do_now(cast, clock):
    text = words(get(f"{LIST}mobil-dinas/?j=t"))

    for piece in ("Tidak boleh", "Kembalikan kendaraan", "hukuman disiplin berat", "Lain halnya", "PP 94/2021", "Kode periksa"):
        assert piece in text


def test_first_page_of_questions_gives_the_short_answer_too(cast, clock):
    text = words(get(f"{LIST}foto-keluarga/"))

    assert "Jawaban singkat" in text
    assert "Boleh, dengan syarat" in text


def test_before_and_after_determination_are_told_apart_with_today_marked(cast, clock):
    html = get(f"{LIST}suka-unggahan/?j=y")

    assert "sanksi moral (KE-04)" in html
    assert "hukuman berat (DS-06)" in html
    assert "Sesudah calon ditetapkan" in html


def test_answers_that_are_none_are_asked_again_and_unknown_situations_are_not_found(cast, clock):
    assert "Apakah" in get(f"{LIST}foto-keluarga/?j=<b>")
    get(f"{LIST}tidak-ada/", 404)
    get(f"{LIST}tidak-ada/kartu.png", 404)


# ---- cards ----------------------------------------------------------------------------------------------------------------


def code_of(html: str) -> str:
    return re.search(r'<code class="mono">([0-9A-Z]{4}-[0-9A-Z]{4})</code>', html)[1]


@pytest.mark.parametrize(("form", "kind", "head"), [("png", "image/png", b"\x89PNG"), ("pdf", "application/pdf", b"%PDF")])
def test_card_is_drawn_once_kept_and_named_plainly(cast, clock, form, kind, head):
    answer = Client().get(f"{LIST}mobil-dinas/kartu.{form}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer.content.startswith(head)
    assert answer["Content-Disposition"] == f'inline; filename="boleh-atau-tidak-mobil-dinas.{form}"'
    one = cards.of(law.book().situation("mobil-dinas"), law.book(), "id")
    kept = pictures._folder() / pictures.name_of(one, form)
    assert kept.read_bytes() == answer.content
    kept.write_bytes(head + b"kept")
    assert Client().get(f"{LIST}mobil-dinas/kartu.{form}").content == head + b"kept"


def test_head_of_a_card_has_no_body_and_a_known_one_is_not_sent_again(cast, clock):
    path = f"{LIST}mobil-dinas/kartu.png"
    first = Client().get(path)

    assert Client().head(path).status_code == 200
    assert Client().head(path).content == b""
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_code_on_the_page_is_the_code_of_the_card_and_is_found_present(cast, clock):
    code = code_of(get(f"{LIST}mobil-dinas/?j=y"))

    text = words(get(f"/boleh/cek/{code.replace('-', '')}/"))
    assert "Kartu ini masih berlaku" in text
    assert code in text
    asked = Client().get("/boleh/cek/", {"kode": f" {code.lower()} "})
    assert asked.status_code == 303
    assert asked["Location"] == f"/boleh/cek/{code.replace('-', '')}/"


def test_replaced_card_is_told_with_its_day_and_leads_to_the_present_one(cast, clock):
    IssuedCard.objects.create(code="ABCD1234", situation="mobil-dinas", language="id", issued_at=cast.now - timedelta(days=90))
    actions.note_cards(now=cast.now - timedelta(days=5))

    text = get("/boleh/cek/ABCD1234/")

    assert "Kartu ini sudah diganti" in text
    assert "9 Oktober 2024" in words(text)
    assert f'href="{LIST}mobil-dinas/"' in text


def test_unknown_and_mistyped_codes_are_answered_calmly(cast, clock):
    assert "tidak kami kenal" in get("/boleh/cek/ZZZZZZZZ/", 404)
    assert "tidak lengkap" in get("/boleh/cek/?kode=ABC", 422)
    get("/boleh/cek/%00/", 404)


def test_noting_cards_twice_adds_none_and_an_old_one_stays_replaced(cast, clock):
    assert actions.note_cards(now=cast.now) == len(cards.present(law.book()))
    assert actions.note_cards(now=cast.now) == 0
    assert queries.checked_card(next(iter(cards.present(law.book())))).is_present
