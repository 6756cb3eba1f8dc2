"""Dates as people say them: "Senin, 14 Oktober 2024, pukul 16.00 WIB". Pure; Django's own translated month costs 80 µs a cell."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": (
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
    ),
    "en": (
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
    ),
}
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
DEFAULT_ZONE = "Asia/Jakarta"


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def local(value: datetime, zone: str = DEFAULT_ZONE) -> datetime:
    """Return an aware instant in the office's zone; a naive one is a defect of the caller."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return value.astimezone(_zone(zone or DEFAULT_ZONE))


def long_date(value: date | datetime, language: str = "id", zone: str = DEFAULT_ZONE) -> str:
    """Return `Senin, 14 Oktober 2024` (`Monday, 14 October 2024`)."""
    day = local(value, zone).date() if isinstance(value, datetime) else value
    tongue = "en" if language.startswith("en") else "id"
    return f"{DAYS[tongue][day.weekday()]}, {day.day} {MONTHS[tongue][day.month - 1]} {day.year}"


def short_date(value: date | datetime, language: str = "id", zone: str = DEFAULT_ZONE) -> str:
    """Return `Sen 14 Okt` (`Mon 14 Oct`), for lists and the line, where the year is clear from the page."""
    day = local(value, zone).date() if isinstance(value, datetime) else value
    tongue = "en" if language.startswith("en") else "id"
    return f"{DAYS[tongue][day.weekday()][:3]} {day.day} {MONTHS[tongue][day.month - 1][:3]}"


def clock_time(value: datetime, language: str = "id", zone: str = DEFAULT_ZONE) -> str:
    """Return `pukul 16.00 WIB` (`16.00 WIB`)."""
    when = local(value, zone)
    name = ZONES.get(zone or DEFAULT_ZONE, when.tzname() or "")
    spoken = f"{when.hour:02d}.{when.minute:02d} {name}"
    return spoken if language.startswith("en") else f"pukul {spoken}"


def long_moment(value: datetime, language: str = "id", zone: str = DEFAULT_ZONE) -> str:
    """Return `Senin, 14 Oktober 2024, pukul 16.00 WIB`."""
    return f"{long_date(value, language, zone)}, {clock_time(value, language, zone)}"


def machine(value: date | datetime, zone: str = DEFAULT_ZONE) -> str:
    """Return the value of a `<time datetime>`."""
    return local(value, zone).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
