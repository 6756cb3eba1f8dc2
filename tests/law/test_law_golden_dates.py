"""Limits worked out on paper (`golden.csv`): Lebaran, joint leave, year ends, leap and polling days, desk hours, three zones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.law import golden, paper
from tests.law.acts import calendar

from saksama import law
from saksama.law.calendar import NoCalendar
from saksama.law.clocks import limit
from saksama.law.counting import count, first, last
from saksama.law.rule import ClockRule

ROWS = golden.rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule} {row.event} {row.zone} {row.happens}".strip())
def test_the_limit_ends_where_a_paper_calendar_says(row: golden.Row) -> None:
    rule, wall = law.book().clock(row.rule, row.starts[-1].date()), calendar(row.zone)
    granted = row.extended[: rule.extension.times or None] if rule.extension else []
    counted = count(rule, row.starts, [(at, rule.extension.count or n) for at, n in granted if rule.extension], row.pauses, wall)

    assert golden.on_wall(first(counted).due, row.zone) == row.due_early
    assert golden.on_wall(last(counted).due, row.zone) == row.due_late


@pytest.mark.parametrize("row", [row for row in ROWS if len(row.starts) == 1], ids=lambda row: f"{row.rule} {row.event}")
def test_a_limit_asked_for_alone_is_the_same(row: golden.Row) -> None:
    rule = law.book().clock(row.rule, row.starts[0].date())
    found = limit(rule, row.starts[0], calendar(row.zone), extended=row.extended, pauses=row.pauses)

    assert found is not None
    assert golden.on_wall(found.due_early, row.zone) == row.due_early
    assert golden.on_wall(found.due_late, row.zone) == row.due_late
    assert (found.readings[0].due, found.readings[-1].due) == (found.due_early, found.due_late)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.rule} {row.event}")
def test_the_table_is_what_the_paper_counts(row: golden.Row) -> None:
    ends = paper.Paper(paper.HOLIDAYS).ends(paper.RULES[row.rule], row.starts, row.extended, row.pauses)

    assert golden.on_wall(min(end.at for end in ends), row.zone) == row.due_early
    assert golden.on_wall(max(end.at for end in ends), row.zone) == row.due_late


def test_the_table_covers_what_is_hard() -> None:
    assert len(ROWS) >= 200
    assert {row.zone for row in ROWS} == {"WIB", "WITA", "WIT"}
    assert {row.due_late[:4] for row in ROWS} >= {str(year) for year in range(2019, 2028)}
    assert {row.rule for row in ROWS} == set(paper.RULES)
    assert any("02-29" in row.event + row.due_late for row in ROWS)
    for what in ("diperpanjang", "jeda", "diterima lebih dulu"):
        assert any(what in row.happens for row in ROWS)


@pytest.mark.parametrize("year", sorted(paper.SOURCES))
def test_our_holidays_are_those_of_the_decrees(year: int) -> None:
    ours = {day for day in calendar().holidays if day.year == year and day.weekday() < 5}

    assert ours == {day for day in paper.HOLIDAYS if day.year == year}


def test_every_rule_with_a_number_stands_in_the_table_or_is_counted_like_one_that_does() -> None:
    alike = {_how(law.book().clock(name)) for name in paper.RULES}
    rules = [rule for versions in law.book().clocks.values() for rule in versions if rule.count is not None]
    forgotten = {rule.id for rule in rules if rule.id not in paper.RULES and _how(rule) not in alike}

    assert forgotten <= {"PD-BREACH", "SAK-ASK", "SAK-LETTER-ACK", "SAK-LETTER", "SAK-SHOW", "SAK-WAY-AGENCY", "SAK-WAY-POST"}


def _how(rule: ClockRule) -> tuple[object, ...]:
    return rule.count, rule.units, rule.first_days, bool(rule.desk_hours)


def test_seventy_two_hours_are_counted_by_the_clock() -> None:
    hours = replace(law.book().clock("GK-01"), count=72)
    found = limit(hours, golden.at("2024-12-24 10.30", "WIB"), calendar())

    assert found is not None
    assert golden.on_wall(found.due_late, "WIB") == "2024-12-27 10.30"


def test_two_working_days_over_christmas_end_after_the_joint_leave() -> None:
    two = replace(law.book().clock("SAK-TIP"), count=2)
    found = limit(two, golden.at("2024-12-24 10.30", "WIB"), calendar())

    assert found is not None
    assert golden.on_wall(found.due_late, "WIB") == "2024-12-30 23.59"


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("SAK-WAY-HAND", "2024-12-27 23.59"),
        ("SAK-WAY-MESSENGER", "2024-12-27 23.59"),
        ("SAK-WAY-AGENCY", "2024-12-30 23.59"),
        ("SAK-WAY-POST", "2024-12-31 23.59"),
    ],
)
def test_one_two_and_three_working_days_of_a_letter_start_after_christmas_and_its_leave(name: str, end: str) -> None:
    found = limit(law.book().clock(name), golden.at("2024-12-24 10.30", "WIB"), calendar())

    assert found is not None
    assert golden.on_wall(found.due_late, "WIB") == end


@pytest.mark.parametrize(("name", "end"), [("SAK-LETTER-ACK", "2024-12-27 23.59"), ("SAK-LETTER", "2025-01-03 23.59")])
def test_three_and_ten_calendar_days_count_christmas_and_new_year(name: str, end: str) -> None:
    found = limit(law.book().clock(name), golden.at("2024-12-24 10.30", "WIB"), calendar())

    assert found is not None
    assert golden.on_wall(found.due_late, "WIB") == end


def test_a_limit_around_lebaran_counts_neither_the_feast_nor_its_joint_leave() -> None:
    counted = limit(law.book().clock("SAK-REPLY"), date(2024, 4, 5), calendar())

    assert counted is not None
    assert "Cuti Bersama Hari Raya Idul Fitri" in counted.why_id
    assert "10 April 2024 (Eid al-Fitr)" in counted.why_en


def test_a_year_without_a_decree_is_counted_with_a_warning_and_a_year_without_holidays_not_at_all() -> None:
    rule = law.book().clock("BK-03")
    estimated = limit(rule, date(2027, 1, 4), calendar())

    assert estimated is not None
    assert "hari libur 2027 masih perkiraan" in estimated.why_id
    assert estimated.estimated == (2027,)
    with pytest.raises(NoCalendar) as refused:
        limit(rule, date(2027, 12, 27), calendar())
    assert "2028" in refused.value.detail
