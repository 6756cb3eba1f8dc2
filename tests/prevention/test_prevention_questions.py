"""Tanya dulu: sealed, counted in working days, answered by who holds the key, shown by a code that tells nobody who asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from tests.prevention.asked import PLACE, WORDS, ask

from saksama import ledger
from saksama.intake.routing import route
from saksama.kernel import receipt
from saksama.kernel.actor import PUBLIC
from saksama.kernel.errors import Invalid, MistypedCode, NoScope, NotAllowed, SaksamaError
from saksama.places import queries as places
from saksama.prevention import actions, queries
from saksama.prevention.actions.questions import LONGEST, due_of
from saksama.prevention.errors import (
    AlreadyDecided,
    Corrected,
    NoSuchQuestion,
    NothingAsked,
    TooLong,
    TraitsLeft,
    WrongQuestionCode,
)
from saksama.prevention.models import Answer, Publication, Question
from saksama.prevention.traits import traits

pytestmark = pytest.mark.django_db
REASON = "Boleh hadir sebagai keluarga, tanpa atribut. Jangan berfoto dengan gaya jari."


def answer(cast, question, **changed):
    told = {
        "verdict": "boleh_dengan_syarat",
        "rules": ["DS-08", "KE-06"],
        "text": REASON,
        "actor": cast.bagus.actor,
        "now": cast.now,
    }
    return actions.answer(question.public_id, **{**told, **changed})


def all_columns() -> str:
    """Everything that stands in the tables of this room and in the ledger, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in (
            "prevention_question",
            "prevention_answer",
            "vault_item",
            "vault_compartment",
            "ledger_entry",
            "ledger_detail",
        ):
            cursor.execute(f"SELECT * FROM {table}")
            found += [bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row]
    return " ".join(str(cell) for cell in found)


def test_asker_comes_back_with_the_code_and_reads_question_and_answer(cast):
    code, question = ask(cast)
    assert queries.box(code).latest is None

    answer(cast, question)

    box = queries.box(receipt.pretty(code).lower())
    assert box.text == WORDS
    assert box.latest.text == REASON
    assert box.latest.rules == ("DS-08", "KE-06")
    assert box.office_name


def test_no_word_of_question_or_answer_stands_in_any_column(cast):
    _code, question = ask(cast, words="Bolehkah PENGENAL-KHUSUS saya?")
    answer(cast, question, text="Jawaban PENGENAL-JAWABAN.")

    assert "PENGENAL" not in all_columns()


def test_only_the_hour_of_asking_is_kept(cast):
    _code, question = ask(cast, now=datetime(2024, 10, 14, 3, 27, 41, tzinfo=UTC))

    assert question.asked_at == datetime(2024, 10, 14, 3, 0, tzinfo=UTC)


def test_sent_twice_it_is_one_question_and_the_first_words_stand(cast):
    code, question = ask(cast)
    where = route(places.by_code(PLACE), None, cast.now.date(), now=cast.now)

    again = actions.ask(code, "lain", route=where, actor=PUBLIC, now=cast.now)

    assert again.repeated
    assert again.question.pk == question.pk
    assert queries.box(code).text == WORDS


@pytest.mark.parametrize(("words", "refusal"), [("", NothingAsked), (" \n ", NothingAsked), ("x" * (LONGEST + 1), TooLong)])
def test_empty_and_over_long_are_refused_and_nothing_is_kept(cast, words, refusal):
    with pytest.raises(refusal):
        ask(cast, words=words)
    assert queries.waiting(cast.bagus.actor, on=cast.now.date()) == []


def test_wrong_and_mistyped_codes_are_told_apart(cast):
    code, _question = ask(cast)

    with pytest.raises(MistypedCode):
        queries.box(code[:-1] + ("0" if code[-1] != "0" else "1"))
    with pytest.raises(WrongQuestionCode):
        queries.box(receipt.draw())


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2024, 10, 14, 2, tzinfo=UTC), (2024, 10, 16)),  # Monday morning: Wednesday
        (datetime(2024, 10, 18, 2, tzinfo=UTC), (2024, 10, 22)),  # Friday: Tuesday
        (datetime(2024, 12, 24, 2, tzinfo=UTC), (2024, 12, 30)),  # before Christmas and its joint leave
    ],
)
def test_sak_ask__two_working_days_after_the_day_of_asking(cast, asked, due):
    end = due_of(places.by_code(PLACE), asked).astimezone(ZoneInfo("Asia/Jakarta"))

    assert (end.year, end.month, end.day) == due


def test_list_is_ordered_by_time_left_and_an_answered_one_leaves_it(cast):
    _c, late = ask(cast, now=cast.now - timedelta(days=3))
    _c, early = ask(cast)
    day = cast.now.date()
    assert [one.pk for one in queries.waiting(cast.bagus.actor, on=day)] == [late.pk, early.pk]

    answer(cast, late)

    assert [one.pk for one in queries.waiting(cast.bagus.actor, on=day)] == [early.pk]
    assert [one.pk for one in queries.answered(cast.bagus.actor, on=day)] == [late.pk]


def test_figures_count_in_time_late_and_open(cast):
    _c, in_time = ask(cast)
    _c, late = ask(cast, now=cast.now - timedelta(days=10))
    ask(cast, now=cast.now - timedelta(days=10))
    answer(cast, in_time)
    answer(cast, late)

    found = queries.figures(cast.bagus.actor, year=2024, now=cast.now)

    assert (found.received, found.in_time, found.late, found.open) == (3, 1, 2, 1)


def test_staff_lent_by_the_government_of_the_place_never_sees_it(cast):
    """Most who ask work for that government: its own people at the overseer's desk must not read what they ask (decision 35)."""
    _code, question = ask(cast)
    day = cast.now.date()

    assert queries.waiting(cast.joni.actor, on=day) == []
    with pytest.raises(NoSuchQuestion):
        queries.get(question.public_id, cast.joni.actor, on=day)
    with pytest.raises(SaksamaError):
        queries.open_question(question, cast.joni.keys)
    assert queries.open_question(question, cast.bagus.keys) == WORDS


def test_stranger_of_another_territory_sees_and_answers_nothing(cast):
    _code, question = ask(cast)
    day = cast.now.date()

    assert queries.waiting(cast.yusuf.actor, on=day) == []
    with pytest.raises(NoSuchQuestion):
        queries.get(question.public_id, cast.yusuf.actor, on=day)
    with pytest.raises(NoSuchQuestion):
        answer(cast, question, actor=cast.yusuf.actor)
    assert queries.figures(cast.yusuf.actor, year=2024, now=cast.now).received == 0


def test_agencys_officer_answers_nothing(cast):
    _code, question = ask(cast)

    with pytest.raises(NotAllowed):
        answer(cast, question, actor=cast.wati.actor)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"verdict": "mungkin"}, "verdict"),
        ({"text": "  "}, "text"),
        ({"rules": []}, "rules"),
        ({"rules": ["DS-99"]}, "rules"),
        ({"rules": ["DS-01", "DS-02", "DS-04", "DS-05", "DS-06", "DS-07", "DS-08", "DS-09", "DS-10"]}, "rules"),
    ],
)
def test_answer_without_verdict_reason_or_a_rule_that_exists_is_refused(cast, changed, field):
    _code, question = ask(cast)

    with pytest.raises(Invalid) as refused:
        answer(cast, question, **changed)
    assert refused.value.context["field"] == field


def test_later_answer_corrects_the_earlier_and_both_stay(cast):
    code, question = ask(cast)
    first = answer(cast, question)
    second = answer(cast, question, verdict="tidak_boleh")

    box = queries.box(code)
    assert [one.verdict for one in box.answers] == ["boleh_dengan_syarat", "tidak_boleh"]
    assert not queries.answer_by_check_code(first.check_code).is_latest
    assert queries.answer_by_check_code(second.check_code).is_latest


def test_check_code_tells_verdict_body_and_day_and_no_word_of_the_question(cast):
    _code, question = ask(cast)
    given = answer(cast, question)

    verified = queries.answer_by_check_code(given.check_code)

    assert verified.verdict == "boleh_dengan_syarat"
    assert verified.office_name
    assert WORDS not in repr(verified) and REASON not in repr(verified)
    assert queries.answer_by_check_code("ZZZZZZZZ") is None


def test_officer_finds_the_question_behind_a_shown_sheet_and_a_stranger_does_not(cast):
    _code, question = ask(cast)
    given = answer(cast, question)
    day = cast.now.date()

    assert queries.question_of_check_code(given.check_code, cast.bagus.actor, on=day).pk == question.pk
    with pytest.raises(NoSuchQuestion):
        queries.question_of_check_code(given.check_code, cast.yusuf.actor, on=day)


def test_asking_answering_and_publishing_stand_in_the_ledger(cast):
    _code, question = ask(cast)
    answer(cast, question)

    kinds = {entry.kind for entry in ledger.queries.about(str(question.public_id))}
    assert {"prevention.question_asked", "prevention.question_answered"} <= kinds


# ---- publishing ---------------------------------------------------------------------------------------------------------

CLEAN = ("Bolehkah ASN menghadiri pesta kerabat yang menjadi calon?", "Boleh sebagai keluarga, tanpa atribut dan tanpa unggahan.")


def propose(
    cast, given: Answer, asked: str = CLEAN[0], answered: str = CLEAN[1], *, looked_at: bool = False, actor=None
) -> Publication:
    found = traits(f"{asked}\n{answered}", original=WORDS)
    return actions.propose(
        given.public_id,
        asked=asked,
        answered=answered,
        looked_at=looked_at,
        found=found,
        actor=actor or cast.bagus.actor,
        now=cast.now,
    )


def test_nothing_is_public_before_a_second_person_approves(cast):
    _code, question = ask(cast)
    draft = propose(cast, answer(cast, question))
    assert queries.published() == []

    with pytest.raises(NotAllowed):
        actions.approve(draft.public_id, actor=cast.bagus.actor, now=cast.now)
    assert queries.published() == []

    actions.approve(draft.public_id, actor=cast.citra.actor, now=cast.now)

    assert [one.asked for one in queries.published()] == [CLEAN[0]]
    assert "prevention.answer_published" in {entry.kind for entry in ledger.queries.about(str(draft.public_id))}


def test_commissioner_does_not_approve_what_she_wrote_herself(cast):
    _code, question = ask(cast)
    draft = propose(cast, answer(cast, question), actor=cast.citra.actor)

    with pytest.raises(NotAllowed):
        actions.approve(draft.public_id, actor=cast.citra.actor, now=cast.now)
    assert queries.published() == []

    actions.approve(draft.public_id, actor=cast.dewi.actor, now=cast.now)
    assert len(queries.published()) == 1


def test_text_with_traits_waits_until_a_person_has_looked(cast):
    _code, question = ask(cast)
    given = answer(cast, question)
    named = "Bolehkah Pak Budi, NIP 198501012010011001, datang?"

    with pytest.raises(TraitsLeft):
        propose(cast, given, asked=named)
    assert Publication.objects.count() == 0

    propose(cast, given, asked=named, looked_at=True)
    assert Publication.objects.count() == 1


def test_approved_twice_or_after_withdrawal_is_refused(cast):
    _code, question = ask(cast)
    draft = propose(cast, answer(cast, question))
    actions.approve(draft.public_id, actor=cast.citra.actor, now=cast.now)

    with pytest.raises(AlreadyDecided):
        actions.approve(draft.public_id, actor=cast.citra.actor, now=cast.now)

    actions.withdraw(draft.public_id, actor=cast.bagus.actor, now=cast.now)
    assert queries.published() == []
    assert actions.withdraw(draft.public_id, actor=cast.bagus.actor, now=cast.now).withdrawn_at is not None


def test_stranger_neither_proposes_nor_approves(cast):
    _code, question = ask(cast)
    given = answer(cast, question)
    draft = propose(cast, given)

    with pytest.raises(NoSuchQuestion):
        propose(cast, given, actor=cast.yusuf.actor)
    with pytest.raises(NoSuchQuestion):
        actions.approve(draft.public_id, actor=cast.yusuf.actor, now=cast.now)
    assert Publication.objects.get().approved_at is None


def test_publication_bears_neither_office_nor_place():
    names = {field.name for field in Publication._meta.get_fields()}

    assert not names & {"office", "office_position", "place_code", "question"}


def test_questions_are_unreadable_without_a_scope():
    with pytest.raises(NoScope):
        list(Question.objects.all())


def test_answer_that_was_corrected_is_neither_proposed_nor_approved(cast):
    _code, question = ask(cast)
    first = answer(cast, question)
    draft = propose(cast, first)
    latest = answer(cast, question, verdict="tidak_boleh")

    with pytest.raises(Corrected):
        propose(cast, first)
    with pytest.raises(Corrected):
        actions.approve(draft.public_id, actor=cast.citra.actor, now=cast.now)
    assert queries.published() == []

    assert actions.withdraw(draft.public_id, actor=cast.bagus.actor, now=cast.now).withdrawn_at is not None
    newer = propose(cast, latest)
    actions.approve(newer.public_id, actor=cast.citra.actor, now=cast.now)
    assert [one.verdict for one in queries.published()] == ["tidak_boleh"]
