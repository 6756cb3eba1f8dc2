"""Which election runs where and when, or none; and the day that switches ethics to discipline."""

from __future__ import annotations

from datetime import date

import pytest

from saksama import law
from saksama.law import season
from saksama.law.applicable import standing_on


@pytest.mark.parametrize(
    ("day", "regime", "stage"),
    [
        (date(2024, 2, 12), "pemilu", "quiet"),
        (date(2024, 2, 14), "pemilu", "voting"),
        (date(2024, 9, 22), "pilkada", "determination"),
        (date(2024, 10, 19), "pilkada", "campaign"),
        (date(2024, 11, 25), "pilkada", "quiet"),
        (date(2024, 11, 27), "pilkada", "voting"),
    ],
)
def test_the_day_has_its_election_and_stage(day: date, regime: str, stage: str) -> None:
    today = season.today("13.04", day)

    assert (today.regime, today.stage, today.process) == (regime, stage, regime)
    assert today.text_id and today.text_en


def test_between_elections_is_a_normal_state() -> None:
    today = season.today("13.04", date(2026, 11, 23))

    assert (today.election, today.regime, today.process) == (None, None, "off_season")
    assert today.text_id.startswith("Di luar tahapan pemilihan. Aturan netralitas tetap berlaku")


def test_the_demonstration_province_has_only_its_own_election() -> None:
    assert season.today("99.01", date(2024, 11, 27)).election is None
    demo = law.book().with_demo_election(date(2026, 12, 9))

    assert season.today("99.01", date(2026, 12, 9), book=demo).stage == "voting"
    assert season.today("13.04", date(2026, 12, 9), book=demo).election is None


def test_skb_2022__the_day_of_determination_switches_and_is_itself_unsettled() -> None:
    pilkada = law.book().election("pilkada-2024")

    assert standing_on(pilkada, date(2024, 9, 21)) == "bakal_calon"
    assert standing_on(pilkada, date(2024, 9, 22)) == ""
    assert standing_on(pilkada, date(2024, 9, 23)) == "calon"
    assert standing_on(law.book().election("pemilu-2019"), date(2019, 4, 17)) == ""
