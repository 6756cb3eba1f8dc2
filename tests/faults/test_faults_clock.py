"""A clock that is moved back during use, and a worker that stands still: nothing is lost, nothing is hidden."""

from __future__ import annotations

from typing import Any

import pytest
from tests.house import House, house

pytestmark = pytest.mark.fault

HOUR = 3600


def test_a_clock_moved_back_during_use_loses_no_report_and_no_proof() -> None:
    with house() as built:
        built.open()
        told = []
        for seconds in (0, -90, -6 * HOUR, 2 * HOUR):
            told += built.ask("tests.faults.clocks:send_across", port=built.port, seconds=seconds, count=6)
        _hold(built, told)


def _hold(built: House, told: list[dict[str, Any]]) -> None:
    assert [one["shown"] for one in told] == [True] * 24, [one for one in told if not one["shown"]]
    assert built.close() == 0
    built.ask("tests.faults.crowd:settle")
    assert not built.ask("tests.faults.crowd:troubles", told=told)
    assert built.saksama("ledger", "verify").returncode == 0
    places = built.ask("tests.faults.clocks:places", codes=[one["code"] for one in told])
    assert places == sorted(places), "the record's order is that of the writing, whatever the clock says"


def test_reports_that_no_worker_opens_are_counted_in_the_queue() -> None:
    with house(furnish="tests.perf.nothing:nothing") as idle:
        assert idle.ask("tests.faults.clocks:unopened", count=3) == "3 diterima, belum dibuka"
