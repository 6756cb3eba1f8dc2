"""The door: what happens to a report from its arrival to its register number."""

from __future__ import annotations

import pytest
from tests.cases.courses import ALL_MET

from saksama.kernel.errors import IllegalStep, NotFound


def test_a_report_opens_its_file_with_the_first_act_and_clock(course):
    course.report(door="sealed")
    case = course.case
    assert case.stage == "received"
    assert case.regime == "pilkada"
    assert [act.kind for act in course.acts()] == ["report.received"]
    assert case.next_rule == "PK-02"
    page = course.page(course.cast.bagus)
    assert page.steps[0].act == "initial_study.opened"
    assert page.primary.act == "initial_study.opened"


def test_a_verb_against_the_stage_lists_the_open_acts(course, reported):
    with pytest.raises(IllegalStep) as refused:
        course.step("kajian.written", course.cast.bagus, facts="x", analysis="y", conclusion="forward")
    assert "initial_study.opened" in refused.value.context["allowed"]


def test_steps_of_the_initial_study_lead_to_registration_open(course, reported):
    course.step("initial_study.opened", course.cast.bagus)
    course.step("conditions.assessed", course.cast.bagus, conditions=ALL_MET)
    assert course.case.meter == ["yes"] * 6


def test_a_stranger_finds_no_such_case(course, reported):
    with pytest.raises(NotFound):
        course.page(course.cast.yusuf)


def test_opening_a_name_is_an_act_with_its_sealed_reason(course):
    from saksama.cases import queries

    bagus = course.cast.bagus
    course.report(door="named")
    course.step("identity.opened", bagus, reasons="ALASANBUKA mencocokkan KTP")
    opened = queries.sealed(course.case_id, bagus.actor, bagus.keys, now=course.now)
    assert opened.notes[0].texts["reasons"].startswith("ALASANBUKA")
    assert "ALASANBUKA" not in str(course.acts()[-1].body)
    with pytest.raises(NotFound):
        course.step("identity.opened", course.cast.yusuf, reasons="x")
