"""Templates of letters for tests: ours with something changed in it, as Word or an attacker would change it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx

from saksama.law.forms import word


def with_words(*paragraphs: str, before: bool = True) -> bytes:
    """Our template with paragraphs of its own in front."""
    document = docx.Document(io.BytesIO(word.template()))
    first = document.paragraphs[0]
    for text in paragraphs:
        first.insert_paragraph_before(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def without(text: str) -> bytes:
    """Our template with some text taken out everywhere."""
    return changed({"word/document.xml": lambda xml: xml.replace(text.encode(), b"")})


def changed(parts: dict[str, Callable[[bytes], bytes]], more: dict[str, bytes] | None = None) -> bytes:
    """Our template with parts rewritten and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.template())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name, lambda xml: xml)(source.read(name)))
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def body(xml: str) -> bytes:
    """Our template with raw XML put at the head of the body."""
    return changed({"word/document.xml": lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)})


def related(kind: str, target: str) -> bytes:
    """Our template with a relationship to something outside."""
    line = (f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
            f'Target="{target}" TargetMode="External"/></Relationships>')
    return changed({"word/_rels/document.xml.rels": lambda old: old.replace(b"</Relationships>", line.encode())})


def bomb(size: int = 40_000_000) -> bytes:
    """Our template with a part that unpacks to far more than it is."""
    return changed({}, {"word/media/besar.xml": b"<a>" + b" " * size + b"</a>"})
