"""A case that moves to another Bawaslu office: keys, reports, limits and numbers; who reads, who acts, what is refused."""

from __future__ import annotations

import pytest

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import actions, queries
from saksama.cases.against_record import departures
from saksama.cases.models import Clock, Counter
from saksama.cases.queries import registers
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.intake import actions as mailboxes
from saksama.intake import queries as intake
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed, NotFound
from saksama.ledger import queries as ledger
from saksama.vault.errors import NotAReader

WHY = {"basis": "perbawaslu_7_2022", "reasons": "RAHASIAALASAN tempat kejadian di sana."}


@pytest.fixture
def course(course):
    course.cast.add("sinta", Role.COMMISSIONER, office=course.cast.misal)
    course.cast.add("pak_prov", Role.COMMISSIONER, office=course.cast.province)
    return course


def give(course, to=None, who=None, **how):
    to = to or course.cast.misal
    values = {"to_office": str(to.public_id), "reason": "place", **WHY, **how}
    seen = values.pop("seen", None)
    return course.step("case.transferred", who or course.cast.bagus, seen=seen, **values)


def limits(course):
    with store.reading(SYSTEM):
        rows = Clock.objects.filter(case__public_id=course.case_id, limb="asn")
        return {one.subject: (one.started_by, one.stopped_by, one.due_early, one.due_late, one.state) for one in rows}


def told(course) -> str:
    return intake.mailbox(course.codes[0], course.now).status.sentence_id


def reports(course):
    return intake.of_case(course.case_id)


def lines(person, form, now):
    return registers.lines(person.actor, form, year=now.year, now=now)


def test_it_moves_with_its_limits_keys_and_reports_and_the_origin_reads_no_more(course):
    cast = course.cast
    course.studied()
    before = limits(course)
    give(course)
    assert limits(course) == before
    assert course.case.office == str(cast.misal.public_id)
    with pytest.raises(NotFound):
        course.page(cast.bagus)
    assert course.page(cast.malik).public_id == str(course.case_id)
    [report] = reports(course)
    assert report.office == cast.misal.public_id
    assert intake.narrative(report, cast.malik.keys).story
    assert "Bawaslu" in told(course) and "batas waktunya tetap berjalan" in told(course)
    course.step("transfer.accepted", cast.sinta)
    with pytest.raises(NotAReader):
        intake.narrative(report, cast.bagus.keys)
    assert intake.narrative(report, cast.malik.keys).story
    assert actions.rebuild(course.case_id, now=course.now) == ()
    assert list(departures()) == []
    assert ledger.verify().ok


def test_a_registered_case_stands_in_both_registers_and_neither_has_a_gap(course):
    cast = course.cast
    course.registered()
    first = course.case.number
    give(course)
    assert course.case.number == first
    course.step("transfer.accepted", cast.malik)
    second = course.case.number
    assert second != first and second.startswith("001/Reg/LP/")
    [theirs] = lines(cast.bagus, "register-LP", course.now).rows
    assert (theirs.number, theirs.case, theirs.moved_to) == (first, "", cast.misal.name)
    [ours] = lines(cast.malik, "register-LP", course.now).rows
    assert (ours.number, ours.case, ours.moved_to) == (second, str(course.case_id), "")
    assert registers.problems() == []
    for number in (first, second):
        assert [row.public_id for row in queries.search(cast.malik.actor, number, now=course.now)] == [str(course.case_id)]


def test_the_receiving_office_goes_on_where_the_other_stopped(course):
    cast = course.cast
    course.studied()
    give(course)
    course.step("transfer.accepted", cast.malik)
    agency = str(cast.agency.public_id)
    course.step("registered", cast.malik, agency=agency, accused="Irwan; Camat", status="pns", violations=["DS-04"])
    assert course.case.stage == "registered"


def test_sent_back_it_is_the_origins_again_and_the_other_reads_no_more(course):
    cast = course.cast
    course.studied()
    before = limits(course)
    give(course)
    course.step("transfer.returned", cast.malik, reasons="Tempatnya di Umpamo.")
    assert course.case.office == str(cast.umpamo.public_id) and limits(course) == before
    with pytest.raises(NotFound):
        course.page(cast.malik)
    [report] = reports(course)
    with pytest.raises(NotAReader):
        intake.narrative(report, cast.malik.keys)
    assert intake.narrative(report, cast.bagus.keys).story
    assert "kembali ditangani" in told(course)
    give(course)
    course.step("transfer.accepted", cast.malik)
    assert actions.rebuild(course.case_id, now=course.now) == ()


@pytest.mark.parametrize("reason", ["conflict", "heavy"])
def test_the_level_above_takes_it_over_at_once(course, reason):
    cast = course.cast
    course.registered()
    first = course.case.number
    course.step("case.taken_over", cast.pak_prov, reason=reason, **WHY)
    assert course.case.office == str(cast.province.public_id)
    assert course.case.number != first
    with pytest.raises(NotFound):
        course.page(cast.bagus)
    with pytest.raises(NotAReader):
        intake.narrative(reports(course)[0], cast.bagus.keys)
    assert intake.narrative(reports(course)[0], cast.pak_prov.keys).story
    assert "diambil alih" in told(course)
    assert registers.problems() == []


def test_the_one_who_worked_on_it_does_not_any_more(course):
    cast = course.cast
    course.studied()
    course.step("officer.assigned", cast.bagus, officer=str(cast.bagus.user.public_id))
    give(course)
    assert course.case.assigned_to == ""


def test_what_the_reporter_writes_then_reaches_the_new_office_only(course, drain):
    cast = course.cast
    course.studied(door="named")
    give(course)
    course.step("transfer.accepted", cast.malik)
    mailboxes.reply(course.codes[0], "Ada saksi lain.", now=course.now)
    drain(course.now)
    letters = intake.messages(reports(course)[0], cast.malik.keys)
    assert [one.text for one in letters] == ["Ada saksi lain."]
    with pytest.raises(NotAReader):
        intake.messages(reports(course)[0], cast.bagus.keys)


def test_who_is_kept_out_is_kept_out_of_it_there_too(course):
    """Malik stood aside before: the transfer gives him no key and no row."""
    from saksama.accounts import actions as accounts

    cast = course.cast
    course.studied()
    accounts.recuse(cast.malik.user, str(course.case_id), ground="kin", actor=cast.malik.actor, now=course.now)
    give(course)
    with pytest.raises(NotFound):
        course.page(cast.malik)
    with pytest.raises(NotAReader):
        intake.narrative(reports(course)[0], cast.malik.keys)
    assert intake.narrative(reports(course)[0], cast.sinta.keys).story


@pytest.mark.parametrize(("sent_back", "at"), [(False, "misal"), (True, "umpamo")])
def test_the_accused_reads_where_his_file_lies_never_why_and_answers_there(course, sent_back, at):
    cast = course.cast
    course.registered().invited()
    code, due = course.pass_code, queries.for_pass(course.pass_code, now=course.now).due
    give(course, reason="conflict")
    if sent_back:
        course.step("transfer.returned", cast.malik, reasons="RAHASIAALASAN bukan di sini.")
    room, office = queries.for_pass(code, now=course.now), getattr(cast, at)
    assert office.name == room.office and office.name in room.entries[-1].id and office.name in room.entries[-1].en
    assert room.due == due and room.may_reply
    shown = repr(room)
    assert "RAHASIAALASAN" not in shown and "berkepentingan" not in shown and "SARINAMA" not in shown
    actions.file_reply(code, choice="reply", text="JAWABANSAYA Saya hanya lewat.", now=course.now)
    reader = cast.bagus if sent_back else cast.malik
    if not sent_back:
        course.step("transfer.accepted", reader)
    [reply] = queries.sealed(course.case_id, reader.actor, reader.keys, now=course.now).replies
    assert reply.texts["text"].startswith("JAWABANSAYA")


def test_the_accused_reads_who_took_his_file_over(course):
    course.registered().invited()
    code = course.pass_code
    course.step("case.taken_over", course.cast.pak_prov, reason="conflict", **WHY)
    room = queries.for_pass(code, now=course.now)
    assert room.office == course.cast.province.name
    assert "diambil alih" in room.entries[-1].id and room.office in room.entries[-1].id
    assert "berkepentingan" not in repr(room)


# ---- refused ---------------------------------------------------------------------------------------------------------


def refused(course, kind, *, field="to_office", **values) -> None:
    before = len(course.acts())
    with pytest.raises(kind) as found:
        give(course, **values)
    if kind is Invalid:
        assert found.value.context["field"] == field
    assert len(course.acts()) == before and course.case.office == str(course.cast.umpamo.public_id)


@pytest.mark.parametrize("to", ["umpamo", "seberang", "oversight"])
def test_not_to_itself_nor_beyond_the_province_nor_to_another_body(course, to):
    course.studied()
    refused(course, Invalid, to=getattr(course.cast, to))


@pytest.mark.parametrize("junk", ["", "kata", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "x" * 5000])
def test_not_to_an_office_that_does_not_exist(course, junk):
    course.studied()
    with pytest.raises(Invalid):
        course.step("case.transferred", course.cast.bagus, to_office=junk, reason="place", **WHY)


def test_not_to_an_office_where_nobody_with_a_key_may_read_it(course):
    cast = course.cast
    course.studied()
    for person in (cast.malik, cast.sinta):
        course.step("exclusion.recorded", cast.bagus, person=str(person.user.public_id), ground="kin")
    refused(course, Invalid)


def test_not_to_a_level_that_the_reporter_did_not_want(course):
    from saksama.intake.models import Report

    course.studied()
    with store.reading(SYSTEM):
        Report.objects.filter(case_public_id=course.case_id).update(exclude_district=True)
    refused(course, Invalid)


def test_two_officers_at_once_the_second_reads_the_firsts_act(course):
    course.studied()
    seen = len(course.acts())
    course.step("note.added", course.cast.citra, note="Satu.")
    with pytest.raises(ActedMeanwhile) as faster:
        give(course, seen=seen)
    assert [one.act for one in faster.value.since] == ["note.added"]


def test_twice_is_not_found_for_who_gave_it_and_refused_where_it_lies(course):
    cast = course.cast
    course.studied()
    give(course)
    with pytest.raises(NotFound):
        give(course)
    with pytest.raises(NotAllowed):
        give(course, to=cast.umpamo, who=cast.malik)
    with pytest.raises(NotAllowed):
        course.step("requirements.met", cast.malik)
    course.step("transfer.accepted", cast.malik)
    for act, values in (("transfer.accepted", {}), ("transfer.returned", {"reasons": "Salah."})):
        with pytest.raises(NotAllowed):
            course.step(act, cast.malik, **values)


@pytest.mark.parametrize("kind", ["note.added", "transfer.returned"])
def test_a_move_is_sent_back_and_not_corrected(course, kind):
    """A note in its place would leave the file with an office that it never went to."""
    course.studied()
    moved = give(course)
    values = {"note": "Keliru."} if kind == "note.added" else {"reasons": "Keliru."}
    with pytest.raises(Invalid) as refused:
        course.step(kind, course.cast.malik, corrects=moved.nth, **values)
    assert refused.value.context["field"] == "corrects"


def test_an_ended_case_stays(course):
    course.studied()
    course.step("registration.refused", course.cast.bagus, reason="not_asn", reasons="Bukan ASN.")
    with pytest.raises(IllegalStep):
        give(course)


@pytest.mark.parametrize(
    ("name", "expected"), [("malik", NotFound), ("wati", NotFound), ("rahmat", NotAllowed), ("joni", NotFound)]
)
def test_only_the_handling_office_gives_it_away(course, name, expected):
    course.studied()
    with pytest.raises(expected):
        give(course, who=getattr(course.cast, name))


@pytest.mark.parametrize(("name", "expected"), [("citra", NotAllowed), ("sinta", NotFound), ("rahmat", NotAllowed)])
def test_only_the_level_above_takes_over(course, name, expected):
    course.studied()
    with pytest.raises(expected):
        course.step("case.taken_over", getattr(course.cast, name), reason="heavy", **WHY)


def test_a_locked_key_gives_nothing_away(course):
    course.studied()
    step = Input(values={"to_office": str(course.cast.misal.public_id), "reason": "place", **WHY}, happened_at=course.now,
                 seen=len(course.acts()))
    with pytest.raises(NotAllowed):
        actions.take(course.case_id, "case.transferred", step, actor=course.cast.bagus.actor, keys=None, now=course.now)


def test_no_number_is_drawn_for_a_step_that_fails(course):
    course.registered()
    with pytest.raises(Invalid):
        give(course, to=course.cast.umpamo)
    with store.reading(SYSTEM):
        assert not Counter.objects.filter(office=str(course.cast.misal.public_id)).exists()
