"""Limits that pass, by one indexed query; and projections that are what the acts say."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from saksama import store
from saksama.cases import actions, jobs, queries
from saksama.cases.actions import sweeping
from saksama.cases.models import Act, Case, Clock
from saksama.jobs import queries as work
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep
from saksama.kernel.ids import new_id
from saksama.ops import doctor
from saksama.store import clock


def test_a_lapse_is_recorded_once_at_the_moment_it_passed_and_changes_no_stage(course, reported):
    course.pass_days(5)
    assert actions.lapse_due_clocks(course.now) == 1
    assert actions.lapse_due_clocks(course.now) == 0
    last = course.acts()[-1]
    assert last.kind == "clock.lapsed"
    assert last.body["rule"] == "PK-02"
    with store.reading(SYSTEM):
        clock = Clock.objects.get(case__public_id=course.case_id, subject="initial_study")
    assert last.happened_at == clock.due_late < course.now
    assert course.case.stage == "received"
    assert "PK-02" in course.page(course.cast.bagus).entries[-1].sentence_id


def test_a_limit_is_not_missed_before_its_later_reading(course, reported):
    with store.reading(SYSTEM):
        clock = Clock.objects.get(case__public_id=course.case_id, subject="initial_study")
    assert clock.due_early < clock.due_late
    between = clock.due_early + (clock.due_late - clock.due_early) / 2
    assert actions.lapse_due_clocks(between) == 0
    course.now = between
    [row] = queries.worklist(course.cast.bagus.actor, now=between).rows
    assert not row.late_by_later_reading
    assert row.next_due == clock.due_early


def test_a_limit_that_an_act_projected_as_missed_is_still_recorded(course, reported):
    course.pass_days(5)
    course.step("note.added", course.cast.bagus, note="x")
    assert actions.lapse_due_clocks(course.now) == 1


def test_stopped_and_void_limits_lapse_no_more(course, studied):
    course.step("handed_over", course.cast.bagus, reason="not_asn", to_body="regent", accused="Pak Wali; Wali Nagari")
    course.pass_days(40)
    assert actions.lapse_due_clocks(course.now) == 0


def test_the_criminal_limb_lapses_in_its_own_limb(course, registered):
    course.step("criminal_limb.opened", course.cast.bagus, basis="PD-01", reasons="Alasan.")
    course.step("criminal.handed_to_gakkumdu", course.cast.bagus)
    course.pass_days(2)
    before = [act.kind for act in course.acts()]
    actions.lapse_due_clocks(course.now)
    assert [act.kind for act in course.acts("criminal")][-1] == "clock.lapsed"
    assert "GK-01" not in str([act.body for act in course.acts()])
    assert [act.kind for act in course.acts()][: len(before)] == before


# ---- a broken case ---------------------------------------------------------------------------------------------------


def broken(course) -> UUID:
    """Leave a case whose last act fits no stage, as a damaged row or a defect would, with a limit that has passed."""
    course.report()
    with store.reading(SYSTEM):
        last = course.acts()[-1]
        Act.objects.create(case=course.case, nth=last.nth + 1, kind="ppk.decided", happened_at=course.now,
                           recorded_at=course.now, actor="system", role="system", entry=new_id())
    return course.case_id


def test_a_broken_case_is_named_and_stops_no_other(course):
    wrong = broken(course)
    course.report()
    course.pass_days(5)
    with pytest.raises(sweeping.CasesLeft) as left:
        actions.lapse_due_clocks(course.now)
    assert (left.value.cases, left.value.done) == ((wrong,), 1)
    assert isinstance(left.value.__cause__, IllegalStep)
    assert course.acts()[-1].kind == "clock.lapsed"
    assert str(wrong) not in left.value.detail + left.value.detail_en
    assert queries.unswept(course.now) == (wrong,)


def test_broken_cases_take_no_place_from_the_others_however_long_they_wait(course):
    wrong = [broken(course), broken(course)]
    course.report()
    course.pass_days(5)
    with pytest.raises(sweeping.CasesLeft) as left:
        actions.lapse_due_clocks(course.now, limit=1)
    assert set(left.value.cases) == set(wrong)
    assert course.acts()[-1].kind == "clock.lapsed"


def test_a_broken_case_becomes_one_job_that_is_parked_with_where_it_failed(course, drain, data_folder):
    wrong = broken(course)
    course.pass_days(5)
    clock.set_offset(course.now - clock.real())
    for _ in range(2):
        jobs.lapse_due_clocks.call()
    drain(clock.real())
    for _ in range(5):
        clock.set_offset(clock.offset() + timedelta(hours=2))
        drain(clock.real())
    [parked] = [job for job in work.parked() if job.task.endswith("lapse_limits_of")]
    assert parked.arguments["args"] == [str(wrong)]
    assert work.last_failure(parked).error_type == "saksama.kernel.errors.IllegalStep"
    [told] = doctor.limits()
    assert told.level is doctor.Level.BAD
    assert str(wrong) in told.text


def test_new_law_moves_the_dates_of_the_others(course):
    wrong = broken(course)
    course.report()
    with store.reading(SYSTEM):
        Clock.objects.update(law_release="older", basis="")
        Clock.objects.filter(case=course.case, subject="initial_study").update(due_late=course.now + timedelta(days=40))
    with pytest.raises(sweeping.CasesLeft) as left:
        actions.move_clocks(course.now)
    assert left.value.cases == (wrong,)
    assert course.acts()[-1].kind == "clock.moved"


def test_trouble_of_the_whole_database_stops_the_sweep(course, reported, monkeypatch):
    course.pass_days(5)

    def fails(*_, **__):
        raise OperationalError

    monkeypatch.setattr(sweeping, "perform", fails)
    with pytest.raises(OperationalError):
        actions.lapse_due_clocks(course.now)


def test_what_is_due_is_found_by_one_query_on_the_index(course, reported):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert actions.lapse_due_clocks(course.now) == 0
    reads = [one["sql"] for one in asked.captured_queries if "cases_clock" in one["sql"]]
    assert len(reads) == 1
    with store.reading(SYSTEM), connection.cursor() as cursor:
        plan = Clock.objects.filter(stopped_by=0, lapse_recorded=False, due_late__lt=course.now).exclude(state="void").explain()
        del cursor
    if connection.vendor == "sqlite":
        assert "cases_clock_to_lapse" in plan


def test_a_lapse_of_our_office_is_told_to_the_reporter_and_a_right_not_used_is_not(course):
    from saksama.intake import queries as mailboxes

    course.report()
    course.pass_days(5)
    actions.lapse_due_clocks(course.now)
    assert "di kantor kami sudah lewat" in mailboxes.mailbox(course.codes[0], course.now).status.sentence_id
    course.registered()
    course.invited()
    before = mailboxes.mailbox(course.codes[1], course.now).status.nth
    course.pass_days(9)
    actions.lapse_due_clocks(course.now)
    lapsed = [act.body["subject"] for act in course.acts() if act.kind == "clock.lapsed"]
    assert "reply" in lapsed and "handling" in lapsed
    assert mailboxes.mailbox(course.codes[1], course.now).status.nth == before + len([one for one in lapsed if one != "reply"])


def test_a_release_of_law_that_moves_a_date_is_an_act_with_both_dates(course, registered):
    with store.reading(SYSTEM):
        row = Clock.objects.get(case__public_id=course.case_id, subject="handling")
        Clock.objects.filter(pk=row.pk).update(law_release="older", due_late=row.due_late + (row.due_late - row.due_early))
    assert actions.move_clocks(course.now) == 1
    last = course.acts()[-1]
    assert last.kind == "clock.moved"
    assert last.body["before"] != last.body["after"]
    assert actions.move_clocks(course.now) == 0
    assert actions.rebuild(course.case_id, now=course.now) == ()


# ---- rebuilding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, 3, 12, 60])
def test_projections_are_what_the_acts_say_at_any_hour(course, forwarded, days):
    course.pass_days(days)
    assert actions.rebuild(course.case_id, now=course.now) == ()
    actions.lapse_due_clocks(course.now)
    assert actions.rebuild(course.case_id, now=course.now) == ()


def test_a_column_changed_by_hand_is_named_and_mended(course, registered):
    with store.reading(SYSTEM):
        Case.objects.filter(public_id=course.case_id).update(stage="closed", number="999")
        Clock.objects.filter(case__public_id=course.case_id, subject="handling").delete()
    found = {one.column for one in actions.rebuild(course.case_id, now=course.now)}
    assert found == {"stage", "number", "clocks of asn"}
    actions.rebuild(course.case_id, now=course.now, repair=True)
    assert actions.rebuild(course.case_id, now=course.now) == ()
    assert course.case.stage == "registered"


def test_a_corrected_registration_changes_the_columns_it_carries(course, registered):
    nth = course.acts()[-1].nth
    course.step(
        "registered",
        course.cast.bagus,
        agency=str(course.cast.sister_agency.public_id),
        accused="Irwan; Camat",
        status="pns",
        corrects=nth,
    )
    assert course.case.agency == str(course.cast.sister_agency.public_id)
    assert course.case.number.startswith("002/")
    assert len([one for one in course.page(course.cast.bagus).parties if one.role == "accused"]) == 1
    assert actions.rebuild(course.case_id, now=course.now) == ()
