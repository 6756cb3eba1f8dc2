"""Limits worked out by hand with a paper calendar: Lebaran, joint leave, year ends, polling days, desk hours, three zones.

Each row: rule, first day or instant on the office's wall, zone, first reading, last reading. A day without an hour ends at
23.59. How a row was counted stands beside it where it is not plain.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.law.acts import at, calendar, local

from saksama import law
from saksama.law.calendar import NoCalendar
from saksama.law.clocks import limit

GOLDEN = [
    # ---- Pilkada: calendar days, desk hours on the last day in doubt ----
    ("PK-01", "2024-10-04", "WIB", "2024-10-10 16.00", "2024-10-11"),  # Friday; law.md 4.3
    ("PK-01", "2024-10-05", "WIB", "2024-10-11 16.30", "2024-10-12"),  # the last day by one reading is a Friday: 16.30
    ("PK-01", "2024-10-07", "WIB", "2024-10-11 16.30", "2024-10-14"),  # the 13th is a Sunday: the desk closed on Friday
    ("PK-01", "2024-10-19", "WIB", "2024-10-25 16.30", "2024-10-26"),
    ("PK-01", "2024-11-17", "WIB", "2024-11-22 16.30", "2024-11-24"),  # Saturday 23rd is no quiet day yet
    ("PK-01", "2024-11-20", "WIB", "2024-11-26", "2024-11-27"),  # quiet day and polling day: open around the clock
    ("PK-01", "2024-11-18", "WIB", "2024-11-24", "2024-11-25"),  # both in the quiet period
    (
        "PK-01",
        "2024-12-19",
        "WIB",
        "2024-12-24 16.00",
        "2024-12-26",
    ),  # Christmas and its joint leave: the desk closed on the 24th
    ("PK-01", "2024-10-04", "WITA", "2024-10-10 16.00", "2024-10-11"),
    ("PK-01", "2024-10-04", "WIT", "2024-10-10 16.00", "2024-10-11"),
    ("PK-02", "2024-10-19", "WIB", "2024-10-20", "2024-10-21"),
    ("PK-02", "2024-10-31", "WIB", "2024-11-01", "2024-11-02"),
    ("PK-02", "2024-12-30", "WIB", "2024-12-31", "2025-01-01"),
    ("PK-03", "2024-10-21", "WIB", "2024-10-22 16.00", "2024-10-23"),
    ("PK-03", "2024-10-25", "WIB", "2024-10-25 16.30", "2024-10-27"),  # Saturday: the desk closed on Friday at 16.30
    ("PK-03", "2024-10-25 17.00", "WIB", "2024-10-26", "2024-10-27"),  # told after closing: Friday's closing hour is no reading
    ("PK-03", "2024-11-24", "WIB", "2024-11-25", "2024-11-26"),
    ("PK-04", "2024-10-25", "WIB", "2024-10-25", "2024-10-26"),
    ("PK-05", "2024-10-04", "WIB", "2024-10-06", "2024-10-07"),  # law.md 4.3
    ("PK-05", "2024-11-27", "WIB", "2024-11-29", "2024-11-30"),
    ("PK-05", "2020-10-24", "WIB", "2020-10-26", "2020-10-27"),
    ("PK-05", "2024-12-30", "WIT", "2025-01-01", "2025-01-02"),
    ("PK-07", "2024-10-20", "WIB", "2024-10-26", "2024-10-27"),
    ("PK-07", "2024-02-26", "WITA", "2024-03-03", "2024-03-04"),  # over 29 February
    # ---- ban window: six months back ----
    ("PK-08", "2024-09-22", "WIB", "2024-03-22 00.00", "2024-03-22 00.00"),  # not 22 April, as one paper printed
    ("PK-08", "2020-07-08", "WIB", "2020-01-08 00.00", "2020-01-08 00.00"),
    ("PK-08", "2020-09-23", "WIB", "2020-03-23 00.00", "2020-03-23 00.00"),  # determination was moved: counted again
    ("PK-08", "2024-08-31", "WIB", "2024-02-29 00.00", "2024-02-29 00.00"),  # no 31 February
    # ---- Pemilu: working days, or calendar days by the other reading ----
    ("PU-01", "2024-01-08", "WIB", "2024-01-16", "2024-01-17"),  # law.md 4.3
    ("PU-01", "2024-02-05", "WIB", "2024-02-16", "2024-02-19"),  # Isra Mikraj, joint leave, polling day
    ("PU-01", "2024-02-07", "WIB", "2024-02-20", "2024-02-21"),
    ("PU-01", "2024-03-08", "WIB", "2024-03-20", "2024-03-21"),  # Nyepi and its joint leave
    ("PU-01", "2023-12-20", "WIB", "2024-01-02", "2024-01-03"),  # Christmas, joint leave, New Year
    ("PU-02", "2023-12-04", "WIB", "2023-12-10", "2023-12-13"),
    ("PU-03", "2024-01-05", "WIB", "2024-01-06", "2024-01-09"),
    ("PU-03", "2024-02-07", "WIB", "2024-02-08", "2024-02-13"),
    ("PU-04", "2024-02-08", "WIB", "2024-02-09", "2024-02-13"),
    ("PU-05", "2024-01-08", "WIB", "2024-01-14", "2024-01-17"),  # law.md 4.3
    ("PU-05", "2024-02-05", "WIB", "2024-02-11", "2024-02-19"),
    # ---- SBT and the personnel authority ----
    ("BK-01", "2024-10-04", "WIB", "2024-10-10", "2024-10-15"),
    ("BK-01", "2024-12-22", "WIB", "2024-12-28", "2025-01-03"),
    ("BK-02", "2024-11-22", "WIB", "2024-11-26", "2024-11-28"),  # polling day is a holiday
    ("BK-02", "2024-11-25", "WIB", "2024-11-28", "2024-11-29"),
    ("BK-03", "2024-10-07", "WIB", "2024-10-24", "2024-10-25"),  # law.md 4.3
    ("BK-03", "2024-12-16", "WIB", "2025-01-07", "2025-01-08"),  # 25, 26 December and 1 January
    ("BK-03", "2025-03-21", "WIB", "2025-04-21", "2025-04-22"),  # Nyepi, Lebaran 2025 with joint leave to 7 April, Good Friday
    ("BK-03", "2026-03-13", "WIB", "2026-04-09", "2026-04-10"),  # Nyepi and Lebaran 2026, Good Friday
    ("BK-03", "2024-10-07 22.30", "WIB", "2024-10-24", "2024-10-25"),
    ("BK-03", "2024-10-08 00.30", "WIT", "2024-10-25", "2024-10-28"),  # the same instant, but Tuesday on Jayapura's wall
    # ---- discipline and remedies ----
    ("DP-01", "2025-03-27", "WIB", "2025-04-15", "2025-04-16"),
    ("DP-01", "2024-05-13", "WIB", "2024-05-21", "2024-05-22"),
    ("DP-01", "2024-05-17", "WIB", "2024-05-29", "2024-05-30"),  # Waisak and its joint leave
    ("DP-02", "2024-12-30", "WIB", "2025-01-08", "2025-01-09"),
    ("DP-03", "2024-06-10", "WIB", "2024-07-01", "2024-07-02"),  # Idul Adha and its joint leave
    ("DP-03", "2026-06-08", "WIB", "2026-06-26", "2026-06-29"),  # Muharram
    ("DP-04", "2024-10-07", "WIB", "2024-10-25", "2024-10-28"),
    ("DP-05", "2024-09-02", "WIB", "2024-09-20", "2024-09-23"),  # Maulid
    ("DP-05", "2026-05-21", "WIB", "2026-06-12", "2026-06-15"),  # Idul Adha, joint leave, Pancasila
    ("DP-06", "2024-10-07", "WIB", "2024-11-04", "2024-11-05"),
    ("DP-07", "2025-05-05", "WIB", "2025-05-26", "2025-05-27"),
    ("DP-07", "2025-05-21", "WIB", "2025-06-13", "2025-06-16"),  # Ascension, Idul Adha, two joint leaves
    ("DP-08", "2024-11-11", "WIB", "2024-12-10", "2024-12-11"),
    ("DP-09", "2025-01-06", "WIB", "2025-04-21", "2025-04-22"),
    # ---- hours and our own standards ----
    ("GK-01", "2024-10-04 09.15", "WIB", "2024-10-05 09.15", "2024-10-05 09.15"),
    ("GK-01", "2024-11-27 23.30", "WIT", "2024-11-28 23.30", "2024-11-28 23.30"),
    ("SAK-EXON", "2024-10-25 16.00", "WITA", "2024-10-26 16.00", "2024-10-26 16.00"),
    ("SAK-TIP", "2024-10-25", "WIB", "2024-10-28", "2024-10-28"),
    ("SAK-TIP", "2024-11-26", "WIB", "2024-11-28", "2024-11-28"),
    ("SAK-REPLY", "2024-10-21", "WIB", "2024-10-28", "2024-10-28"),
    ("SAK-REPLY", "2024-12-20", "WIB", "2024-12-31", "2024-12-31"),
    ("SAK-REPLY", "2024-04-05", "WIB", "2024-04-22", "2024-04-22"),  # Lebaran 2024: 8 to 12 and 15 April
    ("SAK-REPLY", "2025-08-14", "WIB", "2025-08-22", "2025-08-22"),  # joint leave on 18 August
    ("SAK-REPLY", "2025-09-04", "WIB", "2025-09-12", "2025-09-12"),  # Maulid
    ("SAK-REPLY", "2026-05-08", "WIB", "2026-05-19", "2026-05-19"),  # Ascension and its joint leave
]


@pytest.mark.parametrize(("rule", "start", "zone", "early", "late"), GOLDEN)
def test_the_limit_ends_where_a_paper_calendar_says(rule: str, start: str, zone: str, early: str, late: str) -> None:
    first: date | datetime = at(start, zone) if " " in start else date.fromisoformat(start)
    counted = limit(law.book().clock(rule), first, calendar(zone))

    assert counted is not None
    assert (local(counted.due_early, zone), local(counted.due_late, zone)) == (_end(early), _end(late))


def _end(text: str) -> str:
    return text if " " in text else f"{text} 23.59"


def test_there_are_enough_of_them() -> None:
    assert len(GOLDEN) >= 60


def test_a_limit_around_lebaran_counts_neither_the_feast_nor_its_joint_leave() -> None:
    counted = limit(law.book().clock("SAK-REPLY"), date(2024, 4, 5), calendar())

    assert counted is not None
    assert "Cuti Bersama Hari Raya Idul Fitri" in counted.why_id
    assert "10 April 2024 (Eid al-Fitr)" in counted.why_en


def test_a_year_without_a_decree_is_counted_with_a_warning_and_a_year_without_holidays_not_at_all() -> None:
    rule = law.book().clock("BK-03")
    estimated = limit(rule, date(2027, 1, 4), calendar())

    assert estimated is not None
    assert "hari libur 2027 masih perkiraan" in estimated.why_id
    with pytest.raises(NoCalendar) as refused:
        limit(rule, date(2027, 12, 27), calendar())
    assert "2028" in refused.value.detail
