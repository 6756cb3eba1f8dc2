"""The one line: order is kept, days are distance, nothing leaves the page, and labels that would touch are merged, never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from saksama.web.frame.line import MARGIN, State, Station, draw, positions, stops

START = date(2024, 10, 19)


def station(days: int | None, state: State = State.PAST, label: str = "Bawaslu") -> Station:
    return Station(label, state, None if days is None else START + timedelta(days=days))


def test_days_are_distance():
    first, second, third = positions([station(0), station(10), station(20)], 760)
    assert second - first == third - second


def test_points_of_one_day_do_not_cover_each_other():
    xs = positions([station(0), station(0), station(30)], 760)
    assert xs[1] - xs[0] >= 14


def test_undated_stations_stand_evenly_after_the_last_date():
    xs = positions([station(0), station(20), station(None, State.AHEAD), station(None, State.AHEAD)], 760)
    assert xs == sorted(xs)
    assert xs[3] - xs[2] == xs[2] - xs[1]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), st.integers(0, 4), st.sampled_from([600, 760, 1200]))
def test_order_is_kept_and_nothing_leaves_the_drawing(days: list[int], tail: int, width: int):
    stations = [station(n) for n in sorted(days)] + [station(None, State.AHEAD)] * tail
    xs = positions(stations, width)
    assert xs == sorted(xs)
    assert xs[0] >= MARGIN
    assert xs[-1] <= width - MARGIN


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_every_station_is_labelled_or_counted(days: list[int]):
    drawing = draw([station(n, label="Bawaslu Kabupaten Umpamo") for n in sorted(days)])
    assert sum(1 + label.more for label in drawing.labels) == len(days)


def test_labels_hours_apart_are_merged_with_a_count():
    noon = datetime(2024, 10, 19, 5, tzinfo=UTC)
    near = [Station("Pelapor mengirim", State.PAST, noon + timedelta(hours=n)) for n in range(3)]
    drawing = draw([*near, station(60)])
    assert drawing.labels[0].more == 2


def test_waiting_station_keeps_its_own_label():
    drawing = draw([station(0), station(0), station(0, State.WAITING, "Kantor Bupati"), station(40)])
    assert any(label.lines[0] == "Kantor Bupati" for label in drawing.labels)


def test_time_spent_is_counted_to_the_next_known_station_and_not_to_a_limit():
    line = stops([station(0), station(3, State.DUE), station(5), station(None, State.SILENT)])
    assert [stop.days for stop in line] == [5, 2, None, None]


def test_entry_by_proxy_is_marked():
    drawing = draw([station(0), Station("Lembaga", State.PAST, START, provenance="surat")])
    assert [mark.proxy for mark in drawing.marks] == [False, True]
