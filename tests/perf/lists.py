"""Measured inside a house: a staff list of 200,000 people, tried, taken in and undone, as a workbook and as CSV.

The file is written row by row before the clock starts. Time is wall time of the worker's own calls; memory is the most this
process ever held, the file and its plan included. Half of the people move in a second list, so that both ways are measured.
"""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.residents import furnished

from saksama.registry.importing import actions
from saksama.registry.models import Person, Placement
from saksama.store import clock, sheets

HEAD = ("NIP", "Nama", "Unit Kerja", "Jabatan", "TMT Jabatan", "Status")
UNITS = ("umpamo:kesehatan", "umpamo:pertanian", "misal:arsip")
POSTS = 400
FIRST, SECOND = date(2024, 9, 1), date(2024, 10, 1)


def rows(count: int, *, moved: bool) -> Iterator[tuple[str, ...]]:
    """Give the lines of a list: the same people each time; in the second every other one has another post since 15 September."""
    for n in range(count):
        born = date(1965, 1, 1) + timedelta(days=n % 12_000)
        nip = f"{born:%Y%m%d}{1990 + n % 30}01{1 + n % 2}{1 + n // 12_000 % 999:03d}"
        moves = moved and n % 2 == 0
        post = f"Jabatan Contoh {(n + 7 * moves) % POSTS}"
        yield nip, f"Pegawai Contoh {n}", UNITS[n % len(UNITS)], post, "15-09-2024" if moves else "01-02-2020", "PNS"


def lists(*, count: int) -> dict[str, Any]:
    """Take a workbook and then a CSV of the same people, and undo both; return seconds a step, and the memory at the end."""
    cast = furnished(nation=False)
    admin = cast.tania.actor
    book, table = io.BytesIO(), io.BytesIO()
    sheets.write_workbook(book, [sheets.Page("Pegawai", HEAD, rows(count, moved=False))])
    sheets.write_delimited(table, HEAD, rows(count, moved=True))
    first = _taken(book, FIRST, admin)
    assert (Person.objects.count(), Placement.objects.count()) == (count, count)
    second = _taken(table, SECOND, admin)
    undone = _undone(second.pop("list"), admin) + _undone(first.pop("list"), admin)
    assert not Person.objects.exists()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"rows": count, "workbook": first, "csv": second, "undo_both_s": undone, "memory_mb": round(memory / 2**20, 1),
            "total_s": round(max(first["all_s"], second["all_s"]), 1)}


def _taken(file: io.BytesIO, as_of: date, admin: Any) -> dict[str, Any]:
    """Begin, try and take one list, as upload, trial job and taking job do."""
    began = time.monotonic()
    now = clock.now()
    row = actions.begin("roster", file, actor=admin, now=now)
    actions.name_columns(row.public_id, row.mapping, as_of=as_of, whole_of="", actor=admin, now=now)
    arrived = time.monotonic()
    actions.try_out(str(row.public_id), now=now)
    tried = time.monotonic()
    actions.take(row.public_id, confirmed=True, actor=admin, now=clock.now())
    actions.carry_out(str(row.public_id), now=clock.now())
    done = time.monotonic()
    row.refresh_from_db()
    assert row.state == "taken", row.counts
    return {"list": row, "counts": {name: row.counts[name] for name in ("new", "changed", "unchanged", "errors")},
            "upload_s": round(arrived - began, 1), "try_s": round(tried - arrived, 1), "take_s": round(done - tried, 1),
            "all_s": round(done - began, 1), "mb": round(row.size / 2**20, 1)}


def _undone(row: Any, admin: Any) -> float:
    began = time.monotonic()
    actions.undo(row.public_id, actor=admin, now=clock.now())
    actions.carry_back(str(row.public_id), now=clock.now())
    return round(time.monotonic() - began, 1)
