"""Cases to be looked at by the browser: the course of tests/cases, at the hour of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from tests.cases.courses import Course
from tests.scenes import scene

from saksama.law import demonstration
from saksama.store import clock
from saksama.vault.session import real_now


def stand_at(hour: datetime) -> None:
    clock.set_offset(hour - real_now() + timedelta(seconds=2))  # whole seconds: never before the hour


@pytest.fixture
def at_hour(data_folder) -> Callable[[datetime], None]:
    """Move the installation's clock to an hour of the story."""
    return stand_at


@scene
def course(cast) -> Course:
    """A case to be told, while Pilkada Andai is under way; the screens see the same hour."""
    demonstration.fix_voting_day(date(2024, 11, 27))
    stand_at(cast.now)
    return Course(cast, cast.now)
