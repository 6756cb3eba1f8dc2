"""Offices' own data from a list: address, telephone, mail, and the number the body itself gives them. No office is made by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from saksama.kernel.text import fold

from .listing import Before, Plan, PutBack, Row
from .models import Office

TABLE = "office"
DATA = ("address", "phone", "mail", "own_code")
LONGEST = {"address": 200, "phone": 40, "mail": 120, "own_code": 20}
_LABELS = {"address": ("Alamat", "Address"), "phone": ("Telepon", "Telephone"), "mail": ("Surel", "Mail"),
           "own_code": ("Kode Bawaslu", "Bawaslu code")}
_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_PHONE = re.compile(r"[0-9+()./ -]{5,40}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list says of one office; a value that is empty there leaves ours as it is."""

    line: int
    pk: int
    values: dict[str, str]


def plan(rows: Iterable[Row]) -> Plan:
    """Return what these rows would do: an office is found by our code, by its place's code, or by its name."""
    listed, found = list(rows), Plan()
    offices = list(Office.objects.filter(valid_to__isnull=True))
    keys = _keys(offices)
    targets = [keys.get(_key(row["office"]), []) for row in listed]
    named = Counter(one[0].pk for one in targets if len(one) == 1)
    found.base = len(offices)
    for row, at in zip(listed, targets, strict=True):
        faults = list(_faults(row, at, named))
        for column, reason, reason_en in faults:
            found.refuse(row.line, column, reason, reason_en)
        if not faults:
            values = {name: row[name] for name in DATA if row[name] and row[name] != getattr(at[0], name)}
            if values:
                found.changed.append(Wanted(row.line, at[0].pk, values))
            else:
                found.unchanged += 1
    return found


def _key(text: str) -> str:
    return fold(text.removeprefix("bawaslu:"))


def _keys(offices: Sequence[Office]) -> dict[str, list[Office]]:
    keys: dict[str, list[Office]] = {}
    for office in offices:
        for key in {_key(office.code), fold(office.name), *([fold(office.own_code)] if office.own_code else [])}:
            keys.setdefault(key, []).append(office)
    return keys


def _faults(row: Row, at: Sequence[Office], named: Counter[int]) -> Iterable[tuple[str, str, str]]:
    if not at:
        yield ("office", f"Kantor tidak dikenal: {row['office'][:60] or 'kosong'}. Tulis kode wilayah atau namanya.",
               f"Unknown office: {row['office'][:60] or 'empty'}. Write the place code or its name.")
    elif len(at) > 1:
        yield ("office", "Nama ini dipakai lebih dari satu kantor. Tulis kode wilayahnya.",
               "More than one office has this name. Write its place code.")
    elif named[at[0].pk] > 1:
        yield "office", "Kantor ini ada di lebih dari satu baris.", "This office is in more than one line."
    for name, most in LONGEST.items():
        if len(row[name]) > most:
            yield name, f"{_LABELS[name][0]} lebih dari {most} huruf.", f"{_LABELS[name][1]} longer than {most} characters."
    if row["mail"] and not _MAIL.fullmatch(row["mail"]):
        yield "mail", "Alamat surel ini tidak lengkap.", "This mail address is not complete."
    if row["phone"] and not _PHONE.fullmatch(row["phone"]):
        yield "phone", "Telepon berisi huruf atau tanda lain. Tulis angkanya saja.", "The telephone number holds other signs."


def take(part: Sequence[Wanted]) -> list[Before]:
    """Write these values and return how each office stood. In the caller's transaction, safe to repeat."""
    stood = Office.objects.in_bulk([one.pk for one in part])
    befores = []
    for wanted in part:
        office = stood[wanted.pk]
        befores.append(Before(TABLE, office.public_id, {name: getattr(office, name) for name in wanted.values}))
        Office.objects.filter(pk=office.pk).update(**wanted.values)
    return befores


def put_back(befores: Sequence[Before]) -> PutBack:
    """Put the offices' data back as they stood."""
    return PutBack(restored=sum(Office.objects.filter(public_id=one.row).update(**one.was) for one in befores))
