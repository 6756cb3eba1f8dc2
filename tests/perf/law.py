"""Measured inside a house: all limits of 100,000 cases after the KPU moved polling day, and one limit with its reason.

The rows are written past the verbs (`copies`), three open limits a case, each with the basis and the ends the engine gives it.
Only counting is measured: a limit that moved is then recorded by an act of its case, which costs what any act costs.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from tests.residents import furnished

from saksama import store
from saksama.cases.actions import moving
from saksama.cases.models import Case, Clock
from saksama.institutions.models import Level, Office
from saksama.kernel.actor import SYSTEM
from saksama.kernel.ids import new_id
from saksama.law import basis, book, in_use
from saksama.law.basis import Recount
from saksama.law.calendar import Calendar, calendar_for
from saksama.law.clocks import State, limit
from saksama.law.rule import ClockRule
from saksama.law.rulebook import Book

from . import copies
from .desk import told
from .ruler import HELLO, Request, Ruler

SUBJECTS = (("completion", "PK-03"), ("reply", "SAK-REPLY"), ("ppk", "BK-03"))
FIRST, DAYS = datetime(2024, 10, 1, tzinfo=UTC), 56
NOW = datetime(2024, 11, 20, tzinfo=UTC)
LATER = timedelta(days=7)
EXPLAINED = ("PK-01", "PK-05", "PU-05", "BK-03", "DP-09", "SAK-REPLY", "GK-01")


def law(*, rounds: int, cases: int) -> dict[str, Any]:
    """Write the cases, move polling day by a week, count again; then time single limits."""
    cast = furnished(nation=False)
    began = time.monotonic()
    _write(told(cast, 4), cases)
    made_in_s = round(time.monotonic() - began, 1)
    hello = Ruler().measure(lambda: Request(HELLO), rounds=rounds).hello_ms / 1000
    return {"cases": cases, "made_in_s": made_in_s, "recount": _recounted(hello), "due": _explained(hello, rounds)}


def _write(pattern: Case, cases: int) -> None:
    chance = random.Random(copies.SEED)
    offices = list(Office.objects.filter(level=Level.KABKOTA, valid_to=None).select_related("place").order_by("pk"))
    with store.reading(SYSTEM):
        row = copies.CASE.rows_of(pattern.pk)[0]
        made = [((row, (), ()), offices[n % len(offices)], timedelta(hours=1)) for n in range(cases)]
        ids = copies._write_cases(made, NOW)
        Clock.objects.all().delete()
        copies._insert(copies.CLOCK, _clocks(ids, chance))
    copies._settle()


def _clocks(cases: list[int], chance: random.Random) -> Iterator[dict[str, Any]]:
    calendar, counting, release = calendar_for(range(2023, 2027)), Recount(), book().release
    for case in cases:
        for subject, rule_id in SUBJECTS:
            started = FIRST + timedelta(seconds=chance.randrange(DAYS * 86_400))
            yield _clock(case, subject, book().clock(rule_id), started, calendar, counting) | {"law_release": release}


def _clock(
    case: int, subject: str, rule: ClockRule, started: datetime, calendar: Calendar, counting: Recount
) -> dict[str, Any]:
    line = basis.written([started], [], [])
    ends = counting.ends(rule, line, calendar)
    assert ends is not None
    adapt = connection.ops.adapt_datetimefield_value
    return {
        "public_id": new_id(), "case_id": case, "limb": "asn", "subject": subject, "rule": rule.id, "version": rule.version,
        "started_by": 1, "stopped_by": 0, "started_at": adapt(started), "stopped_at": None, "due_early": adapt(ends[0]),
        "due_late": adapt(ends[1]), "state": State.RUNNING.value, "actor": rule.actor, "lapse_recorded": False, "basis": line,
    }


def _moved_by_the_kpu() -> Book:
    """The book with quiet period, polling day and its holiday a week later."""
    was, settings = book().election("pilkada-2024"), book().holidays
    stages = {name: (first + LATER, last + LATER) if name in ("quiet", "voting") else (first, last)
              for name, (first, last) in was.stages.items()}
    polling = was.stages["voting"][0]
    holidays = replace(settings, add={**settings.add, polling + LATER: "Hari Pemilihan"}, remove=settings.remove | {polling})
    elections = tuple(replace(was, stages=stages) if one.id == was.id else one for one in book().elections)
    return replace(book(), release="e" * 64, elections=elections, holidays=holidays)


def _recounted(hello: float) -> dict[str, Any]:
    token = in_use._held.set(_moved_by_the_kpu())
    try:
        wall, began = time.monotonic(), time.process_time()
        cases = [case for portion in moving.recount(NOW) for case in portion]
        cpu, took = time.process_time() - began, time.monotonic() - wall
        with store.reading(SYSTEM):
            stale = Clock.objects.exclude(law_release=book().release).count()
            limits = Clock.objects.count()
    finally:
        in_use._held.reset(token)
    return {"limits": limits, "cases_with_a_moved_limit": len(cases), "limits_of_these": stale, "cpu_s": round(cpu, 2),
            "wall_s": round(took, 2), "h": round(cpu / hello), "us_a_limit": round(cpu / limits * 1e6, 1)}


def _explained(hello: float, rounds: int) -> dict[str, Any]:
    """Return processor microseconds of one limit with readings and its reason in two languages, by rule: median of rounds."""
    calendar = calendar_for(range(2023, 2027))
    found = {}
    for rule_id in EXPLAINED:
        rule, took = book().clock(rule_id), []
        for n in range(rounds):
            start = FIRST + timedelta(hours=37 * n)
            began = time.process_time()
            for _ in range(20):
                limit(rule, start, calendar)
            took.append((time.process_time() - began) / 20)
        found[rule_id] = round(statistics.median(took) * 1e6, 1)
    worst = max(found.values())
    return {"us": found, "worst_us": worst, "h": round(worst / 1e6 / hello, 3)}
