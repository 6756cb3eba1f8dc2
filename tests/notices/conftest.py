from __future__ import annotations

from datetime import date

import pytest
from tests.cases.courses import Course
from tests.cast import NOW
from tests.scenes import scene

from saksama.law import demonstration

VOTING = date(2024, 11, 27)


@pytest.fixture(autouse=True)
def election(data_folder) -> None:
    """Pilkada Andai, with the distances of 2024: voting on 27 November."""
    demonstration.fix_voting_day(VOTING)


@scene
def course(cast) -> Course:
    demonstration.fix_voting_day(VOTING)
    return Course(cast, NOW)
