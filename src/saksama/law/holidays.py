"""The counted days of a year: the package `holidays` (national holidays and joint leave), corrected by `data/holidays.yaml`."""

from __future__ import annotations

from datetime import date, timezone
from functools import cache
from typing import TYPE_CHECKING

import holidays as package

from .calendar import Calendar

if TYPE_CHECKING:
    from .rulebook import Book


def calendar_of(book: Book, years: frozenset[int], zone: timezone) -> Calendar:
    """Return the calendar of a book for these years. A year the book does not list stays unknown, and the engine refuses it."""
    settings = book.holidays
    known = years & (settings.decreed | settings.estimated)
    days = {day: name for year in sorted(known) for day, name in _year(year).items()}
    for day in settings.remove:
        days.pop(day, None)
    days.update({day: name for day, name in settings.add.items() if day.year in known})
    return Calendar(zone, days, known, known & settings.estimated, book.days_of_24_hour_desk())


@cache
def _year(year: int) -> dict[date, str]:
    found = package.country_holidays("ID", years=year, categories=("public", "government"), language="id")
    return dict(sorted(found.items()))
