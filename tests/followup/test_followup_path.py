"""From the forwarded case to a sanction known to be carried out, or known not to be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cases.courses import SCAN, text_of_docx

from saksama import store
from saksama.cases import actions, queries
from saksama.cases.models import Document
from saksama.followup import queries as followup
from saksama.intake import queries as mailboxes
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed
from saksama.law.conditions import KEYS
from saksama.vault import actions as vault
from saksama.vault import queries as sealed

NOES = dict.fromkeys(("1", "2", "3", "4", "5"), "no")


def told(course) -> str:
    return mailboxes.mailbox(course.codes[0], course.now).status.sentence_id


def letter_words(course, form: str, who) -> str:
    with store.reading(SYSTEM):
        letter = Document.objects.filter(case__public_id=course.case_id, form=form).order_by("-pk").first()
    return text_of_docx(vault.read(sealed.item(letter.editable), keys=who.keys).content)


def test_the_whole_path_to_an_executed_sanction(course, decided):
    course.step("decision.delivered", course.cast.wati, papers=(SCAN,))
    course.step("effect.proved", course.cast.wati, effect="pay", papers=(SCAN,))
    assert course.case.stage == "executed"
    assert course.case.outcome == "executed"
    assert "dua bukti" in told(course)
    page = course.page(course.cast.bagus)
    assert len(page.recommendation.proofs) == 2
    assert page.recommendation.decision == "as_recommended"
    course.step("closed", course.cast.bagus)
    assert course.case.stage == "closed"
    assert actions.rebuild(course.case_id, now=course.now) == ()


# ---- the gate --------------------------------------------------------------------------------------------------------


def test_no_recommendation_before_the_reply_or_its_lapse(course):
    course.reviewed(heard=False)
    with pytest.raises(IllegalStep) as refused:
        course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="Alasan.")
    assert refused.value.context["missing"] == "gate:reply"
    offer = next(one for one in course.page(course.cast.laila).steps if one.act == "recommendation.issued")
    assert not offer.allowed
    assert "jawaban" in offer.allowed.reason
    course.pass_days(9)
    course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="Alasan.")
    assert "belum menerima jawaban" in letter_words(course, "recommendation", course.cast.laila)


def test_the_gate_holds_for_a_recommendation_recorded_by_proxy_too(course):
    course.reviewed(heard=False)
    with pytest.raises(IllegalStep):
        course.proxy("recommendation.issued", course.cast.bagus, grade="S-BER-1", reasons="Alasan.", their_number="B-12/2024")


def test_chosen_silence_opens_the_gate_and_the_letter_says_so(course, registered):
    course.invited()
    course.answer("silent")
    course.kajian()
    course.step("pleno.forwarded", course.cast.citra, votes=course.votes(), minutes="-")
    course.step("review.opened", course.cast.laila)
    course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="Alasan.")
    assert course.case.stage == "recommendation"


def test_the_reply_lapses_only_by_its_later_reading_and_with_extensions(course, registered):
    """Five working days from Monday 14 October end on Monday 21; three more on Thursday 24."""
    course.invited()
    course.answer("more_time")
    course.kajian()
    course.step("pleno.forwarded", course.cast.citra, votes=course.votes(), minutes="-")
    course.step("review.opened", course.cast.laila)
    course.pass_days(9)  # Wednesday 23 October
    with pytest.raises(IllegalStep):
        course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="Alasan.")
    course.pass_days(2)
    course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="Alasan.")


# ---- conflict of interest --------------------------------------------------------------------------------------------


def test_one_yes_leads_to_copy_and_proposal_and_the_ppk_stays_the_addressee(course):
    cast = course.cast
    course.reviewed()
    with pytest.raises(NotAllowed):
        course.step("takeover.proposed", cast.laila, reasons="Usul.")
    course.step("conflict.tested", cast.bagus, questions={**NOES, "1": "yes"})
    course.step("conflict.tested", cast.laila, questions=NOES)
    page = course.page(cast.laila)
    assert page.conflict.outcome == "yes"
    assert page.conflict.officer["1"] == "yes" and page.conflict.analyst["1"] == "no"
    assert page.conflict.higher_authority
    course.step("recommendation.issued", cast.laila, grade="S-BER-1", reasons="Alasan.")
    words = letter_words(course, "recommendation", cast.laila)
    assert "Tembusan" in words and page.conflict.higher_authority in words
    assert course.page(cast.laila).recommendation.addressee.startswith("Bupati")
    course.step("recommendation.served", cast.wati)
    course.step("takeover.proposed", cast.laila, reasons="Usul.")
    assert course.case.stage == "with_ppk"
    assert course.case.next_rule == "BK-03"
    assert "pejabat yang lebih tinggi" in told(course)


def test_five_noes_of_both_are_a_no_and_of_one_not_yet(course, reviewed):
    course.step("conflict.tested", course.cast.bagus, questions=NOES)
    assert course.page(course.cast.bagus).conflict.outcome == "unknown"
    course.step("conflict.tested", course.cast.laila, questions=NOES)
    assert course.page(course.cast.bagus).conflict.outcome == "no"


def test_the_agency_may_declare_a_conflict_itself(course, served):
    course.step("conflict.declared", course.cast.wati, reasons="Bupati calon.")
    assert course.page(course.cast.bagus).conflict.declared
    assert course.page(course.cast.bagus).conflict.outcome == "yes"


def test_the_register_suggests_what_people_then_answer(course):
    from datetime import date

    from saksama.registry import actions as registry

    cast = course.cast
    registry.record_candidacy(
        election="pilkada-andai",
        place_code="99.01",
        pair="A",
        person_name="Zulfakar Umpamo",
        office_held="head",
        agency=str(cast.government.public_id),
        source="KPU",
        actor=cast.bagus.actor,
        now=course.now,
    )
    registry.record_holding(
        agency=str(cast.government.public_id),
        post="head",
        person="Zulfakar Umpamo",
        valid_from=date(2021, 2, 26),
        source="SK",
        actor=cast.bagus.actor,
        now=course.now,
    )
    course.reviewed()
    shown = course.page(cast.bagus).conflict
    assert any("calon" in one.id for one in shown.suggestions)
    assert "Zulfakar" not in str(shown)
    assert shown.outcome == ""


# ---- the authority is silent -----------------------------------------------------------------------------------------


def test_a_silent_authority_is_no_news_never_a_refusal_and_a_reminder_follows_its_lapse(course):
    cast = course.cast
    course.served()
    with pytest.raises(NotAllowed):
        course.step("reminder.sent", cast.bagus)
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    case = course.case
    assert case.silent_since is not None
    assert case.outcome == ""
    silence = followup.silent_since(case, course.now)
    assert silence.waiting_on == "agency" and silence.days == 30
    assert [row.public_id for row in followup.overdue_with_agencies(cast.bagus.actor, now=course.now)] == [str(course.case_id)]
    page = course.page(cast.bagus)
    station = next(one for one in page.stations if one.state == "silent")
    assert station.detail_id == "belum ada kabar"
    spoken = " ".join(entry.sentence_id for entry in page.entries)
    assert "tidak dilaksanakan" not in spoken
    course.step("reminder.sent", cast.bagus)
    assert "belum menerima kabar" in told(course)
    assert "belum menerima bukti" in letter_words(course, "reminder", cast.bagus).lower()
    course.step("escalation.sent", cast.laila, measure="C-1", reasons="Belum ada kabar.")
    assert course.case.stage == "with_ppk"


def test_reporter_accused_and_officer_read_one_day_of_silence(course):
    """R15: the desk counted from the last news, the reporter's line from the hand-over."""
    cast = course.cast
    course.recommended()
    course.pass_days(2)
    the_three_agree(course, course.acts()[-1].happened_at)
    course.step("recommendation.served", cast.wati)
    news = course.now
    course.pass_days(2)
    the_three_agree(course, None)
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    the_three_agree(course, news)
    course.step("ppk.more_time", cast.wati, reasons="Perlu waktu.")
    spoken = course.now
    course.pass_days(2)
    the_three_agree(course, spoken)


def the_three_agree(course, since) -> None:
    told = mailboxes.mailbox(course.codes[0], course.now).stops
    page = course.page(course.cast.bagus)
    room = queries.for_pass(course.pass_code, now=course.now)
    assert course.case.silent_since == since
    wanted = [since] if since else []
    assert [stop.since for stop in told if stop.state == "silent"] == wanted
    assert [station.at for station in page.stations if station.state == "silent"] == wanted
    assert [station.at for station in room.stations if station.state == "silent"] == wanted


def test_the_next_measure_waits_for_a_reminder(course, served):
    course.pass_days(30)
    with pytest.raises(NotAllowed):
        course.step("escalation.sent", course.cast.laila, measure="C-1", reasons="Belum ada kabar.")


def test_news_of_the_authority_ends_the_silence(course, served):
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    course.step("ppk.more_time", course.cast.wati, reasons="Perlu waktu.")
    assert course.case.silent_since == course.now
    course.step(
        "ppk.decided", course.cast.wati, as_recommended="as_recommended", grade="S-BER-1", number="800/1/2024", papers=(SCAN,)
    )
    assert course.case.silent_since is None or course.case.silent_since >= course.now


# ---- the decision ----------------------------------------------------------------------------------------------------


def test_a_decision_that_differs_needs_reasons_and_tells_so(course, served):
    wati = course.cast.wati
    with pytest.raises(Invalid) as refused:
        course.step("ppk.decided", wati, as_recommended="as_recommended", grade="S-RIN-1", number="1/2024", papers=(SCAN,))
    assert refused.value.context["field"] == "as_recommended"
    with pytest.raises(Invalid) as refused:
        course.step("ppk.decided", wati, as_recommended="differently", grade="S-RIN-1", number="1/2024", papers=(SCAN,))
    assert refused.value.context["field"] == "reasons"
    course.step(
        "ppk.decided",
        wati,
        as_recommended="differently",
        grade="S-RIN-1",
        number="1/2024",
        reasons="Meringankan.",
        papers=(SCAN,),
    )
    assert "berbeda dari rekomendasi" in told(course)


def test_more_time_is_asked_once_and_moves_no_limit(course, served):
    before = course.case.next_due_late
    course.step("ppk.more_time", course.cast.wati, reasons="Pemeriksaan berjalan.")
    assert course.case.next_due_late == before
    with pytest.raises(IllegalStep):
        course.step("ppk.more_time", course.cast.wati, reasons="Lagi.")


def test_executed_needs_both_proofs_each_with_a_document(course, decided):
    wati = course.cast.wati
    with pytest.raises(IllegalStep) as refused:
        course.step("effect.proved", wati, effect="pay", papers=(SCAN,))
    assert "decision.delivered" not in refused.value.detail
    assert "bukti 1" in refused.value.detail
    with pytest.raises(Invalid) as missing:
        course.step("decision.delivered", wati)
    assert missing.value.context["field"] == "documents"
    course.step("decision.delivered", wati, papers=(SCAN,))
    assert course.case.stage == "decided"


def test_an_appeal_that_is_upheld_annuls_the_decision_and_restores_him(course):
    cast = course.cast
    course.decided()
    course.step("decision.delivered", cast.wati, papers=(SCAN,))
    course.proxy("appeal.filed", cast.bagus)
    assert course.case.waiting_on == "bpasn"
    course.proxy("appeal.upheld", cast.bagus)
    assert course.case.stage == "annulled"
    assert "dibatalkan" in told(course)
    assert course.page(cast.bagus).recommendation.decision == ""
    room = queries.for_pass(course.pass_code, now=course.now)
    assert "dikabulkan" in " ".join(one.id for one in room.entries)
    course.step("status.restored", cast.wati, papers=(SCAN,))
    assert (course.case.stage, course.case.outcome) == ("closed", "annulled")


def test_not_carried_out_is_only_said_by_a_document(course, decided):
    with pytest.raises(Invalid) as refused:
        course.step("execution.denied", course.cast.wati, reasons="Belum.")
    assert refused.value.context["field"] == "documents"


# ---- one office is enough --------------------------------------------------------------------------------------------


def test_one_office_alone_records_every_other_body_by_proxy(course):
    bagus = course.cast.bagus
    course.forwarded()
    course.proxy("review.opened", bagus)
    course.proxy("recommendation.issued", bagus, grade="S-BER-1", reasons="Isi surat.", their_number="B-12/2024")
    course.proxy("recommendation.served", bagus, provenance="other_system")
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    assert course.case.silent_since is not None
    course.step(
        "ppk.decided",
        bagus,
        provenance="press",
        papers=(SCAN,),
        as_recommended="differently",
        grade="S-RIN-2",
        number="tidak-disebut",
        reasons="Menurut berita.",
    )
    [entry] = [one for one in course.page(bagus).entries if one.act == "ppk.decided"]
    assert (entry.recorded_for, entry.provenance, entry.provenance_id) == ("agency", "press", "dari berita")
    assert entry.documents
    assert actions.rebuild(course.case_id, now=course.now) == ()


def test_anothers_step_without_source_or_document_is_refused_with_its_field(course, forwarded):
    with pytest.raises(Invalid) as refused:
        course.step("review.opened", course.cast.bagus)
    assert refused.value.context["field"] == "provenance"
    with pytest.raises(Invalid) as refused:
        course.step("review.opened", course.cast.bagus, provenance="letter")
    assert refused.value.context["field"] == "documents"


def test_the_bodys_own_act_corrects_the_one_recorded_for_it(course):
    cast = course.cast
    course.recommended()
    by_proxy = course.proxy("recommendation.served", cast.bagus)
    course.pass_days(1)
    course.step("recommendation.served", cast.wati, at=course.now - timedelta(hours=20), corrects=by_proxy.nth)
    clock = next(one for one in course.page(cast.bagus).clocks if one.subject == "ppk")
    assert clock.started_by == by_proxy.nth + 1
    [old] = [one for one in course.page(cast.bagus).entries if one.nth == by_proxy.nth]
    assert old.corrected_by == by_proxy.nth + 1


def test_conditions_are_as_many_as_the_meter(course, reported):
    assert len(course.page(course.cast.bagus).conditions) == len(KEYS) == 6


def test_the_agencys_examination_has_its_own_limits_and_ends_with_the_decision(course, served):
    wati = course.cast.wati
    course.step("examination.summoned", wati)
    assert {one.subject: one.rule for one in course.page(course.cast.bagus).clocks}["examination"] == "DP-01"
    course.pass_days(3)
    course.step("examination.missed", wati)
    clocks = {one.subject: one for one in course.page(course.cast.bagus).clocks}
    assert clocks["examination"].stopped_by and not clocks["second_examination"].stopped_by
    course.step("examination.held", wati)
    assert "sudah memeriksa" in told(course)
    course.step("ppk.decided", wati, as_recommended="as_recommended", grade="S-BER-1", number="800/1/2024", papers=(SCAN,))
    assert course.case.stage == "decided"


def test_verification_in_another_system_is_recorded_with_its_two_limits(course):
    bagus = course.cast.bagus
    course.forwarded()
    course.step("sbt.entered", bagus, number="SBT-2024-0099")
    assert course.case.next_rule == "BK-01"
    course.proxy("sbt.verified", bagus, provenance="other_system")
    assert course.case.next_rule == "BK-02"
    course.step("review.opened", course.cast.laila)
    assert not [one for one in course.page(bagus).clocks if one.rule in ("BK-01", "BK-02") and not one.stopped_by]


def test_an_objection_brings_the_decision_back_with_its_result(course):
    cast = course.cast
    course.decided()
    course.step("decision.delivered", cast.wati, papers=(SCAN,))
    course.proxy("objection.filed", cast.wati)
    assert course.case.stage == "under_objection"
    assert course.case.next_rule == "DP-06"
    course.step("objection.decided", cast.wati, result="rejected")
    assert course.case.stage == "decided"
    assert "ditolak" in told(course)
    course.step("effect.proved", cast.wati, effect="post", papers=(SCAN,))
    assert course.case.outcome == "executed"
