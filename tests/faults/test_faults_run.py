"""`saksama run` as a newcomer and a script meet it: one line of JSON, nothing lost between two runs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from tests.faults.services import PATIENT, environment, is_alive

pytestmark = [pytest.mark.fault, pytest.mark.one_engine]      # these installations lie on SQLite whatever the run


def started(data: Path, *words: str) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "saksama", "--data", str(data), "run", "--port", "0", *words]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline()


def stopped(process: subprocess.Popen[str], data: Path) -> str:
    """Stop it as Ctrl-C does and return what it still said."""
    pids = [int(path.read_text()) for path in (data / "run").glob("*.pid")]
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENT) == 0
    assert process.stdout is not None
    with process.stdout as output:
        said = output.read()
    assert not [pid for pid in pids if is_alive(pid)]
    return said


def test_an_empty_installation_tells_a_script_all_it_needs_in_one_line(tmp_path):
    data = tmp_path / "data"
    process, line = started(data, "--no-demo", "--json")
    told = json.loads(line)
    with urllib.request.urlopen(told["url"], timeout=10) as page:     # noqa: S310
        assert page.status == 200
    assert (told["accounts"], told["receipts"], told["passes"]) == ([], [], [])
    assert told["recovery"].startswith("AGE-SECRET-KEY-1")
    assert told["token"]
    assert stopped(process, data) == ""

    process, line = started(data, "--no-demo", "--json")
    again = json.loads(line)
    assert "recovery" not in again                     # shown once and kept nowhere
    assert again["token"] not in ("", told["token"])   # nobody has used the first one; it ends
    stopped(process, data)


def test_it_tells_a_person_the_address_the_recovery_sheet_and_the_token(tmp_path):
    data = tmp_path / "data"
    process, line = started(data, "--no-demo")
    assert line.startswith("Saksama ready: http://127.0.0.1:")
    said = stopped(process, data)
    assert "RECOVERY SHEET" in said
    assert "AGE-SE CRET-K EY-1" in said
    assert "/masuk/pertama/" in said


def test_a_demonstration_is_never_taken_for_an_installation_in_earnest(tmp_path):
    data = tmp_path / "data"
    process, _ = started(data, "--no-demo")
    stopped(process, data)
    toml = data / "saksama.toml"
    toml.write_text(toml.read_text().replace("demo = false", "demo = true"))
    process, line = started(data, "--no-demo")
    with process:
        assert (line, process.wait(PATIENT)) == ("", 2)
