"""Lists of agencies from outside: reading a CSV file and checking its rows, with the line and the reason of every fault."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from saksama.kernel.errors import Invalid
from saksama.places import queries as places
from saksama.places.models import Place

from .models import GOVERNMENTS, Agency, AgencyKind

COLUMNS = ("kode", "nama", "jenis", "wilayah", "induk", "pejabat_pembina")
FIRST_LINE = 2  # line 1 is the heading
MOST_ROWS = 100_000
_NAMES = {kind.label: kind for kind in AgencyKind} | {kind.value: kind for kind in AgencyKind}


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why one line cannot be taken."""

    line: int
    reason: str
    reason_en: str


class ImportRefused(Invalid):
    """Nothing was taken; `faults` lists every line with its reason."""

    code = "import_refused"

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        lines = ", ".join(str(fault.line) for fault in faults[:10])
        super().__init__(
            f"Tidak ada baris yang diambil. Perbaiki baris {lines} lalu unggah lagi.",
            f"No row was taken. Correct line {lines} and upload again.",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A line that can be taken."""

    line: int
    code: str
    name: str
    kind: AgencyKind
    place: Place | None
    parent: str
    head: str

    @property
    def level(self) -> str:
        return self.place.level if self.place else "national"


def read(file: TextIO) -> list[dict[str, str]]:
    """Return the rows of a CSV file with the columns `COLUMNS`; comma or semicolon. Raises `Invalid` for another heading."""
    sample = file.readline()
    file.seek(0)
    reader = csv.DictReader(file, delimiter=";" if sample.count(";") > sample.count(",") else ",")
    heading = [name.strip().lower().lstrip("﻿") for name in reader.fieldnames or []]
    missing = [column for column in COLUMNS[:4] if column not in heading]
    if missing:
        raise Invalid(
            f"Kolom {', '.join(missing)} tidak ada. Kepala tabel: {', '.join(COLUMNS)}.",
            f"Column {', '.join(missing)} is missing. Heading: {', '.join(COLUMNS)}.",
        )
    reader.fieldnames = heading
    return list(reader)


def check(rows: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return the rows as values; raises `ImportRefused` with all faults."""
    listed = [{key: (row.get(key) or "").strip() for key in COLUMNS} for row in rows]
    known_places = places.by_codes({row["wilayah"] for row in listed if row["wilayah"]})
    known = dict(Agency.objects.values_list("code", "parent__code"))
    own_codes = [row["kode"] for row in listed]
    parents = {**known, **{row["kode"]: row["induk"] for row in listed}}
    faults = [
        Fault(line, *reason)
        for line, row in enumerate(listed, start=FIRST_LINE)
        for reason in _faults(row, own_codes[: line - FIRST_LINE], known_places, parents)
    ]
    if len(listed) > MOST_ROWS:
        faults.append(
            Fault(
                MOST_ROWS + FIRST_LINE,
                f"Terlalu banyak baris, paling banyak {MOST_ROWS}.",
                f"Too many rows, at most {MOST_ROWS}.",
            )
        )
    if faults:
        raise ImportRefused(faults)
    return [
        Row(
            line,
            row["kode"],
            row["nama"],
            _NAMES[row["jenis"].lower()],
            known_places.get(row["wilayah"]),
            row["induk"],
            row["pejabat_pembina"],
        )
        for line, row in enumerate(listed, start=FIRST_LINE)
    ]


def _faults(
    row: Mapping[str, str], earlier: list[str], known_places: Mapping[str, Place], parents: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    if not row["kode"] or len(row["kode"]) > 60:
        yield "Kode kosong atau lebih dari 60 huruf.", "Code empty or longer than 60 letters."
    elif row["kode"] in earlier:
        yield f"Kode {row['kode']} sudah dipakai baris lain.", f"Code {row['kode']} is used by another line."
    elif row["kode"].startswith("pemda:"):
        yield (
            "Kode pemda: hanya untuk pemerintah daerah dari data wilayah.",
            "Codes pemda: belong to governments from territory data.",
        )
    if not row["nama"] or len(row["nama"]) > 160:
        yield "Nama kosong atau lebih dari 160 huruf.", "Name empty or longer than 160 letters."
    kind = _NAMES.get(row["jenis"].lower())
    if kind is None or kind in GOVERNMENTS:
        yield f"Jenis tidak dikenal: {row['jenis'][:40] or 'kosong'}.", f"Unknown kind: {row['jenis'][:40] or 'empty'}."
    if row["wilayah"] and row["wilayah"] not in known_places:
        yield f"Kode wilayah tidak dikenal: {row['wilayah'][:20]}.", f"Unknown place code: {row['wilayah'][:20]}."
    if row["induk"] and row["induk"] not in parents:
        yield f"Instansi induk tidak dikenal: {row['induk'][:60]}.", f"Unknown parent agency: {row['induk'][:60]}."
    elif _is_circular(row["kode"], parents):
        yield "Instansi tidak boleh menjadi induknya sendiri.", "An agency cannot be its own parent."
    if not row["induk"] and not row["pejabat_pembina"]:
        yield "Isi induk atau pejabat pembina kepegawaian.", "Give a parent or the personnel authority."


def _is_circular(code: str, parents: Mapping[str, str | None]) -> bool:
    seen = set()
    current: str | None = code
    while current and current not in seen:
        seen.add(current)
        current = parents.get(current)
    return bool(current)
