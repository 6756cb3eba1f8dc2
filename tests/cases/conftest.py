from datetime import date

import pytest
from tests.cases.courses import Course

from saksama.law import demonstration


@pytest.fixture(autouse=True)
def election(data_folder) -> None:
    """Pilkada Andai, with the distances of 2024: voting on 27 November."""
    demonstration.fix_voting_day(date(2024, 11, 27))


@pytest.fixture
def course(cast) -> Course:
    """A case to be told, at the hour of the cast."""
    return Course(cast, cast.now)
