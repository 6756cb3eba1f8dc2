"""The six conditions decide what is lawful at the door, by the same guard that the pages show."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest
from tests.cases.courses import ALL_MET

from saksama import store
from saksama.cases import guarding, queries
from saksama.cases.models import Case
from saksama.intake import queries as intake
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid
from saksama.law.guard import KEYS


def case(meter, regime="pilkada"):
    opened = datetime(2024, 10, 20, 3, tzinfo=UTC)
    return Case(meter=list(meter), regime=regime, opened_at=opened, timezone="WIB", known_on=date(2024, 10, 19))


def refusal(ask) -> Invalid | None:
    try:
        ask()
    except Invalid as refused:
        return refused
    return None


@pytest.mark.one_engine
@pytest.mark.parametrize("regime", ["pilkada", "pemilu", "off_season"])
def test_over_every_state_complete_is_what_lacks_nothing_and_the_refusal_names_each_article(regime):
    for meter in product(("yes", "no", "assess"), repeat=len(KEYS)):
        found = guarding.guard_of(case(meter, regime), ())
        refused = refusal(lambda found=found: guarding.require_met(found))
        assert (refused is None) is (set(meter) == {"yes"})
        for one in found.lacking:
            assert one.citation in refused.detail and one.citation in refused.detail_en


@pytest.mark.one_engine
@pytest.mark.parametrize("late", ["yes", "no", "assess"])
@pytest.mark.parametrize("evidence", ["yes", "no", "assess"])
@pytest.mark.parametrize("reason", ["late", "requirements", "not_asn", "no_violation"])
def test_perbawaslu_8_2020_nobody_is_turned_away_for_what_stands_as_met(late, evidence, reason):
    found = guarding.guard_of(case(["yes", "yes", late, "yes", "yes", evidence]), ())
    wrong = (reason == "late" and late == "yes") or (reason == "requirements" and late == evidence == "yes")
    assert (refusal(lambda: guarding.require_ground(found, reason)) is not None) is wrong


@pytest.mark.parametrize("state", ["no", "assess"])
def test_a_report_that_lacks_something_is_neither_declared_complete_nor_registered(course, state):
    bagus = course.cast.bagus
    course.report()
    course.step("initial_study.opened", bagus)
    course.step("conditions.assessed", bagus, conditions={**ALL_MET, "evidence": state})
    accused = {"agency": str(course.cast.agency.public_id), "accused": "Irwan; Camat", "status": "pns", "violations": ["DS-04"]}
    for act, values in (("requirements.met", {}), ("registered", accused)):
        with pytest.raises(Invalid) as refused:
            course.step(act, bagus, **values)
        assert "bukti" in refused.value.detail and "Perbawaslu" in refused.value.detail
    course.step("conditions.assessed", bagus, conditions=ALL_MET)
    course.step("requirements.met", bagus)
    course.step("registered", bagus, **accused)


def test_what_the_form_took_for_met_is_not_declared_complete_before_a_person_judged_it(course):
    course.report(door="named")
    course.step("initial_study.opened", course.cast.bagus)
    with pytest.raises(Invalid) as refused:
        course.step("requirements.met", course.cast.bagus)
    assert "keenam syaratnya" in refused.value.detail
    assert course.acts()[-1].kind == "initial_study.opened"


def test_what_was_asked_for_is_missing_on_the_page_until_it_is_judged_anew(course):
    bagus = course.cast.bagus
    course.report()
    course.step("initial_study.opened", bagus)
    course.step("conditions.assessed", bagus, conditions=ALL_MET)
    course.step("completion.requested", bagus, missing=["evidence"], message="Satu foto sudah cukup.")
    lacking = [one for one in course.page(bagus).conditions if one.state != "yes"]
    assert [(one.key, one.state) for one in lacking] == [("evidence", "no")]
    assert lacking[0].wanted_id


def test_a_passed_day_cannot_be_asked_for(course):
    course.report()
    course.step("initial_study.opened", course.cast.bagus)
    with pytest.raises(Invalid):
        course.step("completion.requested", course.cast.bagus, missing=["time_limit"], message="Kapan?")


def test_the_page_names_the_hour_that_the_request_then_names(course):
    """PK-03: the hour an officer sees before sending is the hour its reporter reads."""
    bagus = course.cast.bagus
    course.report()
    course.step("initial_study.opened", bagus)
    closes = queries.completion_closes(course.case_id, bagus.actor, now=course.now)
    html = bagus.client().get(f"/petugas/perkara/{course.case_id}/langkah/completion.requested/").content.decode()
    assert "Bila dikirim sekarang" in html
    course.step("completion.requested", bagus, missing=["evidence"], message="Satu foto sudah cukup.")
    assert intake.mailbox(course.codes[0], course.now).asked.due == closes


def test_a_refusal_says_what_could_still_be_asked_for(course):
    bagus = course.cast.bagus
    course.report()
    course.step("initial_study.opened", bagus)
    course.step("conditions.assessed", bagus, conditions={**ALL_MET, "evidence": "no"})
    html = bagus.client().get(f"/petugas/perkara/{course.case_id}/langkah/registration.refused/").content.decode()
    assert "Pelapor belum diminta melengkapinya" in html and "Perbawaslu 8/2020" in html


def test_the_page_and_the_report_say_the_same(course):
    """What the door kept of the check page is what the desk shows, condition by condition."""
    report = course.report()
    with store.reading(SYSTEM):
        kept = report.conditions
    assert {one.key: one.state for one in course.page(course.cast.bagus).conditions} == kept
