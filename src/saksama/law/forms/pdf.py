"""The PDF of a letter, by typst: A4, tagged, with the fonts typst carries. In memory; no file, network or system font."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final, Literal

import typst

TEMPLATES = Path(__file__).parent / "templates"
ACCESSIBLE: Final = "ua-1"
NO_PACKAGES = TEMPLATES / "no-packages"  # does not exist: a template that asks for a package fails instead of fetching it


def draw(context: Mapping[str, object], day: date) -> bytes:
    """Return the PDF of a letter. The same context and day give the same bytes; `day` is written as the document's date."""
    return compiled("letter.typ", "letter", context, day)


def compiled(template: str, name: str, context: Mapping[str, object], day: date) -> bytes:
    """Return the PDF of one of our templates, its words handed over as JSON under `name`.

    A sign that none of the fonts has (an emoji in a quoted post) stands as an empty box: PDF/UA forbids that, so such a paper is
    tagged all the same but does not claim the standard. It must not fail for it.
    """
    words = {name: json.dumps(context, ensure_ascii=False)}
    try:
        return _compile(template, words, day, [ACCESSIBLE])
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return _compile(template, words, day, [])


def _compile(template: str, words: dict[str, str], day: date, standards: list[Literal["ua-1"]]) -> bytes:
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=words,
        pdf_standards=list(standards),
        timestamp=datetime.combine(day, time(0), UTC),
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
    )
