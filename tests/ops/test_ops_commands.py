"""The commands at work on an installation of their own."""

from __future__ import annotations

import json
import stat

import pytest

from .conftest import made

pytestmark = pytest.mark.one_engine


def test_init_makes_everything_for_this_user_only(first):
    for path in [first.data, *first.data.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name


def test_init_keeps_the_recovery_key_nowhere(first):
    words = "".join(word for word in first.sheet.split() if len(word) > 1)
    assert words.startswith("AGE-SECRET-KEY-1")
    for path in first.data.rglob("*"):
        if path.is_file():
            assert words.encode() not in path.read_bytes()


def test_two_installations_share_no_key(first, tmp_path):
    second = made(tmp_path / "second")
    for path in (first.data / "keys").iterdir():
        assert path.read_bytes() != (second.data / "keys" / path.name).read_bytes(), path.name


def test_migrate_is_done_after_init_and_says_so(first):
    assert "up to date" in first.run("migrate").stdout
    assert first.run("migrate", "--plan").returncode == 0


def test_the_doctor_finds_a_new_installation_well(first):
    done = first.run("doctor", "--full")
    assert done.returncode == 0, done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith("bad")]


def test_data_folder_may_be_named_after_the_command_too(first):
    from .conftest import saksama

    assert saksama("migrate", "--plan", "--data", first.data).returncode == 0


def test_facts_lists_kinds_of_facts_and_who_hears_them(first):
    lines = dict(line.split(None, 1) for line in first.run("facts").stdout.splitlines())
    assert lines["ops.backup_made"] == "-"
    assert "saksama.cases.jobs.open_file" in lines["report.received"]


def test_the_ledger_is_signed_verified_and_exported(own):
    assert own.run("backup").returncode == 0     # an entry to sign
    note = own.run("ledger", "checkpoint").stdout
    assert note.splitlines()[1] == "1"
    assert "whole: 1 entries, 1 signed lists" in own.run("ledger", "verify").stdout
    exported = [json.loads(line) for line in own.run("ledger", "export").stdout.splitlines()]
    assert [sorted(line) for line in exported] == [["key"], ["entry", "position"], ["checkpoint"]]
    (own.data / "known").write_text(note)
    assert own.run("ledger", "verify", "--known", own.data / "known").returncode == 0


def test_a_row_of_the_record_changed_by_hand_is_found_and_named(own):
    own.run("backup")
    own.run("ledger", "checkpoint")
    entry = json.loads(own.run("ledger", "export").stdout.splitlines()[1])["entry"]
    own.python("""
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP TRIGGER ledger_entry_append_only_update")
    cursor.execute("UPDATE ledger_entry SET body = replace(body, 'ops.backup_made', 'ops.backup_mode')")
""")
    done = own.run("ledger", "verify")
    assert done.returncode == 1
    assert json.loads(entry)["id"] in done.stdout


def test_the_demonstrations_clock_moves_by_working_days_and_back(own):
    def clock(step: str) -> str:
        return own.run("demo", "clock", step, SAKSAMA_DEMO="true").stdout

    assert "2024-10-07" in clock("2024-10-07")                 # a Monday
    assert "Monday 2024-10-14" in clock("+5wd")
    assert "Thursday 2024-10-17" in clock("+3d")
    assert "real time" in clock("reset")
    assert own.run("facts").returncode == 0


def test_moving_the_clock_is_on_record(own):
    own.run("demo", "clock", "+3d", SAKSAMA_DEMO="true")
    own.run("ledger", "checkpoint", SAKSAMA_DEMO="true")
    assert "ops.clock_moved" in own.run("ledger", "export").stdout


def test_jobs_tells_that_nothing_is_parked(first):
    done = first.run("jobs")
    assert (done.returncode, "0 are parked" in done.stdout) == (0, True)


def test_projections_of_an_empty_installation_agree(first):
    assert "0 of them differ" in first.run("rebuild-projections", "--check").stdout


def test_a_reader_that_leaves_early_is_no_error(first):
    import subprocess
    import sys

    from .conftest import environment

    piped = f"'{sys.executable}' -m saksama --data '{first.data}' facts | head -1"
    done = subprocess.run(["bash", "-c", piped], env=environment(), capture_output=True, text=True, check=False)
    assert done.stderr == ""
