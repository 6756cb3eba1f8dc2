"""What an officer enters for somebody, or captures himself: an equal door, at once a case."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PIL import Image
from tests.cases.courses import SCAN

from saksama.cases import actions, queries
from saksama.cases.actions import ByOfficer
from saksama.cases.steps import Paper
from saksama.evidence import queries as evidence
from saksama.intake import queries as mailboxes
from saksama.intake.answers import Answers
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.vault.session import FactorNeeded

TOLD = Answers(
    category="kampanye",
    place_code="99.01.01.2001",
    happened_on=date(2024, 10, 12),
    known_on=date(2024, 10, 12),
    who="Camat Koto Umpamo",
    story="Beliau naik panggung dan berkata pilih nomor satu di depan orang banyak.",
    name="Sari",
    address="Jorong Satu",
)


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 90, 30)).save(held, "PNG")
    return held.getvalue()


def open_by(course, who="bagus", **how):
    filled = {"channel": "letter", "arrived_at": course.now - timedelta(hours=2), "answers": TOLD, "door": "named", **how}
    person = course.cast.people[who]
    opened = actions.open_by_officer(ByOfficer(**filled), actor=person.actor, keys=person.keys, now=course.now)
    course.case_id = opened.case_public_id
    return opened


@pytest.mark.parametrize("channel", ["walk_in", "letter", "phone", "messenger"])
def test_a_report_by_another_channel_is_an_equal_case_with_a_code_to_hand_over(course, channel):
    opened = open_by(course, channel=channel)
    case = course.case
    assert (case.stage, case.channel) == ("received", channel)
    first = course.acts()[0]
    assert (first.role, first.happened_at) == ("examiner", course.now - timedelta(hours=2))
    box = mailboxes.mailbox(opened.code, course.now)
    assert box.status.stage == "received"
    [report] = mailboxes.of_case(opened.case_public_id)
    assert report.entered_by == course.cast.bagus.actor.public_id


def test_a_bad_file_is_named_and_never_refuses_the_report(course):
    opened = open_by(course, papers=(Paper("jahat.exe", "", b"MZ\x90\x00rusak"), SCAN))
    assert [one.name for one in opened.refused] == ["jahat.exe"]
    [report] = mailboxes.of_case(opened.case_public_id)
    assert len(evidence.of_report(report.public_id)) == 1


def test_the_job_of_the_same_report_opens_no_second_file(course, drain):
    from saksama import store
    from saksama.cases.models import Case
    from saksama.kernel.actor import SYSTEM

    open_by(course)
    drain(course.now)
    with store.reading(SYSTEM):
        assert Case.objects.count() == 1
    assert len(course.acts()) == 1


def test_paper_entered_days_later_keeps_both_times_with_reason_and_scan(course):
    arrived = course.now - timedelta(days=4)
    with pytest.raises(Invalid) as refused:
        open_by(course, arrived_at=arrived, papers=(SCAN,))
    assert refused.value.context["field"] == "late_reason"
    with pytest.raises(Invalid) as refused:
        open_by(course, arrived_at=arrived, late_reason="Nagari tanpa sinyal.")
    assert refused.value.context["field"] == "documents"
    open_by(course, arrived_at=arrived, late_reason="Nagari tanpa sinyal.", papers=(SCAN,))
    first = course.acts()[0]
    assert (first.happened_at, first.recorded_at, first.body["late_days"]) == (arrived, course.now, 4)
    opened = queries.sealed(course.case_id, course.cast.bagus.actor, course.cast.bagus.keys, now=course.now)
    assert opened.notes[0].texts["late_reason"] == "Nagari tanpa sinyal."
    clock = next(one for one in course.page(course.cast.bagus).clocks if one.subject == "initial_study")
    assert clock.due_early < course.now


def test_a_capture_of_a_public_post_opens_a_finding_in_tracing(course):
    capture = replace(TOLD, name="", address="", links="https://contoh.example/unggahan/1")
    papers = (Paper("layar.png", "image/png", picture()),)
    for broken, field in (({"papers": ()}, "documents"), ({"answers": TOLD, "papers": papers}, "links")):
        with pytest.raises(Invalid) as refused:
            open_by(course, channel="social_media", door="nameless", **{"answers": capture, **broken})
        assert refused.value.context["field"] == field
    open_by(course, channel="social_media", door="nameless", answers=capture, papers=papers)
    assert course.case.stage == "tracing"
    assert [act.kind for act in course.acts()] == ["finding.recorded"]
    assert course.case.next_rule == "PK-07"
    course.step("temuan.made", course.cast.bagus)
    course.step("registered", course.cast.bagus, agency=str(course.cast.agency.public_id), accused="Irwan; Camat", status="pns")
    assert "/TM/" in course.case.number


def test_who_may_not_enter_and_places_outside_the_territory_are_refused(course):
    for who in ("citra", "laila", "rahmat"):
        with pytest.raises(NotAllowed):
            open_by(course, who)
    with pytest.raises(Invalid) as refused:
        open_by(course, "malik")
    assert refused.value.context["field"] == "place_code"
    with pytest.raises(Invalid):
        open_by(course, arrived_at=course.now + timedelta(days=1))
    with pytest.raises(Invalid):
        open_by(course, channel="pigeon")


# ---- write once ------------------------------------------------------------------------------------------------------


def test_the_copy_sheet_has_the_targets_order_and_no_reporter(course):
    bagus = course.cast.bagus
    course.registered(name="SARINAMA")
    course.kajian()
    sheet = queries.copy_sheet(course.case_id, "sigaplapor", bagus.actor, bagus.keys, now=course.now)
    labels = [row.label for row in sheet.rows]
    assert labels[:4] == ["Nomor register", "Tanggal laporan", "Cara penyampaian", "Jenis dugaan pelanggaran"]
    assert not any("pelapor" in label for label in labels)
    assert not any(row.verified for row in sheet.rows)
    assert "SARINAMA" not in str(sheet)
    assert next(row.value for row in sheet.rows if row.label == "Nama yang dilaporkan") == "Irwan Umpamo"
    assert "FAKTAKAJIAN" in next(row.value for row in sheet.rows if row.label == "Uraian kejadian")


def test_before_a_study_the_account_is_in_the_third_person_and_not_the_letters_words(course):
    bagus = course.cast.bagus
    course.registered().invited()

    def account() -> str:
        sheet = queries.copy_sheet(course.case_id, "sigaplapor", bagus.actor, bagus.keys, now=course.now)
        return next(row.value for row in sheet.rows if row.label == "Uraian kejadian")

    assert account().startswith("Yang dilaporkan diduga melakukan hal berikut pada ")
    assert "DS-04" in account() and course.case.place_label in account() and "Anda" not in account()
    study = course.kajian().acts()[-1]
    assert "FAKTAKAJIAN" in account()
    course.step("note.added", bagus, note="Kajian keliru.", corrects=study.nth)
    assert account().startswith("Yang dilaporkan diduga")


def test_the_sheet_is_kept_and_their_number_typed_back(course):
    bagus = course.cast.bagus
    course.registered()
    course.step("copy_sheet.issued", bagus, target="sigaplapor")
    course.step("outside_number.recorded", bagus, system="sigaplapor", number="SG-2024-0007")
    sheet = queries.copy_sheet(course.case_id, "sigaplapor", bagus.actor, bagus.keys, now=course.now)
    assert (sheet.recorded, sheet.issued_at) == ("SG-2024-0007", course.now)
    page = course.page(bagus)
    assert page.outside_numbers == (("sigaplapor", "SG-2024-0007"),)
    kept = next(one for one in page.documents if one.form == "copy_sheet")
    with pytest.raises(FactorNeeded):
        queries.document(kept.public_id, bagus.actor, bagus.keys, now=course.now)
    words = queries.document(kept.public_id, bagus.actor, bagus.keys, now=course.now, fresh=True).content.decode()
    assert "Nomor register: 001/Reg/LP" in words


def test_the_receipt_letter_names_nobody_and_nothing_of_the_content(course):
    from tests.cases.courses import text_of_docx

    bagus = course.cast.bagus
    course.report()
    course.step("letter.issued", bagus, form="receipt")
    [letter] = course.page(bagus).documents
    words = text_of_docx(queries.document(letter.public_id, bagus.actor, bagus.keys, now=course.now, format="docx").content)
    for secret in ("SARINAMA", "RAHASIANARASI", "Camat"):
        assert secret not in words
    assert letter.number in words
