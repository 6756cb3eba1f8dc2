"""What a case is, read off its acts: order, correction, refusal. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.cases.fold import ActView, fold, standing
from saksama.kernel.errors import IllegalStep
from saksama.law import book
from saksama.law.calendar import calendar_for
from saksama.law.clocks import readings

START = datetime(2024, 10, 14, 2, tzinfo=UTC)
PILKADA = book().process("pilkada")
TO_REGISTER = ("report.received", "initial_study.opened", "conditions.assessed", "registered")


def acts(*kinds: str, step: timedelta = timedelta(hours=1)) -> list[ActView]:
    return [ActView(nth, kind, START + nth * step) for nth, kind in enumerate(kinds, start=1)]


def test_acts_in_order_lead_to_the_stage_of_the_last():
    state = fold(acts(*TO_REGISTER), PILKADA)
    assert state.stage == "registered"
    assert state.done == TO_REGISTER
    assert state.since == START + timedelta(hours=4)


def test_the_order_of_reading_does_not_matter_only_the_number():
    shuffled = sorted(acts(*TO_REGISTER), key=lambda act: act.kind)
    assert fold(shuffled, PILKADA).done == TO_REGISTER


def test_an_act_that_does_not_fit_is_refused_with_the_open_ones():
    with pytest.raises(IllegalStep) as refused:
        fold(acts("report.received", "kajian.written"), PILKADA)
    assert refused.value.context["act"] == "kajian.written"
    assert "initial_study.opened" in refused.value.context["allowed"]


def test_a_corrected_act_no_longer_counts_and_its_correction_stands_in_its_place():
    first = acts(*TO_REGISTER)
    mended = ActView(5, "registered", START + timedelta(days=2), body={"number": "002"}, corrects=4)
    state = fold([*first, mended], PILKADA)
    assert state.stage == "registered"
    assert state.last("registered").nth == 5
    assert [one.nth for one in state.standing] == [1, 2, 3, 4]


def test_a_correction_of_a_correction_stands_where_the_first_one_stood():
    chain = [*acts(*TO_REGISTER), ActView(5, "registered", START, corrects=4), ActView(6, "registered", START, corrects=5)]
    found = standing(chain)
    assert [(one.nth, one.act.nth) for one in found] == [(1, 1), (2, 2), (3, 3), (4, 6)]


def test_a_note_that_corrects_takes_an_act_back():
    taken_back = [
        *acts("report.received", "initial_study.opened", "completion.requested"),
        ActView(4, "note.added", START + timedelta(hours=9), corrects=3),
    ]
    assert fold(taken_back, PILKADA).stage == "initial_study"


def test_a_correction_that_makes_later_acts_impossible_is_refused():
    impossible = [*acts(*TO_REGISTER, "kajian.written"), ActView(6, "registration.refused", START, corrects=4)]
    with pytest.raises(IllegalStep):
        fold(impossible, PILKADA)


def test_the_clock_of_a_corrected_registration_runs_from_its_correction():
    mended = ActView(5, "registered", START + timedelta(days=2), corrects=4)
    state = fold([*acts(*TO_REGISTER), mended], PILKADA)
    calendar = calendar_for((2023, 2024, 2025), "WIB")
    handling = next(one for one in readings(state.standing, PILKADA, calendar, START) if one.subject == "handling")
    assert handling.started_at == START + timedelta(days=2)


def test_waiting_since_is_the_day_the_turn_changed_not_the_last_act():
    course = [*TO_REGISTER, "kajian.written", "pleno.forwarded", "sbt.entered", "review.opened"]
    state = fold(acts(*course), PILKADA)
    assert state.waiting_on == "oversight"
    assert state.waiting_since == START + timedelta(hours=6)


def test_news_is_what_the_awaited_body_says_itself_or_by_proxy():
    course = acts(*TO_REGISTER, "kajian.written", "pleno.forwarded", "sbt.entered")
    assert fold(course, PILKADA).last_news is None
    by_proxy = ActView(
        8, "sbt.verified", START + timedelta(days=1), recorded_for="oversight", provenance="letter", role="examiner"
    )
    assert fold([*course, by_proxy], PILKADA).last_news == START + timedelta(days=1)


def test_a_lapsed_limit_is_no_news():
    course = acts(*TO_REGISTER, "kajian.written", "pleno.forwarded", "clock.lapsed")
    assert fold(course, PILKADA).last_news is None


def test_silence_is_not_a_hearing():
    assert not fold(acts(*TO_REGISTER, "accused.silent"), PILKADA).heard
    assert fold(acts(*TO_REGISTER, "accused.replied"), PILKADA).heard


def test_the_outcome_stays_after_closing_and_goes_when_the_case_goes_on():
    ended = [*TO_REGISTER, "kajian.written", "pleno.not_proven"]
    assert fold(acts(*ended, "closed"), PILKADA).outcome == "not_proven"
    assert fold(acts(*TO_REGISTER), PILKADA).outcome == ""


def test_acts_of_the_other_limb_are_passed_over():
    hidden = ActView(1, "criminal.flagged", START, limb="criminal")
    assert fold([*acts(*TO_REGISTER), hidden], PILKADA).done == TO_REGISTER


@st.composite
def lawful_paths(draw) -> list[ActView]:
    """A random walk along the process table, some acts corrected by an act of the same kind."""
    stage, found = PILKADA.initial_stage, []
    for nth in range(1, draw(st.integers(2, 25))):
        done = [act.kind for act in found]
        act = draw(st.sampled_from(PILKADA.open_acts(stage, done=done, lapsed=("reply",))))
        found.append(ActView(nth, act, START + timedelta(hours=nth)))
        stage = PILKADA.step(act, stage).target
    return found


@given(lawful_paths(), st.data())
def test_correcting_an_act_by_its_own_kind_changes_no_stage(path, data):
    chosen = data.draw(st.sampled_from(path))
    again = ActView(len(path) + 1, chosen.kind, chosen.happened_at, corrects=chosen.nth)
    assert fold([*path, again], PILKADA).stage == fold(path, PILKADA).stage
    assert fold([*path, again], PILKADA).done == fold(path, PILKADA).done


@given(lawful_paths())
def test_every_lawful_path_folds_and_each_act_is_counted_once(path):
    state = fold(path, PILKADA)
    assert state.done == tuple(act.kind for act in path)
    assert state.waiting_on == PILKADA.waits_on(state.stage)
