"""Whose turn it was, and how a limit stands by each reading: counted off the acts, in words that blame nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.courses import SCAN

from saksama.cases import delays, queries
from saksama.cases.delays import KEPT, NONE, PASSED, RUNNING, VOID
from saksama.cases.fold import ActView, standing
from saksama.kernel.errors import NotFound
from saksama.law import book
from saksama.law.calendar import calendar_for
from saksama.law.clocks import Reading, State

START = datetime(2024, 10, 14, 2, tzinfo=UTC)
DAY = timedelta(days=1)
PILKADA = book().process("pilkada")
CALENDAR = calendar_for(range(2023, 2027), "WIB")


def reading(state=State.RUNNING, stopped_at=None, early=START + 5 * DAY, late=START + 7 * DAY) -> Reading:
    stopped_by = 2 if stopped_at else 0
    return Reading("PK-04", "handling", 1, stopped_by, early, late, state, "", "", "", "recalled", stopped_at=stopped_at)


@pytest.mark.parametrize(("one", "now", "early", "late"), [
    (reading(), START + 4 * DAY, RUNNING, RUNNING),
    (reading(), START + 6 * DAY, PASSED, RUNNING),
    (reading(), START + 8 * DAY, PASSED, PASSED),
    (reading(State.MET, START + 5 * DAY), START + 90 * DAY, KEPT, KEPT),
    (reading(State.MET, START + 6 * DAY), START + 90 * DAY, PASSED, KEPT),
    (reading(State.MISSED, START + 8 * DAY), START + 90 * DAY, PASSED, PASSED),
    (reading(State.VOID), START + 90 * DAY, VOID, VOID),
    (reading(State.PAUSED), START + 90 * DAY, RUNNING, RUNNING),
    (reading(early=None, late=None), START, NONE, NONE),
])
def test_each_reading_is_judged_by_its_own_end(one, now, early, late):
    assert (delays.by_reading(one.due_early, one, now), delays.by_reading(one.due_late, one, now)) == (early, late)


def test_days_after_an_end_are_calendar_days_on_the_offices_wall():
    due = datetime(2024, 10, 18, 16, 59, tzinfo=UTC)   # 23.59 WIB
    one = reading(State.MISSED, due + timedelta(minutes=2), early=due, late=due)
    assert delays.days_over(due, one, START, CALENDAR) == 1
    assert delays.days_over(due, reading(State.MET, due, early=due, late=due), START, CALENDAR) == 0


def test_turns_follow_each_other_without_gap_and_one_entered_later_has_no_negative_length():
    kinds = ("report.received", "initial_study.opened", "completion.requested", "completion.received")
    acts = [ActView(n, kind, START + n * DAY) for n, kind in enumerate(kinds, start=1)]
    acts[3] = ActView(4, "completion.received", START + DAY)   # entered after the request, happened before it
    found = delays.stretches(standing(acts), PILKADA)
    assert [one.body for one in found] == ["bawaslu", "reporter", "bawaslu"]
    assert all(one.until == after.since and one.until >= one.since for one, after in pairwise(found))
    assert found[-1].until is None


@given(hours=st.lists(st.integers(-500, 500), min_size=4, max_size=4))
def test_no_order_of_hours_makes_a_turn_negative(hours):
    kinds = ("report.received", "initial_study.opened", "completion.requested", "completion.received")
    acts = [ActView(n, kind, START + timedelta(hours=hour)) for n, (kind, hour) in enumerate(zip(kinds, hours, strict=True), 1)]
    assert all(one.until is None or one.until >= one.since for one in delays.stretches(standing(acts), PILKADA))


@pytest.mark.django_db
def test_the_sheet_names_owner_act_and_day_and_sums_only_duties(course, invited):
    course.pass_days(40)
    sheet = queries.delay_sheet(course.case_id, course.cast.bagus.actor, now=course.now)
    assert {line.clock.subject for line in sheet.lines} == {one.subject for one in course.page(course.cast.bagus).clocks}
    assert all(line.started or line.clock.subject == "report" for line in sheet.lines)
    assert all(line.started_at and line.started_at <= line.ended.happened_at for line in sheet.lines if line.ended)
    assert sheet.office in {line.owner.id for line in sheet.lines}
    duties = [line for line in sheet.lines if line.counted and line.early not in (VOID, NONE)]
    assert sum(one.limits for one in sheet.sums) == len(duties) > 0
    assert sum(one.over_late for one in sheet.sums) == sum(line.over_late for line in duties)
    assert any(line.late == PASSED and line.over_late > 0 and line.ended is None for line in sheet.lines)
    for one in sheet.sums:
        assert one.kept + one.unsettled + one.passed + one.running == one.limits


@pytest.mark.django_db
def test_an_act_entered_later_keeps_its_own_day_and_says_so(course, registered):
    course.holder()
    happened = course.now
    course.pass_days(3)
    invited = course.step(
        "accused.invited", course.cast.bagus, at=happened, late_reason="kertas dari kecamatan", papers=(SCAN,),
        when=course.now + DAY, where="Kantor Bawaslu", way="hand", anyway=True, allegation="Anda diduga naik panggung kampanye.",
    )
    sheet = queries.delay_sheet(course.case_id, course.cast.bagus.actor, now=course.now)
    moments = {moment.nth: moment for line in sheet.lines for moment in (line.started, line.ended) if moment}
    assert moments.pop(invited.nth).late
    assert moments and not any(moment.late for moment in moments.values())


@pytest.mark.django_db
def test_an_agency_and_another_office_find_no_sheet(course, recommended):
    for who in ("wati", "yusuf"):
        with pytest.raises(NotFound):
            queries.delay_sheet(course.case_id, course.cast.people[who].actor, now=course.now)
