"""What a table may be, and one line of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .errors import TableRefused
from .package import Bounds


class Line(NamedTuple):
    """One line that is not empty: its number as a spreadsheet shows it (from 1), and its cells without empty ones at the end."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of an uploaded table. `cell` counts characters; `rows` counts lines, the heading among them."""

    rows: int = 250_000
    columns: int = 200
    cell: int = 32_767
    file: Bounds = field(default_factory=Bounds)

    @property
    def marks(self) -> int:
        """How many marks of XML a part may hold, forty cells of three marks a line: an empty one costs time too."""
        return max(1_000_000, self.rows * 120)


LIMITS = Limits()


def bounded(found: Iterable[tuple[int, list[str]]], limits: Limits) -> Iterator[Line]:
    """Give the lines that are not empty. Raises `TableRefused`, with the line where a limit is passed; also for no line."""
    empty = True
    for number, cells in found:
        while cells and not cells[-1].strip():
            cells.pop()
        if number > limits.rows:
            raise too_many_rows(limits.rows)
        if len(cells) > limits.columns:
            raise too_wide(number, limits.columns)
        if not cells:
            continue
        if max(map(len, cells)) > limits.cell:
            raise too_long(number, limits.cell)
        empty = False
        yield Line(number, tuple(cells))
    if empty:
        raise TableRefused(
            "Berkas itu kosong. Unggah berkas yang berisi tabel.", "The file is empty. Upload one that holds a table."
        )


def too_many_rows(most: int) -> TableRefused:
    return TableRefused(
        f"Tabel itu lebih dari {most} baris. Bagi menjadi beberapa berkas.",
        f"The table has more than {most} rows. Split it into several files.",
    )


def too_many_marks() -> TableRefused:
    return TableRefused(
        "Isi berkas itu terlalu besar sesudah dibuka. Simpan lagi hanya dengan tabelnya.",
        "Unpacked, the file is too large. Save it again with nothing but the table.",
    )


def too_wide(number: int, most: int) -> TableRefused:
    return TableRefused(
        f"Baris {number} lebih dari {most} kolom. Hapus kolom yang tidak perlu.",
        f"Line {number} has more than {most} columns. Delete those that are not needed.",
        line=number,
    )


def too_long(number: int, most: int) -> TableRefused:
    return TableRefused(
        f"Baris {number}: satu sel lebih dari {most} huruf. Periksa tanda kutip atau ringkas isinya.",
        f"Line {number}: a cell holds more than {most} characters. Check the quotation marks or shorten it.",
        line=number,
    )
