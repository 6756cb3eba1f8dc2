"""The accused's room: what he reads, what he may answer, and what he never sees."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.cases.courses import SCAN

from saksama.accounts.actions import PassUnknown
from saksama.cases import actions, queries
from saksama.cases.steps import Paper
from saksama.evidence import queries as evidence
from saksama.kernel import receipt
from saksama.kernel.errors import IllegalStep, Invalid, MistypedCode, NotAllowed, NotFound


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (80, 60), (200, 30, 30)).save(held, "PNG")
    return held.getvalue()


def test_no_letter_before_somebody_recorded_who_held_the_post(course, registered):
    with pytest.raises(IllegalStep) as refused:
        course.step("accused.invited", course.cast.bagus, when=course.now, where="x", way="hand", allegation="x")
    assert "pemegang jabatan" in refused.value.detail


def test_the_room_shows_allegation_rights_and_limit_and_no_reporter(course, registered):
    course.invited()
    room = queries.for_pass(course.pass_code, now=course.now)
    assert room.allegation.text == "Anda diduga naik panggung kampanye pada 13 Oktober 2024."
    assert room.allegation.rules
    assert room.name == "Irwan Umpamo"
    assert room.may_reply and room.may_ask_time
    assert room.due.rule == "SAK-REPLY"
    assert room.due.check_id == "Standar kami sendiri, bukan undang-undang"
    assert any("pidana" in one.id for one in room.warnings) and any("diam" in one.id for one in room.warnings)
    assert len(room.rights) == 5
    shown = str(room)
    for secret in ("SARINAMA", "RAHASIANARASI", "Jorong Satu", "0812"):
        assert secret not in shown


def test_a_typing_error_a_wrong_code_and_a_replaced_one(course, registered):
    course.invited()
    old = course.pass_code
    with pytest.raises(MistypedCode):
        queries.for_pass("ABCD", now=course.now)
    with pytest.raises(PassUnknown):
        queries.for_pass(receipt.draw(), now=course.now)
    course.step(
        "accused.invited",
        course.cast.bagus,
        anyway=True,
        when=course.now.replace(day=17),
        where="Kantor",
        way="post",
        allegation="Undangan kedua.",
    )
    with pytest.raises(PassUnknown):
        queries.for_pass(old, now=course.now)
    assert queries.for_pass(course.pass_code, now=course.now).allegation.text == "Undangan kedua."


def test_his_answer_is_his_officers_read_it_and_it_comes_once(course):
    cast = course.cast
    course.registered()
    course.invited()
    act = course.answer(files=(SCAN,))
    assert (act.kind, act.role, act.provenance) == ("accused.replied", "accused", "own")
    room = queries.for_pass(course.pass_code, now=course.now)
    assert room.replies[0].text == "JAWABANSAYA Saya hanya lewat."
    assert queries.pass_item(course.pass_code, room.replies[0].files[0], now=course.now).content == SCAN.content
    opened = queries.sealed(course.case_id, cast.bagus.actor, cast.bagus.keys, now=course.now)
    assert opened.replies[0].texts["text"].startswith("JAWABANSAYA")
    assert not room.may_reply
    with pytest.raises(NotAllowed):
        course.answer()


def test_he_may_ask_for_more_time_once(course, registered):
    course.invited()
    before = queries.for_pass(course.pass_code, now=course.now).due.due_late
    course.answer("more_time")
    room = queries.for_pass(course.pass_code, now=course.now)
    assert room.due.due_late > before
    assert not room.may_ask_time and room.may_reply
    with pytest.raises(NotAllowed):
        course.answer("more_time")


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"choice": "reply", "text": "  "}, "text"),
        ({"choice": "shout"}, "choice"),
        ({"choice": "reply", "text": "x" * 20_001}, "text"),
        ({"choice": "reply", "files": (Paper("x.exe", "", b"MZ\x90\x00aaaa"),)}, "documents"),
    ],
)
def test_an_answer_that_cannot_be_taken_names_its_field(course, registered, how, field):
    course.invited()
    with pytest.raises(Invalid) as refused:
        actions.file_reply(course.pass_code, now=course.now, **{"text": "", **how})
    assert refused.value.context["field"] == field
    assert course.case.stage == "clarification"


def test_a_late_answer_is_still_taken_before_the_recommendation(course):
    course.reviewed(heard=False)
    course.pass_days(20)
    course.answer()
    assert course.page(course.cast.laila).heard
    course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="Alasan.")
    assert not queries.for_pass(course.pass_code, now=course.now).may_reply


def test_he_sees_only_copies_an_officer_chose_and_covered(course, drain):
    cast = course.cast
    course.registered()
    course.step(
        "evidence.added", cast.bagus, papers=(Paper("foto.png", "image/png", picture()), Paper("dua.png", "image/png", picture()))
    )
    chosen, other = evidence.of_case(course.case_id)
    course.step("evidence.disclosed", cast.bagus, files=[str(chosen.public_id)], redactions=f"{chosen.public_id} 0,0,500,1000")
    course.invited()
    room = queries.for_pass(course.pass_code, now=course.now)
    [shown] = room.evidence
    image = Image.open(io.BytesIO(queries.pass_item(course.pass_code, shown.public_id, now=course.now).content))
    left, right = image.convert("RGB").getpixel((5, 30)), image.convert("RGB").getpixel((75, 30))
    assert max(left) < 40 and right[0] > 150
    for foreign in (other.public_id, chosen.public_id, "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "kata"):
        with pytest.raises(NotFound):
            queries.pass_item(course.pass_code, foreign, now=course.now)


def test_a_file_of_another_case_cannot_be_disclosed(course, registered):
    course.step("evidence.added", course.cast.bagus, papers=(Paper("foto.png", "image/png", picture()),))
    [foreign] = evidence.of_case(course.case_id)
    course.registered()
    with pytest.raises(NotFound):
        course.step("evidence.disclosed", course.cast.bagus, files=[str(foreign.public_id)])


def test_the_room_of_one_case_opens_nothing_of_another(course, registered):
    course.invited()
    course.answer(files=(SCAN,))
    first, file = course.pass_code, queries.for_pass(course.pass_code, now=course.now).replies[0].files[0]
    course.registered()
    course.invited()
    assert course.pass_code != first
    with pytest.raises(NotFound):
        queries.pass_item(course.pass_code, file, now=course.now)
