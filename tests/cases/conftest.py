import pytest

from tests.cases.courses import Course


@pytest.fixture
def course(cast) -> Course:
    """A case to be told, at the hour of the cast."""
    return Course(cast, cast.now)
