"""The engine by itself: pauses, restarts, order, versions, refusals, and that it knows no framework."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from tests.law.acts import Act, acts, at, calendar, local

from saksama import law
from saksama.law import basis, holidays, keeping
from saksama.law.calendar import Calendar, NoCalendar, Unit, add_calendar_days, add_months, add_working_days, zone
from saksama.law.clocks import OutOfOrder, Reading, State, elapsed, limit, readings
from saksama.law.process import Process, Stage, Step
from saksama.law.rule import ClockRule, Duty, Extension, FirstDay

ENGINE = ("calendar", "counting", "clocks", "process", "rule", "basis", "keeping", "wording", "explain", "holidays", "icalendar")
RULE = replace(law.book().clock("SAK-REPLY"), pauses=("p",), resumes=("r",), restarts=("again",))


def process(*versions: ClockRule, name: str = "c") -> Process:
    """A path of one clock: `go` starts it, `stop` stops it, `void` voids whatever runs."""
    rows = [
        Step("go", frozenset({"", "here"}), "here", starts=(name,)),
        Step("stop", frozenset({"here"}), "here", stops=(name,)),
        Step("void", frozenset({"here"}), "here", voids=True),
        *(Step(act, frozenset({"here"}), "same") for act in ("p", "r", "again", "reply.extended")),
    ]
    stages = {"here": Stage("here", "di sini", "here", "bawaslu")}
    return Process("p", "asn", stages, tuple(rows), {name: versions[0].id}, {name: versions}, initial_stage="")


def one(*rows: tuple[str, str], rule: ClockRule = RULE, now: str = "2024-10-21 10.00", zone_name: str = "WIB") -> Reading:
    (found,) = readings(acts(*rows, zone_name=zone_name), process(rule), calendar(zone_name), at(now, zone_name))
    return found


# ---- pause, resume, restart ------------------------------------------------------------------------------------------


def test_while_it_is_paused_a_limit_has_no_date() -> None:
    paused = one(("go", "2024-10-21 09.00"), ("p", "2024-10-22 09.00"), now="2024-12-01 09.00")

    assert (paused.state, paused.due_early, paused.due_late) == (State.PAUSED, None, None)


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

START = at("2024-10-21 09.00")


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
    with pytest.raises(ValueError, match="zone"):
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
    assert "SAK-REPLY" in found.refused and "31 Desember 2014" in found.refused and "2014-12-31" in found.refused_en


def test_a_clock_no_rule_was_found_for_says_so() -> None:
    without = replace(process(RULE), rules={}, clocks={})
    (found,) = readings(acts(("go", "2024-10-21 09.00")), without, calendar(), at("2024-10-21 10.00"))

    assert "Tidak ditemukan aturan" in found.refused and "No rule was found" in found.refused_en


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
    assert found.name_en(date(2024, 12, 25)) == "Christmas Day"


def test_a_year_that_is_not_in_the_data_is_refused_even_where_it_is_asked_for() -> None:
    found = holidays.calendar_of(law.book(), frozenset({2018, 2024}), zone("WIB"))

    assert found.known == {2024}
    with pytest.raises(NoCalendar) as refused:
        found.is_working_day(date(2018, 5, 2))
    assert "2018" in refused.value.detail and "2018" in refused.value.detail_en and refused.value.context == {"year": 2018}


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
    with pytest.raises(ValueError, match="at least one day"):
        add_calendar_days(date(2024, 10, 21), days)
    with pytest.raises(ValueError, match="at least one day"):
        add_working_days(date(2024, 10, 21), days, ())
    with pytest.raises(ValueError, match="at least one day"):
        calendar().add_working_days(date(2024, 10, 21), days)


def test_working_days_alone_pass_weekends_and_holidays() -> None:
    assert add_working_days(date(2024, 10, 18), 1, ()) == date(2024, 10, 21)
    assert add_working_days(date(2024, 10, 18), 2, (date(2024, 10, 21),)) == date(2024, 10, 23)


def test_zones_are_those_of_indonesia() -> None:
    assert [zone(name).utcoffset(None).total_seconds() / 3600 for name in ("WIB", "Asia/Makassar", "WIT")] == [7, 8, 9]
    with pytest.raises(ValueError, match="not a zone of Indonesia"):
        zone("Asia/Singapore")


def test_skipped_days_are_the_weekdays_after_the_start_that_are_free() -> None:
    assert calendar().skipped(date(2024, 12, 25), date(2024, 12, 26)) == (date(2024, 12, 26),)
    assert calendar().skipped(date(2024, 6, 1), date(2024, 6, 2)) == ()
    assert calendar().skipped(date(2024, 5, 31), date(2024, 6, 1)) == ()  # Pancasila on a Saturday


def test_a_stretch_warns_of_the_estimated_years_it_touches() -> None:
    found = Calendar(zone("WIB"), {}, frozenset({2025, 2026, 2027}), frozenset({2025, 2027}))

    assert found.warns(date(2025, 12, 31), date(2026, 1, 5)) == (2025,)
    assert found.warns(date(2025, 12, 31), date(2027, 1, 1)) == (2025, 2027)
    assert found.warns(date(2026, 1, 1), date(2026, 12, 31)) == ()


# ---- words -----------------------------------------------------------------------------------------------------------


def test_the_whole_reason_is_two_sentences_in_each_language() -> None:
    rule = law.book().clock("BK-03")
    found = limit(rule, date(2024, 12, 16), calendar())

    assert found is not None
    assert found.why_id == (
        f"Dihitung sejak Senin, 16 Desember 2024 ({rule.trigger_id}): 14 hari kerja, "
        "sampai Rabu, 8 Januari 2025, pukul 23.59 WIB; menurut cara hitung lain sampai Selasa, 7 Januari 2025, pukul 23.59 WIB "
        "(hari kejadian ikut dihitung); tidak dihitung: 25 Desember 2024 (Hari Raya Natal), "
        "26 Desember 2024 (Cuti Bersama Hari Raya Natal), 1 Januari 2025 (Tahun Baru Masehi). "
        f"Dasar: {rule.citation}; sebagian belum dibaca pada sumbernya, perlu diperiksa ahli hukum."
    )
    assert found.why_en == (
        f"Counted from Monday, 16 December 2024 ({rule.trigger_en}): 14 working days, "
        "until Wednesday, 8 January 2025, 23.59 WIB; "
        "by another reading until Tuesday, 7 January 2025, 23.59 WIB (the day of the event counts too); not counted: "
        "25 December 2024 (Christmas Day), 26 December 2024 (Christmas Joint Holiday), 1 January 2025 (New Year's Day). "
        f"Basis: {rule.citation}; in part not read in its source, to be checked by a lawyer."
    )
    assert found.skipped == (date(2024, 12, 25), date(2024, 12, 26), date(2025, 1, 1))


def test_hours_name_the_hour_they_began() -> None:
    rule = law.book().clock("GK-01")
    found = limit(rule, at("2024-10-04 09.15"), calendar())

    assert found is not None
    assert found.why_id.startswith(f"Dihitung sejak Jumat, 4 Oktober 2024, pukul 09.15 WIB ({rule.trigger_id}): 24 jam, sampai ")
    assert found.why_en.startswith(f"Counted from Friday, 4 October 2024, 09.15 WIB ({rule.trigger_en}): 24 hours, until ")
    assert found.why_id.endswith("belum dibaca pada sumbernya, perlu diperiksa ahli hukum.")
    (only,) = found.readings
    assert only.reason_id == "24 jam sejak Jumat, 4 Oktober 2024, pukul 09.15 WIB: Sabtu, 5 Oktober 2024, pukul 09.15 WIB."
    assert only.reason_en == "24 hours from Friday, 4 October 2024, 09.15 WIB: Saturday, 5 October 2024, 09.15 WIB."


def test_a_window_counted_back_says_so() -> None:
    found = limit(law.book().clock("PK-08"), date(2024, 9, 22), calendar())

    assert found is not None
    assert found.why_id.startswith(
        "Dihitung mundur dari Minggu, 22 September 2024 (penetapan pasangan calon): 6 bulan, "
        "jadi mulai Jumat, 22 Maret 2024, pukul 00.00 WIB. Dasar: "
    )
    assert found.why_en.startswith(
        "Counted back from Sunday, 22 September 2024 (determination of candidates): 6 months, "
        "so from Friday, 22 March 2024, 00.00 WIB. Basis: "
    )
    assert found.readings[0].reason_id == "6 bulan sebelum Minggu, 22 September 2024: Jumat, 22 Maret 2024, pukul 00.00 WIB."
    assert found.readings[0].reason_en == "6 months before Sunday, 22 September 2024: Friday, 22 March 2024, 00.00 WIB."


def test_our_own_rule_says_that_it_is_ours() -> None:
    found = limit(law.book().clock("SAK-TIP"), date(2024, 10, 25), calendar())

    assert found is not None
    assert found.why_id.endswith("; standar kami sendiri, bukan undang-undang.")
    assert found.why_en.endswith("; our own standard, not law.")


def test_a_rule_read_in_its_source_says_so() -> None:
    found = limit(law.book().clock("DP-08"), date(2024, 11, 11), calendar())

    assert found is not None
    assert found.why_id.endswith("sudah dibaca pada sumbernya.") and found.why_en.endswith("; read in its source.")


def test_each_reading_has_its_own_reason_first_end_first() -> None:
    found = limit(law.book().clock("PU-02"), date(2023, 12, 4), calendar())

    assert found is not None
    assert [(reading.unit, reading.first_day, local(reading.due)[:10]) for reading in found.readings] == [
        (Unit.CALENDAR_DAY, FirstDay.SAME, "2023-12-10"),
        (Unit.CALENDAR_DAY, FirstDay.AFTER, "2023-12-11"),
        (Unit.WORKING_DAY, FirstDay.SAME, "2023-12-12"),
        (Unit.WORKING_DAY, FirstDay.AFTER, "2023-12-13"),
    ]
    assert found.readings[0].reason_id == (
        "7 hari kalender sejak Senin, 4 Desember 2023, hari itu hari pertama: Minggu, 10 Desember 2023, pukul 23.59 WIB."
    )
    assert found.readings[3].reason_en == (
        "7 working days from Monday, 4 December 2023, the day after it is day 1: Wednesday, 13 December 2023, 23.59 WIB."
    )


def test_a_reading_that_ends_with_the_desk_or_comes_too_late_to_be_extended_says_so() -> None:
    desk = limit(law.book().clock("PK-03"), date(2024, 10, 21), calendar())
    late = limit(law.book().clock("PK-05"), date(2024, 10, 4), calendar(), extended=[(at("2024-10-08 00.00"), 0)])

    assert desk is not None and "(batasnya jam tutup kantor)" in desk.readings[0].reason_id
    assert late is not None and "(perpanjangan yang dicatat sesudah tenggat tidak dihitung)" in late.readings[0].reason_id
    assert "(an extension recorded after the limit does not count)" in late.readings[0].reason_en


# ---- the line of text ------------------------------------------------------------------------------------------------


def test_a_line_of_text_holds_starts_extensions_and_pauses() -> None:
    line = basis.written([START, START], [(START, 2)], [(START, None)])

    assert line == (
        "2024-10-21T02:00:00+00:00 2024-10-21T02:00:00+00:00 +2@2024-10-21T02:00:00+00:00 2024-10-21T02:00:00+00:00/"
    )
    assert basis.read(line) == ([START, START], [(START, 2)], [(START, None)])


@pytest.mark.parametrize("line", ["", "yesterday", "+2@2024-10-21T02:00:00+00:00"])
def test_a_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        basis.read(line)


def test_without_number_calendar_or_end_of_a_pause_a_line_has_no_ends() -> None:
    line, book = basis.written([at("2027-12-27 09.00")], [], []), law.book()

    assert basis.Recount().ends(book.clock("BK-04"), line, calendar()) is None
    assert basis.Recount().ends(book.clock("BK-03"), line, calendar()) is None
    assert basis.Recount().ends(RULE, basis.written([START], [], [(START, None)]), calendar()) is None
    assert basis.Recount().ends(RULE, basis.written([START], [], [(START, START)]), calendar()) is not None


def test_equal_limits_are_counted_once_and_the_hour_tells_where_it_matters() -> None:
    counting = basis.Recount()
    morning, evening = basis.written([at("2024-10-25 09.00")], [], []), basis.written([at("2024-10-25 17.00")], [], [])
    desk, hours, days = law.book().clock("PK-03"), law.book().clock("GK-01"), law.book().clock("BK-03")

    assert counting.ends(days, morning, calendar()) == counting.ends(days, evening, calendar())
    assert counting.ends(desk, morning, calendar()) != counting.ends(desk, evening, calendar())
    assert counting.ends(hours, morning, calendar()) != counting.ends(hours, evening, calendar())
    assert counting.ends(days, morning, calendar("WIT")) != counting.ends(days, morning, calendar("WIB"))


# ---- ended limits ----------------------------------------------------------------------------------------------------


def ended(rule: ClockRule = RULE) -> Reading:
    return one(("go", "2024-10-21 09.00"), ("stop", "2024-10-24 09.00"), rule=rule, now="2024-12-01 09.00")


def test_an_ended_limit_comes_back_as_it_was() -> None:
    then = keeping.record([ended()], [], "r1")
    (now,) = keeping.kept([ended(replace(RULE, count=2))], then, zone("WIB"))

    assert ended(replace(RULE, count=2)).state is State.MISSED
    assert (now.state, local(now.due_late), now.release) == (State.MET, "2024-10-28 23.59", "r1")
    assert now.why_id.startswith("Tenggat ini sudah berakhir dan tetap seperti dihitung waktu itu: Senin, 28 Oktober 2024")
    assert "Menurut aturan dan kalender sekarang: Rabu, 23 Oktober 2024" in now.why_id
    assert "By today's rules and calendar: Wednesday, 23 October 2024" in now.why_en


def test_an_ended_limit_that_missed_then_stays_missed() -> None:
    then = keeping.record([ended(replace(RULE, count=2))], [], "r1")
    (now,) = keeping.kept([ended()], then, zone("WIB"))

    assert (ended().state, now.state) == (State.MET, State.MISSED)


def test_an_ended_limit_that_would_not_move_keeps_its_own_reason() -> None:
    (now,) = keeping.kept([ended()], keeping.record([ended()], [], "r1"), zone("WIB"))

    assert (now.why_id, now.release) == (ended().why_id, "r1")


def test_a_limit_that_had_no_date_when_it_ended_gets_none_later() -> None:
    none = replace(ended(), due_early=None, due_late=None, rule="", version="")
    (now,) = keeping.kept([ended()], keeping.record([none], [], "r1"), zone("WIB"))

    assert (now.due_early, now.due_late, now.state) == (None, None, State.VOID)
    assert "tidak ada tanggal" in now.refused and "no date" in now.refused_en


def test_a_corrected_start_is_another_limit_and_counted_anew() -> None:
    then = keeping.record([ended()], [], "r1")
    corrected = one(("go", "2024-10-22 09.00"), ("stop", "2024-10-24 09.00"), rule=replace(RULE, count=2))
    (now,) = keeping.kept([corrected], then, zone("WIB"))

    assert (local(now.due_late), now.release) == ("2024-10-24 23.59", "")


def test_only_ended_limits_are_recorded_each_once_and_the_first_record_stands() -> None:
    running = one(("go", "2024-10-21 09.00"))
    then = keeping.record([running, ended()], [], "r1")

    assert [record["subject"] for record in then] == ["c"]
    assert keeping.record([ended()], then, "r2") == []
    later = [{**then[0], "due_late": at("2030-01-01 00.00").isoformat()}]
    assert local(keeping.kept([ended()], [*then, *later], zone("WIB"))[0].due_late) == "2024-10-28 23.59"
    assert keeping.kept([running], then, zone("WIB")) == (running,)


def test_a_voided_limit_stays_void() -> None:
    rows = (("go", "2024-10-21 09.00"), ("void", "2024-10-22 09.00"))
    then = keeping.record([one(*rows)], [], "r1")
    (now,) = keeping.kept([one(*rows, rule=replace(RULE, count=2))], then, zone("WIB"))

    assert (now.state, local(now.due_late)) == (State.VOID, "2024-10-28 23.59")


def test_a_kept_limit_is_recorded_again_under_its_own_release() -> None:
    (kept,) = keeping.kept([ended()], keeping.record([ended()], [], "r1"), zone("WIB"))

    assert keeping.record([kept], [], "r2")[0]["release"] == "r1"


def test_two_readings_then_are_told_both() -> None:
    split = replace(RULE, first_days=(FirstDay.AFTER, FirstDay.SAME))
    then = keeping.record([ended(split)], [], "r1")
    (now,) = keeping.kept([ended(replace(split, count=2))], then, zone("WIB"))

    assert "Jumat, 25 Oktober 2024, pukul 23.59 WIB atau Senin, 28 Oktober 2024, pukul 23.59 WIB" in now.why_id
    assert "Friday, 25 October 2024, 23.59 WIB or Monday, 28 October 2024, 23.59 WIB" in now.why_en


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
