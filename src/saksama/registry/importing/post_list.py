"""Posts of units from a list: the organisation chart, without anybody's name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from saksama.institutions import agency_list
from saksama.institutions.listing import Plan, Rename, Row
from saksama.kernel.text import fold
from saksama.registry.models import Import, ImportChange, Post

from . import values

TOO_LONG = 160


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post as the list wants it; `pk` of the one on record, 0 for a new one."""

    line: int
    pk: int
    agency: str
    title: str
    folded: str
    klass: str


def plan(rows: Iterable[Row]) -> Plan:
    """Return what these rows would do. A post that is not named stays: somebody may hold it."""
    found, listed = Plan(), list(rows)
    by_code, by_name = agency_list.units()
    places = {row["unit"]: _unit(row["unit"], by_code, by_name) for row in listed}
    named = Counter((places[row["unit"]], fold(row["title"])[:TOO_LONG]) for row in listed)
    agencies = {one for one in places.values() if one}
    on_record = Post.objects.filter(agency__in=agencies).values("pk", "agency", "folded", "title", "klass")
    known: dict[tuple[str, str], Mapping[str, object]] = {(row["agency"], row["folded"]): dict(row) for row in on_record}
    found.base = len(known)
    for row in listed:
        _plan_one(found, row, places[row["unit"]], named, known)
    return found


def _unit(text: str, by_code: dict[str, str], by_name: dict[str, list[str]]) -> str:
    named = by_name.get(fold(text), [])
    return by_code.get(text, named[0] if len(named) == 1 else "")


def _plan_one(found: Plan, row: Row, agency: str, named: Counter[tuple[str, str]],
              known: Mapping[tuple[str, str], Mapping[str, object]]) -> None:
    before, folded = found.fault_count, fold(row["title"])[:TOO_LONG]
    if not agency:
        found.refuse(row.line, "unit", f"Unit {row['unit'][:60] or 'kosong'} tidak dikenal, atau namanya tidak tunggal. "
                     "Impor unit dahulu, atau tulis kodenya.", "This unit is not known, or not the only one of its name.")
    if not folded or len(row["title"]) > TOO_LONG:
        found.refuse(row.line, "title", f"Nama jabatan kosong atau lebih dari {TOO_LONG} huruf.",
                     f"The post's name is empty or longer than {TOO_LONG} characters.")
    elif agency and named[agency, folded] > 1:
        found.refuse(row.line, "title", "Jabatan ini ada di lebih dari satu baris unit yang sama.",
                     "This post is in more than one line of the same unit.")
    if values.holds_nik(row["title"]):
        found.refuse(row.line, "title", "Kolom ini berisi 16 angka seperti NIK, yang tidak pernah diambil.",
                     "This column holds 16 figures like a NIK, which is never taken.")
    klass, wrong = values.klass(row["klass"])
    if wrong is not None:
        found.refuse(row.line, "klass", *wrong)
    if found.fault_count == before:
        _sort(found, Wanted(row.line, 0, agency, row["title"], folded, klass), known.get((agency, folded)))


def _sort(found: Plan, one: Wanted, old: Mapping[str, object] | None) -> None:
    if old is None:
        found.new.append(one)
    elif (old["title"], old["klass"]) == (one.title, one.klass or old["klass"]):
        found.unchanged += 1
    else:
        if old["title"] != one.title:
            found.renames.append(Rename(one.line, str(old["title"]), one.title))
        found.changed.append(Wanted(one.line, int(str(old["pk"])), one.agency, one.title, one.folded,
                                    one.klass or str(old["klass"])))


def take_new(part: Sequence[Wanted], of: Import) -> None:
    """Write posts that are new. In the caller's transaction."""
    Post.objects.bulk_create(Post(agency=one.agency, title=one.title, folded=one.folded, klass=one.klass, came_with=of)
                             for one in part)


def take_changed(part: Sequence[Wanted], of: Import) -> None:
    """Write changed posts, and keep how each stood. In the caller's transaction."""
    stood = Post.objects.in_bulk([one.pk for one in part])
    ImportChange.objects.bulk_create(
        ImportChange(of=of, table="post", row=stood[one.pk].public_id,
                     was=json.dumps({"title": stood[one.pk].title, "klass": stood[one.pk].klass})) for one in part)
    for one in part:
        Post.objects.filter(pk=one.pk).update(title=one.title, klass=one.klass)
