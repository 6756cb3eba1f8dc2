"""Each figure has unit, definition and source; figures of different measure are never joined."""

from __future__ import annotations

from datetime import date

import pytest

from saksama.insight import registry
from saksama.kernel.errors import NotFound


def test_every_statistic_is_defined_in_both_languages():
    assert registry.statistics()
    for statistic in registry.statistics().values():
        assert set(statistic.name) == set(statistic.definition) == {"id", "en"}
        assert all(len(text) > 40 for text in statistic.definition.values())
        assert statistic.unit in {"case", "report", "person", "act", "day"}
        assert statistic.source


def test_a_figure_that_is_not_registered_is_refused():
    with pytest.raises(NotFound):
        registry.statistic("league_table_of_villages")


def test_the_true_funnel_of_2020():
    steps = registry.published_funnel("pilkada-2020")
    assert [(figure.metric, figure.value) for figure in steps] == [
        ("reported", 2034),
        ("in_violation", 1596),
        ("sanctioned", 1450),
    ]
    assert {figure.body for figure in steps} == {"KASN"}
    assert steps[-1].as_of == date(2024, 2, 6)
    assert all(figure.source and figure.unit == "person" for figure in steps)


def test_later_cut_offs_stand_beside_each_other():
    sanctioned = [figure.value for figure in registry.rivals("pilkada-2020") if figure.metric == "sanctioned"]
    assert sanctioned == [1373, 1413, 1450]


def test_persons_and_cases_are_not_joined():
    with pytest.raises(registry.DifferentMeasures):
        registry.joined(["N-2020-K-REP", "N-2020-B-FIN"])
