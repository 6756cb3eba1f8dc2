"""The sheet as DOCX: a table for each instrument, to be filled in on paper's terms and read back like the workbook."""

from __future__ import annotations

import copy
import io
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Mm, Pt
from docx.table import Table

from .sheet import COLUMNS, HOW, PRINTED, TITLE, Group, Sheet
from .workbook import printable

FONT = "Calibri"
_WIDTHS = (8, 25, 21, 60, 28, 22, 36, 17, 24, 18, 17, 16)     # millimetres


def draw(sheet: Sheet) -> bytes:
    """Return the document, landscape A4, with the release it was printed from."""
    document = docx.Document()
    _page(document, f"{TITLE}, rilis {sheet.release[:12]}")
    document.add_heading(TITLE, level=1)
    document.add_paragraph(f"Rilis {sheet.release[:12]}, {sheet.covers}, {sheet.count} baris.")
    for text in HOW:
        document.add_paragraph(text, style="List Number")
    for group in sheet.groups:
        document.add_heading(printable(group.heading), level=2)
        _table(document, group)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.last_modified_by = TITLE, "", "", ""
    properties.created = properties.modified = datetime(2024, 1, 1)  # noqa: DTZ001  (the format holds no zone)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document, foot: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(10)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(9)
    style.paragraph_format.space_after = Pt(3)
    section.footer.paragraphs[0].text = foot


def _table(document: Document, group: Group) -> None:
    table = document.add_table(rows=2, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    head, pattern = table.rows[0], table.rows[1]
    for cell, name, width in zip(head.cells, COLUMNS, _WIDTHS, strict=True):
        cell.text, cell.width = name, Mm(width)
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].runs[0].font.size = Pt(7.5)
    _repeat(head._tr)
    for cell, width in zip(pattern.cells, _WIDTHS, strict=True):
        cell.width = Mm(width)
    _fill(table, pattern._tr, group)


def _fill(table: Table, pattern: CT_Row, group: Group) -> None:
    """Copy one empty row for each rule: adding rows one by one through python-docx takes time by the square."""
    table._tbl.remove(pattern)
    for row in group.rows:
        made = copy.deepcopy(pattern)
        for at, (cell, text) in enumerate(zip(made.tc_lst, row.cells, strict=False)):
            _write(cell.p_lst[0], text, size=6.5 if at in (1, 2) else 8)
        table._tbl.append(made)


def _write(paragraph: object, text: str, *, size: float) -> None:
    run = OxmlElement("w:r")
    properties, height = OxmlElement("w:rPr"), OxmlElement("w:sz")
    height.set(qn("w:val"), str(int(size * 2)))
    properties.append(height)
    run.append(properties)
    for n, line in enumerate(printable(text).split("\n")):
        if n:
            run.append(OxmlElement("w:br"))
        said = OxmlElement("w:t")
        said.text = line
        said.set(qn("xml:space"), "preserve")
        run.append(said)
    paragraph.append(run)  # type: ignore[attr-defined]


def _repeat(row: CT_Row) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(header)


assert len(_WIDTHS) == len(COLUMNS) > PRINTED  # noqa: S101
