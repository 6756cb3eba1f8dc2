"""A sheet of tables as a tagged PDF, A4 across: for what a letter cannot hold. Words only, nothing of them is read as markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .letter import clean
from .pdf import compiled


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `widths` are shares of the line, one for each head; `numeric`: columns of numbers. Cells may hold breaks."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in (*self.rows, self.widths)):
            raise ValueError("every row has a cell for each head")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet. `lines` under the title say of what it is; `notes` at the end say how it is to be read."""

    title: str
    house: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    foot: str
    page: str
    of: str
    language: str = "id"
    demo: str = ""


def draw(sheet: Sheet, day: date) -> bytes:
    """Return the PDF; the same sheet and day give the same bytes."""
    return compiled("sheet.typ", "sheet", _context(sheet), day)


def _context(sheet: Sheet) -> Mapping[str, object]:
    return {
        "title": clean(sheet.title),
        "house": clean(sheet.house),
        "lines": [clean(line) for line in sheet.lines],
        "tables": [_table(table) for table in sheet.tables],
        "notes": [clean(note) for note in sheet.notes],
        "foot": clean(sheet.foot),
        "page": sheet.page,
        "of": sheet.of,
        "language": sheet.language,
        "demo": clean(sheet.demo),
    }


def _table(table: Table) -> Mapping[str, object]:
    return {
        "caption": clean(table.caption),
        "heads": [clean(head) for head in table.heads],
        "rows": [[clean(cell).split("\n") for cell in row] for row in table.rows],
        "widths": list(table.widths),
        "numeric": list(table.numeric),
    }
