"""Tables in and out: lines of an uploaded CSV, TSV or XLSX within bounds, and XLSX or CSV written row by row.

An uploaded table is hostile until read: `rows` refuses with a sentence what is damaged, too large, unpacks without end, holds a
macro, a document type or a link to elsewhere. Of a formula only the value last calculated is read. Knows no subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from . import delimited as _delimited
from . import workbook as _workbook
from .errors import ColumnsMissing, TableRefused
from .heading import Heading, headed, heading
from .lines import LIMITS, Limits, Line, bounded
from .package import Bounds, Package
from .writing import CSV, XLSX, Cell, Page, delimited, workbook, write_delimited, write_workbook

__all__ = [
    "CSV", "LIMITS", "XLSX", "Bounds", "Cell", "ColumnsMissing", "Heading", "Limits", "Line", "Package", "Page", "TableRefused",
    "delimited", "headed", "heading", "rows", "workbook", "write_delimited", "write_workbook",
]  # fmt: skip

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x05\x06", b"\x1f\x8b", b"<html", b"<!DOCTYPE", b"<?xml", b"{\\rtf")


def rows(file: BinaryIO, *, limits: Limits = LIMITS, sheet: str = "") -> Iterator[Line]:
    """Give the lines of an uploaded table that are not empty, the heading first. Raises `TableRefused`, at once or under way.

    `file` can be sought in; it is read from its beginning and stays open. What it is is told by its bytes, never by its name.
    `sheet` names a sheet of a workbook; else the first that is not hidden. Memory does not grow with the number of lines,
    but for the texts a workbook keeps once for all its cells.
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if size > limits.file.file:
        raise TableRefused(
            "Berkas itu terlalu besar. Bagi menjadi beberapa berkas, lalu unggah satu per satu.",
            "The file is too large. Split it and upload the parts one by one.",
        )
    if head.startswith(_OLD):
        raise TableRefused(
            "Berkas itu terkunci kata sandi atau .xls lama. Simpan sebagai .xlsx tanpa kata sandi.",
            "The file is locked by a password or an old .xls. Save it as .xlsx without a password.",
        )
    if head.startswith(_OTHERS):
        raise TableRefused()
    found = _workbook.read(file, limits, sheet) if head.startswith(_ZIP) else _delimited.read(file, limits)
    return bounded(found, limits)
