"""Reading a filled sheet: every row that carries a key, from the workbook or from the tables of the document."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

from .errors import SheetRefused
from .sheet import COLUMNS, PRINTED
from .unpacking import Package

MOST_ROWS = 20_000
LONGEST = 8_000
MOST_CELLS = 100
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KEY, _MARK, _VERDICT, _CORRECTION, _NOTE, _NAME, _DAY = (COLUMNS.index(name) for name in (
    "Kunci", "Sidik", COLUMNS[7], "Koreksi", "Catatan", "Nama", "Tanggal"))  # fmt: skip
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " "}
_FIRST_SERIAL = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Filled:
    """One row as it came back. `row` is its number in the file; `formulas` names columns in which a formula stood."""

    row: int
    key: str
    mark: str
    verdict: str
    correction: str
    note: str
    name: str
    day: str
    formulas: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()      # what stands in the columns we wrote, white space folded

    @property
    def answered(self) -> bool:
        return bool(self.verdict or self.correction or self.note or self.name or self.day or self.formulas)


Cells = dict[int, tuple[str, bool]]      # column -> its text, and whether a formula made it


def read(path: Path) -> list[Filled]:
    """Return the rows of a filled sheet in their order. Raises `SheetRefused`."""
    with Package(path) as package:
        if "xl/workbook.xml" in package.names:
            rows = list(_of_workbook(package))
        elif "word/document.xml" in package.names:
            rows = list(_of_document(package))
        else:
            raise _no_sheet()
    if not any(_is_head(cells) for _, cells in rows):
        raise _no_sheet()
    return [_filled(n, cells) for n, cells in rows if not _is_head(cells) and cells.get(_KEY, ("", False))[0].strip()]


def _no_sheet() -> SheetRefused:
    return SheetRefused(
        "Berkas itu bukan lembar periksa kami. Cetak dengan `saksama law sheet`, isi, lalu kirim.",
        "The file is no sheet of ours. Print one with `saksama law sheet`, fill it in, and send that.",
    )


def _is_head(cells: Cells) -> bool:
    return cells.get(_KEY, ("", False))[0].strip() == COLUMNS[_KEY] and cells.get(_MARK, ("", False))[0].strip() == COLUMNS[_MARK]


def _filled(n: int, cells: Cells) -> Filled:
    too_long = next((at for at in range(len(COLUMNS)) if len(cells.get(at, ("", False))[0]) > LONGEST), None)
    if too_long is not None:
        raise SheetRefused(
            f"Baris {n}: isi kolom {COLUMNS[too_long]} terlalu panjang. Ringkas, atau kirim lampiran.",
            f"Row {n}: column {COLUMNS[too_long]} holds too much text. Shorten it, or send an enclosure.",
        )
    said = {at: " ".join(cells.get(at, ("", False))[0].split()) for at in (_KEY, _MARK, _VERDICT, _NAME, _DAY)}
    long = {at: cells.get(at, ("", False))[0].strip() for at in (_CORRECTION, _NOTE)}
    formulas = tuple(COLUMNS[at] for at in range(len(COLUMNS)) if cells.get(at, ("", False))[1])
    printed = tuple(" ".join(cells.get(at, ("", False))[0].split()) for at in range(PRINTED))
    return Filled(
        n, said[_KEY], said[_MARK], said[_VERDICT], long[_CORRECTION], long[_NOTE], said[_NAME], said[_DAY], formulas, printed
    )


# ---- workbook ---------------------------------------------------------------------------------------------------------


def _of_workbook(package: Package) -> Iterator[tuple[int, Cells]]:
    shared = _shared(package)
    count = 0
    for name in _worksheets(package):
        for row in package.part(name).iter(f"{_S}row"):
            count += 1
            if count > MOST_ROWS:
                raise _no_sheet()
            cells = {at: found for cell in row.findall(f"{_S}c") if (at := _place(cell.get("r", ""))) is not None
                     for found in [_cell(cell, shared)]}  # fmt: skip
            if cells:
                yield _number(row.get("r", "")), cells


def _worksheets(package: Package) -> list[str]:
    targets = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("xl", one.get("Target", "").removeprefix("/xl/")))
        for one in package.part("xl/_rels/workbook.xml.rels").iter(f"{_P}Relationship")
        if one.get("Type", "").endswith("/worksheet") and one.get("TargetMode") != "External"
    }
    named = [targets.get(one.get(f"{_R}id", ""), "") for one in package.part("xl/workbook.xml").iter(f"{_S}sheet")]
    return [name for name in named if name in package.names]


def _shared(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.names:
        return []
    return [_text(one) for one in package.part("xl/sharedStrings.xml").iter(f"{_S}si")]


def _text(one: Element) -> str:
    """Return the text of a string with its runs; phonetic hints are no text."""
    runs = [part for part in one if part.tag in (f"{_S}t", f"{_S}r")]
    return "".join(text.text or "" for part in runs for text in part.iter(f"{_S}t"))


def _cell(cell: Element, shared: list[str]) -> tuple[str, bool]:
    kind, value, formula = cell.get("t", "n"), cell.findtext(f"{_S}v") or "", cell.find(f"{_S}f") is not None
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        return ("" if inline is None else _text(inline)), formula
    if kind == "s":
        at = _number(value, -1)
        return (shared[at] if 0 <= at < len(shared) else ""), formula
    if kind == "n" and _place(cell.get("r", "")) == _DAY:
        return _from_serial(value), formula
    return value, formula


def _from_serial(value: str) -> str:
    """A day that a spreadsheet turned into its own number of days."""
    found = re.fullmatch(r"(\d{1,6})(?:\.\d+)?", value)
    return (_FIRST_SERIAL + timedelta(days=int(found[1]))).isoformat() if found else value


def _place(reference: str) -> int | None:
    found = re.fullmatch(r"([A-Z])\d{1,7}", reference)
    return ord(found[1]) - ord("A") if found else None


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise


# ---- document ---------------------------------------------------------------------------------------------------------


def _of_document(package: Package) -> Iterator[tuple[int, Cells]]:
    """Rows are numbered through all tables. A field is Word's formula. A table inside a cell is none of ours: it is refused."""
    root = package.part("word/document.xml")
    if any(row.find(f".//{_W}tr") is not None for row in root.iter(f"{_W}tr")):
        raise _no_sheet()
    for n, row in enumerate(root.iter(f"{_W}tr"), 1):
        cells = row.findall(f"{_W}tc")
        if n > MOST_ROWS or len(cells) > MOST_CELLS:
            raise _no_sheet()
        yield n, {at: _paragraphs(cell) for at, cell in enumerate(cells)}


def _paragraphs(cell: Element) -> tuple[str, bool]:
    """Return the text of a cell, of which no more than makes it too long is built, and whether a field stands in it."""
    parts: list[str] = []
    length = 0
    for n, paragraph in enumerate(cell.findall(f"{_W}p")):
        for said in ("\n" if n else "", *map(_said, paragraph.iter())):
            if said and length <= LONGEST:
                parts.append(said)
                length += len(said)
    fields = any(one.tag in (f"{_W}fldSimple", f"{_W}instrText") for one in cell.iter())
    return "".join(parts), fields


def _said(one: Element) -> str:
    return (one.text or "") if one.tag == f"{_W}t" else _BREAKS.get(one.tag, "")
