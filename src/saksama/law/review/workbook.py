"""The sheet as XLSX, written by hand: a few plain parts in a zip, the same bytes for the same sheet, no formula, no macro."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from .sheet import CHANGE, COLUMNS, HOW, PRINTED, TITLE, YES, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_WIDTHS = (5, 24, 19, 58, 28, 22, 38, 15, 36, 24, 20, 13)
_CHOICES = f'"{YES},{CHANGE}"'
# Styles by their place in cellXfs below.
_PLAIN, _BOLD, _TITLE, _GROUP, _TEXT, _CODE, _ANSWER = range(7)


def draw(sheet: Sheet) -> bytes:
    """Return the workbook: how to fill it in, and the rules. Only the lawyer's columns can be written in."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheet),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": _how(sheet),
        "xl/worksheets/sheet2.xml": _rules(sheet),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(zipfile.ZipInfo(name, _NO_DATE), _HEAD + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _types() -> str:
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/worksheets/sheet1.xml", "worksheet"),
             ("/xl/worksheets/sheet2.xml", "worksheet"), ("/xl/styles.xml", "styles")]  # fmt: skip
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    named = "".join(f'<Override PartName="{part}" ContentType="{base}{kind}+xml"/>' for part, kind in kinds)
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


def _workbook(sheet: Sheet) -> str:
    last = sheet.count + len(sheet.groups) + 1
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{_REL}"><bookViews><workbookView activeTab="1"/></bookViews><sheets>'
        '<sheet name="Petunjuk" sheetId="1" r:id="rId1"/><sheet name="Aturan" sheetId="2" r:id="rId2"/></sheets>'
        "<definedNames>"
        f'<definedName name="_xlnm.Print_Area" localSheetId="1">Aturan!$A$1:${_column(len(COLUMNS))}${last}</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="1">Aturan!$1:$1</definedName></definedNames></workbook>'
    )


def _styles() -> str:
    fonts = "".join(
        f"<font>{'<b/>' if bold else ''}<sz val={quoteattr(str(size))}/><name val={quoteattr(name)}/></font>"
        for bold, size, name in ((0, 10, "Calibri"), (1, 10, "Calibri"), (1, 14, "Calibri"), (0, 8, "Consolas"))
    )
    fills = "".join(
        f'<fill><patternFill patternType="{kind}">{colour}</patternFill></fill>'
        for kind, colour in (
            ("none", ""),
            ("gray125", ""),
            ("solid", '<fgColor rgb="FFF3E8F0"/>'),
            ("solid", '<fgColor rgb="FFFAF7F2"/>'),
        )
    )
    line = "".join(f'<{side} style="thin"><color rgb="FFD9D0C7"/></{side}>' for side in ("left", "right", "top", "bottom"))
    wrap = '<alignment vertical="top" wrapText="1"/>'
    flat = '<alignment vertical="top"/>'
    styles = (
        (0, 0, 0, wrap, 1), (1, 2, 1, wrap, 1), (2, 0, 0, flat, 1), (1, 2, 0, flat, 1),
        (0, 0, 1, wrap, 1), (3, 0, 1, wrap, 1), (0, 3, 1, wrap, 0),
    )  # fmt: skip
    cells = "".join(
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyAlignment="1" applyProtection="1">'
        f'{alignment}<protection locked="{locked}"/></xf>'
        for font, fill, border, alignment, locked in styles
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="4">{fonts}</fonts><fills count="4">{fills}</fills>'
        f'<borders count="2"><border/><border>{line}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(styles)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _how(sheet: Sheet) -> str:
    lines = [(TITLE, _TITLE), (f"Rilis {sheet.release[:12]}, {sheet.covers}, {sheet.count} baris.", _PLAIN), ("", _PLAIN)]
    lines += [(f"{n}. {text}", _PLAIN) for n, text in enumerate(HOW, 1)]
    rows = "".join(_row(n, [(text, style)]) for n, (text, style) in enumerate(lines, 1))
    columns = '<cols><col min="1" max="1" width="110" customWidth="1"/></cols>'
    return f'<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData></worksheet>'


def _rules(sheet: Sheet) -> str:
    rows = [_row(1, [(name, _BOLD) for name in COLUMNS])]
    merged = []
    for cells in _lines(sheet):
        n = len(rows) + 1
        if len(cells) == 1:
            merged.append(f'<mergeCell ref="A{n}:{_column(len(COLUMNS))}{n}"/>')
        rows.append(_row(n, cells))
    columns = "".join(f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, 1))
    foot = escape(f"&L{TITLE}, rilis {sheet.release[:12]}&R&P / &N")
    answers = f"{_column(PRINTED + 1)}2:{_column(PRINTED + 1)}{len(rows)}"
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0" tabSelected="1"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
        "</sheetView></sheetViews>"
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        '<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'
        f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>'
        f'<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{answers}">'
        f"<formula1>{_CHOICES}</formula1></dataValidation></dataValidations>"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{foot}</oddFooter></headerFooter></worksheet>"
    )


def _lines(sheet: Sheet) -> Iterator[list[tuple[str, int]]]:
    for group in sheet.groups:
        yield [(group.heading, _GROUP)]
        for row in group.rows:
            printed = [(text, _CODE if n in (1, 2) else _TEXT) for n, text in enumerate(row.cells)]
            yield printed + [("", _ANSWER)] * (len(COLUMNS) - PRINTED)


def _row(n: int, cells: list[tuple[str, int]]) -> str:
    return f'<row r="{n}">{"".join(_cell(n, at, text, style) for at, (text, style) in enumerate(cells, 1))}</row>'


def _cell(n: int, at: int, text: str, style: int) -> str:
    place = f'<c r="{_column(at)}{n}" s="{style}"'
    if not text:
        return f"{place}/>"
    return f'{place} t="inlineStr"><is><t xml:space="preserve">{escape(printable(text))}</t></is></c>'


def _column(n: int) -> str:
    return chr(ord("A") + n - 1)


def printable(text: str) -> str:
    """Return the text without characters that XML cannot hold; line breaks stay."""
    return "".join(c for c in text if c == "\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff"))
