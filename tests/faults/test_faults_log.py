"""Nothing that could tell who asked, or what, is ever logged: whatever a request carries, whatever goes wrong with it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.faults.claims import record
from tests.house import House, house

from saksama.config.logs import ALLOWED

pytestmark = pytest.mark.fault

ROUNDS = 30 if os.environ.get("SAKSAMA_TEST_FULL") else 6


@pytest.fixture(scope="module")
def built() -> Iterator[House]:
    with house() as made:
        made.open()
        yield made


def test_nothing_of_a_request_stands_in_the_log(built: House) -> None:
    done = built.ask("tests.faults.noise:speak", port=built.port, rounds=ROUNDS)
    log = built.log.read_text(errors="replace")
    asked = sum(done["answers"].values())
    assert log.count('"http.request"') > asked / 2
    assert not done["answers"].get("500"), (done["answers"], done["defects"])
    record("log", requests=asked, answers=done["answers"], said=len(done["said"]), lines=log.count("\n"))
    assert not _found(done["said"], log)


def test_nothing_of_a_request_stands_in_the_log_of_an_error(built: House) -> None:
    """With tables gone every view that asks for one meets an error whose own words would carry values."""
    before = len(built.log.read_text())
    done = built.ask("tests.faults.noise:speak", port=built.port, rounds=3, broken=True)
    log = built.log.read_text(errors="replace")
    record("log-errors", answers=done["answers"], said=len(done["said"]))
    assert done["answers"].get("500", 0) >= 20, done["answers"]
    assert "http.defect" in log[before:]
    assert not _found(done["said"], log)
    for word in ("no such table", "does not exist", "SELECT", "_away"):
        assert word not in log


def test_every_line_is_one_object_of_known_fields(built: House) -> None:
    lines = built.log.read_text(errors="replace").splitlines()
    read = [json.loads(line) for line in lines]
    assert not {name for line in read for name in line} - set(ALLOWED)
    assert len(Counter(line["event"] for line in read)) < 30


def _found(said: list[str], log: str) -> list[str]:
    low = log.lower()
    return [word for word in said if word.lower() in low]
