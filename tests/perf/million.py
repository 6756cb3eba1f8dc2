"""A million cases to look for: rows of a real case with other ids, places, kinds, stages, numbers and officers, and their terms.

For lists and searches only: the copies have no acts, so none of them opens. Written past the verbs, and on PostgreSQL past
row-level security, which is on again before anything is measured.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from saksama import law, store
from saksama.cases.models import FAR, Case
from saksama.cases.worktables import SearchTerm
from saksama.institutions.models import Agency, Level, Office
from saksama.kernel.actor import SYSTEM
from saksama.kernel.ids import new_id
from saksama.places.models import Place
from saksama.store import bulk, search

from .copies import CASE, Table

CHUNK, SEED = 20_000, 11
OPEN = ("received", "initial_study", "completion_requested", "registered", "clarification", "kajian", "forwarded", "with_ppk")
SHUT = ("closed", "not_registered", "executed")
TERM = Table(SearchTerm)


def spread(pattern: Case, *, count: int, now: datetime, officers: Sequence[str] = ()) -> None:
    """Write `count` cases after one, over the villages of all offices of kabupaten and kota; three of ten are closed."""
    with transaction.atomic(), store.scope(SYSTEM):
        row = CASE.rows_of(pattern.pk)[0]
        first = (Case.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1
    columns = ["id", *CASE.columns]
    made = _made(row, first, count, now, officers)
    with _past_row_security(CASE.name, TERM.name):
        while chunk := [one for _n, one in zip(range(CHUNK), made, strict=False)]:
            with transaction.atomic(), store.scope(SYSTEM):
                bulk.insert(CASE.name, columns, [[one[name] for name in columns] for one in chunk])
                bulk.insert(TERM.name, TERM.columns, list(_terms(chunk)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _made(row: dict[str, Any], first: int, count: int, now: datetime, officers: Sequence[str]) -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)
    offices = list(Office.objects.filter(level=Level.KABKOTA, valid_to=None).select_related("place").order_by("pk"))
    below = {office.pk: _villages(office) for office in offices}
    agencies = _agencies()
    kinds = [one.id for one in law.book().categories()]
    for n in range(count):
        office = offices[n % len(offices)]
        code, label = chance.choice(below[office.pk])
        shut = chance.random() < 0.3
        nth = n // len(offices) + 1
        stage = chance.choice(SHUT if shut else OPEN)
        due = connection.ops.adapt_datetimefield_value(
            FAR if shut else now + timedelta(seconds=chance.randint(-300_000, 20 * 86_400)))
        yield row | {
            "id": first + n, "public_id": new_id(), "opening_report": new_id(), "office": str(office.public_id),
            "office_position": office.position, "place_code": code, "place_label": label, "category": chance.choice(kinds),
            "stage": stage, "agency": chance.choice(agencies.get(office.position, [""])), "similar": 0,
            "waiting_on": "nobody" if shut else "bawaslu" if stage in OPEN[:6] else "agency",
            "number": f"{nth:04d}/Reg/LP/PB/Kab/{office.place.code}/X/2024" if stage in OPEN[3:] or shut else "",
            "sort_due": due, "next_due": None if shut else due, "next_due_late": None if shut else due, "in_queue": not shut,
            "assigned_to": chance.choice(officers) if officers and chance.random() < 0.4 else "",
        }


def _villages(office: Office) -> list[tuple[str, str]]:
    found = Place.objects.filter(level="village", low__range=(office.low, office.high), valid_to=None)
    rows = list(found.values_list("code", "name")[:300])
    return [(code, f"{name}, {office.place.label}"[:240]) for code, name in rows] or [(office.place.code, office.place.label)]


def _agencies() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for position, public_id in Agency.objects.filter(valid_to=None).values_list("position", "public_id"):
        found.setdefault(position, [""]).append(str(public_id))
    return found


def _terms(rows: Sequence[dict[str, Any]]) -> Iterator[list[Any]]:
    columns = TERM.columns
    for row in rows:
        for tail in search.tails(row["number"]):
            value = {"public_id": new_id(), "case_id": row["id"], "kind": "number", "term": tail,
                     "position": row["office_position"]}
            yield [value[name] for name in columns]


@contextmanager
def _past_row_security(*tables: str) -> Iterator[None]:
    """COPY cannot write into a table with row-level security, and a million prepared statements take long."""
    if connection.vendor != "postgresql":
        yield
        return
    for table in tables:
        _alter(table, "DISABLE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        for table in tables:
            _alter(table, "ENABLE ROW LEVEL SECURITY")
            _alter(table, "FORCE ROW LEVEL SECURITY")


def _alter(table: str, how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} {how}")
