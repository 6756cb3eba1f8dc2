"""The columns of the provincial recap as data, and what stands under the table. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data" / "recap.yaml"
KINDS = frozenset({"text", "day", "number", "yes"})
Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its meaning, whether the sums row counts it. Unverified until a province's form was seen."""

    key: str
    label_id: str
    label_en: str
    kind: str
    means_id: str
    means_en: str
    width: int = 18
    count: bool = False
    names: bool = False
    verified: bool = False

    def label(self, language: str) -> str:
        return self.label_en if language == "en" else self.label_id

    def means(self, language: str) -> str:
        return self.means_en if language == "en" else self.means_id


@dataclass(frozen=True, slots=True)
class Pattern:
    """The recap's columns, and whose pattern it is."""

    id: str
    en: str
    columns: tuple[Column, ...]

    def shown(self, *, names: bool) -> tuple[Column, ...]:
        """Return the columns of a recap: those with names only where they were asked for."""
        return tuple(one for one in self.columns if names or not one.names)

    def note(self, language: str) -> str:
        return self.en if language == "en" else self.id


@cache
def pattern() -> Pattern:
    """Return the pattern of the data file; a file that does not hold together is a defect and raises `ValueError`."""
    told = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    columns = tuple(Column(**row) for row in told["columns"])
    keys = [one.key for one in columns]
    if len(set(keys)) != len(keys) or any(one.kind not in KINDS for one in columns):
        raise ValueError("recap.yaml: a column stands twice or has an unknown kind")
    return Pattern(str(told["pattern_id"]), str(told["pattern_en"]), columns)


def sums(columns: Sequence[Column], rows: Iterable[Mapping[str, Cell]]) -> dict[str, int]:
    """Return, for each column that is counted, in how many rows it is filled; a number column is added up."""
    found = {one.key: 0 for one in columns if one.count}
    kinds = {one.key: one.kind for one in columns}
    for row in rows:
        for key in found:
            value = row.get(key)
            if value not in (None, "", 0):
                found[key] += int(value) if kinds[key] == "number" and isinstance(value, int) else 1
    return found
