"""The order of play: the earliest act first, nothing after the present moment; the days of a demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from saksama.ops.demo.acting import Days
from saksama.ops.demo.building import days_of
from saksama.ops.demo.timeline import Timeline

START = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def course(name: str, hours: list[int], played: list[str]) -> Iterator[datetime]:
    for hour in hours:
        yield START + timedelta(hours=hour)
        played.append(f"{name}{hour}")


def test_courses_take_turns_by_the_hour_of_their_next_act() -> None:
    played: list[str] = []
    timeline = Timeline()
    timeline.add(course("a", [1, 5, 6], played))
    timeline.add(course("b", [2, 3, 9], played))

    timeline.run(START + timedelta(days=1))

    assert played == ["a1", "b2", "b3", "a5", "a6", "b9"]


def test_what_would_happen_after_the_present_moment_does_not_happen() -> None:
    played: list[str] = []
    timeline = Timeline()
    timeline.add(course("a", [1, 2, 3], played))

    timeline.run(START + timedelta(hours=2))

    assert played == ["a1"]


@pytest.mark.parametrize("day", [date(2026, 11, 23) + timedelta(days=n) for n in range(7)])
def test_polling_day_is_a_wednesday_ahead_so_that_the_present_day_lies_in_the_campaign(day: date) -> None:
    days = days_of(datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC))

    assert days.present == day
    assert days.voting.weekday() == 2
    assert 5 <= (days.voting - day).days <= 11


def test_the_present_day_is_that_of_provinsi_andai() -> None:
    assert days_of(datetime(2026, 11, 24, 18, 0, tzinfo=UTC)).present == date(2026, 11, 25)


def test_an_instant_is_written_as_days_from_the_present_and_an_hour() -> None:
    days = Days(date(2026, 11, 25), date(2026, 12, 2))

    assert days.read("-3 09:15") == datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
