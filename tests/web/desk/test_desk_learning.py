"""Learning: twelve stories, a bank with a second pair of eyes, a survey of numbers alone, and what leaves for research."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.web.html import problems
from tests.web.public.walking import hidden

from saksama import law, store
from saksama.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from saksama.prevention.actions import learning as actions
from saksama.prevention.actions.learning import Question, SurveyOver
from saksama.prevention.learning import QuizItem, ResearchAgreement, SurveyPage
from saksama.prevention.lessons import lessons
from saksama.prevention.queries import learning as reads

pytestmark = pytest.mark.django_db
URL = "/petugas/belajar/"
ASKED = Question("satu", "Bolehkah memakai kaus calon saat ronda?", "tidak_boleh", "Atribut calon.", "PP 94/2021")


@pytest.fixture(autouse=True)
def on_the_day(cast, at_hour):
    at_hour(cast.now)


def opened(cast, **changed):
    told = {"until": cast.on + timedelta(days=7), "actor": cast.bagus.actor, "on": cast.on, "now": cast.now} | changed
    return actions.open_survey("Sebelum dan sesudah apel", **told)


def answered(cast, survey, wave="before", given="boleh", mark=""):
    told = dict.fromkeys(survey.situations, given)
    actions.answer_survey(survey.public_id, wave, told, mark=mark or uuid4().hex, on=cast.on)


@pytest.mark.one_engine
def test_there_are_twelve_stories_and_each_has_its_card():
    found = lessons(law.book())
    assert len(found) == len({one.card.id for one in found}) == 12
    assert all(one.story_id and one.story_en for one in found)


def test_stories_are_read_guessed_and_explained_without_anything_kept():
    for nth in (1, 12):
        for given in ("", "?j=boleh", "?j=tidak", "?j=tanya", "?j=<script>"):
            answer = Client().get(f"/belajar/{nth}/{given}")
            assert (answer.status_code, problems(answer.content.decode())) == (200, [])
            assert not answer.cookies
    assert "Tepat." in Client().get("/belajar/1/?j=tidak").content.decode()
    assert "Belum tepat." in Client().get("/belajar/1/?j=boleh").content.decode()
    for path in ("/belajar/0/", "/belajar/13/"):
        assert Client().get(path).status_code == 404


def test_a_question_shows_once_a_second_person_approved_it(cast):
    item = actions.write_question(ASKED, actor=cast.citra.actor, on=cast.on)
    assert actions.write_question(ASKED, actor=cast.citra.actor, on=cast.on).pk == item.pk
    with pytest.raises(NotAllowed):
        actions.approve_question(item.public_id, actor=cast.citra.actor, on=cast.on, now=cast.now)
    with pytest.raises(NotFound):
        actions.approve_question(item.public_id, actor=cast.yusuf.actor, on=cast.on, now=cast.now)
    assert reads.published_quiz() == []
    actions.approve_question(item.public_id, actor=cast.dewi.actor, on=cast.on, now=cast.now)
    page = Client().get("/belajar/kuis/").content.decode()
    assert "saat ronda" in page
    assert problems(page) == []
    with pytest.raises(Conflict):
        actions.approve_question(item.public_id, actor=cast.dewi.actor, on=cast.on, now=cast.now)
    actions.withdraw_question(item.public_id, actor=cast.bagus.actor, on=cast.on, now=cast.now)
    assert reads.published_quiz() == []


def test_a_survey_keeps_numbers_only_and_withholds_small_ones(cast):
    survey = opened(cast)
    assert len(survey.situations) == 3
    for nth in range(4):
        answered(cast, survey, mark=f"m{nth}")
    assert {one.asked for one in reads.cells(survey) if one.wave == "before"} == {None}
    for nth in range(3, 6):
        answered(cast, survey, mark=f"m{nth}")                 # m3 was sent before: it counts nothing
    assert {one.asked for one in reads.cells(survey) if one.wave == "before"} == {6}
    assert {one.asked for one in reads.cells(survey) if one.wave == "after"} == {0}
    assert SurveyPage.objects.count() == 6
    assert {field.name for field in SurveyPage._meta.local_fields} == {"id", "public_id", "mark"}
    with pytest.raises(Invalid):
        answered(cast, survey, given="apa")
    with pytest.raises(NotFound):
        answered(cast, survey, wave="lain")
    with pytest.raises(SurveyOver):
        actions.standing_survey(survey.public_id, survey.until + timedelta(days=1))


def test_a_survey_is_answered_in_the_browser_and_counts_once(cast):
    survey = opened(cast)
    at = f"/survei/{survey.public_id}/sebelum/"
    page = Client().get(at).content.decode()
    assert problems(page) == []
    told = dict.fromkeys(re.findall(r'type="radio" name="([a-z-]+)"', page), "boleh")
    assert Client().post(at, {"isian": hidden(page, "isian")}).status_code == 422
    for _ in range(2):
        answer = Client().post(at, told | {"isian": hidden(page, "isian")})
        assert (answer.status_code, problems(answer.content.decode())) == (200, [])
    assert SurveyPage.objects.count() == 1
    again = Client().post(at, told | {"isian": "buatan"})
    assert again.status_code == 422
    assert "tidak terbaca lagi" in again.content.decode()
    assert Client().get(f"/survei/{survey.public_id}/lain/").status_code == 404
    assert Client().get(f"/survei/{uuid4()}/sebelum/").status_code == 404


def test_the_desk_runs_it_and_numbers_leave_under_an_agreement_only(cast):
    until = (cast.on + timedelta(days=7)).isoformat()
    client = cast.citra.client()
    page = client.get(URL).content.decode()
    told = {"token": "dua", "asked": "Bolehkah?", "answer": "boleh", "why": "Karena.", "citation": "UU"}
    assert client.post(f"{URL}pertanyaan/", told).status_code == 303
    assert client.post(f"{URL}survei/", {"title": "Apel", "until": until}).status_code == 303
    for part, wrong in (("pertanyaan/", {"token": "x"}), ("survei/", {"title": "x", "until": "2099-01-01"}), ("perjanjian/", {})):
        answer = client.post(URL + part, wrong)
        assert (answer.status_code, problems(answer.content.decode())) == (422, [])
    told = {"partner": "Universitas", "purpose": "Penelitian", "document": "PKS 1", "until": until}
    assert client.post(f"{URL}perjanjian/", told).status_code == 303
    page = client.get(URL).content.decode()
    assert problems(page) == []
    at = re.search(r'href="(/petugas/belajar/perjanjian/[^"]+)"', page)[1]
    assert cast.bagus.client().get(at).status_code in (302, 303, 403)
    assert not cast.yusuf.client().get(at).content.startswith(b"survei")
    assert QuizItem.objects.count() == 1
    rows, withheld = reads.research_table(cast.citra.actor)
    assert (len(rows), withheld) == (6, 0)
    with store.reading(cast.yusuf.actor):
        assert not ResearchAgreement.objects.exists()
    with pytest.raises(NotAllowed):
        reads.agreement(at.split("/")[-2], cast.bagus.actor, on=cast.on)
    for person in (cast.aulia, cast.tania):
        assert person.client().get(URL).status_code == 403
