"""Dates are said in words, with hour and zone, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from saksama.web.frame import dates
from saksama.web.frame.templatetags import saksama as tags

MOMENT = datetime(2024, 10, 14, 9, 0, tzinfo=UTC)


def test_moment_in_words_has_day_hour_and_zone():
    assert dates.long_moment(MOMENT) == "Senin, 14 Oktober 2024, pukul 16.00 WIB"
    assert dates.long_moment(MOMENT, "en") == "Monday, 14 October 2024, 16.00 WIB"


@pytest.mark.parametrize(("zone", "said"), [("Asia/Makassar", "pukul 17.00 WITA"), ("Asia/Jayapura", "pukul 18.00 WIT")])
def test_hour_is_said_in_the_office_zone(zone: str, said: str):
    assert dates.clock_time(MOMENT, "id", zone) == said


def test_date_of_an_instant_is_the_date_in_the_zone():
    late = datetime(2024, 10, 14, 17, 30, tzinfo=UTC)
    assert dates.long_date(late).startswith("Selasa, 15 Oktober")
    assert dates.long_date(date(2024, 10, 14)).startswith("Senin, 14 Oktober")


def test_naive_instant_is_refused():
    with pytest.raises(ValueError, match="zone"):
        dates.long_moment(datetime(2024, 10, 14, 9, 0))


def test_filters_write_a_time_element_and_nothing_for_nothing():
    assert tags.tanggal_jam(MOMENT) == ('<time datetime="2024-10-14T16:00+07:00">Senin, 14 Oktober 2024, pukul 16.00 WIB</time>')
    assert tags.tanggal(None) == ""
    with translation.override("en"):
        assert "Monday, 14 October 2024" in tags.tanggal(MOMENT)


def test_days_are_counted_as_calendar_days():
    assert tags.hitung_hari(date(2024, 10, 14), date(2024, 10, 14)) == "hari ini"
    assert tags.hitung_hari(datetime(2024, 10, 14, 16, 59, tzinfo=UTC), datetime(2024, 10, 14, 17, 1, tzinfo=UTC)) == "1 hari"


def test_numbers_follow_the_language():
    assert tags.angka(2034) == "2.034"
    assert tags.angka(None) == "belum ada angka"
    with translation.override("en"):
        assert tags.angka(2034) == "2,034"


def test_code_is_shown_in_five_groups():
    assert "7K3M-A9QX-2TN4-ZJ5D-RW87" in tags.kode("7K3MA9QX2TN4ZJ5DRW87")
    assert tags.kelompok("7K3MA9QX2TN4ZJ5DRW87") == ["7K3M", "A9QX", "2TN4", "ZJ5D", "RW87"]
