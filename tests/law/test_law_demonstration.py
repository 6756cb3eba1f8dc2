"""The demonstration's election: fixed once, known to every process, unknown to an installation in earnest."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from saksama.law import demonstration, season

WEDNESDAY = date(2026, 11, 11)


def test_a_fixed_voting_day_makes_the_demonstrations_season() -> None:
    demonstration.fix_voting_day(WEDNESDAY)

    assert season.today("99.01", WEDNESDAY).stage == "voting"
    assert season.today("99.01.01.2001", date(2026, 11, 25)).stage == "counting"
    assert season.today("13.04", WEDNESDAY).election is None


def test_a_later_voting_day_is_seen_at_once() -> None:
    demonstration.fix_voting_day(WEDNESDAY)
    demonstration.fix_voting_day(date(2027, 4, 7))

    assert season.today("99", WEDNESDAY).stage == "preparation"


def test_before_it_is_fixed_there_is_none() -> None:
    assert demonstration.voting_day() is None
    assert season.today("99", WEDNESDAY).off_season


def test_an_installation_in_earnest_has_no_invented_election(settings) -> None:
    demonstration.fix_voting_day(WEDNESDAY)
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=False)

    assert demonstration.voting_day() is None
    with pytest.raises(demonstration.ElectionsAreReal):
        demonstration.fix_voting_day(WEDNESDAY)
