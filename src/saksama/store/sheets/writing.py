"""Tables as XLSX and CSV, row by row into an open file. A text is always a text: nothing in a cell is ever calculated.

Written by hand and not by a library: theirs keep each sheet in a file of the system's temporary folder, and a program killed
meanwhile would leave names there in the open (ADR 0095).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, BinaryIO
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
LONGEST = 32_767
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST_DAY = date(1899, 12, 30)
_TEXT, _HEADING, _DAY, _MOMENT, _SUM, _NOTE, _NUMBER = range(7)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")      # else a text like _x0041_ would be read as the letter A
_CALCULATED = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook. `rows` may be a generator; `sums` is a last row in bold; `notes` are lines above the heading."""

    title: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()
    sums: Sequence[Cell] = ()
    notes: Sequence[str] = ()


def write_workbook(file: BinaryIO, pages: Sequence[Page]) -> int:
    """Write the pages to `file` and return how many rows stand under the first heading. Datetimes are written as they read.

    The same pages give the same bytes. Holds one row in memory, whatever the number of rows.
    """
    counted = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in _frame(pages).items():
            target.writestr(zipfile.ZipInfo(name, _NO_DATE), _HEAD + content, zipfile.ZIP_DEFLATED)
        for n, page in enumerate(pages, 1):
            info = zipfile.ZipInfo(f"xl/worksheets/sheet{n}.xml", _NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            with target.open(info, "w", force_zip64=True) as part:
                counted.append(_write_page(part, page))
    return counted[0] if counted else 0


def workbook(pages: Sequence[Page]) -> bytes:
    """Return a small workbook whole."""
    out = io.BytesIO()
    write_workbook(out, pages)
    return out.getvalue()


def write_delimited(file: BinaryIO, heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> int:
    """Write CSV in UTF-8 with its mark (a spreadsheet then reads it rightly) and return how many rows stand under the heading.

    A cell that a spreadsheet would calculate begins with an apostrophe.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([_plain(name) for name in heading])
    count = 0
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
        count += 1
    text.detach()
    return count


def delimited(heading: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """Return a small CSV whole."""
    out = io.BytesIO()
    write_delimited(out, heading, rows, delimiter=delimiter)
    return out.getvalue()


def printable(text: str) -> str:
    """Return the text without characters that XML cannot hold; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and c not in "￾￿"))


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        text = printable(cell)
        return f"'{text}" if text.startswith(_CALCULATED) else text
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _write_page(part: IO[bytes], page: Page) -> int:
    first = len(page.notes) + 1
    part.write((_HEAD + _page_head(page, first)).encode())
    for n, note in enumerate(page.notes, 1):
        part.write(_row(n, [note], _NOTE))
    part.write(_row(first, page.heading, _HEADING))
    count = 0
    for count, row in enumerate(page.rows, 1):
        part.write(_row(first + count, row, _TEXT))
    if page.sums:
        part.write(_row(first + count + 1, page.sums, _SUM))
    last = f"{_column(max(len(page.heading), 1))}{first + count}"
    filtered = f'<autoFilter ref="A{first}:{last}"/>' if count else ""
    part.write(f"</sheetData>{filtered}{_PAPER}</worksheet>".encode())
    return count


_PAPER = (
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
)


def _page_head(page: Page, first: int) -> str:
    widths = page.widths or [18] * len(page.heading)
    columns = "".join(f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1))
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{first}" topLeftCell="A{first + 1}" state="frozen"/></sheetView></sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def _row(n: int, cells: Sequence[Cell], style: int) -> bytes:
    return f'<row r="{n}">{"".join(_cell(f"{_column(at)}{n}", cell, style) for at, cell in enumerate(cells, 1))}</row>'.encode()


def _cell(place: str, cell: Cell, style: int) -> str:
    if cell is None or cell == "":
        return f'<c r="{place}" s="{style}"/>' if style in (_HEADING, _SUM) else ""
    if isinstance(cell, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, datetime):
        whole = cell.replace(tzinfo=None) - datetime.combine(_FIRST_DAY, datetime.min.time())
        return f'<c r="{place}" s="{_MOMENT}"><v>{whole.total_seconds() / 86400!r}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="{_DAY}"><v>{(cell - _FIRST_DAY).days}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}" s="{_NUMBER if style == _TEXT else style}"><v>{cell!r}</v></c>'
    text = escape(_ESCAPE.sub("_x005F_", printable(cell)[:LONGEST]))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _column(n: int) -> str:
    letters = ""
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# ---- the frame of a workbook ------------------------------------------------------------------------------------------


def _frame(pages: Sequence[Page]) -> dict[str, str]:
    sheets = [f"worksheets/sheet{n}.xml" for n in range(1, len(pages) + 1)]
    return {
        "[Content_Types].xml": _types(sheets),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(pages),
        "xl/_rels/workbook.xml.rels": _relations([*(("worksheet", name) for name in sheets), ("styles", "styles.xml")]),
        "xl/styles.xml": _styles(),
    }


def _types(sheets: Sequence[str]) -> str:
    kinds = [("workbook.xml", "sheet.main"), *((name, "worksheet") for name in sheets), ("styles.xml", "styles")]
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    named = "".join(f'<Override PartName="/xl/{part}" ContentType="{base}{kind}+xml"/>' for part, kind in kinds)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _workbook(pages: Sequence[Page]) -> str:
    rows = "".join(
        f'<sheet name={quoteattr(_title(page.title, n))} sheetId="{n}" r:id="rId{n}"/>' for n, page in enumerate(pages, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{_REL}"><sheets>{rows}</sheets></workbook>'


def _title(title: str, n: int) -> str:
    """Return a name a spreadsheet takes: 31 characters at most, none of the seven it forbids."""
    return printable("".join(c for c in title if c not in "[]:*?/\\\n\t")).strip("' ")[:31] or f"Lembar {n}"


def _styles() -> str:
    fonts = "".join(f"<font>{'<b/>' if bold else ''}<sz val=\"10\"/><name val=\"Calibri\"/></font>" for bold in (0, 1))
    fills = "".join(
        f'<fill><patternFill patternType="{kind}">{colour}</patternFill></fill>'
        for kind, colour in (("none", ""), ("gray125", ""), ("solid", '<fgColor rgb="FFF3E8F0"/>'))
    )
    # number format, font, fill; quotePrefix keeps a text a text when somebody edits the cell
    styles = ((49, 0, 0, 1), (49, 1, 2, 0), (165, 0, 0, 0), (166, 0, 0, 0), (0, 1, 2, 0), (49, 0, 0, 1), (0, 0, 0, 0))
    cells = "".join(
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"'
        f'{" quotePrefix=" + quoteattr("1") if quote else ""}><alignment vertical="top" wrapText="1"/></xf>'
        for number, font, fill, quote in styles
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="165" formatCode="dd\\-mm\\-yyyy"/>'
        '<numFmt numFmtId="166" formatCode="dd\\-mm\\-yyyy\\ hh:mm"/></numFmts>'
        f'<fonts count="2">{fonts}</fonts><fills count="3">{fills}</fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(styles)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
