"""A hundred thousand cases: rows of real cases, each told by the product's own verbs, written again with other ids, places, days.

For measurements only. The rows go in by `store.bulk`, past the verbs: their sealed items and ledger entries belong to the case
they are copies of, so a copy is good for lists, clocks and sweeps, and not for opening.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from saksama import store
from saksama.cases.models import FAR, Act, Case, Clock
from saksama.institutions.models import Level, Office
from saksama.kernel.actor import SYSTEM
from saksama.kernel.ids import new_id
from saksama.store import bulk

CHUNK = 2000
SPREAD = timedelta(days=20)
SEED = 5


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns and, for each, how a copy's value is made of the original's."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def columns(self) -> list[str]:
        return [field.column for field in self.model._meta.concrete_fields if not field.primary_key]

    def rows_of(self, case: int) -> list[dict[str, Any]]:
        """Return the raw rows of a case, as the database holds them."""
        key = "id" if self.model is Case else "case_id"
        with connection.cursor() as cursor:
            wanted = ", ".join(connection.ops.quote_name(name) for name in self.columns)
            cursor.execute(f"SELECT {wanted} FROM {self.name} WHERE {key} = %s", [case])
            return [dict(zip(self.columns, row, strict=True)) for row in cursor.fetchall()]


CASE, ACT, CLOCK = Table(Case), Table(Act), Table(Clock)


def multiply(originals: Sequence[Case], *, count: int, now: datetime) -> None:
    """Write `count` open cases after the pattern of `originals`, over all offices of kabupaten and kota."""
    chance = random.Random(SEED)
    offices = list(Office.objects.filter(level=Level.KABKOTA, valid_to=None).select_related("place").order_by("pk"))
    with transaction.atomic(), store.scope(SYSTEM):
        patterns = [(CASE.rows_of(one.pk)[0], ACT.rows_of(one.pk), CLOCK.rows_of(one.pk)) for one in originals]
        made = [(patterns[n % len(patterns)], offices[n % len(offices)], _shift(chance)) for n in range(count)]
        ids = _write_cases(made, now)
        pairs = list(zip(ids, made, strict=True))
        _write(CLOCK, ((row, case, shift) for case, (pattern, _, shift) in pairs for row in pattern[2]), _clock)
        _write(ACT, ((row, case, shift) for case, (pattern, _, shift) in pairs for row in pattern[1]), _act)
    _settle()


def _shift(chance: random.Random) -> timedelta:
    """Most limits lie ahead, as in an office that keeps up."""
    return timedelta(seconds=chance.randint(3600, int(SPREAD.total_seconds())))


def _write_cases(made: Sequence[Any], now: datetime) -> list[int]:
    before = Case.objects.aggregate(last=models.Max("pk"))["last"] or 0
    rows = []
    for n, ((row, _, _), office, shift) in enumerate(made):
        due = _later(now, shift)
        rows.append(row | {
            "public_id": new_id(), "opening_report": new_id(), "office": str(office.public_id),
            "office_position": office.position, "place_code": office.place.code, "place_label": office.place.label,
            "number": f"{n:06d}/UKUR/2024" if row["number"] else "",
            "sort_due": due, "next_due": due, "next_due_late": due, "in_queue": True})
    _insert(CASE, rows)
    return list(Case.objects.filter(pk__gt=before).order_by("pk").values_list("pk", flat=True))


def _write(table: Table, wanted: Iterator[Any], change: Callable[[dict[str, Any], timedelta], dict[str, Any]]) -> None:
    _insert(table, (change(row, shift) | {"public_id": new_id(), "case_id": case} for row, case, shift in wanted))


def _clock(row: dict[str, Any], shift: timedelta) -> dict[str, Any]:
    return row | {name: _moved(row[name], shift) for name in ("due_early", "due_late") if row[name] is not None}


def _act(row: dict[str, Any], shift: timedelta) -> dict[str, Any]:
    return row


def _moved(value: Any, shift: timedelta) -> Any:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return _later(at if at.tzinfo else at.replace(tzinfo=UTC), shift)


def _later(at: datetime, shift: timedelta) -> Any:
    return connection.ops.adapt_datetimefield_value(min(at + shift, FAR))


def _insert(table: Table, rows: Any) -> None:
    columns = table.columns
    chunk: list[list[Any]] = []
    for row in rows:
        chunk.append([row[name] for name in columns])
        if len(chunk) == CHUNK:
            bulk.insert(table.name, columns, chunk)
            chunk = []
    if chunk:
        bulk.insert(table.name, columns, chunk)


def _settle() -> None:
    """Let the planner know what is there now, as its own maintenance would."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
