"""The simulator draws from an office's own weeks, says ranges, and says nothing where there is too little to draw from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksama.prevention.outlook import FACTORS, MOST_EXTRA, Rates, outlook

STEADY = Rates(begun=(4, 5, 6, 5) * 6, ended=(5, 5, 6, 4) * 6, people=3, limit_days=5.0)


def test_three_times_the_reports_miss_the_limit_and_more_people_help():
    now, three, five = (outlook(STEADY, factor) for factor in FACTORS)
    assert now.middle == 0 and now.first_week is None and now.extra == 0
    assert three.middle > 50 and three.first_week in (1, 2, 3)
    assert five.middle >= three.middle
    assert three.extra is not None and five.extra is not None
    assert 5 <= three.extra < five.extra <= MOST_EXTRA


def test_the_people_it_names_are_enough_and_one_fewer_is_not():
    found = outlook(STEADY, 3).extra
    assert found is not None

    def strengthened(extra: int) -> Rates:
        return Rates(STEADY.begun, tuple(count * (3 + extra) / 3 for count in STEADY.ended), 3, 5.0)

    assert outlook(strengthened(found), 3).middle == 0
    assert outlook(strengthened(found - 1), 3).middle > 0


def test_where_no_number_of_people_is_enough_it_says_so():
    assert outlook(Rates((40,) * 26, (1,) * 26, 1, 2.0), 5).extra is None


def test_the_same_weeks_give_the_same_answer():
    assert outlook(STEADY, 3) == outlook(STEADY, 3)


@pytest.mark.parametrize(
    "rates",
    [
        Rates((0,) * 26, (0,) * 26, 3, 5.0),
        Rates((3,) * 3, (3,) * 3, 3, 5.0),
        Rates((5,) * 26, (5,) * 26, 0, 5.0),
        Rates((5,) * 26, (5,) * 26, 3, 0.0),
        Rates((5,) * 26, (0,) * 26, 3, 5.0),
    ],
)
def test_too_little_history_is_no_history(rates):
    assert not rates.enough


WEEKS = st.lists(st.integers(0, 30), min_size=8, max_size=26)


@settings(max_examples=30, deadline=None)
@given(WEEKS, WEEKS, st.integers(1, 20), st.floats(1, 30))
def test_a_range_is_in_order_and_more_reports_never_help(begun, ended, people, limit):
    rates = Rates(begun, ended, people, limit)
    if not rates.enough:
        return
    now, three = outlook(rates, 1), outlook(rates, 3)
    for one in (now, three):
        assert 0 <= one.low <= one.middle <= one.high <= 100
        assert one.first_week is None or 1 <= one.first_week <= 12
    assert three.extra is None or now.extra is None or three.extra >= now.extra
