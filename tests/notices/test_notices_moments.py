"""The moments of a limit and the ladder's file: pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from saksama.law.calendar import Calendar
from saksama.notices.actions.mailing import between
from saksama.notices.ladder import checked, ladder, read
from saksama.notices.moments import half, latest, moments

pytestmark = pytest.mark.one_engine
WIB = timezone(timedelta(hours=7))
WIT = timezone(timedelta(hours=9))
HOLIDAY = date(2024, 10, 17)


def calendar(zone=WIB, years=(2024,)) -> Calendar:
    return Calendar(zone=zone, holidays={HOLIDAY: "libur"}, known=frozenset(years))


def at(day: int, hour: int = 7, zone=WIB) -> datetime:
    return datetime(2024, 10, day, hour, tzinfo=zone)


def codes(started, early, late, *, before=(3, 1), zone=WIB, ours=True, years=(2024,)):
    found = moments(started, early, late, before=before, calendar=calendar(zone, years), ours=ours)
    return [(one.code, one.at.astimezone(zone)) for one in found]


def test_working_days_are_counted_back_over_weekend_and_holiday():
    """It ends on Monday 21 October: one working day before is Friday 18, three are Tuesday 15 (Thursday is a holiday)."""
    assert codes(at(7), at(21, 16), at(21, 16)) == [
        ("begun", at(7)), ("before_3", at(15)), ("before_1", at(18)), ("due", at(21)), ("after", at(21, 16)),
    ]


def test_a_short_limit_is_not_announced_before_it_began():
    assert [code for code, _ in codes(at(21, 9), at(22, 16), at(22, 16))] == ["begun", "due", "after"]


def test_the_morning_is_that_of_the_office():
    morning = dict(codes(at(7, zone=WIT), at(21, 16, WIT), at(22, 16, WIT), zone=WIT))["due"]
    assert morning.astimezone(UTC).hour == 22       # 07.00 WIT is 22.00 UTC of the day before


def test_a_limit_with_two_readings_is_due_by_the_first_and_past_by_the_last():
    found = dict(codes(at(7), at(21, 16), at(23, 16)))
    assert (found["due"], found["after"]) == (at(21), at(23, 16))


def test_a_year_without_holidays_counts_weekdays_rather_than_failing():
    assert dict(codes(at(7), at(21, 16), at(21, 16), years=()))["before_3"] == at(16)


def test_another_bodys_limit_does_not_begin_with_a_notice():
    assert "begun" not in dict(codes(at(7), at(21, 16), at(21, 16), ours=False))


def test_only_the_last_moment_that_has_come_is_told():
    found = moments(at(7), at(21, 16), at(21, 16), before=(3, 1), calendar=calendar(), ours=True)
    told = [latest(found, at(day, 12)) for day in (6, 7, 15, 18, 21, 30)]
    assert [one.code if one else None for one in told] == [None, "begun", "before_3", "before_1", "due", "after"]


def test_half_is_the_middle():
    assert half(at(7, 0), at(21, 0)) == at(14, 0)


@pytest.mark.parametrize(("hour", "quiet"), [(17, False), (18, True), (23, True), (0, True), (5, True), (6, False), (12, False)])
def test_quiet_hours_go_over_midnight(hour, quiet):
    assert between(time(hour), time(18), time(6)) is quiet


def test_the_packaged_ladder_holds_three_and_one_day_and_names_its_rungs_twice():
    found = ladder()
    assert found.before == (3, 1)
    assert [str(one)[:5] for one in found.daily] == ["07:00", "15:00"]
    assert [one.id for one in found.rungs] == ["office", "above"]
    assert all(one.name_id and one.name_en and one.name_id != one.name_en for one in found.rungs)


@pytest.mark.parametrize("wrong", [[], [0], [21], ["3"], [True], [1, 2, 3, 4, 5, 6], "3,1", None, [2.5]])
def test_days_that_are_none_are_refused(wrong):
    with pytest.raises(ValueError, match="days"):
        checked(wrong)


RUNG = """before = [1]
daily = ["07:00"]
[[rungs]]
id = "a"
at = "{at}"
unless = ["{unless}"]
of = "{of}"
roles = ["x"]
name_id = "i"
name_en = "e"
"""


@pytest.mark.parametrize(("change", "words"), [
    ({"at": "noon"}, "at is half or limit"), ({"of": "below"}, "of is office or above"), ({"unless": "slept"}, "read and acted"),
])
def test_a_broken_ladder_is_refused_with_what_is_wrong(change, words):
    with pytest.raises(ValueError, match=words):
        read(RUNG.format(**({"at": "half", "of": "office", "unless": "read"} | change)))


def test_two_rungs_of_one_name_are_refused():
    good = RUNG.format(at="half", of="office", unless="read")
    with pytest.raises(ValueError, match="one id"):
        read(good + good[good.index("[[rungs]]"):])
