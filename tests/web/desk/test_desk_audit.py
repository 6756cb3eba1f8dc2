"""The auditor's ten minutes: the record, a sample nobody chose, planted damage named, no name anywhere, nothing to write."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver
from tests.scenes import scene
from tests.web.html import problems
from tests.web.languages import leftovers

from saksama import store
from saksama.accounts.models import Grant, User
from saksama.cases import auditing
from saksama.cases.models import Case, Document
from saksama.kernel.actor import SYSTEM
from saksama.ledger import actions as ledger_actions
from saksama.ledger import queries as ledger
from saksama.store import sheets
from saksama.vault.sealed import Item

pytestmark = pytest.mark.django_db
URL = "/petugas/audit/"
NAME = "Irwan"
PERIOD = "dari=2024-10-01&sampai=2024-10-31"
CONTENT = ("Irwan", "Sari", "Bagus", "dugaan")


@scene
def told(course):
    """A case far along, and its record signed."""
    course.registered().invited()
    ledger_actions.sequence(thorough=True)
    ledger_actions.sign_checkpoint(course.cast.now + timedelta(days=20), daily=True)
    return course


def client_of(cast, *, office=None):
    if office is not None:
        Grant.objects.filter(user=cast.aulia.user).update(office=str(office.public_id))
    return cast.aulia.client()


def test_the_record_is_worked_out_again_and_damage_is_named(told):
    client = client_of(told.cast)
    assert "Catatan utuh" in client.get(f"{URL}?{PERIOD}&periksa=1").content.decode()
    entry = ledger.about(told.case_id)[0]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS ledger_entry_no_update")
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entry'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE ledger_entry SET kind = 'x.forged' WHERE id = %s", [entry.pk])
    page = client.get(f"{URL}?{PERIOD}&periksa=1").content.decode()
    assert "Catatan tidak utuh" in page
    assert str(entry.public_id) in page


def test_the_download_verifies_where_no_network_is(told, tmp_path):
    client = client_of(told.cast)
    (tmp_path / "record.jsonl").write_bytes(b"".join(client.get(f"{URL}catatan.jsonl").streaming_content))
    (tmp_path / "verify.py").write_bytes(client.get(f"{URL}saksama_verify.py").content)
    command = [sys.executable, "verify.py", "ledger", "record.jsonl", "--key", ledger.public_key()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not any(word in (tmp_path / "record.jsonl").read_text() for word in CONTENT)


def test_the_sample_is_the_same_for_whoever_asks_the_same(told):
    first = client_of(told.cast).get(f"{URL}sampel/?{PERIOD}").content.decode()
    again = client_of(told.cast).get(f"{URL}sampel/?{PERIOD}&daftar={ledger.latest_checkpoint().number}").content.decode()
    seed = first.split('<dd><span class="mono">')[1].split("<")[0]
    assert len(seed) == 32
    assert seed in again
    assert "1 dari 1" in first
    other = client_of(told.cast).get(f"{URL}sampel/?dari=2024-10-02&sampai=2024-10-31").content.decode()
    assert seed not in other


def test_the_seed_decides_the_order_and_nobody_else():
    ids = [UUID(int=n, version=4) for n in range(200)]
    one, two = (sorted(ids, key=lambda each: auditing._rank(seed, each)) for seed in ("a" * 32, "b" * 32))
    shuffled = ids[100:] + ids[:100]
    assert one == sorted(shuffled, key=lambda each: auditing._rank("a" * 32, each))
    assert one[:20] != two[:20]
    assert len(set(one[:20]) & set(two[:20])) < 10


def test_a_changed_paper_a_changed_act_and_a_missing_act_are_gaps(told):
    period = auditing.Period(told.cast.now - timedelta(days=30), told.cast.now + timedelta(days=30))

    def gaps():
        found = auditing.sample(period, size=6, actor=told.cast.aulia.actor, now=told.cast.now + timedelta(days=1))
        return " ".join(gap.words_id for one in found.cases for gap in one.gaps)

    assert gaps() == ""
    with transaction.atomic(), store.scope(SYSTEM):
        item = Item.objects.get(public_id=Document.objects.values_list("item", flat=True)[0])
    Item.objects.filter(pk=item.pk).update(sha256="0" * 64)
    assert f"Berkas tersegel {item.public_id} bukan yang disimpan" in gaps()
    Item.objects.filter(pk=item.pk).update(sha256=item.sha256)
    with transaction.atomic(), store.scope(SYSTEM):
        Document.objects.update(sha256="1" * 64)
    assert "documents tidak sama dengan catatan" in gaps()


def test_a_stage_written_by_hand_is_a_gap(told):
    period = auditing.Period(told.cast.now - timedelta(days=30), told.cast.now + timedelta(days=30))
    with transaction.atomic(), store.scope(SYSTEM):
        Case.objects.update(waiting_on="nobody")
    found = auditing.sample(period, size=6, actor=told.cast.aulia.actor, now=told.cast.now + timedelta(days=1))
    assert "Hitungan ulang berbeda: waiting_on." in [gap.words_id for gap in found.cases[0].gaps]


def test_the_territory_is_that_of_the_grant(told):
    cast = told.cast
    for office, drawn in ((cast.umpamo, True), (cast.province, True), (cast.misal, False), (cast.seberang, False)):
        page = client_of(told.cast, office=office).get(f"{URL}sampel/?{PERIOD}").content.decode()
        assert ("Tidak ada perkara yang dibuka" not in page) is drawn, office.name
        events = client_of(told.cast, office=office).get(f"{URL}kejadian/?{PERIOD}").content.decode()
        assert office.name in events


def test_an_opening_is_there_by_time_and_office_and_without_its_reason(told):
    from saksama.intake import actions as intake
    from saksama.intake import queries as reports

    [report] = reports.ids_of_case(told.case_id)
    intake.note_opening(report, who=NAME, why="Alasan yang tersegel", actor=told.cast.bagus.actor, now=told.cast.now)
    page = client_of(told.cast, office=told.cast.umpamo).get(f"{URL}kejadian/?{PERIOD}").content.decode()
    assert "report.name_opened" in page
    assert told.cast.umpamo.name in page
    assert "Alasan yang tersegel" not in page
    elsewhere = client_of(told.cast, office=told.cast.seberang).get(f"{URL}kejadian/?{PERIOD}").content.decode()
    assert "report.name_opened" not in elsewhere
    assert "di luar wilayah Anda" in elsewhere


def test_no_name_and_no_content_on_any_page_or_in_the_findings(told):
    client = client_of(told.cast)
    for way in (f"?{PERIOD}&periksa=1", f"sampel/?{PERIOD}", f"kejadian/?{PERIOD}"):
        page = client.get(f"{URL}{way}").content.decode().replace(told.cast.aulia.user.display_name, "")
        assert not any(word in page for word in CONTENT), way
    cells = [cell for line in sheets.rows(io.BytesIO(client.get(f"{URL}temuan/?{PERIOD}").content)) for cell in line.cells]
    assert cells
    assert not any(word in cell for word in CONTENT for cell in cells)


def test_the_findings_are_recorded_by_their_hash(told):
    answer = client_of(told.cast).get(f"{URL}temuan/?{PERIOD}")
    entries = [one for part in ledger.of_kind("cases.audited", at_once=50) for one, _ in part]
    details = [told_of.detail for told_of in ledger.told(entries).values()]
    assert answer.headers["X-Content-SHA256"] in json.dumps(details)


def test_every_look_is_recorded(told):
    client = client_of(told.cast)
    for way in ("", "sampel/", "kejadian/", "catatan.jsonl", "temuan/"):
        client.get(f"{URL}{way}")
    entries = [one for part in ledger.of_kind("cases.audited", at_once=50) for one, _ in part]
    looks = ledger.told(entries).values()
    assert {one.detail["what"] for one in looks} == {"room", "sample", "events", "download", "findings"}
    assert {one.actor for one in looks} == {told.cast.aulia.actor.pseudonym}


@pytest.mark.parametrize("who", ["bagus", "citra", "rahmat", "nurma", "laila", "wati", "tania", "pandu"])
def test_nobody_else_comes_in(told, who):
    client = told.cast.people[who].client()
    for way in ("", "sampel/", "kejadian/", "temuan/", "catatan.jsonl", "saksama_verify.py"):
        assert client.get(f"{URL}{way}").status_code == 403, way


def _routes(resolver, before=""):
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, route)
        elif isinstance(each, URLPattern):
            yield route


def test_an_auditor_writes_nothing_by_any_address_of_the_desk(told):
    """Every address behind the sign-in that takes a POST refuses him; only his own account is his."""
    client = client_of(told.cast, office=told.cast.umpamo)
    before = len(ledger.about(told.case_id))
    samples = {"uuid": str(told.case_id), "slug": "sigaplapor", "str": "registered", "int": "1"}
    tried = 0
    for route in _routes(get_resolver()):
        path = "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda found: samples[found[1] or "str"], route)
        if not path.startswith(("/petugas/", "/instansi/", "/kelola/")):
            continue
        answer = client.post(path, {"seen": "1", "text": "x"})
        tried += 1
        assert answer.status_code in (303, 403, 404, 405), path
        if answer.status_code == 303:
            assert answer.headers["Location"].startswith("/akun/"), path
    assert tried > 40
    assert len(ledger.about(told.case_id)) == before


@pytest.mark.parametrize("asked", ["dari=2024-02-31&sampai=2024-10-31", "dari=2024-10-31&sampai=2024-10-01", "dari=x", "sampai=",
                                   "n=999999&daftar=-1", "n=abc"])
def test_a_period_that_cannot_be_is_explained(told, asked):
    answer = client_of(told.cast).get(f"{URL}sampel/?{asked}")
    assert answer.status_code == 200
    page = answer.content.decode()
    explained = any(sentence in page for sentence in ("Tanggal ini tidak ada", "sesudah awalnya"))
    assert explained is asked.startswith(("dari", "sampai"))


def test_a_list_that_was_never_signed_is_not_found(told):
    assert client_of(told.cast).get(f"{URL}sampel/?{PERIOD}&daftar=4711").status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_sound_and_speak_one_language(told, language):
    client = client_of(told.cast, office=told.cast.umpamo)
    client.get(f"/akun/?bahasa={language}")
    for way in (f"?{PERIOD}&periksa=1", f"sampel/?{PERIOD}", f"kejadian/?{PERIOD}"):
        page = client.get(f"{URL}{way}").content.decode()
        assert problems(page) == []
        assert leftovers(page, language, told.cast.umpamo.name, 'saksama_verify.py ledger') == [], way


def seed_of(page):
    return page.content.decode().split('<dd><span class="mono">')[1].split("<")[0]


def test_a_newer_signed_list_draws_by_another_seed_and_the_older_can_be_asked_again(told):
    client, first = client_of(told.cast), ledger.latest_checkpoint().number
    before = seed_of(client.get(f"{URL}sampel/?{PERIOD}"))
    ledger_actions.sequence(thorough=True)      # the look itself is a new entry
    ledger_actions.sign_checkpoint(told.cast.now + timedelta(days=21), daily=True)
    assert ledger.latest_checkpoint().number > first
    assert seed_of(client.get(f"{URL}sampel/?{PERIOD}")) != before
    assert seed_of(client.get(f"{URL}sampel/?{PERIOD}&daftar={first}")) == before


def test_an_auditor_employed_under_the_same_authority_is_shown_neither_the_case_nor_its_acts(told, monkeypatch):
    """Decision 35 holds for whoever looks, whatever he looks for."""
    monkeypatch.setattr(auditing, "EXPORTS", ("registered",))
    period = auditing.Period(told.cast.now - timedelta(days=30), told.cast.now + timedelta(days=30))
    now = told.cast.now + timedelta(days=1)

    def seen():
        actor = told.cast.aulia.actor
        [exports] = [one for one in auditing.happened(period, actor=actor, now=now) if one.name == "exports"]
        return len(exports.events), auditing.sample(period, size=6, actor=actor, now=now).population

    assert seen() == (1, 1)
    User.objects.filter(pk=told.cast.aulia.user.pk).update(home_agency=str(told.cast.sister_agency.public_id))
    told.cast.aulia.user.refresh_from_db()
    assert seen() == (0, 0)
