"""Kelola by the browser: backups asked for, taken away sealed and never plain; health in words; shut to everybody else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings
from tests.web.html import problems
from tests.web.languages import leftovers

from saksama.accounts.models import Grant
from saksama.jobs.models import Job, State
from saksama.ledger import queries as ledger
from saksama.store import clock
from saksama.web.desk.manage.machine import machine

pytestmark = pytest.mark.django_db
URL = "/petugas/kelola/"
PAGES = ("", "cadangan/", "kesehatan/", "pembaruan/", "daftar/", "latihan/")


@pytest.fixture
def sealed(cast):
    """A backup in the data folder, as its bytes lie."""
    folder = settings.SAKSAMA.data / "backups"
    folder.mkdir()
    (folder / "saksama-1.age").write_bytes(b"age-encryption.org/v1\nsealed")
    return folder


def drills(*rows):
    (settings.SAKSAMA.data / "drills.json").write_text(json.dumps([
        {"at": "2026-11-22T19:00:00+00:00", "backup": "saksama-1.age", "ok": ok, "seconds": 12, "age": 7200, "problems": found}
        for ok, found in rows]))


def test_a_backup_is_ordered_once_and_recorded(cast):
    client = cast.tania.client()
    assert client.post(f"{URL}cadangan/minta/backup/").status_code == 303
    assert Job.objects.filter(task="saksama.ops.jobs.make_backup").count() == 1
    page = client.get(f"{URL}cadangan/")
    assert "Cadangan sedang ditulis" in page.content.decode()
    assert page.headers["Refresh"]
    again = client.post(f"{URL}cadangan/minta/backup/")
    assert again.status_code == 409
    assert "sedang berjalan" in again.content.decode()
    assert Job.objects.filter(task="saksama.ops.jobs.make_backup").count() == 1
    [[(entry, _)]] = ledger.of_kind("ops.work_ordered", at_once=9)
    assert ledger.told([entry])[entry].actor == cast.tania.actor.pseudonym


def test_the_first_day_says_what_is_still_to_be_done_until_all_is(cast, sealed, monkeypatch):
    from saksama.institutions.models import Office
    from saksama.registry import queries as registry

    client = cast.tania.client()
    page = client.get(URL).content.decode()
    assert "Hari pertama" in page
    assert "<b>Isi alamat kantor</b>" in page
    assert "<b>Petugas pertama membuat kunci kantor</b>" not in page        # the cast's offices have theirs
    Office.objects.filter(pk=cast.umpamo.pk).update(address="Jalan Contoh 1")
    monkeypatch.setattr(registry, "lists", lambda **_: [object()])
    assert "Hari pertama" not in client.get(URL).content.decode()


def test_a_work_that_died_does_not_shut_the_door_for_ever(cast):
    began = (clock.real() - timedelta(hours=3)).isoformat()
    (settings.SAKSAMA.data / "desk-work.json").write_text(json.dumps({"what": "backup", "began": began, "state": "running",
                                                                       "sentence": ""}))
    client = cast.tania.client()
    assert "Pekerjaan terakhir tidak selesai" in client.get(f"{URL}cadangan/").content.decode()
    assert client.post(f"{URL}cadangan/minta/backup/").status_code == 303


def test_without_a_backup_there_is_nothing_to_try(cast):
    answer = cast.tania.client().post(f"{URL}cadangan/minta/drill/")
    assert answer.status_code == 404
    assert "Buat dahulu satu" in answer.content.decode()


def test_a_backup_is_taken_away_as_it_lies_and_recorded(cast, sealed):
    answer = cast.tania.client().get(f"{URL}cadangan/saksama-1.age/unduh/")
    assert b"".join(answer.streaming_content) == b"age-encryption.org/v1\nsealed"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert sum(len(part) for part in ledger.of_kind("ops.backup_fetched", at_once=9)) == 1


@pytest.mark.parametrize("name", ["..%2Fsaksama.toml", "keys", "saksama-2.age", "saksama-erasures.json", "%00"])
def test_no_other_file_leaves_by_this_door(cast, sealed, name):
    (sealed / "saksama-erasures.json").write_text("{}")
    answer = cast.tania.client().get(f"{URL}cadangan/{name}/unduh/")
    assert answer.status_code == 404


def test_green_and_red_are_told_with_what_was_wrong(cast, sealed):
    drills((False, ["Item x: its sealed file is missing."]), (True, []))
    page = cast.tania.client().get(f"{URL}cadangan/").content.decode()
    assert "merah: tidak utuh" in page
    assert "its sealed file is missing" in page
    assert "hijau: utuh" in page
    assert "--recovery-file" in page


def test_a_spoiled_file_of_results_is_no_error(cast):
    (settings.SAKSAMA.data / "drills.json").write_text("{nonsense")
    (settings.SAKSAMA.data / "desk-work.json").write_text("[]")
    assert cast.tania.client().get(f"{URL}cadangan/").status_code == 200


def test_failed_jobs_are_named_without_their_arguments_and_tried_again(cast):
    Job.objects.create(task="saksama.cases.jobs.open_file", arguments={"args": ["rahasia-1"], "kwargs": {}}, state=State.PARKED,
                       created_at=clock.real(), attempts=5)
    client = cast.tania.client()
    page = client.get(f"{URL}kesehatan/").content.decode()
    assert "saksama.cases.jobs.open_file" in page
    assert "rahasia-1" not in page
    assert client.post(f"{URL}kesehatan/coba-lagi/").status_code == 303
    assert Job.objects.get().state == State.WAITING


def test_offices_whose_key_one_person_holds_are_named(cast):
    page = cast.tania.client().get(f"{URL}kesehatan/").content.decode()
    assert cast.misal.name in page          # Malik alone
    assert cast.umpamo.name not in page     # four hold it


@pytest.mark.parametrize("who", ["bagus", "citra", "rahmat", "nurma", "laila", "wati", "aulia", "pandu"])
def test_nobody_else_comes_in(cast, sealed, who):
    client = cast.people[who].client()
    for way in (*PAGES, "cadangan/saksama-1.age/unduh/"):
        assert client.get(f"{URL}{way}").status_code == 403, way
    for way in ("cadangan/minta/backup/", "cadangan/minta/drill/", "kesehatan/coba-lagi/"):
        assert client.post(f"{URL}{way}").status_code == 403, way
    assert not Job.objects.exists()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_sound_and_speak_one_language(cast, sealed, language):
    drills((False, ["x"]), (True, []))
    client = cast.tania.client()
    client.get(f"/akun/?bahasa={language}")
    for way in PAGES:
        page = client.get(f"{URL}{way}").content.decode()
        assert problems(page) == []
        assert leftovers(page, language, cast.misal.name, *machine().restore_commands("saksama-1.age")) == [], way


def test_administrator_and_auditor_begin_where_their_work_is(cast):
    """Whatever office an auditor's territory is, his room is not the office's queue."""
    Grant.objects.filter(user=cast.aulia.user).update(office=str(cast.umpamo.public_id))
    begins = {"tania": "/petugas/kelola/", "aulia": "/petugas/audit/", "bagus": "/petugas/", "wati": "/instansi/"}
    for who, where in begins.items():
        client = cast.people[who].client()
        assert client.get("/masuk/lanjut/").headers["Location"] == where, who
        assert client.get(where).status_code == 200
    assert "/petugas/kelola/" in cast.tania.client().get("/akun/").content.decode()
    assert "/petugas/audit/" in cast.aulia.client().get("/akun/").content.decode()
