"""kill -9 of web server, web worker, job worker and sequencer at random, while reports and files come in.

SAKSAMA_TEST_FULL=1: 2,000 submissions and at least 50 kills; else a sixth of it. Whoever was shown a receipt can open his report.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.faults.claims import record
from tests.house import House, house

from saksama import ledger

pytestmark = pytest.mark.fault

FULL = bool(os.environ.get("SAKSAMA_TEST_FULL"))
COUNT, KILLS, PER_S = (2000, 55, 35.0) if FULL else (300, 14, 25.0)
GAP = (0.1, 2 * COUNT / PER_S / KILLS - 0.2)      # seconds between two kills, so that they fall all over the submissions
ROLES = ("web-worker-*", "worker", "worker-*", "clock", "web")


@pytest.fixture(scope="module")
def built() -> Iterator[House]:
    with house() as made:
        made.open()
        yield made


def kill_at_random(built: House, reporters: subprocess.Popen[str], chance: random.Random) -> list[str]:
    """Kill something of the house again and again while reports come in, `KILLS` times; return what it was."""
    killed: list[str] = []
    while len(killed) < KILLS and reporters.poll() is None:
        time.sleep(chance.uniform(*GAP))
        role = chance.choice(ROLES)
        victims = built.pids(role)
        if victims:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(victims), signal.SIGKILL)
                killed.append(role)
    return killed


def test_every_receipt_shown_opens_its_report_whatever_is_killed(built: House) -> None:
    seed = random.SystemRandom().randrange(2**32)
    reporters = built.begin("tests.faults.crowd:reporters", port=built.port, count=COUNT, per_s=PER_S, seed=seed)
    killed = kill_at_random(built, reporters, random.Random(seed))
    told = built.answer(reporters)
    assert built.server is not None and built.server.poll() is None, "the supervisor gave up"
    assert built.close() == 0
    settled = built.ask("tests.faults.crowd:settle")
    found = built.ask("tests.faults.crowd:troubles", told=told)
    record("kill", seed=seed, receipts=len(told), presses=sum(one["presses"] for one in told), kills=len(killed),
           killed={role: killed.count(role) for role in ROLES}, troubles=len(found), **settled)
    assert len(killed) == KILLS, "the reporters were through before"
    assert settled["left"] == settled["parked"] == 0
    assert not found, f"seed {seed}: {len(found)} troubles, first: {found[:5]}"
    notices_a_lost_report_and_other_words(built)


def notices_a_lost_report_and_other_words(built: House) -> None:
    """The control, last since it leaves a report behind: a receipt without a report, and one with other words, are both named."""
    told = built.ask("tests.faults.crowd:controls")
    found = built.ask("tests.faults.crowd:troubles", told=told)
    assert any("WrongCode" in trouble for trouble in found)
    assert any("other words" in trouble for trouble in found)
    assert any("a report nobody told" in trouble for trouble in found)


def test_the_record_is_whole_after_all_kills(built: House) -> None:
    verified = built.saksama("ledger", "verify")
    assert verified.returncode == 0, verified.stdout
    assert "The record is whole" in verified.stdout


def test_an_exported_record_is_whole_for_a_stranger_with_the_one_file(built: House, tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    built.saksama("ledger", "checkpoint")      # nothing may have been signed yet, in whatever order tests run
    built.saksama("ledger", "export", "--to", str(record))
    key = built.ask("tests.faults.crowd:published_key")
    verifier = Path(ledger.__file__).with_name("saksama_verify.py")
    command = [sys.executable, "-I", str(verifier), "ledger", str(record), "--key", key]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
