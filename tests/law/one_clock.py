"""One clock on a path of its own, for tests of the engine by itself."""

from __future__ import annotations

from dataclasses import replace

from tests.law.acts import acts, at, calendar

from saksama import law
from saksama.law.clocks import Reading, readings
from saksama.law.process import Process, Stage, Step
from saksama.law.rule import ClockRule

START = at("2024-10-21 09.00")
RULE = replace(law.book().clock("SAK-REPLY"), pauses=("p",), resumes=("r",), restarts=("again",))


def process(*versions: ClockRule, name: str = "c") -> Process:
    """A path of one clock: `go` starts it, `stop` stops it, `void` voids whatever runs."""
    rows = [
        Step("go", frozenset({"", "here"}), "here", starts=(name,)),
        Step("stop", frozenset({"here"}), "here", stops=(name,)),
        Step("void", frozenset({"here"}), "here", voids=True),
        *(Step(act, frozenset({"here"}), "same") for act in ("p", "r", "again", "reply.extended")),
    ]
    stages = {"here": Stage("here", "di sini", "here", "bawaslu")}
    return Process("p", "asn", stages, tuple(rows), {name: versions[0].id}, {name: versions}, initial_stage="")


def one(*rows: tuple[str, str], rule: ClockRule = RULE, now: str = "2024-10-21 10.00", zone_name: str = "WIB") -> Reading:
    (found,) = readings(acts(*rows, zone_name=zone_name), process(rule), calendar(zone_name), at(now, zone_name))
    return found


def ended(rule: ClockRule = RULE) -> Reading:
    return one(("go", "2024-10-21 09.00"), ("stop", "2024-10-24 09.00"), rule=rule, now="2024-12-01 09.00")
