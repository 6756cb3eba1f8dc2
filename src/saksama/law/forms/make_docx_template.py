"""Make `templates/letter.docx` again: `python -m saksama.law.forms.make_docx_template`.

The template is drawn here, not in a word processor, so that a change of it can be read. The same program gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TARGET = Path(__file__).parent / "templates" / "letter.docx"
FONT = "Times New Roman"
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def make() -> bytes:
    """Return the template as bytes."""
    document = docx.Document()
    _page(document)
    _head(document)
    _facts(document)
    _body(document)
    _foot(document)
    properties = document.core_properties
    properties.author, properties.comments, properties.last_modified_by = "", "", ""
    properties.created = properties.modified = datetime(2024, 1, 1)  # noqa: DTZ001  (the format holds no zone)
    out = io.BytesIO()
    document.save(out)
    return _without_dates(out.getvalue())


def _without_dates(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, _NO_DATE), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(header, "{{ demo }}", bold=True, size=9)
    footer = section.footer.paragraphs[0]
    _run(footer, "{{ number }}\t\t{{ labels.page }} ", size=9)
    _field(footer, "PAGE")
    _run(footer, " {{ labels.of }} ", size=9)
    _field(footer, "NUMPAGES")


def _run(paragraph: Paragraph, text: str, *, bold: bool = False, size: float = 11, font: str = "") -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size = Pt(size)
    if font:
        run.font.name = font


def _field(paragraph: Paragraph, name: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _table(document: Document, widths: Iterable[float], *, ruled: bool = False) -> Table:
    columns = list(widths)
    table: Table = document.add_table(rows=1, cols=len(columns))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    if ruled:
        table.style = "Table Grid"
    for cell, width in zip(table.rows[0].cells, columns, strict=True):
        cell.width = Mm(width)
    return table


def _only(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _head(document: Document) -> None:
    office, address = _table(document, (110, 56)).rows[0].cells
    _run(_only(office), "{{ office[0] }}", bold=True, size=14)
    _run(office.add_paragraph(), '{{ office[1:]|join("\\n") }}')
    _only(address).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(_only(address), '{{ office_address|join("\\n") }}', size=9)
    rule = document.add_paragraph()
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "8"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    rule._p.get_or_add_pPr().append(borders)


def _facts(document: Document) -> None:
    left, right = _table(document, (110, 56)).rows[0].cells
    _only(right).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(_only(right), "{{ date }}")
    _run(_only(left), "{{ labels.number }}: {{ number }}")
    for tag in (
        "{%p if classification %}",
        "{{ labels.class }}: {{ classification }}",
        "{%p endif %}",
        "{{ labels.enclosures }}: {{ enclosure_count }}",
    ):
        _plain(left.add_paragraph(), tag)
    subject = left.add_paragraph()
    _plain(subject, "{{ labels.subject }}: ")
    _run(subject, "{{ subject }}", bold=True)
    document.add_paragraph("{%p if to %}")
    document.add_paragraph("{{ labels.to }}").paragraph_format.space_after = Pt(0)
    to = document.add_paragraph()
    _run(to, "{{ to[0] }}", bold=True)
    to.paragraph_format.space_after = Pt(0)
    document.add_paragraph('{{ to[1:]|join("\\n") }}')
    document.add_paragraph("{%p endif %}")


def _plain(paragraph: Paragraph, text: str) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, text)


def _body(document: Document) -> None:
    document.add_paragraph("{%p if box %}")
    table = _table(document, (57, 55, 54), ruled=True)
    for n, cell in enumerate(table.rows[0].cells):
        _run(_only(cell), f"{{{{ box.cells[{n}].label if box.cells|length > {n} else '' }}}}", size=9)
        _run(cell.add_paragraph(), f"{{{{ box.cells[{n}].text if box.cells|length > {n} else '' }}}}", bold=True)
    document.add_paragraph("{%p if box.mark %}")
    document.add_paragraph("[{{ box.mark }}]")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endif %}")
    for line in ("{%p if greeting %}", "{{ greeting }}", "{%p endif %}", "{%p for p in paragraphs %}"):
        document.add_paragraph(line)
    paragraph = document.add_paragraph()
    _run(paragraph, "{% if p.number %}{{ p.number }} {% endif %}")
    _run(paragraph, "{% if p.head %}{{ p.head }} {% endif %}", bold=True)
    _run(paragraph, "{{ p.text }}{% if p.mark %} [{{ p.mark }}]{% endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for item in codes %}")
    code = document.add_paragraph()
    _run(code, "{{ item.label }}: ", size=9)
    _run(code, "{{ item.code }}", bold=True, size=12, font="Courier New")
    for line in ("{%p endfor %}", "{%p for sentence in standing %}", "{{ sentence }}", "{%p endfor %}"):
        document.add_paragraph(line)


def _foot(document: Document) -> None:
    check, signature = _table(document, (83, 83)).rows[0].cells
    _only(check)
    _plain(check.paragraphs[0], "{{ qr }}")
    check.add_paragraph("{%p if check_code %}")
    _plain(check.add_paragraph(), "{{ labels.check }}")
    _run(check.add_paragraph(), "{{ check_code }}", bold=True, size=12, font="Courier New")
    _run(check.add_paragraph(), "{{ labels.check_how }} {{ verify_url }}", size=9)
    check.add_paragraph("{%p endif %}")
    _run(_only(signature), "{{ signed_by[0] if signed_by else '' }}")
    signature.add_paragraph("")
    signature.add_paragraph("")
    _run(signature.add_paragraph(), "{{ signed_by[1] if signed_by|length > 1 else '' }}", bold=True)
    signature.add_paragraph('{{ signed_by[2:]|join("\\n") }}')
    for name, label in (("enclosures", "enclosed"), ("rules", "rules"), ("copies", "copies")):
        document.add_paragraph(f"{{%p if {name} %}}")
        heading = document.add_paragraph()
        _run(heading, f"{{{{ labels.{label} }}}}", bold=True, size=9)
        heading.paragraph_format.space_after = Pt(0)
        document.add_paragraph(f"{{%p for name in {name} %}}")
        item = document.add_paragraph()
        _run(item, "{{ loop.index }}. {{ name }}", size=9)
        item.paragraph_format.space_after = Pt(0)
        document.add_paragraph("{%p endfor %}")
        document.add_paragraph("{%p endif %}")


if __name__ == "__main__":
    TARGET.write_bytes(make())
