"""XLSX read line by line: only the cells of one sheet, values as last calculated, with the memory of one chunk of the file.

Our own reader and not a library's: theirs build every mark of a part (formats, rules, links) before the first row, so that a
small hostile file takes all the memory there is (ADR 0095).
"""

from __future__ import annotations

import posixpath
from array import array
from collections import deque
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from xml.parsers import expat

from . import values
from .errors import TableRefused
from .lines import Limits, too_long, too_many_marks, too_many_rows, too_wide
from .package import DAMAGED, Package

CHUNK = 64 * 1024
DEEPEST = 64
LARGEST_INDEX = 8 * 1024 * 1024
_WORKBOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
Marks = Mapping[str, str]


def read(file: BinaryIO, limits: Limits, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """Give the number and the cells of every row of a sheet: the one of that name, else the first that is not hidden."""
    with Package(file, limits.file) as package:
        if _WORKBOOK not in package.names or _LINKS not in package.names:
            raise TableRefused()
        index = _Index()
        _run(package, _WORKBOOK, index, most=LARGEST_INDEX)
        links = _Links()
        _run(package, _LINKS, links, most=LARGEST_INDEX)
        styles = _Styles()
        if _STYLES in package.names:
            _run(package, _STYLES, styles, most=LARGEST_INDEX)
        strings = _Strings(limits)
        if _STRINGS in package.names:
            _run(package, _STRINGS, strings)
        place = links.targets.get(index.chosen(sheet), "")
        if place not in package.names:
            raise TableRefused()
        rows = _Rows(limits, strings, styles.days, from_1904=index.from_1904)
        for _ in _parse(package, place, rows):
            while rows.ready:
                yield rows.ready.popleft()


def _run(package: Package, name: str, reader: _Reader, most: int = 0) -> None:
    for _ in _parse(package, name, reader, most):
        pass


def _parse(package: Package, name: str, reader: _Reader, most: int = 0) -> Iterator[None]:
    """Feed a part to its reader chunk by chunk. No document type (so no entity), no deep nesting, no more than `most` bytes."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reader.start, reader.end, reader.text
    parser.StartDoctypeDeclHandler = _refuse
    length = 0
    try:
        with package.open(name) as part:
            while chunk := part.read(CHUNK):
                length += len(chunk)
                if most and length > most:
                    raise package.grows()
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
            yield
    except (*DAMAGED, expat.ExpatError):
        raise package.broken() from None


def _refuse(*_: object) -> None:
    raise TableRefused()


class _Reader:
    """What listens to the marks of a part; names come without their namespace, of which there are two."""

    def __init__(self, most: int = LARGEST_INDEX) -> None:
        self._path: list[str] = []
        self._left = most

    def start(self, name: str, marks: Marks) -> None:
        if len(self._path) >= DEEPEST:
            raise TableRefused()
        self._left -= 1
        if self._left < 0:
            raise too_many_marks()
        local = name.rpartition(":")[2]
        self._path.append(local)
        self.began(local, marks)

    def end(self, _: str) -> None:
        self.ended(self._path.pop())

    def inside(self, name: str) -> bool:
        return name in self._path

    def began(self, name: str, marks: Marks) -> None: ...

    def ended(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class _Index(_Reader):
    """The list of sheets, and from which year days are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def began(self, name: str, marks: Marks) -> None:
        if name == "sheet":
            link = next((value for key, value in marks.items() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((marks.get("name", ""), link, marks.get("state", "visible") == "visible"))
        elif name == "workbookPr":
            self.from_1904 = marks.get("date1904", "") in ("1", "true")

    def chosen(self, wanted: str) -> str:
        shown = [link for name, link, visible in self.sheets if (name == wanted if wanted else visible)]
        return shown[0] if shown else ""


class _Links(_Reader):
    """Which part a sheet is."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def began(self, name: str, marks: Marks) -> None:
        if name == "Relationship" and marks.get("TargetMode") != "External" and marks.get("Type", "").endswith("/worksheet"):
            target = marks.get("Target", "")
            place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            self.targets[marks.get("Id", "")] = place


class _Styles(_Reader):
    """Which cell styles show a number as a day."""

    def __init__(self) -> None:
        super().__init__()
        self._formats: dict[str, str] = {}
        self.days: set[str] = set()
        self._count = 0

    def began(self, name: str, marks: Marks) -> None:
        if name == "numFmt":
            self._formats[marks.get("numFmtId", "")] = marks.get("formatCode", "")
        elif name == "xf" and self.inside("cellXfs"):
            code = marks.get("numFmtId", "0")
            if values.is_day(_count(code) or 0, self._formats.get(code, "")):
                self.days.add(str(self._count))
            self._count += 1


class _Strings(_Reader):
    """The shared texts, end to end in one run of bytes: millions of small objects would take many times the room."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits.marks)
        self._limits = limits
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        self._parts: list[str] = []
        self._length = 0

    def __getitem__(self, at: int) -> str:
        if not 0 <= at < len(self._ends) - 1:
            return ""
        return self._bytes[self._ends[at] : self._ends[at + 1]].decode("utf-8", "replace")

    def began(self, name: str, _: Marks) -> None:
        if name == "si":
            self._parts, self._length = [], 0

    def text(self, data: str) -> None:
        if self._path[-1] == "t" and not self.inside("rPh"):
            self._length += len(data)
            if self._length <= self._limits.cell + 1:
                self._parts.append(data)
            elif self._length - len(data) <= self._limits.cell:
                self._parts.append(data[: self._limits.cell + 1])

    def ended(self, name: str) -> None:
        if name == "si":
            self._bytes += values.text("".join(self._parts)).encode("utf-8", "replace")
            self._ends.append(len(self._bytes))


class _Rows(_Reader):
    """The rows of a sheet as they close; `ready` is emptied by whoever reads."""

    def __init__(self, limits: Limits, strings: _Strings, days: set[str], *, from_1904: bool) -> None:
        super().__init__(limits.marks)
        self.ready: deque[tuple[int, list[str]]] = deque()
        self._limits, self._strings, self._days, self._from_1904 = limits, strings, days, from_1904
        self._row = self._column = 0
        self._cells: list[str] = []
        self._kind = self._style = ""
        self._parts: list[str] = []
        self._length = 0

    def began(self, name: str, marks: Marks) -> None:
        if name == "c":
            self._begin_cell(marks)
        elif name == "row":
            self._begin_row(marks.get("r", ""))

    def _begin_row(self, reference: str) -> None:
        stated = _count(reference) or self._row + 1
        if stated <= self._row:
            raise TableRefused()
        if stated > self._limits.rows:
            raise too_many_rows(self._limits.rows)
        self._row, self._column, self._cells = stated, 0, []

    def _begin_cell(self, marks: Marks) -> None:
        column = _column(marks.get("r", "")) or self._column + 1
        if column > self._limits.columns:
            raise too_wide(self._row, self._limits.columns)
        if column <= self._column or not self._row:
            raise TableRefused()
        self._column, self._kind, self._style = column, marks.get("t", "n"), marks.get("s", "0")
        self._parts, self._length = [], 0

    def text(self, data: str) -> None:
        here = self._path[-1]
        if here == "v" or (here == "t" and not self.inside("rPh")):
            self._length += len(data)
            if self._length > self._limits.cell:
                raise too_long(self._row, self._limits.cell)
            self._parts.append(data)

    def ended(self, name: str) -> None:
        if name == "c":
            value = self._value("".join(self._parts))
            if value:
                self._cells.extend([""] * (self._column - 1 - len(self._cells)))
                self._cells.append(value)
        elif name == "row" and self._cells:
            self.ready.append((self._row, self._cells))

    def _value(self, raw: str) -> str:
        if not raw:
            return ""
        if self._kind == "s":
            at = _count(raw)
            return "" if at is None else self._strings[at]
        if self._kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if self._kind == "d":
            return values.iso(raw)
        if self._kind == "n":
            return values.day(raw, from_1904=self._from_1904) if self._style in self._days else values.number(raw)
        return values.text(raw)


def _count(raw: str) -> int | None:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None


def _column(reference: str) -> int:
    """Return the number of the column in a reference like AB12, 0 where there is none."""
    column = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column
