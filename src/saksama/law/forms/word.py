"""The DOCX of a letter, by docxtpl: the form that officers edit. Values are text, never read as a template or as XML."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Template
from jinja2.sandbox import SandboxedEnvironment

TEMPLATE = Path(__file__).parent / "templates" / "letter.docx"


@cache
def template() -> bytes:
    """Return our own template, which an office may take as a start."""
    return TEMPLATE.read_bytes()


class _Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, which compiles the same text once: all letters of an installation share three of them."""

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        return _compiled(source) if isinstance(source, str) and not args and not kwargs else super().from_string(source)


@lru_cache(maxsize=16)
def _compiled(source: str) -> Template:
    return SandboxedEnvironment.from_string(_sandbox(), source)


@cache
def _sandbox() -> _Sandbox:
    return _Sandbox(autoescape=True)


def draw(context: Mapping[str, object], qr_png: bytes) -> bytes:
    """Return the DOCX. Its properties name the letter, no person and no program of ours."""
    document = DocxTemplate(io.BytesIO(template()))
    document.init_docx()
    qr = InlineImage(document, io.BytesIO(qr_png), width=Mm(20)) if qr_png else ""
    document.render({**context, "qr": qr}, _sandbox(), autoescape=True)
    document.docx.core_properties.title = str(context["title"])
    document.docx.core_properties.language = str(context["language"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
