"""A report lost for something that could have been cured is counted, by whether anybody had asked for it (decision 46)."""

from __future__ import annotations

import pytest
from tests.cases.courses import ALL_MET

from saksama.cases import actions, statistics
from saksama.cases.defects import CURABLE, Loss
from saksama.insight import actions as figures
from saksama.intake import actions as intake
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid
from saksama.opendata import queries as opendata

pytestmark = pytest.mark.django_db
NONE = {Loss.NEVER_ASKED: 0, Loss.LAPSED: 0}


def studied(course, **states):
    course.report(door="named")
    course.step("initial_study.opened", course.cast.bagus)
    if states:
        course.step("conditions.assessed", course.cast.bagus, conditions={**ALL_MET, **states})


def ask(course):
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto sudah cukup.")


def refuse(course, reason="requirements", **how):
    return course.step("registration.refused", course.cast.bagus, reason=reason, reasons="RAHASIAALASAN", **how)


@pytest.mark.parametrize("key", CURABLE)
def test_each_curable_condition_never_asked_for_is_counted(course, key):
    studied(course, **{key: "no"})
    refuse(course)
    assert statistics.defects_lost() == {**NONE, Loss.NEVER_ASKED: 1}


def test_one_that_was_asked_for_and_lapsed_is_counted_apart(course):
    studied(course, evidence="no")
    ask(course)
    course.pass_days(6)
    refuse(course)
    assert statistics.defects_lost() == {**NONE, Loss.LAPSED: 1}


def test_a_lapse_that_the_sweep_has_told_counts_once(course, drain):
    studied(course, evidence="no")
    ask(course)
    course.pass_days(6)
    assert actions.lapse_due_clocks(course.now) >= 1
    refuse(course)
    assert statistics.defects_lost() == {**NONE, Loss.LAPSED: 1}


def test_what_an_officer_asked_for_is_unmet_though_the_form_had_it(course):
    studied(course)
    ask(course)
    course.pass_days(6)
    refuse(course)
    assert statistics.defects_lost()[Loss.LAPSED] == 1


@pytest.mark.parametrize("reason", ["late", "not_asn", "no_violation"])
def test_another_reason_is_no_defect_lost(course, reason):
    studied(course, evidence="no", time_limit="no")
    refuse(course, reason)
    assert statistics.defects_lost() == NONE


@pytest.mark.parametrize("states", [{"time_limit": "no"}, {"time_limit": "no", "evidence": "no"}])
def test_what_could_not_have_been_cured_is_not_counted(course, states):
    studied(course, **states)
    refuse(course)
    assert statistics.defects_lost() == NONE


def test_a_refusal_while_the_reporter_still_has_time_is_neither(course):
    studied(course, evidence="no")
    ask(course)
    refuse(course)
    assert statistics.defects_lost() == NONE


def test_a_refusal_after_an_answer_is_neither(course, drain):
    studied(course, evidence="no")
    ask(course)
    intake.reply(course.codes[0], "Ini tautannya.", completes=True, now=course.now)
    drain(course.now)
    assert course.acts()[-1].kind == "completion.received"
    course.pass_days(6)
    refuse(course)
    assert statistics.defects_lost() == NONE


def test_a_second_request_counts_by_its_own_answer(course, drain):
    studied(course, evidence="no")
    ask(course)
    intake.reply(course.codes[0], "Ini tautannya.", completes=True, now=course.now)
    drain(course.now)
    ask(course)
    course.pass_days(6)
    refuse(course)
    assert statistics.defects_lost() == {**NONE, Loss.LAPSED: 1}


def test_a_refusal_corrected_to_another_reason_leaves_the_count(course):
    studied(course, evidence="no")
    wrong = refuse(course)
    assert statistics.defects_lost()[Loss.NEVER_ASKED] == 1
    refuse(course, "not_asn", corrects=wrong.nth)
    assert statistics.defects_lost() == NONE


def test_an_assessment_corrected_after_the_refusal_counts_in_its_own_place(course):
    course.report(door="named")
    course.step("initial_study.opened", course.cast.bagus)
    wrong = course.step("conditions.assessed", course.cast.bagus, conditions={**ALL_MET, "evidence": "no"})
    refuse(course)
    assert statistics.defects_lost()[Loss.NEVER_ASKED] == 1
    course.step("conditions.assessed", course.cast.bagus, conditions=ALL_MET, corrects=wrong.nth)
    assert statistics.defects_lost() == NONE


def test_reports_are_counted_and_not_cases(course):
    studied(course, evidence="no")
    first = course.case_id
    course.report()
    course.step("joined", course.cast.bagus, case=str(first))
    course.case_id = first
    refuse(course)
    assert statistics.defects_lost() == {**NONE, Loss.NEVER_ASKED: 2}


def test_what_came_without_a_name_is_no_report(course):
    studied(course, evidence="no")
    first = course.case_id
    course.report(door="nameless")
    course.step("joined", course.cast.bagus, case=str(first))
    course.case_id = first
    refuse(course)
    assert statistics.defects_lost() == {**NONE, Loss.NEVER_ASKED: 1}


def test_a_case_still_open_or_registered_is_not_lost(course):
    studied(course, evidence="no")
    assert statistics.defects_lost() == NONE
    course.registered()
    assert statistics.defects_lost() == NONE


def test_a_forged_condition_is_refused_and_moves_no_count(course):
    studied(course, time_limit="no")
    for conditions in ({**ALL_MET, "<script>": "no"}, {**ALL_MET, "evidence": "maybe"}, {"evidence": "no"}, "no"):
        with pytest.raises(Invalid):
            course.step("conditions.assessed", course.cast.bagus, conditions=conditions)
    refuse(course)
    assert statistics.defects_lost() == NONE


def test_the_nightly_version_keeps_both_figures_and_prints_none_of_the_small(course):
    studied(course, evidence="no")
    refuse(course)
    results = figures.compute(actor=SYSTEM, now=course.now).results
    assert (results["defects_never_asked"], results["defects_lapsed"]) == (1, 0)
    assert "RAHASIAALASAN" not in str(results)
    cells = dict(opendata.latest().defects)
    assert (cells["defects_never_asked"].text, cells["defects_lapsed"].text) == ("<5", "0")
