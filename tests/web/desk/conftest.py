"""Cases to be looked at by the browser: the course of tests/cases, at the hour of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from tests.cases.courses import Course

from saksama.law import demonstration
from saksama.store import clock
from saksama.vault.session import real_now


@pytest.fixture
def at_hour(data_folder) -> Callable[[datetime], None]:
    """Move the installation's clock to an hour of the story."""
    return lambda hour: clock.set_offset(hour - real_now() + timedelta(seconds=2))  # whole seconds: never before the hour


@pytest.fixture
def course(cast, at_hour) -> Course:
    """A case to be told, while Pilkada Andai is under way; the screens see the same hour."""
    demonstration.fix_voting_day(date(2024, 11, 27))
    at_hour(cast.now)
    return Course(cast, cast.now)
