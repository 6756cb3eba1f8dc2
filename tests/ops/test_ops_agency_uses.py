"""An agency that a case, a report or a person refers to is never taken away by undoing a list."""

from __future__ import annotations

import pytest
from tests.cases.courses import Course

from saksama.institutions import uses

pytestmark = pytest.mark.django_db


def test_agencies_of_cases_reports_and_people_are_in_use(cast):
    course = Course(cast, cast.now)
    course.report()
    named = {str(one.public_id) for one in (cast.government, cast.sister_agency, cast.agency, cast.other_agency)}
    assert uses.in_use(named) == {str(cast.government.public_id), str(cast.sister_agency.public_id), str(cast.agency.public_id)}
    assert uses.in_use([str(cast.other_agency.public_id)]) == set()
