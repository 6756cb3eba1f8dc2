"""The engine by itself: pauses, restarts, order, versions, refusals, plain days; and that it knows no framework."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.law.acts import Act, acts, at, calendar, local
from tests.law.one_clock import RULE, START, ended, one, process

from saksama import law
from saksama.law import holidays
from saksama.law.calendar import (
    Calendar,
    NoCalendar,
    Unit,
    add_calendar_days,
    add_months,
    add_working_days,
    calendar_for,
    zone,
)
from saksama.law.clocks import OutOfOrder, Reading, State, elapsed, limit, readings
from saksama.law.rule import Duty, Extension

ENGINE = ("calendar", "counting", "clocks", "process", "rule", "basis", "keeping", "wording", "explain", "holidays", "icalendar")


# ---- pause, resume, restart ------------------------------------------------------------------------------------------


def test_while_it_is_paused_a_limit_has_no_date() -> None:
    paused = one(("go", "2024-10-21 09.00"), ("p", "2024-10-22 09.00"), now="2024-12-01 09.00")

    assert (paused.state, paused.due_early, paused.due_late) == (State.PAUSED, None, None)


def test_a_limit_of_hours_is_paused_as_well() -> None:
    hours = replace(RULE, units=(Unit.HOUR,), count=24)

    assert one(("go", "2024-10-21 09.00"), ("p", "2024-10-21 10.00"), rule=hours).state is State.PAUSED
    resumed = one(("go", "2024-10-21 09.00"), ("p", "2024-10-21 10.00"), ("r", "2024-10-21 11.30"), rule=hours)
    assert local(resumed.due_late) == "2024-10-22 10.30"


def test_resumed_it_ends_later_by_the_working_days_of_the_pause() -> None:
    resumed = one(("go", "2024-10-21 09.00"), ("p", "2024-10-22 09.00"), ("r", "2024-10-24 09.00"))

    assert (resumed.state, local(resumed.due_late)) == (State.RUNNING, "2024-10-30 23.59")


def test_a_second_pause_is_counted_as_well_and_a_second_pausing_act_within_a_pause_is_none() -> None:
    twice = one(
        ("go", "2024-10-21 09.00"),
        ("p", "2024-10-22 09.00"),
        ("p", "2024-10-23 09.00"),
        ("r", "2024-10-24 09.00"),
        ("p", "2024-10-28 09.00"),
        ("r", "2024-10-29 09.00"),
        ("r", "2024-11-05 09.00"),
    )

    assert local(twice.due_late) == "2024-10-31 23.59"


def test_a_resuming_act_without_a_pause_changes_nothing() -> None:
    assert local(one(("go", "2024-10-21 09.00"), ("r", "2024-10-24 09.00")).due_late) == "2024-10-28 23.59"


def test_a_pause_after_the_clock_was_stopped_changes_nothing() -> None:
    stopped = one(("go", "2024-10-21 09.00"), ("stop", "2024-10-22 09.00"), ("p", "2024-10-23 09.00"))

    assert (stopped.state, local(stopped.due_late)) == (State.MET, "2024-10-28 23.59")


def test_an_act_restarts_the_count_and_forgets_what_moved_it() -> None:
    again = one(
        ("go", "2024-10-21 09.00"),
        ("p", "2024-10-22 09.00"),
        ("r", "2024-10-24 09.00"),
        ("again", "2024-11-04 09.00"),
    )

    assert (local(again.due_early), local(again.due_late), again.started_by) == ("2024-11-11 23.59", "2024-11-11 23.59", 4)


def test_begun_twice_the_first_reading_keeps_the_first_start() -> None:
    twice = one(("go", "2024-10-21 09.00"), ("go", "2024-10-24 09.00"))

    assert (local(twice.due_early), local(twice.due_late), twice.started_by) == ("2024-10-28 23.59", "2024-10-31 23.59", 1)
    assert local(twice.started_at) == "2024-10-24 09.00"


def test_stopped_and_begun_again_there_are_two_clocks() -> None:
    rows = acts(("go", "2024-10-21 09.00"), ("stop", "2024-10-22 09.00"), ("go", "2024-11-04 09.00"))
    found = readings(rows, process(RULE), calendar(), at("2024-11-04 10.00"))

    assert [(each.state, each.started_by, each.stopped_by) for each in found] == [(State.MET, 1, 2), (State.RUNNING, 3, 0)]


def test_what_is_voided_counts_no_more_and_what_was_met_stays_met() -> None:
    first = (("go", "2024-10-21 09.00"), ("stop", "2024-10-22 09.00"))
    rows = acts(*first, ("go", "2024-10-23 09.00"), ("void", "2024-10-24 09.00"))
    found = readings(rows, process(RULE), calendar(), at("2025-10-24 10.00"))

    assert [each.state for each in found] == [State.MET, State.VOID]
    assert [each.ended for each in found] == [True, True]


def test_several_clocks_of_one_case_run_beside_each_other() -> None:
    events = acts(
        ("report.received", "2024-10-04 10.00", {"known_on": "2024-10-03"}),
        ("conditions.assessed", "2024-10-05 09.00"),
        ("registered", "2024-10-05 10.00"),
        ("post_holder.recorded", "2024-10-05 11.00"),
        ("accused.invited", "2024-10-05 12.00"),
    )
    found = readings(events, law.book().process("pilkada"), calendar(), at("2024-10-05 13.00"))

    assert {each.subject for each in found if each.state is State.RUNNING} >= {"handling", "reply"}
    assert {each.subject for each in found if each.state is State.MET} >= {"report", "initial_study"}


# ---- extension -------------------------------------------------------------------------------------------------------


def granting(*days: object) -> Reading:
    events = [Act(1, "go", at("2024-10-21 09.00"))]
    events += [Act(n, "reply.extended", at("2024-10-22 09.00"), {"days": granted}) for n, granted in enumerate(days, start=2)]
    (found,) = readings(events, process(RULE), calendar(), at("2024-10-22 10.00"))
    return found


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ((3,), "2024-10-31"),
        ((3, 1), "2024-11-01"),
        ((0,), "2024-10-28"),
        ((-2,), "2024-10-28"),
        (("3",), "2024-10-28"),
        ((1,), "2024-10-29"),
    ],
)
def test_only_days_that_were_granted_lengthen_a_limit(days: tuple[object, ...], due: str) -> None:
    assert local(granting(*days).due_late) == f"{due} 23.59"


def test_asked_for_alone_more_extensions_than_the_rule_allows_count_for_nothing() -> None:
    rule, moments = law.book().clock("PK-05"), [(at("2024-10-05 09.00"), 0), (at("2024-10-06 09.00"), 0)]
    found = limit(rule, date(2024, 10, 4), calendar(), extended=moments)

    assert found is not None and local(found.due_late) == "2024-10-09 23.59"


def test_a_rule_without_extension_is_not_extended() -> None:
    found = limit(law.book().clock("BK-03"), date(2024, 10, 7), calendar(), extended=[(at("2024-10-08 09.00"), 9)])

    assert found is not None and local(found.due_late) == "2024-10-25 23.59"


# ---- order -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extended", "pauses"),
    [
        ([(at("2024-10-21 08.59"), 1)], []),
        ([(at("2024-10-23 09.00"), 1), (at("2024-10-22 09.00"), 1)], []),
        ([], [(at("2024-10-20 09.00"), at("2024-10-22 09.00"))]),
        ([], [(at("2024-10-23 09.00"), at("2024-10-22 09.00"))]),
        ([], [(at("2024-10-24 09.00"), at("2024-10-25 09.00")), (at("2024-10-22 09.00"), at("2024-10-23 09.00"))]),
    ],
)
def test_an_impossible_order_is_refused(extended: list, pauses: list) -> None:
    with pytest.raises(OutOfOrder) as refused:
        limit(RULE, START, calendar(), extended=extended, pauses=pauses)
    assert "Urutan" in refused.value.detail and "order" in refused.value.detail_en


def test_what_happens_at_the_very_moment_of_the_start_is_in_order() -> None:
    assert limit(RULE, START, calendar(), extended=[(START, 1)], pauses=[(START, START)]) is not None


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^an instant needs its zone$"):
        calendar().local_day(datetime(2024, 10, 21))


# ---- versions --------------------------------------------------------------------------------------------------------


OLD = replace(RULE, count=5, valid_from=date(2015, 1, 1), valid_to=date(2024, 10, 21))
NEW = replace(RULE, count=9, valid_from=date(2024, 10, 22), valid_to=None)


@pytest.mark.parametrize(
    ("start", "count", "version"),
    [
        ("2024-10-21 23.59", 5, "SAK-REPLY@2015-01-01"),
        ("2024-10-22 00.00", 9, "SAK-REPLY@2024-10-22"),
        ("2024-12-01 09.00", 9, "SAK-REPLY@2024-10-22"),
    ],
)
def test_the_rule_in_force_on_the_day_it_began_counts_to_the_end(start: str, count: int, version: str) -> None:
    (found,) = readings(acts(("go", start)), process(OLD, NEW), calendar(), at("2025-06-01 09.00"))

    assert (found.count, found.version) == (count, version)


def test_the_day_of_a_version_is_that_of_the_offices_wall() -> None:
    began = at("2024-10-21 22.30", "WIB")  # half past midnight in Jayapura
    west = readings([Act(1, "go", began)], process(OLD, NEW), calendar("WIB"), began)
    east = readings([Act(1, "go", began)], process(OLD, NEW), calendar("WIT"), began)

    assert (west[0].count, east[0].count) == (5, 9)


def test_before_the_first_version_there_is_a_reason_and_no_date() -> None:
    (found,) = readings(acts(("go", "2014-12-31 09.00")), process(OLD, NEW), calendar(), at("2015-06-01 09.00"))

    assert (found.due_late, found.rule, found.needs_check, found.state) == (None, "", True, State.RUNNING)
    assert found.refused == "Data hukum tidak memuat aturan SAK-REPLY yang berlaku pada 31 Desember 2014."
    assert found.refused_en == "The law data hold no version of SAK-REPLY in force on 2014-12-31."


def test_a_clock_no_rule_was_found_for_says_so() -> None:
    without = replace(process(RULE), rules={}, clocks={})
    (found,) = readings(acts(("go", "2024-10-21 09.00")), without, calendar(), at("2024-10-21 10.00"))

    assert found.refused == "Tidak ditemukan aturan yang memberi batas waktu untuk langkah ini."
    assert found.refused_en == "No rule was found that limits this step."


def test_a_clock_without_a_rule_names_the_act_it_began_with_first() -> None:
    without = replace(process(RULE), rules={}, clocks={})
    (found,) = readings(acts(("go", "2024-10-21 09.00"), ("go", "2024-10-22 09.00")), without, calendar(), START)

    assert (found.started_by, local(found.started_at)) == (1, "2024-10-22 09.00")


# ---- estimate --------------------------------------------------------------------------------------------------------


def test_a_date_that_rests_on_an_estimate_is_marked_so() -> None:
    found = one(("go", "2027-03-01 09.00"), now="2027-03-01 10.00")

    assert found.estimated == (2027,)
    assert found.label_id == "Standar kami sendiri, bukan undang-undang · Hari libur 2027 masih perkiraan"
    assert found.label_en == "Our own standard, not law · Holidays of 2027 are still an estimate"


def test_a_desk_that_closes_by_an_estimated_calendar_is_marked_and_calendar_days_alone_are_not() -> None:
    desk = limit(law.book().clock("PK-03"), date(2027, 3, 1), calendar())
    days = limit(law.book().clock("PK-05"), date(2027, 3, 1), calendar())

    assert desk is not None and desk.estimated == (2027,)
    assert days is not None and days.estimated == ()


def test_a_year_is_decreed_estimated_or_unknown() -> None:
    book = law.book()

    assert [holidays.standing(book, year) for year in (2018, 2024, 2027)] == ["unknown", "decreed", "estimated"]


def test_single_days_are_corrected_by_the_override_file() -> None:
    settings = law.book().holidays
    book = replace(
        law.book(),
        holidays=replace(settings, add={date(2024, 10, 22): "Libur tambahan"}, remove=frozenset({date(2024, 11, 27)})),
    )
    found = holidays.calendar_of(book, frozenset({2024}), zone("WIB"))

    assert found.holidays[date(2024, 10, 22)] == found.name_en(date(2024, 10, 22)) == "Libur tambahan"
    assert date(2024, 11, 27) not in found.holidays
    assert date(2024, 10, 22) not in found.names_en and date(2024, 11, 27) not in found.names_en
    assert found.name_en(date(2024, 12, 25)) == "Christmas Day"


def test_a_year_that_is_not_in_the_data_is_refused_even_where_it_is_asked_for() -> None:
    found = holidays.calendar_of(law.book(), frozenset({2018, 2024}), zone("WIB"))

    assert found.known == {2024}
    with pytest.raises(NoCalendar) as refused:
        found.is_working_day(date(2018, 5, 2))
    assert (refused.value.code, refused.value.context) == ("no_calendar", {"year": 2018})
    assert refused.value.detail == (
        "Hari kerja tahun 2018 tidak dapat dihitung: hari libur dan cuti bersama tahun itu belum ada dalam data hukum."
    )
    assert refused.value.detail_en == (
        "Working days of 2018 cannot be counted: that year's holidays and joint leave are not in the law data."
    )


# ---- plain days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-05-31", 0, "2024-05-31"),
        ("2024-12-31", 12, "2025-12-31"),
        ("2024-12-01", -12, "2023-12-01"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months).isoformat() == end


def test_a_limit_of_months_ends_with_its_day_and_one_counted_back_begins_with_it() -> None:
    forward = limit(replace(law.book().clock("PK-08"), count=6), date(2024, 3, 22), calendar())
    back = limit(law.book().clock("PK-08"), date(2024, 9, 22), calendar())

    assert forward is not None and local(forward.due_late) == "2024-09-22 23.59"
    assert back is not None and local(back.due_late) == "2024-03-22 00.00"


@pytest.mark.parametrize("days", [0, -1])
def test_a_limit_has_at_least_one_day(days: int) -> None:
    with pytest.raises(ValueError, match=r"^a limit has at least one day$"):
        add_calendar_days(date(2024, 10, 21), days)
    with pytest.raises(ValueError, match=r"^a limit has at least one day$"):
        add_working_days(date(2024, 10, 21), days, ())
    with pytest.raises(ValueError, match=r"^a limit has at least one day$"):
        calendar().add_working_days(date(2024, 10, 21), days)


def test_working_days_alone_pass_weekends_and_holidays() -> None:
    assert add_working_days(date(2024, 10, 18), 1, ()) == date(2024, 10, 21)
    assert add_working_days(date(2024, 10, 18), 2, (date(2024, 10, 21),)) == date(2024, 10, 23)


def test_zones_are_those_of_indonesia() -> None:
    for name, hours, places in (("WIB", 7, ("Jakarta", "Pontianak")), ("WITA", 8, ("Makassar",)), ("WIT", 9, ("Jayapura",))):
        assert (zone(name).utcoffset(None), zone(name).tzname(None)) == (timedelta(hours=hours), name)
        assert all(zone(f"Asia/{place}") is zone(name) for place in places)
    assert calendar_for(range(2024, 2025)).zone_name == "WIB"
    with pytest.raises(ValueError, match=r"^not a zone of Indonesia: Asia/Singapore$"):
        zone("Asia/Singapore")


def test_skipped_days_are_the_weekdays_after_the_start_that_are_free() -> None:
    assert calendar().skipped(date(2024, 12, 25), date(2024, 12, 26)) == (date(2024, 12, 26),)
    assert calendar().skipped(date(2024, 12, 23), date(2024, 12, 24)) == ()
    assert calendar().skipped(date(2024, 12, 25), date(2024, 12, 25)) == ()
    assert calendar().skipped(date(2024, 6, 1), date(2024, 6, 2)) == ()
    assert calendar().skipped(date(2024, 5, 31), date(2024, 6, 1)) == ()  # Pancasila on a Saturday


def test_a_stretch_warns_of_the_estimated_years_it_touches() -> None:
    found = Calendar(zone("WIB"), {}, frozenset({2025, 2026, 2027}), frozenset({2025, 2027}))

    assert found.warns(date(2025, 12, 31), date(2026, 1, 5)) == (2025,)
    assert found.warns(date(2025, 12, 31), date(2027, 1, 1)) == (2025, 2027)
    assert found.warns(date(2026, 1, 1), date(2026, 12, 31)) == ()


# ---- elapsed ---------------------------------------------------------------------------------------------------------


def test_elapsed_days_stop_with_the_clock_and_leave_hours_alone() -> None:
    stopped = ended()
    hours = one(("go", "2024-10-21 09.00"), rule=replace(RULE, units=(Unit.HOUR,)))
    counted = elapsed(stopped, calendar(), at("2024-12-24 09.00"))

    assert counted is not None and (counted.day, counted.of, counted.unit) == (3, 5, "working_day")
    assert elapsed(hours, calendar(), at("2024-12-24 09.00")) is None
    assert elapsed(replace(stopped, started_at=None), calendar(), at("2024-12-24 09.00")) is None


def test_elapsed_calendar_days_count_sundays_and_a_clock_looked_at_too_early_counts_none() -> None:
    days = one(("go", "2024-10-21 09.00"), rule=replace(RULE, units=(Unit.CALENDAR_DAY,)))
    over = elapsed(days, calendar(), at("2024-10-28 09.00"))
    early = elapsed(days, calendar(), at("2024-10-01 09.00"))

    assert over is not None and over.day == 7
    assert early is not None and early.day == 0


# ---- labels ----------------------------------------------------------------------------------------------------------


def test_a_settled_rule_read_in_its_source_needs_no_label() -> None:
    settled = replace(ended(), confidence="verified", needs_check=False)

    assert (settled.label_id, settled.label_en) == ("", "")
    assert replace(settled, needs_check=True).label_en == "To be checked by a lawyer"
    assert replace(settled, due_early=START).label_id == "Perlu diperiksa ahli hukum"


# ---- no framework ----------------------------------------------------------------------------------------------------


def test_the_engine_imports_no_django() -> None:
    names = [f"saksama.law.{name}" for name in ENGINE]
    program = f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
    program += "print(sorted(name for name in sys.modules if name.partition('.')[0] in ('django', 'rest_framework')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=_environment())

    assert done.stdout.strip() == "[]"


def _environment() -> dict[str, str]:
    from tests.ops.conftest import environment

    return environment()


def test_what_the_tests_above_rely_on_is_so() -> None:
    assert RULE.kind is Duty.RIGHT and isinstance(RULE.extension, Extension)
    assert time(16) in law.book().clock("PK-03").desk_hours.values()
    assert START.astimezone(UTC).hour == 2
