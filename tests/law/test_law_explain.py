"""A clock in words, as letters and printed sheets carry it."""

from __future__ import annotations

from tests.law.acts import acts, clock

from saksama.law import explain
from saksama.law.calendar import WIB


def test_both_readings_are_told_where_they_differ() -> None:
    ppk = clock("ppk", acts(("recommendation.served", "2024-10-07 09.00")))

    assert explain.due(ppk, WIB).id == (
        "Kamis, 24 Oktober 2024, pukul 23.59 WIB; menurut cara hitung lain Jumat, 25 Oktober 2024, pukul 23.59 WIB"
    )
    assert "by another reading" in explain.due(ppk, WIB).en


def test_a_settled_limit_is_one_date_and_its_label() -> None:
    reply = clock("reply", acts(("accused.invited", "2024-10-21 09.00")))

    assert explain.due(reply, WIB).id == "Senin, 28 Oktober 2024, pukul 23.59 WIB"
    assert explain.reading(reply, WIB).id.endswith("Standar kami sendiri, bukan undang-undang.")
    assert explain.reading(reply, WIB).en.startswith("Still running.")


def test_without_a_date_the_reason_is_told() -> None:
    study = clock(
        "initial_study", acts(("report.received", "2026-11-23 10.00", {"known_on": "2026-11-20"})), process="off_season"
    )

    assert explain.due(study, WIB).id == study.refused
    assert explain.reading(study, WIB).en == study.refused_en


def test_a_limit_kept_is_said_to_be_met() -> None:
    met = clock("ppk", acts(("recommendation.served", "2024-10-07 09.00"), ("ppk.decided", "2024-10-21 09.00")))

    assert explain.reading(met, WIB).id.startswith("Terpenuhi dalam batas waktu.")
