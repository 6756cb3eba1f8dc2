"""New law moves open limits, each by an act that says why; a limit that has ended stays as it was counted then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from tests.cases.releases import law, with_holidays, with_rule

from saksama import store
from saksama.cases import actions
from saksama.cases.actions import moving
from saksama.cases.models import Act, Clock
from saksama.kernel.actor import SYSTEM
from saksama.law import book
from saksama.law.calendar import ONE_DAY

OLD = "0" * 64


def clock(course, subject: str) -> Clock:
    with store.reading(SYSTEM):
        return Clock.objects.filter(case__public_id=course.case_id, subject=subject).latest("started_by")


def face(course, subject: str):
    return next(one for one in course.page(course.cast.bagus).clocks if one.subject == subject)


def test_a_holiday_more_moves_the_open_limit_by_an_act_that_says_why(course, registered):
    course.invited()
    before = clock(course, "reply").due_late
    with law(with_holidays(before.astimezone().date())) as new:
        assert actions.move_clocks(course.now) == 1
        after = clock(course, "reply")
        last = course.acts()[-1]
        sentence = course.page(course.cast.bagus).entries[-1].sentence_id
    assert after.due_late > before
    assert (last.kind, last.body["subject"], last.body["cause"]) == ("clock.moved", "reply", "days")
    assert last.body["release"] == new.release[:40]
    assert "hari libur, cuti bersama, atau tahapan KPU berubah" in sentence and "SAK-REPLY" in sentence


def test_a_changed_rule_is_named_as_the_cause(course, registered):
    with law(with_rule("PK-05", count=9, valid_from=date(2015, 2, 3))):
        actions.move_clocks(course.now)
        assert course.acts()[-1].body["cause"] == "rule"


def test_the_second_time_nothing_moves_and_projections_are_what_the_acts_say(course, registered):
    with law(with_rule("PK-05", count=9)):
        assert actions.move_clocks(course.now) == 1
        assert actions.move_clocks(course.now) == 0
        assert actions.rebuild(course.case_id, now=course.now) == ()


def test_an_ended_limit_stays_and_its_page_says_so(course, registered):
    then = clock(course, "initial_study")
    with law(with_rule("PK-02", count=9)) as new:
        actions.move_clocks(course.now)
        course.step("note.added", course.cast.bagus, note="Sesudah aturan baru.")
        now, shown = clock(course, "initial_study"), face(course, "initial_study")
        assert actions.rebuild(course.case_id, now=course.now) == ()
    assert (now.due_early, now.due_late, now.state) == (then.due_early, then.due_late, then.state)
    assert now.law_release == then.law_release != new.release
    assert (shown.due_early, shown.due_late) == (then.due_early, then.due_late)
    assert "tetap seperti dihitung waktu itu" in shown.why_id and "By today's rules" in shown.why_en


def test_an_ended_limit_that_would_not_move_says_nothing_of_it(course, registered):
    with law(with_rule("PK-05", count=9)):
        actions.move_clocks(course.now)
        assert "tetap seperti" not in face(course, "initial_study").why_id


def test_limits_of_a_closed_case_stay(course, registered):
    course.step("handed_over", course.cast.bagus, reason="not_asn", to_body="regent", accused="Pak Wali; Wali Nagari")
    course.step("closed", course.cast.bagus)
    then = {row.subject: row.due_late for row in _rows(course)}
    with law(with_rule("PK-05", count=9)):
        assert actions.move_clocks(course.now) == 0
        assert {row.subject: row.due_late for row in _rows(course)} == then
        assert face(course, "handling").due_late == then["handling"]
        assert actions.rebuild(course.case_id, now=course.now) == ()


def _rows(course) -> list[Clock]:
    with store.reading(SYSTEM):
        return list(Clock.objects.filter(case__public_id=course.case_id))


def test_the_act_that_ends_a_limit_carries_it_and_later_ones_do_not_repeat_it(course, registered):
    carried = [(act.kind, limit["subject"]) for act in course.acts() for limit in act.limits]
    assert len(carried) == len(set(carried))
    assert ("report.received", "report") in carried
    subjects = [subject for _, subject in carried]
    assert subjects.count("initial_study") == 1
    with store.reading(SYSTEM):
        stored = Clock.objects.get(case__public_id=course.case_id, subject="initial_study")
    [told] = [limit for act in course.acts() for limit in act.limits if limit["subject"] == "initial_study"]
    assert told["release"] == book().release
    assert told["basis"] == stored.basis


def test_a_moved_quiet_period_moves_the_early_reading_by_an_act(course, studied):
    """The desk is open around the clock in the quiet period (PK-06): its closing hour is then no reading of the limit."""
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto cukup.")
    before = clock(course, "completion")
    quiet = (before.due_early.astimezone().date(), before.due_late.astimezone().date())
    elections = tuple(
        replace(one, stages={**one.stages, "quiet": quiet}) if one.id == "pilkada-2024" else one for one in book().elections
    )
    with law(replace(book(), elections=elections)):
        assert actions.move_clocks(course.now) == 1
        after = clock(course, "completion")
        last = course.acts()[-1]
    assert after.due_early > before.due_early
    assert after.due_late == before.due_late
    assert (last.body["subject"], last.body["cause"]) == ("completion", "days")


def test_a_limit_that_lapsed_and_moved_may_lapse_again(course, registered):
    course.pass_days(8)
    actions.lapse_due_clocks(course.now)
    assert clock(course, "handling").lapse_recorded
    with law(with_rule("PK-05", count=30)):
        actions.move_clocks(course.now)
        assert not clock(course, "handling").lapse_recorded
        assert actions.lapse_due_clocks(course.now) == 0
        course.pass_days(40)
        actions.lapse_due_clocks(course.now)
        lapses = [act for act in course.acts() if act.kind == "clock.lapsed" and act.body["subject"] == "handling"]
        assert len(lapses) == 2
        assert actions.rebuild(course.case_id, now=course.now) == ()


def test_limits_that_do_not_move_are_counted_without_reading_their_acts(course, registered):
    with law(with_rule("DP-09", count=9)) as new, CaptureQueriesContext(connection) as asked:
        assert actions.move_clocks(course.now) == 0
        assert clock(course, "handling").law_release == new.release
    assert not [one for one in asked.captured_queries if "cases_act" in one["sql"]]


def test_a_row_without_its_basis_is_counted_from_the_acts(course, registered):
    with store.reading(SYSTEM):
        Clock.objects.update(basis="", law_release=OLD)
    with CaptureQueriesContext(connection) as asked:
        assert actions.move_clocks(course.now) == 0
    assert [one for one in asked.captured_queries if "cases_act" in one["sql"]]
    assert clock(course, "handling").basis


def test_portions_are_walked_to_the_end(course, monkeypatch):
    monkeypatch.setattr(moving, "PORTION", 1)
    course.registered()
    course.invited()
    with law(with_rule("PK-05", count=9)) as new:
        assert actions.move_clocks(course.now) == 1
        with store.reading(SYSTEM):
            assert not Clock.objects.filter(stopped_by=0).exclude(law_release=new.release).exclude(state="void").exists()


def test_what_the_limit_leaves_is_found_again(course, registered):
    course.invited()
    day = clock(course, "reply").due_late.astimezone().date()
    changed = with_holidays(day - ONE_DAY, day)
    with law(changed):
        assert actions.move_clocks(course.now, limit=0) == 0
        assert actions.move_clocks(course.now, limit=1) == 1


def test_acts_stay_append_only_after_the_new_column(course, reported):
    with pytest.raises(DatabaseError, match="append-only"), store.reading(SYSTEM):
        Act.objects.update(limits=[])
