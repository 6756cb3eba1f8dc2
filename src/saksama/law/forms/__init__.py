"""Letters as PDF (typst) and DOCX (docxtpl), both from one context. `render` is slow: call it before a transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from saksama.law.rulebook import Book, released

from .letter import Box, Letter, Paragraph, context

__all__ = ["Box", "Letter", "Paragraph", "Rendered", "Words", "render"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Both forms of one letter; `sha256` is the hash of the PDF in hexadecimal, which the act and the check page name."""

    pdf: bytes = field(repr=False)
    docx: bytes = field(repr=False)
    sha256: str
    title: str


Words = Callable[[Mapping[str, object], bytes], bytes]


def render(form_id: str, letter: Letter, *, book: Book | None = None, words_by: Words | None = None) -> Rendered:
    """Return the letter in both forms, in memory. Raises `NoRule` for a form the law data do not hold.

    `words_by` draws the DOCX from the context and the QR code where an office has a template of its own; else ours does.
    """
    from . import pdf, qr, word

    form = (book or released()).form(form_id)
    title = form.title_en if letter.language == "en" else form.title_id
    words = context(letter, title)
    drawn = pdf.draw({**words, "qr": qr.svg(letter.verify_url)}, letter.date)
    editable = (words_by or word.draw)(words, qr.png(letter.verify_url))
    return Rendered(drawn, editable, hashlib.sha256(drawn).hexdigest(), str(words["title"]))
