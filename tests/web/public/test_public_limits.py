"""Dates a reporter is told carry their warnings: other readings, and holidays that nobody has decreed yet."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from saksama.law.season import Season
from saksama.places.models import Place
from saksama.web.public.report import limits

pytestmark = pytest.mark.one_engine

PEMILU = Season("pemilu", "pemilu", None, "Masa kampanye.", "Campaign.")
PLACE = Place(code="13.71", name="Kota Karangan", level="kabkota", timezone="Asia/Jakarta")
ESTIMATE = {"id": "Hari libur 2027 masih perkiraan.", "en": "Holidays of 2027 are still an estimate."}


def told(known_on: date, language: str) -> str:
    now = datetime(known_on.year, known_on.month, known_on.day, 3, tzinfo=UTC)
    return " ".join(one.words for one in limits.report_limit(PLACE, PEMILU, known_on, now, language))


def next_told(day: date, language: str) -> str:
    received = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    return " ".join(one.words for one in limits.next_dates(PLACE, PEMILU, "named", received, language))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_limit_that_reaches_into_a_year_without_a_decree_says_so(language):
    day = date(2026, 12, 30)
    assert ESTIMATE[language] in told(day, language)
    assert ESTIMATE[language] in next_told(day, language)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_limit_within_decreed_years_carries_no_such_warning(language):
    day = date(2026, 11, 2)
    assert told(day, language)
    assert ESTIMATE[language] not in told(day, language) + next_told(day, language)
