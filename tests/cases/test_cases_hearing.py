"""Appointments that fit the clock, minutes with their warnings, a lost code, and who may be invited at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from tests.cases.courses import SCAN, Course
from tests.cases.releases import law, with_rule

from saksama import store
from saksama.accounts.actions.passes import PassUnknown
from saksama.cases import hearings, minutes, projecting, queries
from saksama.cases.models import Party
from saksama.cases.projections import Appointment
from saksama.intake import queries as mailboxes
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed

WARNED = ["criminal_use", "silence", "company"]
WIB = timedelta(hours=7)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour of October 2024 on the wall of the office."""
    return datetime(2024, 10, day, hour, minute, tzinfo=UTC) - WIB


def invite(course: Course, when: datetime, **more: object) -> object:
    told = {"where": "Kantor", "way": "hand", "allegation": "Anda diduga naik panggung.", **more}
    return course.step("accused.invited", course.cast.bagus, when=when, **told)


def ready(course: Course) -> Course:
    course.registered()
    course.holder()
    return course


def held(course: Course, **more: object) -> object:
    told = {"present": "yes", "warned": WARNED, "minutes": "Ia hadir.", **more}
    return course.step("clarification.held", course.cast.bagus, **told)


def appointments(course: Course) -> list[Appointment]:
    with store.reading(SYSTEM):
        return list(Appointment.objects.filter(case__public_id=course.case_id).order_by("nth"))


# ---- the hour --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (at(20, 10), "bukan hari kerja (akhir pekan)"),
        (at(15, 17), "Di luar jam kantor"),
        (at(14, 15), "Surat perlu 1 hari kerja"),
        (at(18, 12), "salat Jumat"),
        (at(30, 10), "Sesudah batas penanganan"),
    ],
)
def test_an_hour_that_does_not_fit_is_refused_with_its_reason_until_he_says_so(course, when, words):
    ready(course)
    with pytest.raises(Invalid) as refused:
        invite(course, when)
    assert words in refused.value.detail
    assert refused.value.context["field"] == "when"
    assert invite(course, when, anyway=True).body["anyway"] is True


@pytest.mark.parametrize(
    ("rule", "changes", "words"),
    [
        ("SAK-WAY-HAND", {"count": 2}, "Surat perlu 2 hari kerja"),
        ("PK-06", {"desk_hours": dict.fromkeys(range(5), time(10, 30))}, "Di luar jam kantor: 08.00 sampai 10.30"),
    ],
)
def test_the_days_of_a_letter_and_the_hours_of_the_desk_are_those_of_the_rule_base(course, rule, changes, words):
    ready(course)
    with law(with_rule(rule, **changes)), pytest.raises(Invalid) as refused:
        invite(course, at(15, 10))
    assert words in refused.value.detail
    assert invite(course, at(15, 10))


@pytest.mark.parametrize(("way", "day"), [("hand", 15), ("messenger", 15), ("agency", 16), ("post", 17)])
def test_SAK_WAY_a_letter_needs_its_days(course, way, day):
    """Monday 14 October 2024: one day by hand or message, two through the agency, three by post, past the limit."""
    ready(course)
    with pytest.raises(Invalid) as refused:
        invite(course, at(day - 1, 15), way=way)
    assert "Surat perlu" in refused.value.detail
    if way == "post":
        with pytest.raises(Invalid, match="invalid") as refused:
            invite(course, at(day, 9), way=way)
        assert "Surat perlu" not in refused.value.detail
    assert invite(course, at(day, 9), way=way, anyway=way == "post")


def test_an_hour_that_fits_leaves_no_trace_of_a_tick(course):
    ready(course)
    assert "anyway" not in invite(course, at(15, 10), anyway=True).body


def test_PK_05_a_day_between_the_two_readings_names_the_earlier_one(course):
    ready(course)
    handling = next(one for one in course.page(course.cast.bagus).clocks if one.subject == "handling")
    assert handling.due_early < handling.due_late
    with pytest.raises(Invalid) as refused:
        invite(course, handling.due_early + timedelta(minutes=1))
    assert "menurut hitungan awal" in refused.value.detail
    assert "by the earlier reading" in refused.value.detail_en


def test_proposed_hours_all_fit_and_come_before_the_limit(course):
    ready(course)
    found = queries.proposals(course.case_id, course.cast.bagus.actor, way="agency", now=course.now)
    assert found.hours
    assert all(one <= found.due_early for one in found.hours)
    assert all((one + WIB).weekday() < 5 for one in found.hours)
    assert min(found.hours) >= at(16, 8)   # a letter through the agency needs two working days
    for when in found.hours:
        invite(course, when, way="agency")


def test_an_appointment_after_the_limit_has_passed_is_only_a_matter_of_office_hours(course):
    ready(course)
    course.pass_days(21)
    assert queries.proposals(course.case_id, course.cast.bagus.actor, way="hand", now=course.now).hours
    assert invite(course, course.now + timedelta(days=1, hours=1))


@pytest.mark.parametrize("when", [at(14, 8), at(13, 10), datetime(2026, 10, 14, 3, tzinfo=UTC), datetime(2024, 10, 16, 10)])
def test_an_hour_in_the_past_too_far_off_or_without_zone_is_impossible(course, when):
    ready(course)
    with pytest.raises(Invalid):
        invite(course, when, anyway=True)


def test_the_same_officer_or_room_at_one_time_is_warned_of(course):
    ready(course)
    officer = str(course.cast.bagus.user.public_id)
    invite(course, at(15, 10), officer=officer, room="room_1", anyway=True)
    second = ready(Course(course.cast, course.now))
    for again, words in (({"officer": officer}, "sudah memimpin"), ({"room": "room_1"}, "sudah dipakai")):
        with pytest.raises(Invalid) as refused:
            invite(second, at(15, 10, 30), **again)
        assert words in refused.value.detail
    invite(second, at(15, 11), officer=officer, room="room_1")
    third = ready(Course(course.cast, course.now))
    invite(third, at(15, 10), room="online")   # online is no room


def test_a_stranger_to_the_office_leads_no_hearing(course):
    ready(course)
    with pytest.raises(Invalid) as refused:
        invite(course, at(15, 10), officer=str(course.cast.yusuf.user.public_id))
    assert refused.value.context["field"] == "officer"


# ---- moved, missed, held, second ------------------------------------------------------------------------------------


def test_an_appointment_is_moved_missed_and_made_anew_and_the_agenda_follows(course):
    ready(course)
    first = invite(course, at(15, 10))
    course.step("clarification.moved", course.cast.bagus, appointment=str(first.nth), when=at(16, 10), asked_by="invited")
    assert [(one.at, one.state, one.moved) for one in appointments(course)] == [(at(16, 10), "planned", 1)]
    course.pass_days(2.2)
    course.step("clarification.missed", course.cast.bagus, appointment=str(first.nth), excuse="excused", note="Sakit.")
    invite(course, at(17, 10), anyway=True)
    assert [one.state for one in appointments(course)] == ["missed", "planned"]
    course.pass_days(1)
    held(course)
    assert [one.state for one in appointments(course)] == ["missed", "held"]
    with store.reading(SYSTEM):
        assert projecting.differences(course.case, course.now) == ()
        Appointment.objects.filter(nth=first.nth).update(state="held")
        assert [one.column for one in projecting.differences(course.case, course.now)] == ["appointments"]


def test_a_second_invitation_takes_the_place_of_an_open_one(course):
    ready(course)
    invite(course, at(15, 10))
    invite(course, at(16, 10))
    assert [one.state for one in appointments(course)] == ["replaced", "planned"]


def test_an_appointment_that_was_taken_back_leaves_the_agenda(course):
    ready(course)
    act = invite(course, at(15, 10))
    invite(course, at(16, 10), corrects=act.nth)
    assert [(one.nth, one.at) for one in appointments(course)] == [(act.nth, at(16, 10))]


def test_no_outcome_is_recorded_before_the_day_of_the_appointment(course):
    ready(course)
    act = invite(course, at(16, 10))
    minutes = {"present": "yes", "warned": WARNED, "minutes": "x"}
    for step, told in (("clarification.missed", {}), ("clarification.held", minutes)):
        with pytest.raises(Invalid) as refused:
            course.step(step, course.cast.bagus, appointment=str(act.nth), **told)
        assert refused.value.context["field"] == "appointment"


@pytest.mark.parametrize("forged", ["999", "-1", "abc", ""])
def test_a_forged_appointment_is_no_choice(course, forged):
    ready(course)
    invite(course, at(15, 10))
    with pytest.raises(Invalid) as refused:
        course.step("clarification.moved", course.cast.bagus, appointment=forged, when=at(16, 10), asked_by="office")
    assert refused.value.context["field"] == "appointment"


# ---- minutes ---------------------------------------------------------------------------------------------------------


def test_minutes_want_all_three_warnings_and_something_that_was_said(course):
    ready(course)
    invite(course, at(15, 10))
    course.pass_days(1.2)
    with pytest.raises(Invalid) as refused:
        held(course, warned=WARNED[:2])
    assert refused.value.context["field"] == "warned"
    with pytest.raises(Invalid) as refused:
        held(course, minutes="", questions=[("Di mana Anda?", "  ")])
    assert refused.value.context["field"] == "minutes"
    with pytest.raises(Invalid) as refused:
        held(course, signature="refused")
    assert refused.value.context["field"] == "refusal"
    with pytest.raises(Invalid):
        held(course, questions=[("T", "J")] * 41)
    with pytest.raises(Invalid) as refused:
        held(course, minutes="p" * 20_001)
    assert refused.value.context["field"] == "minutes"
    held(course, present="no", warned=[], minutes="")


def test_the_accused_reads_his_own_minutes_and_nothing_of_the_officers_note(course):
    ready(course)
    invite(course, at(15, 10))
    code = course.pass_code
    course.pass_days(1.2)
    act = held(
        course,
        questions=[("Di mana Anda?", "Di rumah.\nJawab 9. bukan kepala"), ("Kosong", "")],
        companion="PENDAMPINGNAMA; advokat",
        companion_role="lawyer",
        note="CATATANPETUGAS",
        signature="signed",
    )
    [shown] = queries.for_pass(code, now=course.now).minutes
    assert shown.pairs == (("Di mana Anda?", "Di rumah.\nJawab 9. bukan kepala"),)
    assert shown.text == "Ia hadir."
    assert "CATATANPETUGAS" not in repr(shown.pairs) + shown.text
    with store.reading(SYSTEM):
        [party] = Party.objects.filter(case__public_id=course.case_id, role="companion")
        assert party.name == "PENDAMPINGNAMA"
    assert "PENDAMPINGNAMA" not in json.dumps(act.body)
    held(course, minutes="Diperbaiki.", corrects=act.nth)
    [shown] = queries.for_pass(code, now=course.now).minutes
    assert shown.text == "Diperbaiki."


def test_a_statement_of_a_witness_stays_out_of_the_accused_room(course):
    ready(course)
    invite(course, at(15, 10))
    told = {"who": "witness", "person": "SAKSINAMA; pedagang", "minutes": "KATASAKSI"}
    course.step("witness.heard", course.cast.bagus, warned=WARNED, **told)
    room = queries.for_pass(course.pass_code, now=course.now)
    assert "KATASAKSI" not in repr(room)
    assert "SAKSINAMA" not in repr(room)
    assert room.minutes == ()


# ---- whom one may invite ---------------------------------------------------------------------------------------------


def test_a_reporter_is_invited_through_the_box_and_never_by_name(course):
    course.registered(door="named")
    told = {"where": "Kantor", "when": at(15, 10), "who": "reporter"}
    with pytest.raises(Invalid) as refused:
        course.step("witness.invited", course.cast.bagus, way="box", person="SARINAMA; warga", **told)
    assert refused.value.context["field"] == "person"
    with pytest.raises(Invalid) as refused:
        course.step("witness.invited", course.cast.bagus, way="post", **told)
    assert refused.value.context["field"] == "way"
    course.step("witness.invited", course.cast.bagus, way="box", **told)
    [letter] = mailboxes.mailbox(course.codes[0], course.now).letters
    assert "mengundang Anda" in letter.text


def test_who_reported_without_a_name_is_not_invited(course):
    course.report(door="nameless")
    course.step("tracing.opened", course.cast.bagus)
    with pytest.raises(Invalid) as refused:
        course.step("witness.invited", course.cast.bagus, way="box", who="reporter", where="Kantor", when=at(15, 10))
    assert refused.value.context["field"] == "who"
    assert mailboxes.mailbox(course.codes[0], course.now).letters == ()


# ---- the code, lost and handed over ----------------------------------------------------------------------------------


def test_a_lost_code_is_replaced_the_old_one_is_dead_and_no_limit_moves(course):
    ready(course)
    invite(course, at(15, 10))
    old = course.pass_code
    due = queries.for_pass(old, now=course.now).due.due_late
    course.pass_days(1)
    course.step("pass.reissued", course.cast.bagus, way="hand")
    with pytest.raises(PassUnknown):
        queries.for_pass(old, now=course.now)
    room = queries.for_pass(course.pass_code, now=course.now)
    assert room.allegation.text == "Anda diduga naik panggung."
    assert room.due.due_late == due


def test_no_code_is_replaced_before_there_was_one(course):
    ready(course)
    with pytest.raises(IllegalStep):
        course.step("pass.reissued", course.cast.bagus, way="hand")


def test_a_letter_handed_over_in_person_needs_its_signed_receipt(course):
    ready(course)
    invite(course, at(15, 10))
    with pytest.raises(Invalid) as refused:
        course.step("letter.handed", course.cast.bagus, received_by="accused")
    assert refused.value.context["field"] == "documents"
    course.step("letter.handed", course.cast.bagus, received_by="accused", papers=(SCAN,))
    assert "diserahkan pada" in queries.for_pass(course.pass_code, now=course.now).entries[-1].id


# ---- more time -------------------------------------------------------------------------------------------------------


def test_SAK_REPLY_more_time_runs_to_the_last_second_and_not_beyond(course):
    ready(course)
    invite(course, at(15, 10))
    due = queries.for_pass(course.pass_code, now=course.now).due.due_late
    course.now = due + timedelta(minutes=1)
    room = queries.for_pass(course.pass_code, now=course.now)
    assert not room.may_ask_time and "sudah lewat" in room.may_ask_time.reason
    assert room.may_reply
    with pytest.raises(NotAllowed):
        course.answer("more_time")
    with pytest.raises(Invalid) as refused:
        course.step("reply.extended", course.cast.bagus, days=3)
    assert refused.value.context["field"] == "days"
    course.now = due - timedelta(seconds=1)
    course.answer("more_time")
    assert queries.for_pass(course.pass_code, now=course.now).due.due_late > due


def test_SAK_REPLY_a_second_extension_is_refused_to_him_and_needs_a_reason_from_the_office(course):
    ready(course)
    invite(course, at(15, 10))
    course.answer("more_time")
    with pytest.raises(NotAllowed) as refused:
        course.answer("more_time")
    assert "hanya dapat diminta sekali" in refused.value.detail
    with pytest.raises(Invalid) as again:
        course.step("reply.extended", course.cast.bagus, days=2)
    assert again.value.context["field"] == "note"
    for days in (0, 11, 9_999, "x"):
        with pytest.raises(Invalid):
            course.step("reply.extended", course.cast.bagus, days=days, note="Sakit.")
    course.step("reply.extended", course.cast.bagus, days=2, note="Sakit.")


# ---- pure ------------------------------------------------------------------------------------------------------------


def test_questions_and_answers_come_back_as_they_were_typed():
    told = (("Satu?\nTanya 7. palsu", "Ya.\n\n  menjorok"), ("Dua?", "Jawab 1. bukan judul"))
    assert minutes.pairs(minutes.written(told)) == told
    assert minutes.pairs("") == ()


def test_overlaps_are_found_by_officer_and_by_room():
    hour = timedelta(hours=1)
    one = hearings.Taken(at(15, 9), at(15, 10), "a", "room_1")
    rows = [one, hearings.Taken(at(15, 9, 30), at(15, 11), "a", ""), hearings.Taken(at(15, 10), at(15, 10) + hour, "b", "room_1")]
    assert hearings.colliding(rows) == {0, 1}
