"""Bad input to the commands: one sentence that says what to do, exit status 2, and nothing is changed."""

from __future__ import annotations

import socket

import pytest

from .conftest import Installation, saksama

pytestmark = pytest.mark.one_engine


def refused(done) -> str:
    """The sentence of a refusal; there is neither a traceback nor an answer."""
    assert (done.returncode, done.stdout) == (2, ""), done
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def test_an_unknown_command_points_to_help():
    assert "--help" in refused(saksama("serv"))


def test_no_command_shows_what_there_is():
    done = saksama()
    assert (done.returncode, "doctor" in done.stdout) == (2, True)


def test_a_folder_without_an_installation_is_refused_and_stays_empty(tmp_path):
    (tmp_path / "empty").mkdir()
    assert "saksama init" in refused(saksama("--data", tmp_path / "empty", "doctor"))
    assert not list((tmp_path / "empty").iterdir())


def test_a_second_init_changes_nothing(own):
    before = (own.data / "saksama.toml").read_text()
    assert "already holds an installation" in refused(own.run("init"))
    assert (own.data / "saksama.toml").read_text() == before


def test_a_folder_that_cannot_be_made_is_named():
    assert "choose another with --data" in refused(saksama("--data", "/proc/saksama", "init"))


def test_an_unknown_setting_in_the_file_is_named(own):
    (own.data / "saksama.toml").write_text('dispaly_name = "x"\n')
    assert "dispaly_name" in refused(own.run("doctor"))


def test_an_unknown_variable_is_named(own):
    assert "SAKSAMA_DISPALY_NAME" in refused(own.run("doctor", SAKSAMA_DISPALY_NAME="x"))


def test_a_broken_configuration_file_is_named(own):
    (own.data / "saksama.toml").write_text("base_url = \n")
    assert "saksama.toml" in refused(own.run("doctor"))


def test_plain_http_outside_this_machine_is_refused(tmp_path):
    done = saksama("--data", tmp_path / "new", "init", "--base-url", "http://lapor.example.go.id")
    assert (done.returncode, "https" in done.stderr) == (2, True)


@pytest.mark.parametrize("day", ["2024-02-30", "7 Oktober", "2024/10/07", ""])
def test_an_impossible_day_is_refused_by_run(tmp_path, day):
    assert "date" in refused(saksama("--data", tmp_path / "new", "run", "--today", day))
    assert not (tmp_path / "new").exists()


def test_a_port_in_use_is_refused_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} is in use" in refused(saksama("--data", tmp_path / "new", "run", "--port", port))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_a_port_that_does_not_exist_is_refused(tmp_path, port):
    assert "65535" in refused(saksama("--data", tmp_path / "new", "run", f"--port={port}"))


def test_an_unknown_address_is_refused(tmp_path):
    assert "--host" in refused(saksama("--data", tmp_path / "new", "run", "--host", "no-such-host.invalid"))


def test_an_installation_in_earnest_is_not_run_for_others(tmp_path):
    everywhere = ("--host", "0.0.0.0", "--port", "0")     # noqa: S104
    assert "saksama serve" in refused(saksama("--data", tmp_path / "new", "run", "--no-demo", *everywhere))


def test_the_clock_of_an_installation_in_earnest_does_not_move(first):
    assert "not a demonstration" in refused(first.run("demo", "clock", "+5wd"))
    assert "real one" in refused(first.run("run", "--port", "0", "--today", "2024-10-07"))


@pytest.mark.parametrize("step", ["+5", "5wd", "+5wk", "+99999d", "-3d", "yesterday", "2024-13-01", "+5000d"])
def test_a_step_of_the_clock_that_is_none_is_refused(own, step):
    assert refused(own.run("demo", "clock", step, SAKSAMA_DEMO="true"))
    assert not (own.data / "clock").exists()


def test_serve_refuses_a_database_that_is_not_migrated(own):
    forget = "connection.cursor().execute(\"DELETE FROM django_migrations WHERE app = 'intake'\")"
    own.python("from django.db import connection\n" + forget)
    assert "saksama migrate" in refused(own.run("serve", "--port", "0"))


def test_serve_refuses_without_a_key_and_names_it(own):
    (own.data / "keys" / "field_key").unlink()
    assert "field_key" in refused(own.run("serve", "--port", "0"))


def test_serve_refuses_a_key_that_others_can_read(own):
    (own.data / "keys" / "pepper").chmod(0o644)
    assert "0600" in refused(own.run("serve", "--port", "0"))


@pytest.mark.parametrize(("words", "said"), [
    (("ledger", "verify", "--known", "/no/such/file"), "cannot be read"),
    (("ledger", "export", "--to", "/no/such/folder/file"), "cannot be written"),
    (("ledger",), "--help"),
    (("law", "check", "/no/such/file.yaml"), "is not a file"),
    (("law", "due", "--clock", "NO-SUCH-CLOCK", "--event", "2024-10-07"), "NO-SUCH-CLOCK"),
    (("law", "due", "--clock", "NO-SUCH-CLOCK", "--event", "2024-10-32"), "not a date"),
    (("law", "ics", "NO-SUCH-CASE"), "no case with this register number"),
    (("backup", "--to", "/no/such/folder/b.age"), "no folder"),
    (("restore", "b.age", "--recovery-file", "f"), "--to DIR"),
    (("restore", "b.age", "--to", "d"), "--recovery-file"),
])
def test_what_commands_are_given_is_looked_at(first: Installation, words, said):
    assert said in refused(first.run(*words))
