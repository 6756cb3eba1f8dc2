"""The seven preventive measures of Bawaslu Sumatera Barat (Rahmadani et al. 2024), and what one activity of each is asked.

Both are data (`data/measures.yaml`): the list with its citation, the fields marked as our own design.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from saksama.kernel.errors import Invalid

DATA = Path(__file__).parent / "data"
TYPES = frozenset({"text", "number", "choice", "yes", "date"})
LONGEST, MOST_COUNTED = 1000, 1_000_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One word to choose, in both languages."""

    code: str
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a measure. `among`: no more than were present; `within`: no more than another number of the same entry."""

    key: str
    type: str
    label_id: str
    label_en: str
    choices: tuple[Choice, ...] = ()
    among: str = ""
    within: str = ""

    @property
    def sealed(self) -> bool:
        """Tell whether its value is words, which are encrypted; numbers, dates and codes are counted and stand plain."""
        return self.type == "text"


@dataclass(frozen=True, slots=True)
class Measure:
    """One letter of the list, in both languages; `short_*` is its name in a narrow table."""

    key: str
    label_id: str
    label_en: str
    short_id: str = ""
    short_en: str = ""
    fields: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The seven measures, where the list comes from, and what is not known of it."""

    measures: tuple[Measure, ...]
    citation: str
    confidence: str
    note_id: str
    note_en: str

    def of(self, key: str) -> Measure:
        """Return the measure; raises `Invalid` for a letter that is none of the seven."""
        for measure in self.measures:
            if measure.key == key:
                return measure
        raise Invalid("Pilih satu dari tujuh langkah.", "Choose one of the seven measures.", field="measure")


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the data file; a file that does not hold together is a defect and raises `ValueError`."""
    told = yaml.safe_load((DATA / "measures.yaml").read_text(encoding="utf-8"))
    found = tuple(_measure(row) for row in told["measures"])
    if [one.key for one in found] != list("abcdefg"):
        raise ValueError("measures.yaml: the measures are not a to g")
    source = told["source"]
    return Catalogue(found, source["citation"], source["confidence"], source["note_id"], source["note_en"])


def _measure(row: Mapping[str, Any]) -> Measure:
    fields = tuple(_asked(one) for one in row["fields"])
    keys = {one.key for one in fields}
    if len(keys) != len(fields) or any(one.within and one.within not in keys for one in fields):
        raise ValueError(f"measures.yaml: the fields of {row['key']} do not hold together")
    return Measure(**{**row, "fields": fields})


def _asked(row: Mapping[str, Any]) -> Asked:
    if row["type"] not in TYPES or bool(row.get("choices")) != (row["type"] == "choice"):
        raise ValueError(f"measures.yaml: {row['key']} is of no known type")
    return Asked(**{**row, "choices": tuple(Choice(**one) for one in row.get("choices", ()))})


MEASURES = catalogue().measures
KEYS = tuple(measure.key for measure in MEASURES)
ROLL_CALL = "e"


def checked(key: str, told: Mapping[str, Any], *, headcount: int) -> tuple[dict[str, Value], dict[str, Value]]:
    """Return the filled fields of a measure: those that stand plain, and those that are encrypted.

    Raises `Invalid` with the field's key for a field of another measure, a value that is none, or a number that cannot be.
    """
    asked = {one.key: one for one in catalogue().of(key).fields}
    filled = {name: value for name, value in told.items() if value not in (None, "")}
    if strange := set(filled) - set(asked):
        raise Invalid("Isian ini bukan milik langkah ini.", "This field is not one of this measure.", field=min(strange))
    values = {name: _value(asked[name], value) for name, value in filled.items()}
    for name, value in values.items():
        _within(asked[name], value, values, headcount)
    plain = {name: value for name, value in values.items() if not asked[name].sealed}
    return plain, {name: value for name, value in values.items() if asked[name].sealed}


def _value(asked: Asked, value: Any) -> Value:
    if asked.type == "number" and isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_COUNTED:
        return value
    if asked.type == "yes" and isinstance(value, bool):
        return value
    if asked.type == "choice" and value in {one.code for one in asked.choices}:
        return str(value)
    if asked.type == "date" and isinstance(value, date):
        return value.isoformat()
    if asked.type == "date" and isinstance(value, str) and _DAY.fullmatch(value):
        return value
    if asked.type == "text" and isinstance(value, str) and len(value) <= LONGEST:
        return value.strip()
    raise Invalid(f"Periksa isian {asked.label_id}.", f"Check the field {asked.label_en}.", field=asked.key)


def _within(asked: Asked, value: Value, values: Mapping[str, Value], headcount: int) -> None:
    if asked.among and int(value) > headcount:
        raise Invalid(
            f"{asked.label_id}: tidak mungkin lebih banyak dari yang hadir.",
            f"{asked.label_en}: no more than were present.",
            field=asked.key,
        )
    if asked.within and int(value) > int(values.get(asked.within, 0)):
        raise Invalid(
            f"{asked.label_id}: angkanya lebih besar dari jumlah yang dibagi.",
            f"{asked.label_en}: the number is larger than what it is a part of.",
            field=asked.key,
        )
