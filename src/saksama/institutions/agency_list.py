"""Agencies and their units from a list: planned, taken part by part, and put back. Codes `pemda:` belong to territory data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from saksama.kernel.ids import new_id
from saksama.kernel.text import fold
from saksama.places import queries as places
from saksama.places.models import Place

from . import uses
from .listing import Before, Plan, PutBack, Rename, Row
from .models import GOVERNMENTS, Agency, AgencyKind, Authority, AuthorityRole, Confidence
from .rules import authority_rule

TABLE, AUTHORITY = "agency", "authority"
KINDS = {fold(kind.label): kind for kind in AgencyKind} | {fold(kind.value): kind for kind in AgencyKind}
IMPORTED = "daftar yang diimpor"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An agency as the list wants it; `pk` is that of the one on record, 0 for a new one."""

    line: int
    pk: int
    code: str
    name: str
    kind: str
    place: Place | None
    parent: str
    head: str

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "name": self.name, "folded": fold(self.name), "kind": self.kind, "place_id": self.place.pk if self.place else None,
            "level": self.place.level if self.place else "national", "position": self.place.low if self.place else 0,
            "employs_asn": self.kind != AgencyKind.VILLAGE_GOVERNMENT,
        }


def plan(rows: Iterable[Row]) -> Plan:
    """Return what these rows would do. Whole lists are not asked for: an agency that is not named stays as it is."""
    listed = list(rows)
    found = Plan()
    known = {row["code"]: row for row in Agency.objects.values("pk", "code", "name", "kind", "place_id", "parent__code")}
    heads = dict(Authority.objects.filter(role=AuthorityRole.SANCTIONING, is_override=False)
                 .values_list("agency__code", "title"))
    where = places.by_codes({row["place"] for row in listed if row["place"]})
    named = Counter(row["code"] for row in listed)
    parents: dict[str, str] = {code: row["parent__code"] or "" for code, row in known.items()}
    parents |= {row["code"]: row["parent"] for row in listed}
    found.base = len(known)
    for row in listed:
        reasons = list(_faults(row, named, where, parents))
        for column, reason, reason_en in reasons:
            found.refuse(row.line, column, reason, reason_en)
        if not reasons:
            _sort(found, row, known.get(row["code"]), where, heads)
    _refuse_orphans(found, known)
    found.new.sort(key=lambda wanted: _depth(wanted.code, parents))
    return found


def _sort(found: Plan, row: Row, old: Mapping[str, Any] | None, where: Mapping[str, Place], heads: Mapping[str, str]) -> None:
    place = where.get(row["place"])
    wanted = Wanted(row.line, old["pk"] if old else 0, row["code"], row["name"], KINDS[fold(row["kind"])].value, place,
                    row["parent"], row["head"])
    if old is None:
        found.new.append(wanted)
        return
    same = (old["name"], old["kind"], old["place_id"], old["parent__code"] or "") == (
        wanted.name, wanted.kind, place.pk if place else None, wanted.parent)
    if same and wanted.head in ("", heads.get(wanted.code, "")):
        found.unchanged += 1
        return
    if old["name"] != wanted.name:
        found.renames.append(Rename(row.line, old["name"], wanted.name))
    found.changed.append(wanted)


def _refuse_orphans(found: Plan, known: Mapping[str, object]) -> None:
    """Take out agencies whose parent stands in the list but cannot be taken itself; and their parts, to the last."""
    while True:
        sound = {one.code for one in found.new} | set(known)
        lost = [one for one in (*found.new, *found.changed) if one.parent and one.parent not in sound]
        if not lost:
            return
        for one in lost:
            found.refuse(one.line, "parent", "Instansi induknya ada di berkas ini, tetapi barisnya salah. Perbaiki baris induk.",
                         "Its parent is in this file, but that line is faulty. Correct the parent's line.")
        gone = {one.line for one in lost}
        found.new = [one for one in found.new if one.line not in gone]
        found.changed = [one for one in found.changed if one.line not in gone]


def _faults(
    row: Row, named: Mapping[str, int], where: Mapping[str, Place], parents: Mapping[str, str]
) -> Iterable[tuple[str, str, str]]:
    code, kind = row["code"], KINDS.get(fold(row["kind"]))
    if not code or len(code) > 60:
        yield "code", "Kode kosong atau lebih dari 60 huruf.", "Code empty or longer than 60 letters."
    elif named[code] > 1:
        yield "code", f"Kode {code} dipakai lebih dari satu baris.", f"Code {code} is used by more than one line."
    elif code.startswith("pemda:"):
        yield ("code", "Kode pemda: hanya untuk pemerintah daerah dari data wilayah.",
               "Codes pemda: belong to governments from territory data.")
    if not row["name"] or len(row["name"]) > 160:
        yield "name", "Nama kosong atau lebih dari 160 huruf.", "Name empty or longer than 160 letters."
    if kind is None or kind in GOVERNMENTS:
        yield "kind", f"Jenis tidak dikenal: {row['kind'][:40] or 'kosong'}.", f"Unknown kind: {row['kind'][:40] or 'empty'}."
    if row["place"] and row["place"] not in where:
        yield ("place", f"Kode wilayah tidak dikenal: {row['place'][:20]}.", f"Unknown place code: {row['place'][:20]}.")
    if row["parent"] and row["parent"] not in parents:
        yield ("parent", f"Instansi induk tidak dikenal: {row['parent'][:60]}. Tambahkan induknya dahulu.",
               f"Unknown parent agency: {row['parent'][:60]}. Add the parent first.")
    elif code and _is_circular(code, parents):
        yield "parent", "Instansi tidak boleh menjadi induknya sendiri.", "An agency cannot be its own parent."
    if not row["parent"] and not row["head"]:
        yield "head", "Isi induk atau pejabat pembina kepegawaian.", "Give a parent or the personnel authority."
    if len(row["head"]) > 120:
        yield "head", "Sebutan pejabat pembina lebih dari 120 huruf.", "The authority's title is longer than 120 letters."


def _is_circular(code: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    current = code
    while current and current not in seen:
        seen.add(current)
        current = parents.get(current, "")
    return bool(current)


def _depth(code: str, parents: Mapping[str, str]) -> int:
    depth, current = 0, parents.get(code, "")
    while current and depth < 50:
        depth, current = depth + 1, parents.get(current, "")
    return depth


def take(part: Sequence[Wanted]) -> list[Before]:
    """Write these agencies, parents before their parts; return how each stood. In the caller's transaction, safe to repeat."""
    stood = {one.code: one for one in Agency.objects.filter(code__in=[wanted.code for wanted in part])}
    befores = []
    for wanted in part:
        old = stood.get(wanted.code)
        parent = Agency.objects.filter(code=wanted.parent).values_list("pk", flat=True).first() if wanted.parent else None
        if old is None:
            row = Agency(code=wanted.code, parent_id=parent, source="impor", public_id=new_id(), **wanted.columns,
                         is_demo=bool(wanted.place and wanted.place.is_demo))
            row.save(force_insert=True)
            befores.append(Before(TABLE, row.public_id, {}))
        else:
            row = old
            befores.append(Before(TABLE, old.public_id, _image(old)))
            Agency.objects.filter(pk=old.pk).update(parent_id=parent, **wanted.columns)
        if wanted.head:
            befores.append(_set_head(row, wanted.head))
    return befores


def _image(row: Agency) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "folded", "kind", "place_id", "level", "position", "employs_asn",
                                                 "parent_id")}


def _set_head(agency: Agency, title: str) -> Before:
    """Name who sanctions in the agency. An override that people recorded for some days still beats it on those days."""
    old = Authority.objects.filter(agency=agency, role=AuthorityRole.SANCTIONING, is_override=False).first()
    if old is not None:
        was = {"title": old.title, "confidence": old.confidence}
        Authority.objects.filter(pk=old.pk).update(title=title, confidence=Confidence.RECALLED)
        return Before(AUTHORITY, old.public_id, was)
    rule = authority_rule(agency.kind) or {"rule": "IMPORT", "basis": IMPORTED}
    made = Authority.objects.create(
        agency=agency, role=AuthorityRole.SANCTIONING, title=title, seat=f"head:{agency.code}", rule=rule["rule"],
        basis=rule["basis"], confidence=Confidence.RECALLED)
    return Before(AUTHORITY, made.public_id, {})


def put_back(befores: Sequence[Before]) -> PutBack:
    """Undo in the order given (the newest first). An agency that something uses stays, and is named; nothing of it changes."""
    new = [str(one.row) for one in befores if one.table == TABLE and not one.was]
    used = uses.in_use(new)
    kept, restored, removed = [], 0, 0
    for one in befores:
        model: type[Agency] | type[Authority] = Agency if one.table == TABLE else Authority
        rows = model._default_manager.filter(public_id=one.row)
        if one.was:
            restored += rows.update(**one.was)
        elif one.table == AUTHORITY:
            owner = Authority.objects.filter(public_id=one.row).values_list("agency__public_id", flat=True).first()
            if str(owner) not in used:
                removed += rows.delete()[0]
        elif str(one.row) in used or _has_parts(one.row):
            kept.append(Agency.objects.get(public_id=one.row).name)
        else:
            removed += rows.delete()[0]
    return PutBack(restored, removed, kept)


def _has_parts(public_id: UUID) -> bool:
    return Agency.objects.filter(parent__public_id=public_id).exists()


def units(*, under: str = "") -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the agencies still there as public ids by code, and by folded name (several may share one).

    `under` (a public id) keeps that agency and all its parts, of any depth.
    """
    rows = list(Agency.objects.filter(valid_to__isnull=True).values_list("pk", "parent_id", "public_id", "code", "folded"))
    kept = {pk for pk, *_ in rows} if not under else _below(rows, under)
    by_code: dict[str, str] = {}
    by_name: dict[str, list[str]] = {}
    for pk, _parent, public_id, code, folded in rows:
        if pk in kept:
            by_code[code] = str(public_id)
            by_name.setdefault(folded, []).append(str(public_id))
    return by_code, by_name


def _below(rows: Collection[tuple[Any, ...]], under: str) -> set[int]:
    parts: dict[int | None, list[int]] = {}
    for pk, parent, *_ in rows:
        parts.setdefault(parent, []).append(pk)
    waiting = [pk for pk, _parent, public_id, *_ in rows if str(public_id) == under]
    kept: set[int] = set()
    while waiting:
        current = waiting.pop()
        if current not in kept:
            kept.add(current)
            waiting += parts.get(current, [])
    return kept


def find(text: str) -> str:
    """Return the public id of the agency with this code, or with this name where only one has it; else nothing."""
    by_code, by_name = units()
    named = by_name.get(fold(text), [])
    return by_code.get(text, named[0] if len(named) == 1 else "")


def code_of(public_id: str) -> str:
    """Return an agency's code; nothing for nothing."""
    return Agency.objects.filter(public_id=public_id).values_list("code", flat=True).first() or "" if public_id else ""
