"""Measured inside a house: similar ended cases among a million rows, as the overseer, an officer and a member of staff ask.

The rows are written past the verbs: every case ended under four suspected violations, all forwarded to one overseer, which
is the worst there can be. Asked is what the page of a recommendation asks: all columns first, fewer where too few agree.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from tests.cast import Person
from tests.residents import furnished

from saksama import store
from saksama.cases.projections import Precedent
from saksama.cases.queries import similar
from saksama.cases.queries.similar import Like
from saksama.institutions.models import Level, Office
from saksama.kernel.actor import SYSTEM
from saksama.kernel.ids import new_id

from . import copies
from .desk import told

EACH = 4                                                      # suspected violations of one case
VIOLATIONS = tuple(f"DS-{n:02d}" for n in range(1, 19))
POSTS = ("leader", "administrator", "supervisor", "camat", "teacher", "health", "functional", "executing")
SEASONS = ("campaign", "quiet", "between", "")
GRADES = ("S-SED-1", "S-SED-2", "S-BER-1", "S-BER-2", "S-BER-3", "")
ASKED = (
    Like("DS-04", "discipline", "camat", "campaign"),          # many agree in everything
    Like("DS-04", "discipline", "", "campaign"),               # no class chosen yet: by the violation alone
    Like("DS-18", "discipline", "leader", "voting"),           # nobody at this stage: looked for by fewer columns
    Like("KE-01", "ethics", "teacher", "campaign"),            # nobody at all
)
ON = date(2024, 11, 20)


def similar_cases(*, rows: int, rounds: int) -> dict[str, Any]:
    """Write the rows, then ask: the slowest of four questions for each of three readers, in milliseconds by the wall."""
    cast = furnished(nation=True)
    began = time.monotonic()
    _write(cast, rows)
    made_in_s = round(time.monotonic() - began, 1)
    readers = {"overseer": cast.people["laila"], "examiner": cast.people["bagus"], "national": cast.people["nurma"]}
    found = {name: _asked(person, rounds) for name, person in readers.items() if name in readers}
    return {"rows": rows, "made_in_s": made_in_s, "worst_ms": max(one["worst_ms"] for one in found.values()), **found}


def _write(cast: Any, rows: int) -> None:
    offices = list(Office.objects.filter(level=Level.KABKOTA, valid_to=None).select_related("place").order_by("pk"))
    with transaction.atomic(), store.scope(SYSTEM):
        row = copies.CASE.rows_of(told(cast, 4).pk)[0]
        made = [((row, (), ()), offices[n % len(offices)], timedelta(hours=1)) for n in range(rows // EACH)]
        ids = copies._write_cases(made, cast.now)
        copies._insert(copies.Table(Precedent), _precedents(ids, offices, str(cast.oversight.public_id)))
    copies._settle()


def _precedents(cases: list[int], offices: list[Office], overseer: str) -> Iterator[dict[str, Any]]:
    chance = random.Random(copies.SEED)
    empty = "[]"
    for n, case in enumerate(cases):
        office = offices[n % len(offices)]
        for violation in chance.sample(VIOLATIONS, EACH):
            yield {
                "public_id": new_id(), "case_id": case, "office_position": office.position, "oversight_office": overseer,
                "agency_key": "", "authority": f"head:{office.position}", "agency": "", "violation": violation,
                "track": "discipline", "post_class": chance.choice(POSTS), "season": chance.choice(SEASONS),
                "outcome": "executed", "grade": chance.choice(GRADES), "differs": False, "aggravating": empty,
                "mitigating": empty, "ended_on": connection.ops.adapt_datefield_value(ON),
            }


def _asked(person: Person, rounds: int) -> dict[str, Any]:
    actor = person.actor
    times: dict[str, list[float]] = {like.violation + like.post_class + like.season: [] for like in ASKED}
    counts = {}
    for _ in range(rounds):
        for like in ASKED:
            began = time.perf_counter()
            with store.reading(actor):
                found = similar.find(like, actor, ON)
            name = like.violation + like.post_class + like.season
            times[name].append((time.perf_counter() - began) * 1000)
            counts[name] = (found.count, "+".join(found.columns)) if found else (0, "")
    worst = {name: round(statistics.quantiles(taken, n=20)[-1], 1) for name, taken in times.items()}
    return {"worst_ms": max(worst.values()), "p95_ms": worst, "found": counts}
