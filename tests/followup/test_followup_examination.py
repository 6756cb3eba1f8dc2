"""PP 94/2021: the agency's examination by its working days, its three papers, and answers in the order things happen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.cases.courses import SCAN
from tests.followup.test_followup_path import letter_words

from saksama import store
from saksama.cases.models import Document
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed

MONDAY = datetime(2024, 10, 14, 2, 0, tzinfo=UTC)


def papers(course) -> list[str]:
    with store.reading(SYSTEM):
        rows = Document.objects.filter(case__public_id=course.case_id, form__startswith="exam_")
        return list(rows.order_by("pk").values_list("form", flat=True))


def test_dp_01_from_one_entry_come_summons_decree_and_minutes_under_the_agencys_letterhead(served):
    wati = served.cast.wati
    served.step(
        "examination.summoned",
        wati,
        exam_at=MONDAY + timedelta(days=4),
        exam_where="Ruang rapat BKPSDM",
        letter_number="800/21/BKPSDM",
        team="Yulia; Inspektorat\nRano; BKPSDM",
    )
    assert papers(served) == ["exam_summons", "exam_team", "exam_minutes"]
    words = letter_words(served, "exam_summons", wati)
    assert "Pemerintah Kabupaten Umpamo" in words and "800/21/BKPSDM" in words
    assert "Konsep dari Saksama untuk instansi" in words
    assert "DP-01" in words and "Irwan Umpamo" in words
    assert "Yulia; Inspektorat" in letter_words(served, "exam_team", wati)
    with store.reading(SYSTEM):
        assert set(Document.objects.filter(form__startswith="exam_").values_list("check_code", "audience")) == {("", "agency")}


def test_dp_01_a_day_after_the_seventh_working_day_is_refused_with_the_last_one(served):
    """Summoned Monday 14 October: seven working days end by the later reading on Wednesday 23 October."""
    with pytest.raises(Invalid) as refused:
        served.step("examination.summoned", served.cast.wati, exam_at=MONDAY + timedelta(days=10))
    assert "23-10-2024" in refused.value.detail and refused.value.context["field"] == "exam_at"
    served.step("examination.summoned", served.cast.wati, exam_at=MONDAY + timedelta(days=9))


@pytest.mark.parametrize("days", [5, 6, -1, 0])
def test_dp_01_no_examination_on_a_sunday_or_before_the_summons(served, days):
    with pytest.raises(Invalid) as refused:
        served.step("examination.summoned", served.cast.wati, exam_at=MONDAY + timedelta(days=days))
    assert refused.value.context["field"] == "exam_at"


def test_dp_02_the_second_summons_says_what_follows_two_absences(served):
    wati = served.cast.wati
    served.step("examination.summoned", wati, exam_at=MONDAY + timedelta(days=3))
    served.pass_days(3)
    served.step("examination.missed", wati, exam_at=served.now + timedelta(days=4), exam_where="Ruang rapat")
    assert papers(served)[3:] == ["exam_summons", "exam_minutes"]
    words = letter_words(served, "exam_summons", wati)
    assert "panggilan kedua" in words and "DP-02" in words and "menurut bukti yang ada" in words


def test_an_officer_who_records_it_for_the_agency_draws_nothing_in_its_name(served):
    served.proxy("examination.summoned", served.cast.bagus, exam_at=MONDAY + timedelta(days=3))
    assert papers(served) == []


# ---- the order of things ---------------------------------------------------------------------------------------------


def early(course):
    return {"at": course.now - timedelta(days=40), "late_reason": "Dari kertas.", "papers": (SCAN,)}


def test_no_receipt_decision_or_proof_before_what_it_follows(course):
    wati = course.cast.wati
    course.recommended()
    with pytest.raises(Invalid) as refused:
        course.step("recommendation.served", wati, **early(course))
    assert refused.value.context["field"] == "happened_at" and "rekomendasi dikirim" in refused.value.detail
    course.step("recommendation.served", wati)
    with pytest.raises(Invalid):
        course.step("ppk.decided", wati, as_recommended="as_recommended", grade="S-BER-1", number="1", **early(course))
    with pytest.raises(IllegalStep):
        course.step("decision.delivered", wati, papers=(SCAN,))
    with pytest.raises(IllegalStep):
        course.step("effect.proved", wati, effect="pay", papers=(SCAN,))
    course.step("ppk.decided", wati, as_recommended="as_recommended", grade="S-BER-1", number="1", papers=(SCAN,))
    with pytest.raises(Invalid):
        course.step("decision.delivered", wati, **early(course))


def test_a_proof_is_given_once_for_each_decision(course):
    wati = course.cast.wati
    course.decided()
    course.step("decision.delivered", wati, papers=(SCAN,))
    with pytest.raises(NotAllowed):
        course.step("decision.delivered", wati, papers=(SCAN,))
    course.proxy("appeal.filed", course.cast.bagus)
    course.proxy("appeal.upheld", course.cast.bagus)
    course.step("ppk.decided", wati, as_recommended="as_recommended", grade="S-BER-1", number="2", papers=(SCAN,))
    course.step("decision.delivered", wati, papers=(SCAN,))
