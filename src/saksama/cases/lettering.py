"""Letters drawn by an office's own template: judged when it comes, filled in when a letter is issued, both in a confined program.

The PDF of a letter is always ours: it is what is numbered, hashed and checked. The office's template draws the DOCX beside it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from saksama.cases.office_templates import OfficeTemplate
from saksama.evidence.confined import MB, Confined, NoAnswer
from saksama.kernel.errors import Invalid, SaksamaError
from saksama.law import book, forms
from saksama.law.forms import fields, own_program, qr, sample
from saksama.law.forms.letter import context
from saksama.store.sheets.package import Bounds, Package

LARGEST = 2 * MB
BOUNDS = Bounds(file=LARGEST, unpacked=24 * MB, parts=200, ratio=60, free=4 * MB)
PROGRAM = Confined(Path(own_program.__file__), cpu=10, memory=512 * MB, most_input=8 * MB, most_output=16 * MB)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template, where, and what was perhaps meant. `paragraph` counts within its part; 0: no place."""

    code: str
    name: str = ""
    near: str = ""
    part: str = ""
    paragraph: int = 0
    quote: str = ""


class TemplateRefused(Invalid):
    """A template that cannot be used; `faults` say why, each with its place."""

    code = "template_refused"
    default_detail = "Templat ini belum dapat dipakai. Perbaiki yang disebut, lalu unggah lagi."
    default_detail_en = "This template cannot be used yet. Mend what is named and upload it again."

    def __init__(self, *faults: Fault) -> None:
        super().__init__(field="file")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Looked:
    """A template that holds, and the invented letter it draws."""

    sha256: str
    preview: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Own:
    """An office's template in force."""

    version: int
    content: bytes = field(repr=False)

    def draw(self, words: Mapping[str, object], qr_png: bytes) -> bytes:
        """Return the DOCX of a letter. Raises `DoesNotDraw` where the template fails on this letter."""
        try:
            order = {"words": {**words, "qr_png": base64.b64encode(qr_png).decode()}}
            answer = PROGRAM.run(_with(order, self.content), "draw")
        except NoAnswer as error:
            raise DoesNotDraw from error
        if len(answer.parts) != 1 or not answer.parts[0].startswith(b"PK\x03\x04"):
            raise DoesNotDraw
        return answer.parts[0]


class DoesNotDraw(SaksamaError):
    """The office's template fails on a letter: nothing was issued, no number was given."""

    code = "template_does_not_draw"
    status = 409
    default_detail = "Templat kantor untuk surat ini gagal. Kembali dahulu ke templat bawaan, lalu terbitkan lagi."
    default_detail_en = "The office's template fails on this letter. Go back to the built-in one first, then issue it again."


class _Word(Package):
    """A Word file, refused in words of its own."""

    def broken(self) -> SaksamaError:
        return TemplateRefused(Fault("not_word"))

    def too_large(self) -> SaksamaError:
        return TemplateRefused(Fault("too_large"))

    def grows(self) -> SaksamaError:
        return TemplateRefused(Fault("too_large"))

    def macro(self) -> SaksamaError:
        return TemplateRefused(Fault("active", "macro"))

    def outside(self) -> SaksamaError:
        return TemplateRefused(Fault("outside"))


def in_force(office: str, form: str) -> Own | None:
    """Return the office's template for a form; None where it keeps to ours."""
    row = OfficeTemplate.objects.filter(office=office, form=form, state=OfficeTemplate.State.IN_FORCE).first()
    return Own(row.version, content_of(row)) if row else None


def content_of(row: OfficeTemplate) -> bytes:
    return base64.b64decode(row.content)


def look(form: str, content: bytes) -> Looked:
    """Judge a template for a form and draw the invented letter with it. Raises `TemplateRefused` with every fault."""
    with _Word(io.BytesIO(content), BOUNDS):
        pass
    try:
        answer = PROGRAM.run(_with(_order(form), content), "check")
    except NoAnswer as error:
        raise TemplateRefused(Fault("too_long" if error.reason == "too_long" else "too_large")) from error
    found = answer.about.get("faults")
    if found or len(answer.parts) != 1:
        told: list[Mapping[str, object]] = found if isinstance(found, list) else []
        raise TemplateRefused(*(map(_fault, told)), *(() if told else (Fault("fails"),)))
    return Looked(hashlib.sha256(content).hexdigest(), answer.parts[0])


def _fault(told: Mapping[str, object]) -> Fault:
    paragraph = told.get("paragraph")
    words = {name: str(told.get(name, ""))[:160] for name in ("code", "name", "near", "part", "quote")}
    return Fault(**words, paragraph=paragraph if isinstance(paragraph, int) else 0)  # type: ignore[arg-type]


@cache
def _order_of(form: str, version: str) -> dict[str, object]:
    full, bare = sample.letter(form, book=book()), sample.letter(form, book=book(), bare=True)
    said = _words(form, full)
    return {"tree": fields.tree(), "sample": said, "bare": _words(form, bare), "needed": _needed(said)}


def _order(form: str) -> dict[str, object]:
    return _order_of(form, book().release)


def _words(form: str, letter: forms.Letter) -> dict[str, object]:
    made = context(letter, book().form(form).title_id)
    return {**made, "qr_png": base64.b64encode(qr.png(letter.verify_url)).decode()}


def _needed(said: Mapping[str, object]) -> dict[str, list[str]]:
    """Return what the invented letter must say when it is drawn, by the field that says it."""
    return {
        f"{one.within}.{one.name}" if one.within else one.name: words
        for one in fields.known()
        if one.needed and (words := _spoken(said, one))
    }


def _spoken(said: Mapping[str, object], one: fields.FieldOf) -> list[str]:
    group: object = said
    for step in one.within.split(".") if one.within else ():
        group = group.get(step) if isinstance(group, Mapping) else None
    held = group if isinstance(group, list) else [group]
    values = [row.get(one.name) for row in held if isinstance(row, Mapping)]
    return [str(word) for value in values for word in (value if isinstance(value, list) else [value]) if word]


def _with(order: Mapping[str, object], content: bytes) -> bytes:
    return json.dumps(order).encode() + b"\n" + content


def kept_warm() -> AbstractContextManager[None]:
    """Keep the confined program loaded for many letters one after the other."""
    return PROGRAM.kept_warm()
