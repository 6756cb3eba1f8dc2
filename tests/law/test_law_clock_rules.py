"""Each clock of the path, named after the article it rests on: which act starts it, which stops it, whose it is."""

from __future__ import annotations

import pytest
from tests.law.acts import acts, clock, local

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.law.clocks import State

RECEIVED = ("report.received", "2024-10-04 10.00", {"known_on": "2024-10-03"})


def test_pk_01__uu_1_2015_134_4_a_report_is_in_time_counted_from_the_day_it_was_known() -> None:
    report = clock("report", acts(RECEIVED))

    assert (report.rule, report.actor, report.state) == ("PK-01", "reporter", State.MET)
    assert local(report.due_late) == "2024-10-10 23.59"
    assert report.citation == "UU 1/2015 ps. 134(4)"


def test_pk_01__uu_1_2015_134_4_a_late_report_is_shown_as_missed_and_nothing_is_refused() -> None:
    report = clock("report", acts(("report.received", "2024-10-14 09.00", {"known_on": "2024-10-04"})), now="2024-10-14 10.00")

    assert report.state is State.MISSED
    assert "report.received" in law.book().process("pilkada").open_acts("")


def test_pk_01__uu_1_2015_134_4_without_the_day_it_was_known_nothing_is_counted() -> None:
    report = clock("report", acts(("report.received", "2024-10-14 09.00", {})))

    assert report.due_late is None
    assert "belum dicatat" in report.refused


def test_pk_02__perbawaslu_8_2020_the_initial_study_has_two_calendar_days_from_receipt() -> None:
    study = clock("initial_study", acts(RECEIVED))

    assert (study.rule, local(study.due_early), local(study.due_late)) == ("PK-02", "2024-10-05 23.59", "2024-10-06 23.59")
    assert study.label_id == "Perlu diperiksa ahli hukum"


def test_pk_03__perbawaslu_8_2020_the_reporter_has_two_calendar_days_to_complete() -> None:
    asked = acts(RECEIVED, ("conditions.assessed", "2024-10-05 09.00"), ("completion.requested", "2024-10-07 09.00"))
    answered = [*asked, *acts(*[("", "2024-10-07 09.00")] * 3, ("completion.received", "2024-10-09 11.00"))[3:]]

    assert clock("completion", asked).actor == "reporter"
    assert local(clock("completion", asked).due_late) == "2024-10-09 23.59"
    assert clock("completion", answered).state is State.MET


def test_pk_04__perbawaslu_8_2020_registration_follows_within_a_day_of_the_requirements() -> None:
    events = acts(
        RECEIVED,
        ("conditions.assessed", "2024-10-05 09.00"),
        ("requirements.met", "2024-10-05 10.00"),
        ("registered", "2024-10-06 09.00"),
    )

    assert clock("registration", events).state is State.MET
    assert local(clock("registration", events).due_late) == "2024-10-06 23.59"


def test_pk_05__uu_1_2015_134_5_handling_is_counted_from_receipt_and_from_registration() -> None:
    events = acts(
        ("report.received", "2024-10-04 10.00", {"known_on": "2024-10-04"}),
        ("conditions.assessed", "2024-10-04 11.00"),
        ("registered", "2024-10-05 09.00"),
    )
    handling = clock("handling", events)

    assert (local(handling.due_early), local(handling.due_late)) == ("2024-10-06 23.59", "2024-10-08 23.59")
    assert "dihitung sejak langkah yang lebih awal" in handling.why_id


def test_pk_05__uu_1_2015_134_6_two_days_more_for_statements_make_five_in_all() -> None:
    events = acts(
        ("report.received", "2024-10-04 08.00", {"known_on": "2024-10-04"}),
        ("conditions.assessed", "2024-10-04 09.00"),
        ("registered", "2024-10-04 10.00"),
        ("handling.extended", "2024-10-05 09.00"),
    )
    handling = clock("handling", events)

    assert local(handling.due_late) == "2024-10-09 23.59"
    assert "5 hari kalender" in handling.why_id


def test_pk_05__uu_1_2015_134_6_a_second_extension_counts_for_nothing() -> None:
    events = acts(
        ("report.received", "2024-10-04 08.00", {"known_on": "2024-10-04"}),
        ("conditions.assessed", "2024-10-04 09.00"),
        ("registered", "2024-10-04 10.00"),
        ("handling.extended", "2024-10-05 09.00"),
        ("handling.extended", "2024-10-06 09.00"),
    )

    assert local(clock("handling", events).due_late) == "2024-10-09 23.59"


def test_pk_05__uu_1_2015_134_6_an_extension_after_the_first_reading_leaves_that_reading_standing() -> None:
    events = acts(
        ("report.received", "2024-10-04 08.00", {"known_on": "2024-10-04"}),
        ("conditions.assessed", "2024-10-04 09.00"),
        ("registered", "2024-10-04 10.00"),
        ("handling.extended", "2024-10-07 09.00"),
    )
    handling = clock("handling", events)

    assert (local(handling.due_early), local(handling.due_late)) == ("2024-10-06 23.59", "2024-10-09 23.59")


def test_pk_07__uu_1_2015_134_4_a_finding_is_fixed_within_seven_days_of_its_discovery() -> None:
    events = acts(
        ("tip.received", "2024-10-04 10.00"),
        ("tracing.opened", "2024-10-05 10.00"),
        ("violation.found", "2024-10-07 10.00"),
        ("temuan.made", "2024-10-14 10.00"),
        ("registered", "2024-10-14 12.00"),
    )
    finding = clock("finding", events)

    assert (finding.rule, finding.state, local(finding.due_late)) == ("PK-07", State.MET, "2024-10-14 23.59")


def test_pk_05__uu_1_2015_134_5_a_finding_is_not_counted_from_the_receipt_of_the_tip() -> None:
    events = acts(
        ("tip.received", "2024-10-01 10.00"),
        ("tracing.opened", "2024-10-02 10.00"),
        ("violation.found", "2024-10-07 10.00"),
        ("temuan.made", "2024-10-08 10.00"),
        ("registered", "2024-10-08 12.00"),
    )

    assert local(clock("handling", events).due_early) == "2024-10-10 23.59"


def test_pu_01__uu_7_2017_454_6_a_report_has_seven_working_days() -> None:
    events = acts(("report.received", "2024-01-17 10.00", {"known_on": "2024-01-08"}))
    report = clock("report", events, process="pemilu")

    assert (report.rule, report.state, local(report.due_late)) == ("PU-01", State.MET, "2024-01-17 23.59")


def test_pu_03__perbawaslu_7_2022_15_1_the_initial_study_has_two_days_working_or_calendar() -> None:
    study = clock("initial_study", acts(("report.received", "2024-01-05 10.00", {"known_on": "2024-01-05"})), process="pemilu")

    assert (local(study.due_early), local(study.due_late)) == ("2024-01-06 23.59", "2024-01-09 23.59")
    assert "dihitung hari kalender" in study.why_id


def test_pu_05__uu_7_2017_454_8_the_outer_limit_is_fourteen_from_registration_not_seven_plus_fourteen() -> None:
    events = acts(
        ("report.received", "2024-01-05 10.00", {"known_on": "2024-01-05"}),
        ("conditions.assessed", "2024-01-05 11.00"),
        ("registered", "2024-01-08 09.00"),
        ("handling.extended", "2024-01-10 09.00"),
    )
    handling = clock("handling", events, process="pemilu")

    assert local(handling.due_late) == "2024-01-26 23.59"
    assert "14 hari kerja" in handling.why_id


def test_bk_01__sbt_announcement_the_task_force_has_seven_days() -> None:
    assert clock("sbt_verification", acts(("sbt.entered", "2024-10-04 09.00"))).rule == "BK-01"


def test_bk_02__sbt_announcement_bawaslu_validates_in_three_working_days() -> None:
    events = acts(("sbt.entered", "2024-11-20 09.00"), ("sbt.verified", "2024-11-22 09.00"))

    assert local(clock("sbt_study", events).due_late) == "2024-11-28 23.59"


def test_bk_03__perpres_116_2022_the_personnel_authority_has_fourteen_working_days_from_receipt() -> None:
    events = acts(("recommendation.issued", "2024-10-01 09.00"), ("recommendation.served", "2024-10-07 09.00"))
    ppk = clock("ppk", events, now="2024-10-24 12.00")

    assert (ppk.actor, ppk.state, local(ppk.due_late)) == ("personnel_authority", State.RUNNING, "2024-10-25 23.59")


def test_bk_03__perpres_116_2022_asking_for_more_time_moves_no_limit() -> None:
    events = acts(("recommendation.served", "2024-10-07 09.00"), ("ppk.more_time", "2024-10-10 09.00", {"days": 10}))

    assert local(clock("ppk", events).due_late) == "2024-10-25 23.59"


def test_bk_03__perpres_116_2022_a_conflict_of_interest_leaves_the_clock_running() -> None:
    events = acts(
        ("recommendation.served", "2024-10-07 09.00"),
        ("conflict.declared", "2024-10-08 09.00"),
        ("takeover.proposed", "2024-10-09 09.00"),
    )

    assert clock("ppk", events, now="2024-10-29 09.00").state is State.MISSED


def test_bk_04__no_limit_is_published_for_the_entry_in_idis() -> None:
    assert law.book().clock("BK-04").count is None


def test_dp_03__pp_94_2021_39_the_decision_is_delivered_in_fourteen_working_days() -> None:
    assert local(clock("delivery", acts(("ppk.decided", "2024-10-07 09.00"))).due_late) == "2024-10-25 23.59"


def test_dp_05__pp_79_2021_an_objection_has_fourteen_working_days_and_is_a_right() -> None:
    objection = clock("objection", acts(("decision.delivered", "2024-09-02 09.00")))

    assert (objection.actor, objection.kind, local(objection.due_late)) == ("accused", "right", "2024-09-23 23.59")


def test_dp_07__pp_79_2021_11_3_an_appeal_is_counted_from_the_decision_and_from_its_delivery() -> None:
    events = acts(("ppk.decided", "2025-05-05 09.00"), ("decision.delivered", "2025-05-21 09.00"))
    appeal = clock("appeal", events)

    assert (local(appeal.due_early), local(appeal.due_late)) == ("2025-05-26 23.59", "2025-06-16 23.59")


def test_dp_09__pp_79_2021_16_the_appeal_board_has_sixty_five_working_days() -> None:
    assert local(clock("appeal_decision", acts(("appeal.filed", "2025-01-06 09.00"))).due_late) == "2025-04-22 23.59"


def test_gk_01__perbawaslu_5_2020_the_first_meeting_is_within_a_day_and_never_printed_as_law() -> None:
    meeting = clock(
        "gakkumdu_meeting",
        acts(("criminal.flagged", "2024-10-04 08.00"), ("criminal.handed_to_gakkumdu", "2024-10-04 09.15")),
        process="gakkumdu",
    )

    assert local(meeting.due_late) == "2024-10-05 09.15"
    assert meeting.label_id == "Perlu diperiksa ahli hukum"


def test_sak_reply__own_rule_the_answer_has_five_working_days_and_is_labelled_ours() -> None:
    reply = clock("reply", acts(("accused.invited", "2024-10-21 09.00")))

    assert (local(reply.due_late), reply.label_id) == ("2024-10-28 23.59", "Standar kami sendiri, bukan undang-undang")


def test_sak_reply__own_rule_days_granted_to_the_accused_move_the_limit() -> None:
    events = acts(("accused.invited", "2024-10-21 09.00"), ("reply.extended", "2024-10-22 09.00", {"days": 3}))

    assert local(clock("reply", events).due_late) == "2024-10-31 23.59"


def test_sak_exon__own_rule_the_letter_that_clears_goes_out_within_a_day() -> None:
    assert local(clock("exoneration", acts(("pleno.not_proven", "2024-10-25 16.00"))).due_late) == "2024-10-26 16.00"


def test_a_rule_is_looked_up_by_the_day_and_refused_before_its_first() -> None:
    with pytest.raises(NoRule) as refused:
        law.book().clock("BK-03", acts(("x", "2020-10-05 09.00"))[0].happened_at.date())
    assert "tidak berlaku pada 2020-10-05" in refused.value.detail
