from datetime import date

import pytest
from tests.cases.courses import Course
from tests.scenes import scene

from saksama.law import demonstration

VOTING = date(2024, 11, 27)


@pytest.fixture(autouse=True)
def election(data_folder) -> None:
    """Pilkada Andai, with the distances of 2024: voting on 27 November."""
    demonstration.fix_voting_day(VOTING)


@scene
def course(cast) -> Course:
    """A case to be told, at the hour of the cast."""
    demonstration.fix_voting_day(VOTING)
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
