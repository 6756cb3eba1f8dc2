"""The counted days of a year: the package `holidays` (national holidays and joint leave), corrected by `data/holidays.yaml`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timezone
from enum import StrEnum
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
    added = {day: name for day, name in settings.add.items() if day.year in known}
    return Calendar(
        zone,
        holidays=_days(known, "id", settings.remove) | added,
        known=known,
        undecreed=known & settings.estimated,
        open_all_day=book.days_of_24_hour_desk(),
        names_en={day: name for day, name in _days(known, "en_US", settings.remove).items() if day not in added},
    )


class Standing(StrEnum):
    """What is known of a year's holidays and joint leave: the ministers' decree, an estimate, or nothing."""

    DECREED = "decreed"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


def standing(book: Book, year: int) -> Standing:
    """Return what the book knows of a year. Limits of an estimated year carry a warning, those of an unknown one are refused."""
    if year in book.holidays.decreed:
        return Standing.DECREED
    return Standing.ESTIMATED if year in book.holidays.estimated else Standing.UNKNOWN


def _days(years: frozenset[int], language: str, removed: Collection[date]) -> dict[date, str]:
    return {day: name for year in sorted(years) for day, name in _year(year, language).items() if day not in removed}


@cache
def _year(year: int, language: str) -> dict[date, str]:
    found = package.country_holidays("ID", years=year, categories=("public", "government"), language=language)
    return dict(sorted(found.items()))
