"""A sheet of tables as DOCX, for offices that edit it on: the same words as the PDF. Values are text, never read as markup."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from .letter import clean
from .sheet import Sheet, Table


def draw(sheet: Sheet) -> bytes:
    """Return the DOCX. Its properties name the sheet, no person and no program of ours."""
    document = Document()
    document.core_properties.title = clean(sheet.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = sheet.language
    if sheet.demo:
        document.add_paragraph(clean(sheet.demo))
    document.add_paragraph(clean(sheet.house))
    document.add_heading(clean(sheet.title), level=1)
    for line in sheet.lines:
        document.add_paragraph(clean(line))
    for table in sheet.tables:
        _table(document, table)
    for note in sheet.notes:
        document.add_paragraph(clean(note))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: object, table: Table) -> None:
    document.add_heading(clean(table.caption), level=2)  # type: ignore[attr-defined]
    drawn = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")  # type: ignore[attr-defined]
    for cell, head in zip(drawn.rows[0].cells, table.heads, strict=True):
        cell.paragraphs[0].add_run(clean(head)).bold = True
    for row in table.rows:
        for nth, (cell, text) in enumerate(zip(drawn.add_row().cells, row, strict=True)):
            cell.text = clean(text)
            if nth in table.numeric:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
