"""From the forwarded case to a sanction known to be carried out, or known not to be."""

from __future__ import annotations

from tests.cases.courses import SCAN


def test_the_whole_path_to_an_executed_sanction(course):
    course.decided()
    course.step("decision.delivered", course.cast.wati, papers=(SCAN,))
    course.step("effect.proved", course.cast.wati, effect="pay", papers=(SCAN,))
    assert course.case.stage == "executed"
    assert course.case.outcome == "executed"
    course.step("closed", course.cast.bagus)
    assert course.case.stage == "closed"
