"""A report is sealed for its readers, written in one transaction, and is one report however often it is sent."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.intake.filings import STORY, filing, report

from saksama import ledger, store
from saksama.evidence import jobs
from saksama.evidence.models import File
from saksama.intake import queries
from saksama.intake.actions import begin, submit_report
from saksama.intake.errors import NoSecondUnit, WrongCode
from saksama.intake.models import Report
from saksama.jobs.models import Job
from saksama.kernel import receipt as codes
from saksama.kernel.actor import PUBLIC, SYSTEM, reporter
from saksama.kernel.errors import MistypedCode, NotFound
from saksama.ledger import subscribers
from saksama.places import queries as places
from saksama.vault import receipt
from saksama.vault.errors import NotAReader
from saksama.vault.keys import OfficeKey
from saksama.vault.queries import readers_of
from saksama.vault.sealed import Barred, Compartment, Item

pytestmark = pytest.mark.django_db


def everything() -> list[Report]:
    with store.reading(SYSTEM):
        return list(Report.objects.all())


def test_report_is_found_by_its_code_and_opens_with_it(cast):
    given = report(cast)
    found = queries.by_code(cast.sari_code)
    assert found.public_id == given.report.public_id
    assert queries.narrative(found, receipt.keyring(cast.sari_code)).story == STORY


def test_handling_office_and_its_superior_read_the_story_a_neighbour_does_not(cast):
    found = report(cast).report
    assert queries.narrative(found, cast.bagus.keys).story == STORY
    assert queries.narrative(found, cast.rahmat.keys).story == STORY
    for stranger in (cast.malik, cast.yusuf, cast.nurma, cast.tania):
        with pytest.raises(NotAReader):
            queries.narrative(found, stranger.keys)


def test_sealed_name_opens_for_nobody_alone(cast):
    found = report(cast, door="sealed").report
    assert found.contact is None
    for person in (cast.bagus, cast.rahmat, cast.nurma):
        with pytest.raises(NotAReader):
            queries.contact(found, person.keys)
    assert f"{cast.owner(cast.umpamo)} + {cast.owner(cast.province)}" in readers_of(found.identity)
    with pytest.raises(NotAReader):
        queries.contact(found, receipt.keyring(cast.sari_code))


def test_named_door_opens_name_to_the_handling_office_only(cast):
    found = report(cast, door="named").report
    assert queries.contact(found, cast.bagus.keys).name == "Sari Pelapor"
    with pytest.raises(NotAReader):
        queries.contact(found, cast.rahmat.keys)


def test_nameless_report_keeps_no_name_and_the_hour_only(cast):
    at = datetime(2024, 10, 14, 2, 47, 31, tzinfo=UTC)
    found = report(cast, door="nameless", now=at, name="", address="", contact="").report
    assert found.identity is None
    assert found.contact is None
    assert found.received_at == at.replace(minute=0, second=0)
    assert bytes(found.entry.body).count(b"2024-10-14T02Z") == 1
    with pytest.raises(NotFound):
        queries.contact(found, cast.bagus.keys)


def test_named_report_states_the_minute(cast):
    at = datetime(2024, 10, 14, 2, 47, 31, tzinfo=UTC)
    assert report(cast, door="named", now=at).report.received_at == at.replace(second=0)


def test_lent_staff_of_the_accused_authority_is_no_reader_of_any_kind(cast):
    found = report(cast, agency=cast.agency, door="named").report
    with pytest.raises(NotAReader):
        queries.narrative(found, cast.joni.keys)
    with pytest.raises(NotAReader):
        queries.contact(found, cast.joni.keys)
    assert queries.narrative(found, cast.bagus.keys).story == STORY
    assert set(Barred.objects.values_list("owner", flat=True)) == {cast.joni.owner}


def test_lent_staff_does_not_see_that_the_report_exists(cast):
    found = report(cast, agency=cast.agency).report
    with pytest.raises(NotFound):
        queries.get(found.public_id, cast.joni.actor, on=cast.on)
    assert queries.unopened(cast.joni.actor, on=cast.on) == 0
    assert queries.waiting(cast.joni.actor, on=cast.on) == []
    assert queries.unopened(cast.bagus.actor, on=cast.on) == 1
    assert queries.get(found.public_id, cast.bagus.actor, on=cast.on).pk == found.pk


def test_stranger_from_another_province_sees_nothing(cast):
    found = report(cast).report
    assert queries.unopened(cast.yusuf.actor, on=cast.on) == 0
    with pytest.raises(NotFound):
        queries.get(found.public_id, cast.yusuf.actor, on=cast.on)
    with pytest.raises(NotFound):
        queries.get("no such id", cast.bagus.actor, on=cast.on)


def test_sent_twice_is_one_report_and_the_same_answer(cast):
    first = report(cast)
    items, compartments = Item.objects.count(), Compartment.objects.count()
    second = report(cast)
    assert second.repeated
    assert not first.repeated
    assert second.report.public_id == first.report.public_id
    assert second.leaf_hash == first.leaf_hash
    assert len(everything()) == 1
    assert (Item.objects.count(), Compartment.objects.count()) == (items, compartments)


def test_entry_stands_in_the_ledger_and_names_what_was_sealed(cast):
    given = report(cast)
    entry = ledger.queries.by_leaf(given.leaf_hash)
    detail = ledger.queries.detail(entry)
    assert entry.object_id == str(given.report.public_id)
    assert sorted(detail["items"]) == sorted(Item.objects.values_list("sha256", flat=True))
    assert detail["door"] == "sealed"


def test_subscriber_is_told_of_a_report_once(cast):
    subscribers.subscribe("report.received", jobs.make_copy)      # any task will do: nobody runs it here
    try:
        given = report(cast)
        report(cast)
    finally:
        subscribers.unsubscribe("report.received", jobs.make_copy)
    told = [job.arguments["args"] for job in Job.objects.filter(task=jobs.make_copy.module_path)]
    assert told == [[str(given.report.entry.public_id)]]
    assert queries.of_entry(told[0][0]).public_id == given.report.public_id


def test_conditions_are_kept_with_the_report(cast):
    kept = report(cast).report.conditions
    assert set(kept) == {"reporter_identity", "accused", "time_limit", "time_place", "description", "evidence"}
    assert kept["accused"] == "yes"
    assert kept["evidence"] == "no"


def test_no_transaction_no_trace_when_writing_fails(cast, monkeypatch):
    one = filing(cast)
    monkeypatch.setattr(ledger, "append", lambda *_a, **_k: (_ for _ in ()).throw(RuntimeError("power cut")))
    with pytest.raises(RuntimeError):
        submit_report(one, actor=PUBLIC, now=cast.now)
    monkeypatch.undo()
    assert everything() == []
    assert Compartment.objects.count() == 0


def test_paper_report_keeps_arrival_and_entry_apart(cast):
    arrived = cast.now - timedelta(days=3)
    told = filing(cast)
    one = begin(codes.draw(), answers=told.answers, door="named", route=told.route, channel="letter", now=cast.now)
    kept = submit_report(one, actor=cast.bagus.actor, now=cast.now, received_at=arrived).report
    assert (kept.received_at, kept.recorded_at) == (arrived, cast.now)
    assert kept.entered_by == cast.bagus.actor.public_id
    assert kept.channel == "letter"


def test_wrong_code_and_mistyped_code_are_told_apart(cast):
    report(cast)
    with CaptureQueriesContext(connection) as asked, pytest.raises(MistypedCode):
        queries.by_code(cast.sari_code[:-1] + ("0" if cast.sari_code[-1] != "0" else "1"))
    assert len(asked) == 0
    with pytest.raises(WrongCode):
        queries.by_code(codes.draw())


def test_only_one_office_alive_seals_the_name_behind_recovery(cast, settings):
    for office in (cast.province, cast.national):
        lose_keys(cast, office)
    found = report(cast, door="sealed").report
    assert f"{cast.owner(cast.umpamo)} + recovery" in readers_of(found.identity)
    with pytest.raises(NotAReader):
        queries.contact(found, cast.bagus.keys)
    assert queries.contact(found, cast.recovery_keys).name == "Sari Pelapor"


def test_without_second_unit_and_recovery_the_sealed_door_says_so_and_the_others_stay_open(cast, settings):
    for office in (cast.province, cast.national):
        lose_keys(cast, office)
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, recovery_recipient="")
    with pytest.raises(NoSecondUnit):
        report(cast, door="sealed")
    assert queries.contact(report(cast, door="named", code=codes.draw()).report, cast.bagus.keys).name == "Sari Pelapor"
    nameless = filing(cast, door="nameless", code=codes.draw())
    refused = nameless.take_file("foto.jpg", "", [b"\xff\xd8\xff"])
    assert refused.code == "no_place"
    assert submit_report(nameless, actor=PUBLIC, now=cast.now).refused == (refused,)
    assert File.objects.count() == 0


def lose_keys(cast, office) -> None:
    OfficeKey.objects.filter(office=cast.owner(office)).delete()


def test_submission_asks_the_database_no_more_than_fourteen_times(cast):
    OfficeKey.objects.filter(member=cast.joni.owner).delete()     # an office without lent staff, the usual one
    report(cast, code=codes.draw())                               # offices and seats are known from half a minute before
    with CaptureQueriesContext(connection) as asked:
        cast.nagari = places.by_code("99.01.01.2001")
        submit_report(filing(cast), actor=PUBLIC, now=cast.now)
    framing = ("SAVEPOINT", "set_config")      # the transaction and its scope
    assert len([one for one in asked if not any(word in one["sql"] for word in framing)]) <= 14


def test_reporter_scope_shows_the_own_report_only(cast):
    report(cast)
    other = codes.draw()
    report(cast, code=other)
    with store.reading(reporter(receipt.locator(other))):
        assert [row.locator for row in Report.objects.all()] == [receipt.locator(other)]
