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


@pytest.fixture
def drain():
    """Run the waiting jobs to the end, as the worker does, at a given hour."""
    from saksama.jobs import worker

    def run(now) -> int:
        n = 0
        while worker.run_once(now):
            n += 1
        return n

    return run
