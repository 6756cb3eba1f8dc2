"""Decision 46: two readings where the law is unsettled, a reason instead of a date where there is no rule or no calendar."""

from __future__ import annotations

import pytest
from tests.law.acts import acts, calendar, clock, local

from saksama import law
from saksama.law.clocks import State, elapsed, readings

SERVED = ("recommendation.served", "2024-10-07 09.00")


def test_between_the_readings_a_duty_still_runs() -> None:
    ppk = clock("ppk", acts(SERVED), now="2024-10-25 12.00")

    assert local(ppk.due_early) == "2024-10-24 23.59"
    assert ppk.state is State.RUNNING
    assert not ppk.settled


@pytest.mark.parametrize(("now", "state"), [("2024-10-25 23.59", State.RUNNING), ("2024-10-26 00.00", State.MISSED)])
def test_it_is_missed_only_after_the_last_reading(now: str, state: State) -> None:
    assert clock("ppk", acts(SERVED), now=now).state is state


def test_an_act_done_between_the_readings_is_in_time() -> None:
    assert clock("ppk", acts(SERVED, ("ppk.decided", "2024-10-25 15.00")), now="2024-12-01 09.00").state is State.MET


def test_the_reason_names_both_readings_and_the_ground() -> None:
    why = clock("ppk", acts(SERVED)).why_id

    assert "Dihitung sejak Senin, 7 Oktober 2024 (rekomendasi diterima PPK): 14 hari kerja" in why
    assert "menurut cara hitung lain sampai Kamis, 24 Oktober 2024" in why
    assert "hari kejadian ikut dihitung" in why
    assert "Perpres 116/2022" in why


def test_between_elections_no_limit_of_the_law_is_invented() -> None:
    study = clock(
        "initial_study", acts(("report.received", "2026-11-23 10.00", {"known_on": "2026-11-20"})), process="off_season"
    )

    assert (study.rule, study.due_early, study.due_late) == ("", None, None)
    assert "Tidak ada pemilihan yang sedang berjalan" in study.refused
    assert "No election is under way" in study.refused_en


def test_a_rule_that_was_not_yet_in_force_gives_a_reason_and_no_date() -> None:
    ppk = clock("ppk", acts(("recommendation.served", "2020-10-05 09.00")))

    assert ppk.due_late is None
    assert "tidak memuat aturan BK-03 yang berlaku pada 5 Oktober 2020" in ppk.refused


def test_a_year_without_holidays_gives_a_reason_and_no_date() -> None:
    ppk = clock("ppk", acts(("recommendation.served", "2027-12-27 09.00")))

    assert ppk.due_late is None
    assert "Hari kerja tahun 2028 tidak dapat dihitung" in ppk.refused


def test_a_lapse_stops_nothing_by_itself() -> None:
    process = law.book().process("pilkada")

    assert "ppk.decided" in process.open_acts("with_ppk", done=["recommendation.served"], lapsed=["ppk"])
    assert clock("ppk", acts(SERVED), now="2025-03-01 09.00").stopped_by == 0


def test_corrected_acts_out_of_order_are_read_in_their_numbers() -> None:
    events = acts(("recommendation.issued", "2024-10-01 09.00"), SERVED, ("ppk.decided", "2024-10-21 09.00"))

    shuffled = readings(reversed(events), law.book().process("pilkada"), calendar(), events[-1].happened_at)

    assert next(reading for reading in shuffled if reading.subject == "ppk").state is State.MET


def test_days_gone_are_counted_even_where_there_is_no_limit() -> None:
    ppk = clock("ppk", acts(SERVED), now="2024-10-18 12.00")
    gone = elapsed(ppk, calendar(), acts(("x", "2024-10-18 12.00"))[0].happened_at)

    assert gone is not None
    assert (gone.day, gone.of, gone.unit) == (9, 14, "working_day")
