"""Dates, hours and units in words, in both languages, for reasons and letters."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from .calendar import Unit

DAYS_ID = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_ID = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNITS_ID = {Unit.CALENDAR_DAY: "hari kalender", Unit.WORKING_DAY: "hari kerja", Unit.HOUR: "jam", Unit.MONTH: "bulan"}
UNITS_EN = {Unit.CALENDAR_DAY: "calendar day", Unit.WORKING_DAY: "working day", Unit.HOUR: "hour", Unit.MONTH: "month"}
CHECK_ID = "Perlu diperiksa ahli hukum"
CHECK_EN = "To be checked by a lawyer"


def day_id(day: date) -> str:
    """Return `Jumat, 4 Oktober 2024`."""
    return f"{DAYS_ID[day.weekday()]}, {day.day} {MONTHS_ID[day.month - 1]} {day.year}"


def day_en(day: date) -> str:
    """Return `Friday, 4 October 2024`."""
    return f"{DAYS_EN[day.weekday()]}, {day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def short_id(day: date) -> str:
    """Return `4 Oktober 2024`."""
    return f"{day.day} {MONTHS_ID[day.month - 1]} {day.year}"


def short_en(day: date) -> str:
    """Return `4 October 2024`."""
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def instant_id(at: datetime, zone: tzinfo) -> str:
    """Return `Jumat, 11 Oktober 2024, pukul 16.00 WIB`."""
    local = at.astimezone(zone)
    return f"{day_id(local.date())}, pukul {local:%H.%M} {local.tzname()}"


def instant_en(at: datetime, zone: tzinfo) -> str:
    """Return `Friday, 11 October 2024, 16.00 WIB`."""
    local = at.astimezone(zone)
    return f"{day_en(local.date())}, {local:%H.%M} {local.tzname()}"


def count_en(count: int, unit: Unit) -> str:
    return f"{count} {UNITS_EN[unit]}{'' if abs(count) == 1 else 's'}"


def count_id(count: int, unit: Unit) -> str:
    return f"{count} {UNITS_ID[unit]}"


def estimate_id(year: int) -> str:
    """Return what must stand beside a date that rests on holidays which are not decreed yet."""
    return f"Hari libur {year} masih perkiraan"


def estimate_en(year: int) -> str:
    return f"Holidays of {year} are still an estimate"
