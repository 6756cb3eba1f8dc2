"""The reporter's line: whose turn, since when, and "belum ada kabar" where another body is silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.intake.filings import report
from tests.scenes import scene

from saksama import store
from saksama.intake import actions, queries
from saksama.intake.models import Report, Status
from saksama.kernel.actor import SYSTEM
from saksama.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def post(cast, given, stage, waiting_on, days, **more):
    actions.post_status([given.public_id], stage=stage, waiting_on=waiting_on, since=cast.now + timedelta(days=days), **more)


def line(cast, days):
    box = queries.mailbox(cast.sari_code, cast.now + timedelta(days=days))
    return [(stop.state, stop.label_id, stop.owner) for stop in box.stops]


@scene
def given(cast):
    return report(cast).report


def test_before_anybody_opened_it_the_office_is_waited_for(cast, given):
    assert line(cast, 0) == [("past", "Anda", "reporter"), ("waiting", cast.umpamo.name, "bawaslu")]


def test_sentence_of_an_act_stands_with_the_body_that_acted(cast, given):
    post(cast, given, "registered", "bawaslu", 1, sentence_id="Diregistrasi.", sentence_en="Registered.")
    post(cast, given, "forwarded", "oversight", 4, sentence_id="Diteruskan.", sentence_en="Forwarded.")
    stops = queries.mailbox(cast.sari_code, cast.now + timedelta(days=4)).stops
    assert [said for said, _en in stops[1].said] == ["Diregistrasi.", "Diteruskan."]
    assert (stops[2].owner, stops[2].state, stops[2].since) == ("oversight", "waiting", cast.now + timedelta(days=4))


def test_silence_of_another_body_is_said_as_no_news(cast, given):
    post(cast, given, "with_ppk", "agency", 1, owner_id="Bupati Umpamo", owner_en="Regent of Umpamo")
    assert "silent" not in [state for state, _label, _owner in line(cast, 9)]    # whether it is silence is the case's to say
    actions.note_silence([given.public_id], cast.now + timedelta(days=3))
    assert "silent" not in [state for state, _label, _owner in line(cast, 3.5)]
    assert queries.mailbox(cast.sari_code, cast.now + timedelta(days=9)).stops[3].since == cast.now + timedelta(days=3)
    assert line(cast, 9) == [
        ("past", "Anda", "reporter"), ("past", cast.umpamo.name, "bawaslu"), ("waiting", "Bupati Umpamo", "agency"),
        ("silent", "", "agency"), ("ahead", "Sanksi dijalankan, jika dijatuhkan", "")]


def test_own_office_that_is_slow_is_never_called_silent(cast, given):
    post(cast, given, "kajian", "bawaslu", 1)
    assert "silent" not in [state for state, _label, _owner in line(cast, 60)]


def test_end_waits_for_nobody(cast, given):
    post(cast, given, "executed", "nobody", 1, sentence_id="Sanksi dijalankan.")
    assert line(cast, 2)[-1] == ("past", "Selesai", "nobody")


def test_status_reaches_every_reporter_of_the_case_in_order(cast, given):
    other = report(cast, code="ZZZZZZZZZZZZZZZZZZZT").report
    case = new_id()
    for one in (given, other):
        actions.link_case(one.public_id, case)
    for days in (1, 2):
        since = cast.now + timedelta(days=days)
        actions.post_status(queries.ids_of_case(case), stage="kajian", waiting_on="bawaslu", since=since)
    with store.reading(SYSTEM):
        assert sorted(Status.objects.values_list("report__public_id", "nth")) == sorted(
            [(one.public_id, nth) for one in (given, other) for nth in (1, 2)])
    assert {one.public_id for one in queries.of_case(case)} == {given.public_id, other.public_id}


def test_transfer_moves_the_report_out_of_the_old_office_scope(cast, given):
    actions.transfer([given.public_id], cast.misal)
    assert queries.unopened(cast.bagus.actor, on=cast.on) == 0
    assert queries.unopened(cast.malik.actor, on=cast.on) == 1


def test_opened_report_no_longer_counts_as_unopened(cast, given):
    actions.link_case(given.public_id, new_id())
    assert queries.unopened(cast.bagus.actor, on=cast.on) == 0


def test_similar_reports_are_found_on_plain_columns(cast, given):
    alike = report(cast, code="ZZZZZZZZZZZZZZZZZZZT", happened_on=given.happened_on + timedelta(days=2)).report
    report(cast, code="0" * 20, category="medsos")
    assert queries.similar(given, cast.bagus.actor, on=cast.on) == [alike]
    assert queries.similar(given, cast.yusuf.actor, on=cast.on) == []


def test_the_closest_of_the_similar_reports_stands_first_whatever_came_in_before_it(cast, given):
    elsewhere = report(cast, code="0" * 20, happened_on=given.happened_on + timedelta(days=1)).report
    twin = report(cast, code="ZZZZZZZZZZZZZZZZZZZT").report
    assert queries.similar(given, cast.bagus.actor, on=cast.on) == [twin, elsewhere]
    assert queries.similar(given, cast.bagus.actor, on=cast.on, limit=1) == [twin]


def test_assessed_conditions_replace_the_computed_ones(cast, given):
    actions.reassess([given.public_id], {"evidence": "yes"})
    with store.reading(SYSTEM):
        assert Report.objects.get(pk=given.pk).conditions == {"evidence": "yes"}
