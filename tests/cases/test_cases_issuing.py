"""Letters and minutes drawn at somebody's wish: from what is recorded, naming no reporter, for whom the file opens."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from tests.cases.courses import ALL_MET, text_of_docx

from saksama.cases import queries
from saksama.kernel.errors import Invalid, NotAllowed, SaksamaError

SECRETS = ("SARINAMA", "RAHASIANARASI", "Jorong Satu", "0812")


def drawn(course, form: str, who=None, **more: object) -> str:
    """Issue a letter and return the words of its editable form."""
    who = who or course.cast.bagus
    course.step("letter.issued", who, form=form, **more)
    letter = [one for one in course.page(who).documents if one.form == form][-1]
    assert letter.number
    pdf = queries.document(letter.public_id, who.actor, who.keys, now=course.now).content
    assert "/StructTreeRoot" in PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return text_of_docx(queries.document(letter.public_id, who.actor, who.keys, now=course.now, format="docx").content)


def names_no_reporter(words: str) -> None:
    for secret in SECRETS:
        assert secret not in words


def test_the_request_to_complete_says_what_is_missing_and_until_when(course):
    bagus = course.cast.bagus
    course.report()
    course.step("initial_study.opened", bagus)
    course.step("conditions.assessed", bagus, conditions={**ALL_MET, "evidence": "no", "time_place": "no"})
    course.step("completion.requested", bagus, missing=["time_place", "evidence"], message="Sebutkan hari dan tempatnya.")
    words = drawn(course, "completion")
    assert "Waktu dan tempat; bukti" in words
    assert "Sebutkan hari dan tempatnya." in words
    assert "2024" in words
    names_no_reporter(words)


def test_the_refusal_gives_its_reason_and_the_conditions_not_met(course):
    bagus = course.cast.bagus
    course.report()
    course.step("initial_study.opened", bagus)
    course.step("conditions.assessed", bagus, conditions={**ALL_MET, "evidence": "no"})
    course.step("registration.refused", bagus, reason="requirements", reasons="Tidak ada yang dapat ditelusuri.")
    words = drawn(course, "refusal")
    assert "Tidak ada yang dapat ditelusuri." in words
    assert "Bukti." in words
    assert "bukan pernyataan bahwa isi laporan tidak benar" in words
    names_no_reporter(words)


def test_the_study_prints_each_element_with_its_finding(course, forwarded):
    words = drawn(course, "study")
    assert "FAKTAKAJIAN" in words
    assert "Unsur: " in words
    assert "belum merupakan putusan bersalah" in words
    names_no_reporter(words)


def test_the_minutes_of_a_plenary_name_the_members_and_their_votes(course, forwarded):
    words = drawn(course, "plenary")
    assert "setuju" in words
    assert "Putusan" in words
    names_no_reporter(words)


def test_what_has_not_happened_cannot_be_printed(course, registered):
    for form in ("completion", "refusal", "minutes", "study", "plenary"):
        with pytest.raises(Invalid):
            course.step("letter.issued", course.cast.bagus, form=form)
    assert not course.page(course.cast.bagus).documents


def test_minutes_hold_warnings_questions_and_the_refusal_to_sign(course, registered):
    course.invited()
    course.pass_days(2)
    course.step(
        "clarification.held",
        course.cast.bagus,
        present="yes",
        warned=["criminal_use", "silence", "company"],
        questions=[("Di mana Anda pada hari itu?", "JAWABANKETERANGAN Di pasar.")],
        companion="Rosma Andaian; advokat",
        companion_role="lawyer",
        read_back="agreed",
        signature="refused",
        refusal="Ia ingin membaca lagi.",
    )
    words = drawn(course, "minutes")
    for said in ("JAWABANKETERANGAN", "Rosma Andaian", "Boleh diam", "Ia ingin membaca lagi.", "Irwan Umpamo"):
        assert said in words
    names_no_reporter(words)


@pytest.mark.parametrize("about", ["999", "-1", "DROP"])
def test_a_step_that_is_not_there_is_refused(course, forwarded, about):
    with pytest.raises(Invalid):
        course.step("letter.issued", course.cast.bagus, form="study", about=about)


def test_the_neighbour_and_the_agency_draw_nothing(course, forwarded):
    for name in ("malik", "wati", "joni", "tania"):
        with pytest.raises(SaksamaError) as refused:
            course.step("letter.issued", course.cast.people[name], form="study")
        assert refused.value.status in (403, 404), name


def test_what_is_sealed_is_not_printed_without_an_opened_key(course):
    from saksama.cases import actions
    from saksama.cases.steps import Input

    course.forwarded()
    bagus = course.cast.bagus
    given = Input(values={"form": "study"}, happened_at=course.now, seen=len(course.acts()))
    with pytest.raises(NotAllowed):
        actions.take(course.case_id, "letter.issued", given, actor=bagus.actor, keys=None, now=course.now)
