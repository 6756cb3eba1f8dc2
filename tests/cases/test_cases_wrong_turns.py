"""The wrong turns at Bawaslu, each to the sentence that reporter and accused read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.courses import ALL_MET, SCAN

from saksama import store
from saksama.cases import queries
from saksama.cases.models import Document, Link
from saksama.intake import actions as intake
from saksama.intake import queries as mailboxes
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed


def told(course, n: int = -1) -> str:
    """The last sentence in a reporter's mailbox."""
    return mailboxes.mailbox(course.codes[n], course.now).status.sentence_id


def documents(course, form: str) -> list[Document]:
    with store.reading(SYSTEM):
        return list(Document.objects.filter(case__public_id=course.case_id, form=form))


# ---- late ------------------------------------------------------------------------------------------------------------


def test_a_late_report_is_not_registered_and_lives_on_as_a_tip(course):
    course.report(days_ago=20)
    clocks = {one.subject: one for one in course.page(course.cast.bagus).clocks}
    assert clocks["report"].state == "missed"
    assert course.case.meter[2] == "no"
    course.step("initial_study.opened", course.cast.bagus)
    course.step("conditions.assessed", course.cast.bagus, conditions={**ALL_MET, "time_limit": "no"})
    course.step("registration.refused", course.cast.bagus, reason="late", reasons="Lewat batas.")
    assert "lewat batas waktu" in told(course)
    assert course.case.outcome == "not_registered"
    course.step("kept_as_tip", course.cast.bagus)
    assert course.case.stage == "informasi_awal"
    assert "informasi awal" in told(course)


# ---- duplicate -------------------------------------------------------------------------------------------------------


def test_a_duplicate_is_joined_and_both_reporters_stay_informed(course):
    first = course.studied().case_id
    course.report()
    second = course.case_id
    assert course.case.similar == 1
    assert course.page(course.cast.bagus).similar[0].case == str(first)
    course.step("joined", course.cast.bagus, case=str(first))
    assert course.case.stage == "joined"
    assert "digabung" in told(course)
    course.case_id = first
    assert [act.kind for act in course.acts()][-1] == "evidence.added"
    with store.reading(SYSTEM):
        assert Link.objects.filter(case__public_id=first).count() == 2
    course.step("registered", course.cast.bagus, agency=str(course.cast.agency.public_id), accused="Irwan; Camat", status="pns")
    assert "diregistrasi" in told(course, 0)
    assert told(course, 0) == told(course, 1)
    assert second != first


def test_a_case_with_two_reports_stands_once_among_those_that_look_alike(course):
    first = course.studied().case_id
    course.report()
    course.step("joined", course.cast.bagus, case=str(first))
    course.report()
    assert [one.case for one in course.page(course.cast.bagus).similar] == [str(first)]


def test_a_case_cannot_be_joined_to_itself_or_to_what_has_ended(course, reported):
    with pytest.raises(Invalid) as refused:
        course.step("joined", course.cast.bagus, case=str(course.case_id))
    assert refused.value.context["field"] == "case"
    course.registered()
    course.invited()
    course.answer()
    course.kajian("not_proven")
    course.step("pleno.not_proven", course.cast.citra, votes=course.votes(), minutes="Pleno.", outcome_reasons="Tidak terbukti.")
    ended = course.case_id
    course.report()
    with pytest.raises(Invalid) as refused:
        course.step("joined", course.cast.bagus, case=str(ended))
    assert refused.value.context["field"] == "case"


# ---- not rescued -----------------------------------------------------------------------------------------------------


def test_a_report_that_is_not_completed_is_refused_after_its_limit(course, reported):
    course.step("initial_study.opened", course.cast.bagus)
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto sudah cukup.")
    asked = mailboxes.mailbox(course.codes[0], course.now).asked
    assert asked.text == "Satu foto sudah cukup."
    assert asked.due is not None
    assert course.case.waiting_on == "reporter"
    course.pass_days(4)
    assert {one.subject: one for one in course.page(course.cast.bagus).clocks}["completion"].late
    course.step("registration.refused", course.cast.bagus, reason="requirements", reasons="Tidak dilengkapi.")
    assert "belum lengkap" in told(course)


def test_a_completion_in_time_brings_the_study_on_at_the_hour_of_posting(course, drain):
    course.report(door="named")
    course.step("initial_study.opened", course.cast.bagus)
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto sudah cukup.")
    posted = course.now + timedelta(hours=5)
    intake.reply(course.codes[0], "Ini tautan videonya.", completes=True, now=posted)
    drain(posted + timedelta(hours=9))
    last = course.acts()[-1]
    assert last.kind == "completion.received"
    assert last.happened_at == posted.replace(second=0)
    assert course.case.stage == "initial_study"
    drain(posted + timedelta(hours=10))
    assert len(course.acts()) == 4


def test_a_completion_that_comes_after_the_refusal_is_kept_as_a_message(course, drain):
    course.report(door="named")
    course.step("initial_study.opened", course.cast.bagus)
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto sudah cukup.")
    course.pass_days(4)
    course.step("registration.refused", course.cast.bagus, reason="requirements", reasons="Tidak dilengkapi.")
    intake.reply(course.codes[0], "Maaf terlambat.", completes=True, now=course.now)
    drain(course.now)
    assert course.acts()[-1].kind == "reporter.wrote"
    assert course.case.stage == "not_registered"


def test_a_withdrawal_is_recorded_with_its_sentence(course, drain):
    course.report(door="named")
    intake.withdraw(course.codes[0], now=course.now)
    drain(course.now)
    assert course.acts()[-1].kind == "reporter.withdrew"
    assert "informasi awal" in told(course)


# ---- not an ASN ------------------------------------------------------------------------------------------------------


def test_who_is_not_asn_is_handed_over_with_a_letter_and_no_reporter_in_it(course):
    from tests.cases.courses import text_of_docx

    from saksama.vault import actions as vault
    from saksama.vault import queries as sealed

    course.studied()
    with pytest.raises(Invalid):
        course.step(
            "registered",
            course.cast.bagus,
            agency=str(course.cast.agency.public_id),
            accused="Pak Wali; Wali Nagari",
            status="not_asn",
        )
    course.step(
        "handed_over", course.cast.bagus, reason="not_asn", to_body="regent", accused="Pak Wali; Wali Nagari", note="Catatan."
    )
    assert course.case.stage == "handed_over"
    assert "bukan ASN" in told(course)
    [letter] = documents(course, "handover")
    words = text_of_docx(vault.read(sealed.item(letter.editable), keys=course.cast.bagus.keys).content)
    assert "Pak Wali" in words
    assert "SARINAMA" not in words


# ---- tracing ---------------------------------------------------------------------------------------------------------


def identity_condition(course):
    return next(one for one in course.page(course.cast.bagus).conditions if one.key == "reporter_identity")


def test_a_tip_becomes_a_finding_only_on_an_item_of_its_own(course):
    course.report(door="nameless")
    assert course.case.stage == "informasi_awal"
    course.step("tracing.opened", course.cast.bagus)
    course.step("tracing.noted", course.cast.bagus, source="tipster", note="Dari pemberi informasi.")
    with pytest.raises(NotAllowed) as refused:
        course.step("temuan.made", course.cast.bagus)
    assert "tidak berasal dari pemberi informasi" in refused.value.detail
    course.step("violation.found", course.cast.bagus)
    course.step("tracing.noted", course.cast.bagus, source="own_observation", note="Petugas melihat sendiri.")
    assert "Beri nama" in identity_condition(course).wanted_id
    course.step("temuan.made", course.cast.bagus)
    asked = identity_condition(course)
    assert (asked.state, asked.wanted_id) == ("unasked", "Ini temuan: penemunya petugas, bukan pelapor.")
    course.step("registered", course.cast.bagus, agency=str(course.cast.agency.public_id), accused="Irwan; Camat", status="pns")
    assert "/TM/" in course.case.number
    assert "Nama Anda tidak ada" in " ".join(
        said[0] for stop in mailboxes.mailbox(course.codes[0], course.now).stops for said in stop.said
    )


# ---- not proven ------------------------------------------------------------------------------------------------------


def test_not_proven_ends_with_a_letter_in_the_accused_room(course, registered):
    course.invited()
    course.answer()
    course.kajian("not_proven")
    course.step(
        "pleno.not_proven", course.cast.citra, votes=course.votes(), minutes="Berita acara.", outcome_reasons="Tidak cukup bukti."
    )
    assert course.case.next_rule == "SAK-EXON"
    assert "tidak terbukti" in told(course)
    course.step("exoneration.sent", course.cast.bagus)
    room = queries.for_pass(course.pass_code, now=course.now)
    assert "tidak terbukti" in room.outcome.id
    [letter] = room.documents
    assert letter.form == "exoneration"
    assert queries.pass_item(course.pass_code, letter.public_id, now=course.now).content.startswith(b"%PDF")
    course.step("closed", course.cast.bagus)
    assert course.case.outcome == "not_proven"
    assert not course.case.in_queue


# ---- the plenary -----------------------------------------------------------------------------------------------------


def test_the_registrar_does_not_vote_even_as_a_member(course):
    from tests.cast import SINCE

    from saksama.accounts.models import Grant, Role

    bagus = course.cast.bagus
    Grant.objects.create(
        user=bagus.user, role=Role.COMMISSIONER, office=str(course.cast.umpamo.public_id), valid_from=SINCE, granted_by="system"
    )
    course.registered()
    course.holder()
    course.kajian("not_proven")
    with pytest.raises(NotAllowed) as refused:
        course.step("pleno.not_proven", bagus, votes=course.votes(), minutes="-", outcome_reasons="-")
    assert "meregistrasi" in refused.value.detail
    with pytest.raises(Invalid) as refused:
        course.step(
            "pleno.not_proven",
            course.cast.citra,
            votes=course.votes(bagus="agree", citra="agree"),
            minutes="-",
            outcome_reasons="-",
        )
    assert refused.value.context["field"] == "votes"


def test_a_member_with_an_interest_neither_votes_nor_decides(course, registered):
    course.holder()
    course.kajian("not_proven")
    course.step("interest.stated", course.cast.dewi, interest="kin")
    with pytest.raises(NotAllowed):
        course.step("pleno.not_proven", course.cast.dewi, votes=course.votes(citra="agree"), minutes="-", outcome_reasons="-")
    with pytest.raises(Invalid) as refused:
        course.step("pleno.not_proven", course.cast.citra, votes=course.votes(), minutes="-", outcome_reasons="-")
    assert "kepentingan" in refused.value.detail


def test_a_plenary_without_quorum_or_majority_is_refused(course, registered):
    course.holder()
    course.kajian("not_proven")
    for votes in (course.votes(citra="agree"), course.votes(citra="agree", dewi="against")):
        with pytest.raises(Invalid) as refused:
            course.step("pleno.not_proven", course.cast.citra, votes=votes, minutes="-", outcome_reasons="-")
        assert refused.value.context["field"] == "votes"


def test_the_forwarding_letter_says_where_he_was_not_heard(course):
    from tests.cases.courses import text_of_docx

    from saksama.vault import actions as vault
    from saksama.vault import queries as sealed

    course.registered()
    course.holder()
    course.kajian()
    course.step("pleno.forwarded", course.cast.citra, votes=course.votes(), minutes="Berita acara.")
    assert not course.page(course.cast.citra).heard
    [letter] = documents(course, "forwarding")
    assert "belum didengar" in text_of_docx(vault.read(sealed.item(letter.editable), keys=course.cast.citra.keys).content)


# ---- recorded later --------------------------------------------------------------------------------------------------


def test_a_step_from_last_week_keeps_both_times_and_its_reason(course, registered):
    course.pass_days(9)
    earlier = course.now - timedelta(days=6)
    values = {"facts": "Fakta.", "analysis": "Analisis.", "conclusion": "forward", "elements": course.judged()}
    with pytest.raises(Invalid) as refused:
        course.step("kajian.written", course.cast.bagus, at=earlier, papers=(SCAN,), **values)
    assert refused.value.context["field"] == "late_reason"
    with pytest.raises(Invalid) as refused:
        course.step("kajian.written", course.cast.bagus, at=earlier, late_reason="Listrik padam.", **values)
    assert refused.value.context["field"] == "documents"
    act = course.step("kajian.written", course.cast.bagus, at=earlier, late_reason="Listrik padam.", papers=(SCAN,), **values)
    assert act.happened_at == earlier
    assert act.recorded_at == course.now
    assert act.body["late_days"] == 6
    [entry] = [one for one in course.page(course.cast.bagus).entries if one.nth == act.nth]
    assert entry.late
    opened = queries.sealed(course.case_id, course.cast.bagus.actor, course.cast.bagus.keys, now=course.now)
    assert any(note.texts.get("late_reason") == "Listrik padam." for note in opened.notes)


def test_a_step_in_the_future_is_refused(course, reported):
    with pytest.raises(Invalid) as refused:
        course.step("initial_study.opened", course.cast.bagus, at=course.now + timedelta(days=1))
    assert refused.value.context["field"] == "happened_at"


def test_a_clock_stops_on_the_day_it_happened_not_on_the_day_it_was_entered(course):
    course.registered()
    course.invited()
    course.answer()
    course.kajian()
    registered = course.acts()[4].happened_at
    course.pass_days(12)
    course.step(
        "pleno.forwarded",
        course.cast.citra,
        at=registered + timedelta(hours=30),
        votes=course.votes(),
        minutes="-",
        late_reason="Sinyal putus.",
        papers=(SCAN,),
    )
    handling = next(one for one in course.page(course.cast.bagus).clocks if one.subject == "handling")
    assert handling.state == "met"
