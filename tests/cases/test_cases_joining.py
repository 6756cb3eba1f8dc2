"""A joining that is taken back: the case is as if it had never been joined, for officers, reporters, clocks and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.courses import ALL_MET
from tests.evidence.pictures import jpeg
from tests.intake.filings import Sent

from saksama import store
from saksama.accounts import actions as accounts
from saksama.cases import actions, queries
from saksama.cases.against_record import departures
from saksama.cases.models import Clock, Link
from saksama.cases.steps import ActedMeanwhile
from saksama.intake import actions as mailboxes
from saksama.intake import queries as intake
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed, NotFound
from saksama.ledger import queries as ledger
from saksama.vault.errors import NotAReader


def joined(course, *, opened: bool = True):
    """A second case joined to a studied first one; returns the first, the course stands at the second."""
    whole = course.studied().case_id
    course.report()
    if opened:
        course.step("initial_study.opened", course.cast.bagus)
    course.step("joined", course.cast.bagus, case=str(whole))
    return whole


def at(course, case_id):
    return replace(course, case_id=case_id)


def limits(course) -> dict[str, tuple[object, ...]]:
    with store.reading(SYSTEM):
        rows = Clock.objects.filter(case__public_id=course.case_id, limb="asn")
        return {one.subject: (one.started_by, one.stopped_by, one.due_early, one.due_late, one.state) for one in rows}


def linked(case_id) -> int:
    with store.reading(SYSTEM):
        return Link.objects.filter(case__public_id=case_id).count()


def told(course, n: int) -> str:
    return intake.mailbox(course.codes[n], course.now).status.sentence_id


@pytest.mark.parametrize("opened", [True, False])
def test_a_joining_taken_back_leaves_stage_and_limits_as_they_were(course, opened):
    whole = course.studied().case_id
    course.report()
    if opened:
        course.step("initial_study.opened", course.cast.bagus)
    before = (course.case.stage, course.case.waiting_since, limits(course))
    course.step("joined", course.cast.bagus, case=str(whole))
    assert limits(course) != before[2]
    course.pass_days(1)
    undone = course.step("join.undone", course.cast.bagus)
    assert undone.corrects == course.acts()[-2].nth
    assert (course.case.stage, course.case.waiting_since, limits(course)) == before
    for one in (course, at(course, whole)):
        assert actions.rebuild(one.case_id, now=course.now) == ()
    assert list(departures()) == []
    assert ledger.verify().ok


def test_the_limit_that_passed_while_it_was_joined_has_passed(course):
    """Nothing is won or lost by a joining that should not have been: the study's limit ran on."""
    joined(course)
    course.pass_days(10)
    course.step("join.undone", course.cast.bagus)
    clocks = {one.subject: one for one in course.page(course.cast.bagus).clocks}
    assert clocks["initial_study"].state == "missed"


def test_a_limit_that_the_joining_ended_is_not_kept_as_ended_then(course):
    """After undoing, a limit ends once more at its real end: what the undone act recorded of it does not come back."""
    from saksama.cases.projecting import ended_before
    from saksama.cases.reading import acts_of

    joined(course)
    with store.reading(SYSTEM):
        assert "initial_study" in {one["subject"] for one in ended_before(acts_of(course.case, "asn"), "asn")}
    course.step("join.undone", course.cast.bagus)
    with store.reading(SYSTEM):
        assert "initial_study" not in {one["subject"] for one in ended_before(acts_of(course.case, "asn"), "asn")}


def test_the_reports_are_its_own_again_and_the_other_case_says_that_they_left(course):
    whole = joined(course)
    assert linked(whole) == 2
    course.step("join.undone", course.cast.bagus)
    other = at(course, whole)
    assert (linked(whole), linked(course.case_id)) == (1, 1)
    assert [len(one.page(course.cast.bagus).reports) for one in (other, course)] == [1, 1]
    assert [act.kind for act in other.acts()][-2:] == ["evidence.added", "report.parted"]
    assert "dipisahkan lagi" in other.page(course.cast.bagus).entries[-1].sentence_id


def test_each_reporter_hears_of_his_own_case_only_from_then_on(course):
    whole = joined(course)
    at(course, whole).step(
        "registered", course.cast.bagus, agency=str(course.cast.agency.public_id), accused="Irwan; Camat", status="pns"
    )
    assert told(course, 1) == told(course, 0)
    course.step("join.undone", course.cast.bagus)
    assert "ditangani sendiri lagi" in told(course, 1)
    assert "diregistrasi" in told(course, 0)
    course.step("conditions.assessed", course.cast.bagus, conditions=ALL_MET)
    assert "6 dari 6" in told(course, 1)
    assert "diregistrasi" in told(course, 0)




def test_it_can_be_joined_and_parted_again(course):
    whole = joined(course)
    for _ in range(2):
        course.step("join.undone", course.cast.citra)
        course.step("joined", course.cast.bagus, case=str(whole))
    assert (course.case.stage, linked(whole)) == ("joined", 2)
    assert actions.rebuild(course.case_id, now=course.now) == ()


@pytest.mark.parametrize("how", ["act", "recusal"])
def test_who_was_kept_out_while_it_was_joined_stays_kept_out(course, how):
    cast = course.cast
    whole = joined(course)
    report = intake.of_case(whole)[1]
    if how == "act":
        at(course, whole).step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    else:
        accounts.recuse(cast.dewi.user, str(whole), ground="kin", actor=cast.dewi.actor, now=course.now)
    course.step("join.undone", cast.bagus)
    with pytest.raises(NotFound):
        course.page(cast.dewi)
    with pytest.raises(NotAReader):
        intake.narrative(report, cast.dewi.keys)
    assert intake.narrative(report, cast.bagus.keys).story


# ---- refused ---------------------------------------------------------------------------------------------------------


def test_there_is_nothing_to_undo_before_a_joining_or_after_its_undoing(course):
    whole = course.studied().case_id
    course.report()
    assert "join.undone" not in {one.act for one in course.page(course.cast.bagus).steps}
    with pytest.raises(IllegalStep):
        course.step("join.undone", course.cast.bagus)
    course.step("joined", course.cast.bagus, case=str(whole))
    assert "join.undone" in {one.act for one in course.page(course.cast.bagus).steps}
    course.step("join.undone", course.cast.bagus)
    assert "join.undone" not in {one.act for one in course.page(course.cast.bagus).steps}
    with pytest.raises(IllegalStep):
        course.step("join.undone", course.cast.bagus)
    assert len([act for act in course.acts() if act.kind == "join.undone"]) == 1


def test_a_form_sent_twice_undoes_once(course):
    joined(course)
    seen = len(course.acts())
    course.step("join.undone", course.cast.bagus, seen=seen)
    with pytest.raises(ActedMeanwhile):
        course.step("join.undone", course.cast.bagus, seen=seen)


@pytest.mark.parametrize("kind", ["note.added", "initial_study.opened", "joined"])
def test_a_joining_is_taken_back_by_its_own_step_only(course, kind):
    """A note in its place would free the case and leave its reports in the other one."""
    whole = joined(course, opened=False)
    values = {"note.added": {"note": "Keliru."}, "joined": {"case": str(whole)}}.get(kind, {})
    with pytest.raises(Invalid) as refused:
        course.step(kind, course.cast.bagus, corrects=course.acts()[-1].nth, **values)
    assert "batalkan" in refused.value.detail or "dibatalkan" in refused.value.detail
    assert (course.case.stage, linked(whole)) == ("joined", 2)


@pytest.mark.parametrize("nth", [1, 2, 99])
def test_the_step_takes_back_nothing_but_a_joining(course, nth):
    joined(course)
    with pytest.raises((IllegalStep, Invalid)):
        course.step("join.undone", course.cast.bagus, corrects=nth)


@pytest.mark.parametrize(
    ("name", "expected"), [("malik", NotFound), ("wati", NotFound), ("rahmat", NotAllowed), ("joni", NotFound)]
)
def test_only_the_handling_office_undoes_it(course, name, expected):
    joined(course)
    with pytest.raises(expected):
        course.step("join.undone", getattr(course.cast, name))
    assert course.case.stage == "joined"


def test_who_may_not_see_the_other_case_is_not_told_of_it(course):
    """Recused from the first case after the joining: the refusal names neither case nor ground."""
    cast = course.cast
    whole = joined(course)
    accounts.recuse(cast.citra.user, str(whole), ground="kin", actor=cast.citra.actor, now=course.now)
    with pytest.raises(NotAllowed) as refused:
        course.step("join.undone", cast.citra)
    assert str(whole) not in refused.value.detail + refused.value.detail_en
    assert "Minta rekan" in refused.value.detail
    assert linked(whole) == 2


def test_what_has_gone_on_or_ended_keeps_the_report(course):
    cast = course.cast
    whole = joined(course)
    other = at(course, whole)
    other.step("registration.refused", cast.bagus, reason="not_asn", reasons="Bukan ASN.")
    assert "tetap di sana" in refusal(course)
    assert (course.case.stage, linked(whole)) == ("joined", 2)


def refusal(course) -> str:
    with pytest.raises(NotAllowed) as refused:
        course.step("join.undone", course.cast.bagus)
    assert refused.value.detail_en
    return refused.value.detail


def test_a_case_that_was_joined_on_is_parted_first(course):
    cast = course.cast
    first = course.studied().case_id
    second = at(course, None)
    second.report()
    third = at(second, None)
    third.report()
    third.step("joined", cast.bagus, case=str(second.case_id))
    second.step("joined", cast.bagus, case=str(first))
    assert linked(first) == 3
    with pytest.raises(NotAllowed):
        third.step("join.undone", cast.bagus)
    second.step("join.undone", cast.bagus)
    assert (linked(first), linked(second.case_id)) == (1, 2)
    third.step("join.undone", cast.bagus)
    assert (linked(second.case_id), linked(third.case_id)) == (1, 1)
    assert queries.page(third.case_id, cast.bagus.actor, now=course.now).stage == "received"


# ---- what the other case rests on ------------------------------------------------------------------------------------


def test_evidence_that_the_other_case_uses_stays_there(course):
    """A study that names the report's picture would rest on nothing."""
    cast = course.cast
    whole = joined(course)
    mailboxes.add_files(course.codes[1], [Sent("foto.jpg", [jpeg()], "image/jpeg")], now=course.now)
    other = at(course, whole)
    [file] = [one for one in other.page(cast.bagus).files if not one.own]
    agency = str(cast.agency.public_id)
    other.step("registered", cast.bagus, agency=agency, accused="Irwan; Camat", status="pns", violations=["DS-04"])
    other.holder()
    course.step("join.undone", cast.bagus)
    assert other.page(cast.bagus).files == ()
    assert [one.public_id for one in course.page(cast.bagus).files] == [file.public_id]
    course.step("joined", cast.bagus, case=str(whole))
    judged = {key: {**found, "evidence": [file.public_id]} for key, found in other.judged().items()}
    other.step("kajian.written", cast.bagus, facts="Fakta.", analysis="Analisis.", conclusion="forward", elements=judged)
    assert "sudah dipakai" in refusal(course)
    assert linked(whole) == 2
