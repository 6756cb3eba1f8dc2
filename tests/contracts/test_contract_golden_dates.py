"""The page a lawyer reads and the table the tests read are one."""

from __future__ import annotations

from tests.law import golden

from .reading import ROOT

PAGE = ROOT / "docs" / "reference" / "golden-dates.md"


def test_the_page_shows_the_table_row_by_row():
    shown = PAGE.read_text(encoding="utf-8")
    assert shown[shown.index("| aturan |") :] == golden.table(), "write the table anew: python -m tools.golden"
