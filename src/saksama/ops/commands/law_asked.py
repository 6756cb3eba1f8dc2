"""What the parts of `saksama law` are asked: days, moments and regions, read strictly, and how their answers begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from saksama.law.calendar import Calendar, calendar_for, zone
from saksama.law.rulebook import Book
from saksama.law.wording import estimate_en, estimate_id
from saksama.ops.errors import CommandRefused
from saksama.places import nation

YEARS_ON = 3
_ZONE_OF_OFFSET = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}
_ZONE_OF_NAME = {nation.WIB: "WIB", nation.WITA: "WITA", nation.WIT: "WIT"}


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the decree, by its code, with the zone of its province."""

    code: str
    name: str
    timezone: str


def day(text: str) -> date:
    """Return a day written as 2024-10-07; anything else is refused."""
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise CommandRefused(f"{text!r} is not a date of the calendar; write it as 2024-10-07.") from None


def moment(text: str) -> date | datetime:
    """Return a day, or a moment that names its zone: 2024-11-01T15:30+07:00. A moment without zone is refused, not guessed."""
    try:
        at = datetime.fromisoformat(text) if "T" in text else day(text)
    except ValueError:
        raise CommandRefused(f"{text!r} is not a moment of the calendar; write it as 2024-11-01T15:30+07:00.") from None
    if isinstance(at, datetime) and at.tzinfo is None:
        raise CommandRefused(f"{text!r} does not say its zone; add +07:00 (WIB), +08:00 (WITA) or +09:00 (WIT).")
    if not 1900 < at.year < 2100:
        raise CommandRefused(f"{text!r} lies outside what can be counted; give a year from 1901 to 2099.")
    return at


def region(code: str) -> Region:
    """Return the place with this code of the interior ministry, province to village; another code is refused."""
    found = nation.place(code)
    if found is None:
        raise CommandRefused(f"There is no region {code!r}; give a code of the interior ministry, such as 13.71 (Kota Padang).")
    return Region(found.code, found.name, _ZONE_OF_NAME[nation.ZONES[found.code[:2]]])


def timezone_of(asked: Region | None, named: str | None, *moments: date | datetime) -> str:
    """Return the office's zone: that of the region, else the named one, else that of the first moment's offset, else WIB."""
    if asked is not None and named and named != asked.timezone:
        raise CommandRefused(f"{asked.name} lies in {asked.timezone}; leave --timezone out.")
    if asked is not None:
        return asked.timezone
    offsets = [at.utcoffset() for at in moments if isinstance(at, datetime)]
    return named or next((_ZONE_OF_OFFSET[offset] for offset in offsets if offset in _ZONE_OF_OFFSET), "WIB")


def calendar_around(on: date, timezone: str) -> Calendar:
    """Return the office's calendar from the year before a day (limits counted backwards) to three years on."""
    return calendar_for(range(on.year - 1, on.year + YEARS_ON), timezone)


def local_day(at: date | datetime, timezone: str) -> date:
    return at.astimezone(zone(timezone)).date() if isinstance(at, datetime) else at


def head(name: str, book: Book) -> dict[str, Any]:
    """Return how every answer begins: which form it has and which rule base it rests on."""
    return {"schema": f"saksama/law-{name}/1", "release": book.release}


def warnings(years: tuple[int, ...]) -> list[dict[str, Any]]:
    return [{"code": "holidays_estimated", "year": year, "id": estimate_id(year), "en": estimate_en(year)} for year in years]
