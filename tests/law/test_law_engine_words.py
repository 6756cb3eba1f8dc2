"""Why a limit ends when it does: two sentences in each language, and each reading's own reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.law.acts import at, calendar, local
from tests.law.one_clock import one

from saksama import law
from saksama.law.calendar import (
    Unit,
    zone,
)
from saksama.law.clocks import limit
from saksama.law.rule import FirstDay


def test_the_whole_reason_is_two_sentences_in_each_language() -> None:
    rule = law.book().clock("BK-03")
    found = limit(rule, date(2024, 12, 16), calendar())

    assert found is not None
    assert found.why_id == (
        f"Dihitung sejak Senin, 16 Desember 2024 ({rule.trigger_id}): 14 hari kerja, "
        "sampai Rabu, 8 Januari 2025, pukul 23.59 WIB; menurut cara hitung lain sampai Selasa, 7 Januari 2025, pukul 23.59 WIB "
        "(hari kejadian ikut dihitung); tidak dihitung: 25 Desember 2024 (Hari Raya Natal), "
        "26 Desember 2024 (Cuti Bersama Hari Raya Natal), 1 Januari 2025 (Tahun Baru Masehi). "
        f"Dasar: {rule.citation}; sebagian belum dibaca pada sumbernya, perlu diperiksa ahli hukum."
    )
    assert found.why_en == (
        f"Counted from Monday, 16 December 2024 ({rule.trigger_en}): 14 working days, "
        "until Wednesday, 8 January 2025, 23.59 WIB; "
        "by another reading until Tuesday, 7 January 2025, 23.59 WIB (the day of the event counts too); not counted: "
        "25 December 2024 (Christmas Day), 26 December 2024 (Christmas Joint Holiday), 1 January 2025 (New Year's Day). "
        f"Basis: {rule.citation}; in part not read in its source, to be checked by a lawyer."
    )
    assert found.skipped == (date(2024, 12, 25), date(2024, 12, 26), date(2025, 1, 1))


def test_where_all_readings_end_together_the_plainest_is_told() -> None:
    found = limit(law.book().clock("BK-03"), date(2024, 10, 5), calendar())  # a Saturday: it is no working day by any reading

    assert found is not None and found.due_early == found.due_late
    assert "sampai Kamis, 24 Oktober 2024, pukul 23.59 WIB. Dasar" in found.why_id
    assert "hari kejadian ikut dihitung" not in found.why_id


def test_hours_name_the_hour_they_began() -> None:
    rule = law.book().clock("GK-01")
    found = limit(rule, at("2024-10-04 09.15"), calendar())

    assert found is not None
    assert found.why_id.startswith(f"Dihitung sejak Jumat, 4 Oktober 2024, pukul 09.15 WIB ({rule.trigger_id}): 24 jam, sampai ")
    assert found.why_en.startswith(f"Counted from Friday, 4 October 2024, 09.15 WIB ({rule.trigger_en}): 24 hours, until ")
    assert found.why_id.endswith("; belum dibaca pada sumbernya, perlu diperiksa ahli hukum.")
    assert found.why_en.endswith("; not read in its source, to be checked by a lawyer.")
    (only,) = found.readings
    assert only.reason_id == "24 jam sejak Jumat, 4 Oktober 2024, pukul 09.15 WIB: Sabtu, 5 Oktober 2024, pukul 09.15 WIB."
    assert only.reason_en == "24 hours from Friday, 4 October 2024, 09.15 WIB: Saturday, 5 October 2024, 09.15 WIB."


def test_a_window_counted_back_says_so() -> None:
    found = limit(law.book().clock("PK-08"), date(2024, 9, 22), calendar())

    assert found is not None
    assert found.why_id.startswith(
        "Dihitung mundur dari Minggu, 22 September 2024 (penetapan pasangan calon): 6 bulan, "
        "jadi mulai Jumat, 22 Maret 2024, pukul 00.00 WIB. Dasar: "
    )
    assert found.why_en.startswith(
        "Counted back from Sunday, 22 September 2024 (determination of candidates): 6 months, "
        "so from Friday, 22 March 2024, 00.00 WIB. Basis: "
    )
    assert found.readings[0].reason_id == "6 bulan sebelum Minggu, 22 September 2024: Jumat, 22 Maret 2024, pukul 00.00 WIB."
    assert found.readings[0].reason_en == "6 months before Sunday, 22 September 2024: Friday, 22 March 2024, 00.00 WIB."


def test_our_own_rule_says_that_it_is_ours() -> None:
    found = limit(law.book().clock("SAK-TIP"), date(2024, 10, 25), calendar())

    assert found is not None
    assert found.why_id.endswith("; standar kami sendiri, bukan undang-undang.")
    assert found.why_en.endswith("; our own standard, not law.")


def test_a_rule_read_in_its_source_says_so() -> None:
    found = limit(law.book().clock("DP-08"), date(2024, 11, 11), calendar())

    assert found is not None
    assert found.why_id.endswith("; sudah dibaca pada sumbernya.") and found.why_en.endswith("; read in its source.")


def test_each_reading_has_its_own_reason_first_end_first() -> None:
    found = limit(law.book().clock("PU-02"), date(2023, 12, 4), calendar())

    assert found is not None
    assert [(reading.unit, reading.first_day, local(reading.due)[:10]) for reading in found.readings] == [
        (Unit.CALENDAR_DAY, FirstDay.SAME, "2023-12-10"),
        (Unit.CALENDAR_DAY, FirstDay.AFTER, "2023-12-11"),
        (Unit.WORKING_DAY, FirstDay.SAME, "2023-12-12"),
        (Unit.WORKING_DAY, FirstDay.AFTER, "2023-12-13"),
    ]
    assert found.readings[1].reason_id == (
        "7 hari kalender sejak Senin, 4 Desember 2023, hari sesudahnya hari pertama: Senin, 11 Desember 2023, pukul 23.59 WIB."
    )
    assert found.readings[2].reason_en == (
        "7 working days from Monday, 4 December 2023, that day is day 1: Tuesday, 12 December 2023, 23.59 WIB."
    )
    assert found.readings[0].reason_id == (
        "7 hari kalender sejak Senin, 4 Desember 2023, hari itu hari pertama: Minggu, 10 Desember 2023, pukul 23.59 WIB."
    )
    assert found.readings[3].reason_en == (
        "7 working days from Monday, 4 December 2023, the day after it is day 1: Wednesday, 13 December 2023, 23.59 WIB."
    )


def test_a_reading_that_ends_with_the_desk_or_comes_too_late_to_be_extended_says_so() -> None:
    desk = limit(law.book().clock("PK-03"), date(2024, 10, 21), calendar())
    late = limit(law.book().clock("PK-05"), date(2024, 10, 4), calendar(), extended=[(at("2024-10-08 00.00"), 0)])

    assert desk is not None and "(batasnya jam tutup kantor)" in desk.readings[0].reason_id
    assert late is not None and "(perpanjangan yang dicatat sesudah tenggat tidak dihitung)" in late.readings[0].reason_id
    assert "(an extension recorded after the limit does not count)" in late.readings[0].reason_en


def test_the_reason_names_what_makes_the_first_reading_earlier() -> None:
    other_unit = limit(law.book().clock("PU-02"), date(2023, 12, 4), calendar())
    desk = limit(law.book().clock("PK-03"), date(2024, 10, 21), calendar())
    earlier = one(("go", "2024-10-21 09.00"), ("go", "2024-10-24 09.00"))

    assert other_unit is not None and desk is not None
    assert "10 Desember 2023, pukul 23.59 WIB (dihitung hari kalender; hari kejadian ikut dihitung)" in other_unit.why_id
    assert "23.59 WIB (counted in calendar days; the day of the event counts too)" in other_unit.why_en
    assert "pukul 16.00 WIB (hari kejadian ikut dihitung; batasnya jam tutup kantor)" in desk.why_id
    assert "16.00 WIB (the day of the event counts too; the limit is the desk's closing hour)" in desk.why_en
    assert "pukul 23.59 WIB (dihitung sejak langkah yang lebih awal). Dasar" in earlier.why_id
    assert "23.59 WIB (counted from the earlier step). Basis" in earlier.why_en


def test_holidays_passed_over_since_the_earlier_start_are_named_too() -> None:
    found = one(("go", "2024-12-23 09.00"), ("go", "2024-12-27 09.00"))

    assert "tidak dihitung: 25 Desember 2024 (Hari Raya Natal)" in found.why_id


def test_an_estimated_year_is_told_in_the_reason() -> None:
    found = limit(law.book().clock("SAK-TIP"), date(2027, 1, 4), calendar())

    assert found is not None
    assert "; hari libur 2027 masih perkiraan. Dasar" in found.why_id
    assert "; the holidays of 2027 are still an estimate. Basis" in found.why_en


@pytest.mark.parametrize(("moment", "early"), [("23.59.59", "2024-10-08"), ("23.59.59.000001", "2024-10-06")])
def test_an_extension_in_the_very_last_second_is_in_time(moment: str, early: str) -> None:
    pattern = "%Y-%m-%d %H.%M.%S" + (".%f" if moment.count(".") == 3 else "")
    extended = datetime.strptime(f"2024-10-06 {moment}", pattern).replace(tzinfo=zone("WIB"))
    found = limit(law.book().clock("PK-05"), date(2024, 10, 4), calendar(), extended=[(extended, 0)])

    assert found is not None and local(found.due_early) == f"{early} 23.59"


def test_without_holidays_calendar_days_are_counted_and_the_desks_hours_left_out() -> None:
    found = limit(law.book().clock("PK-03"), date(2030, 5, 6), calendar())

    assert found is not None
    assert [local(reading.due) for reading in found.readings] == ["2030-05-07 23.59", "2030-05-08 23.59"]
