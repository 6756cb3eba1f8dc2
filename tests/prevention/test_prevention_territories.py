"""Semua daerah: who needs somebody stands first, for a reason in words; nothing is a score, and nobody sees a neighbour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saksama.kernel.span import Span
from saksama.prevention import actions, queries
from saksama.prevention.attention import Seen, rules, why

TODAY = date(2024, 10, 18)


def keys(**seen) -> list[str]:
    return [one.reason.key for one in why(Seen(today=TODAY, **({"in_season": True, "last_roll_call": TODAY} | seen)))]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ({}, []),
        ({"cases_soon": 2}, ["case_soon"]),
        ({"last_roll_call": TODAY - timedelta(days=21)}, ["no_roll_call"]),
        ({"last_roll_call": TODAY - timedelta(days=20)}, []),
        ({"last_roll_call": None}, ["never_roll_call"]),
        ({"last_roll_call": None, "in_season": False}, []),
        ({"report_due": TODAY - timedelta(days=1)}, ["report_late"]),
        ({"report_due": TODAY}, []),
        ({"report_due": TODAY - timedelta(days=1), "report_state": "signed"}, []),
        ({"letters_waiting": 2}, []),
        ({"letters_waiting": 3}, ["letters_waiting"]),
        ({"unplanned": 2, "letters_late": 1}, ["letters_late", "unplanned"]),
    ],
)
def test_a_reason_holds_from_its_day_and_the_urgent_ones_stand_first(seen, expected):
    assert keys(**seen) == expected


@pytest.mark.one_engine
def test_every_reason_is_said_in_both_languages_with_its_number():
    for reason in rules().reasons:
        assert reason.id
        assert reason.en
    [late] = why(Seen(today=TODAY, in_season=True, last_roll_call=TODAY, report_due=TODAY - timedelta(days=2)))
    assert (late.words("id"), late.words("en")) == ("Laporan kerja terlambat 2 hari", "Work report 2 days late")


@pytest.mark.django_db
def test_districts_come_by_need_then_by_code_and_only_what_one_may_see_is_counted(cast):
    for code, token, who in (("99.01", "t1", "pandu"), ("99.71", "t2", "malik")):
        entry = actions.VisitEntry(token=token, measure="e", place_code=code, agency="", held_on=TODAY, headcount=9, able=None,
                                   led_by="", questions="")
        actions.record_visit(entry, actor=cast.people[who].actor, today=TODAY, now=cast.now)
    span = Span(cast.province.low, cast.province.high)
    rows = queries.territories(cast.rahmat.actor, span, today=TODAY, now=cast.now)
    assert [one.place.code for one in rows if not one.first] == sorted(one.place.code for one in rows if not one.first)
    umpamo = next(one for one in rows if one.place.code == "99.01")
    assert (umpamo.cells["e"].done, umpamo.report.state, umpamo.report.late) == (1, "", False)
    stranger = queries.territories(cast.yusuf.actor, span, today=TODAY, now=cast.now)
    assert all(one.cells["e"].done == 0 and one.cases == 0 for one in stranger)
