"""The weeks of an office are counted from its handling limits, and nobody counts another's."""

from __future__ import annotations

from datetime import timedelta

from saksama.cases.queries import flow


def test_a_case_begun_and_ended_stands_in_its_weeks(course, registered, cast):
    [before] = flow.flows(cast.bagus.actor, now=course.now + timedelta(hours=1), weeks=4)
    assert (before.begun, sum(before.ended), before.cases) == ((0, 0, 0, 1), 0, 1)
    assert 1 < before.limit_days < 10
    [later] = flow.flows(cast.bagus.actor, now=course.now + timedelta(days=8), weeks=4)
    assert later.begun == (0, 0, 1, 0)
    assert flow.flows(cast.yusuf.actor, now=course.now + timedelta(hours=1), weeks=4) == []
