"""Copy sheets (*tulis sekali*): the facts of a case in the field order of an outside system, one row per field. Pure.

The reporter's identity stays out unless it is handed over under its own key and asked for: including it is an identity opening,
which is the caller's act to record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .rulebook import Book, released

IDENTITY = "identity"
UNKNOWN_ID, UNKNOWN_EN = "belum diketahui", "not known yet"


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the outside system. `value` is empty where the fact is not known; `verified`: someone saw the field there."""

    label_id: str
    label_en: str
    value: str
    verified: bool
    key: str = ""
    identity: bool = False

    @property
    def known(self) -> bool:
        return bool(self.value)


def sheet(
    target_id: str,
    facts: Mapping[str, object],
    *,
    include_identity: bool = False,
    on: date | None = None,
    book: Book | None = None,
) -> list[Row]:
    """Return the rows of a target in its order.

    `facts` holds values by field key; dates and lists are written out. The reporter's fields are taken only from
    `facts["identity"]`, a mapping, and only with `include_identity`; otherwise those rows are not in the sheet at all, and a
    value that stands elsewhere under such a key is passed over. Raises `NoRule` for an unknown target.
    """
    target = (book or released()).target(target_id, on)
    given = facts.get(IDENTITY)
    names: Mapping[str, object] = given if include_identity and isinstance(given, Mapping) else {}
    rows = []
    for field in target.fields:
        identity = bool(field.get("identity", False))
        if identity and field["key"] not in names:
            continue
        value = names[field["key"]] if identity else facts.get(field["key"])
        rows.append(
            Row(field["label_id"], field["label_en"], _written(value), bool(field.get("verified", False)), field["key"], identity)
        )
    return rows


def _written(value: object) -> str:
    """Return a value as it is typed into another system: days as 19-10-2024, lists one to a line."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H.%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, (list, tuple)):
        return "\n".join(_written(item) for item in value)
    return " ".join(str(value).split()) if "\n" not in str(value) else str(value).strip()
