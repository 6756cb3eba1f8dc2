"""The DOCX of a letter, by docxtpl: the form that officers edit. Values are text, never read as a template or as XML."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import SandboxedEnvironment

TEMPLATE = Path(__file__).parent / "templates" / "letter.docx"


@cache
def template() -> bytes:
    """Return our own template, which an office may take as a start."""
    return TEMPLATE.read_bytes()


def draw(context: Mapping[str, object], qr_png: bytes) -> bytes:
    """Return the DOCX. Its properties name the letter, no person and no program of ours."""
    document = DocxTemplate(io.BytesIO(template()))
    document.init_docx()
    qr = InlineImage(document, io.BytesIO(qr_png), width=Mm(20)) if qr_png else ""
    document.render({**context, "qr": qr}, SandboxedEnvironment(), autoescape=True)
    document.docx.core_properties.title = str(context["title"])
    document.docx.core_properties.language = str(context["language"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
