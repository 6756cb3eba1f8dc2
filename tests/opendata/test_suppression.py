"""Small cells cannot be read off, nor worked out from totals by trying every table that fits."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saksama.opendata.suppression import State, protect_funnel, protect_line, protect_table, threshold_for

CEILING = 16


def possible(cell):
    """What a reader may think of one printed cell."""
    if cell.state is State.SHOWN:
        return [cell.value]
    return range(1, cell.threshold) if cell.state is State.SMALL else range(1, CEILING)


def fits(cell, value):
    if cell.state is State.SHOWN:
        return value == cell.value
    return 1 <= value < cell.threshold if cell.state is State.SMALL else value >= 1


def lines_that_fit(line):
    for guess in itertools.product(*(possible(cell) for cell in line.cells.values())):
        if fits(line.total, sum(guess)):
            yield guess


def tables_that_fit(table, rows, columns):
    for guess in itertools.product(*(possible(table.cells[row, column]) for row in rows for column in columns)):
        value = dict(zip(itertools.product(rows, columns), guess, strict=True))
        if (
            all(fits(table.rows[row], sum(value[row, column] for column in columns)) for row in rows)
            and all(fits(table.columns[column], sum(value[row, column] for row in rows)) for column in columns)
            and fits(table.total, sum(guess))
        ):
            yield guess


def assert_nothing_can_be_worked_out(cells, guesses):
    guesses = list(guesses)
    assert guesses
    for n, cell in enumerate(cells):
        if cell.state is not State.SHOWN:
            assert len({guess[n] for guess in guesses}) > 1


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.sampled_from([3, 5]))
@settings(max_examples=150, deadline=None)
def test_no_hidden_cell_of_a_line_can_be_worked_out(counts, threshold):
    line = protect_line(dict(enumerate(counts)), threshold=threshold)
    assert_nothing_can_be_worked_out(line.cells.values(), lines_that_fit(line))


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
@settings(max_examples=150, deadline=None)
def test_no_hidden_cell_of_a_crossing_can_be_worked_out(counts):
    table = protect_table(dict(zip(itertools.product("ab", "xy"), counts, strict=True)), threshold=3)
    assert_nothing_can_be_worked_out(table.cells.values(), tables_that_fit(table, "ab", "xy"))


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, 30), min_size=1, max_size=25))
@settings(max_examples=100, deadline=None)
def test_what_is_shown_is_true_and_no_small_count_is_shown(counts):
    table = protect_table(counts)
    for pair, cell in table.cells.items():
        if cell.state is State.SHOWN:
            assert cell.value == counts.get(pair, 0)
            assert not 0 < cell.value < 5
        else:
            assert cell.value is None
    for row, cell in table.rows.items():
        if cell.state is State.SHOWN:
            assert cell.value == sum(count for (r, _), count in counts.items() if r == row)


def test_a_single_small_cell_takes_the_next_smallest_with_it():
    line = protect_line({"Agam": 40, "Pasaman": 1, "Solok": 7})
    assert {name: cell.text for name, cell in line.cells.items()} == {"Agam": "40", "Pasaman": "<3", "Solok": "disembunyikan"}
    assert line.total.text == "48"


def test_large_counts_and_zeros_are_left_alone():
    line = protect_line({"Agam": 40, "Pasaman": 0, "Solok": 3})
    assert [cell.text for cell in line.cells.values()] == ["40", "0", "3"]


def test_only_one_small_count_hides_the_total_as_well():
    line = protect_line({"Agam": 2, "Solok": 0})
    assert (line.cells["Agam"].text, line.cells["Solok"].text, line.total.text) == ("<3", "0", "<3")


def test_small_is_not_said_where_the_word_itself_would_tell():
    # Two cells of one each: a total of "<3" could only be two.
    line = protect_line({"Agam": 1, "Solok": 1})
    assert line.total.text == "disembunyikan"


def test_two_small_counts_of_a_telling_sum_are_not_given_away():
    # 1 + 1 = 2 would say that both are 1.
    line = protect_line({"Agam": 1, "Solok": 1, "Pasaman": 50})
    assert line.cells["Pasaman"].state is State.HIDDEN or line.total.state is not State.SHOWN


@pytest.mark.parametrize(
    ("unit", "dimensions", "threshold"), [("case", 1, 3), ("person", 1, 3), ("case", 2, 5), ("report", 1, 5), ("reporter", 1, 5)]
)
def test_thresholds_are_those_of_decision_25(unit, dimensions, threshold):
    assert threshold_for(unit, dimensions=dimensions) == threshold


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.sampled_from([3, 5]))
@settings(max_examples=200, deadline=None)
def test_no_step_of_a_funnel_and_no_loss_between_steps_can_be_worked_out(counts, threshold):
    counts = sorted(counts, reverse=True)
    cells = protect_funnel(counts, threshold=threshold)
    guesses = [
        guess
        for guess in itertools.product(*([c.value] if c.value is not None else range(CEILING) for c in cells))
        if list(guess) == sorted(guess, reverse=True) and protect_funnel(guess, threshold=threshold) == cells
    ]
    assert tuple(counts) in guesses
    assert_nothing_can_be_worked_out(cells, guesses)
    shown = [cell.value for cell in cells if cell.value is not None]
    for before, after in itertools.combinations(shown, 2):
        assert not 0 < before - after < threshold


def test_a_funnel_that_grows_is_a_mistake():
    with pytest.raises(ValueError, match="exceed"):
        protect_funnel([3, 4], threshold=3)


def test_a_negative_count_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        protect_line({"Agam": -1})
