"""What anyone may read of a data version holds no hidden value."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saksama.insight.models import Computation
from saksama.opendata import queries
from saksama.opendata.suppression import State

NOW = datetime(2024, 11, 1, tzinfo=UTC)


def version(**changes) -> Computation:
    results = {
        "cases": 40,
        "funnel": [40, 31, 20, 12, 9, 2],
        "waiting": {"bawaslu": 9, "agency": 2, "oversight": 14},
        "execution": {"executed": 2, "no_news": 6, "annulled": 1},
        "cases_by_place": {"99.01": 30, "99.71": 4, "13.71": 6},
        "median_days": [["received", "registered", 2.0, 31]],
    }
    return Computation(version="v", computed_at=NOW, law_release="r", results=results | changes)


def test_a_small_step_of_the_funnel_is_hidden_and_not_given_back_by_the_next():
    steps = dict(queries.protect(version()).funnel)
    assert steps["received"].value == 40
    assert (steps["executed"].value, steps["executed"].state) == (None, State.HIDDEN)


def test_a_small_cell_cannot_be_worked_out_from_the_total():
    waiting = queries.protect(version()).waiting
    hidden = [cell for cell in (*waiting.cells.values(), waiting.total) if cell.value is None]
    assert waiting.cells["agency"].value is None
    assert len(hidden) >= 2


def test_every_fate_is_named_and_no_news_is_one_of_its_own():
    assert set(queries.protect(version()).execution.cells) == {"executed", "not_executed", "annulled", "in_progress", "no_news"}


def test_counts_by_place_keep_the_threshold_of_reports():
    cells = queries.protect(version()).by_district.cells
    assert cells["99.71"].value is None  # 4 cases: under 5
    assert cells["99.01"].value in (30, None)


def test_nothing_computed_yet_is_no_figure(db):
    assert queries.latest() is None


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5")])
def test_defects_lost_keep_the_threshold_of_reports_and_zero_is_zero(count, text):
    found = dict(queries.protect(version(defects_never_asked=count, defects_lapsed=12)).defects)
    assert (found["defects_never_asked"].text, found["defects_lapsed"].text) == (text, "12")


def test_a_version_from_before_the_defects_were_counted_shows_no_zero():
    assert queries.protect(version()).defects == ()
