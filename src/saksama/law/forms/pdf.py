"""The PDF of a letter, by typst: A4, tagged, with the fonts typst carries. In memory; no file, network or system font."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "templates"
NO_PACKAGES = TEMPLATES / "no-packages"  # does not exist: a template that asks for a package fails instead of fetching it


def draw(context: Mapping[str, object], day: date) -> bytes:
    """Return the PDF. The same context and day give the same bytes; `day` is written as the document's date."""
    return typst.compile(
        TEMPLATES / "letter.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"letter": json.dumps(context, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(0), UTC),
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
    )
