"""Copy sheets (*tulis sekali*): the facts of a case in the field order of an outside system, one row per field. Pure.

The reporter's identity stays out unless it is handed over under its own key and asked for: including it is an identity opening,
which is the caller's act to record. An office may arrange the fields as its own screen has them; the law's list stays underneath.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from saksama.kernel.errors import Invalid

from .rulebook import Book, Entry, released

IDENTITY = "identity"
UNKNOWN_ID, UNKNOWN_EN = "belum diketahui", "not known yet"
LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the outside system. `value` is empty where the fact is not known; `verified`: someone saw the field there."""

    label_id: str
    label_en: str
    value: str
    verified: bool
    key: str = ""
    identity: bool = False
    longest: int = 0

    @property
    def known(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Placed:
    """How an office arranges one field: its own label ("" for ours), hidden or not. The order is that of the arrangement."""

    key: str
    label: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """What the data gained and lost since an office arranged a sheet: keys of fields."""

    added: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone)


def sheet(
    target_id: str,
    facts: Mapping[str, object],
    *,
    include_identity: bool = False,
    on: date | None = None,
    book: Book | None = None,
    arranged: Sequence[Placed] = (),
    verified: bool = False,
) -> list[Row]:
    """Return the rows of a target in its order, or in the order an office arranged them.

    `facts` holds values by field key; dates and lists are written out. The reporter's fields are taken only from
    `facts["identity"]`, a mapping, and only with `include_identity`; otherwise those rows are not in the sheet at all, and a
    value that stands elsewhere under such a key is passed over. `verified`: the office saw the screen and its arrangement is
    that of the screen. Raises `NoRule` for an unknown target.
    """
    target = (book or released()).target(target_id, on)
    given = facts.get(IDENTITY)
    names: Mapping[str, object] = given if include_identity and isinstance(given, Mapping) else {}
    rows = []
    for field, own in arrange(target, arranged):
        identity = bool(field.get("identity", False))
        if own.hidden or (identity and field["key"] not in names):
            continue
        value = names[field["key"]] if identity else facts.get(field["key"])
        seen = bool(field.get("verified", False)) or (verified and any(one.key == field["key"] for one in arranged))
        rows.append(
            Row(
                own.label or field["label_id"],
                own.label or field["label_en"],
                written(value),
                seen,
                field["key"],
                identity,
                int(field.get("longest", 0)),
            )
        )
    return rows


def arrange(target: Entry, arranged: Sequence[Placed] = ()) -> list[tuple[Mapping[str, Any], Placed]]:
    """Return the fields of a target as arranged; fields the arrangement does not know come last, those gone are left out."""
    fields = {field["key"]: field for field in target.fields}
    own = {one.key: one for one in arranged if one.key in fields}
    return [(fields[key], own.get(key, Placed(key))) for key in (*own, *(key for key in fields if key not in own))]


def differences(target: Entry, arranged: Sequence[Placed]) -> Changed:
    """Return what a newer release of the data changed under an office's arrangement."""
    fields, own = [field["key"] for field in target.fields], [one.key for one in arranged]
    if not own:
        return Changed((), ())
    return Changed(tuple(key for key in fields if key not in own), tuple(key for key in own if key not in fields))


def checked(target: Entry, placed: Sequence[tuple[str, str, str, bool]]) -> tuple[Placed, ...]:
    """Return an arrangement from what was typed: (key, place, label, hidden) for each field.

    Raises `Invalid`, with `field` (`place_KEY`, `label_KEY`) where one is to blame: a field that is missing or not the target's,
    a place that is no number or stands twice, a label too long or used twice, or everything hidden.
    """
    keys = {field["key"] for field in target.fields}
    if {key for key, *_ in placed} != keys or len(placed) != len(keys):
        raise Invalid(
            "Daftar kolom berubah sejak halaman ini dibuka. Buka lagi, lalu susun.",
            "The list of fields has changed since this page was opened. Open it again.",
        )
    if all(hidden for *_, hidden in placed):
        raise Invalid("Sisakan sedikitnya satu kolom.", "Leave at least one field.")
    order: dict[int, str] = {}
    for key, place, _, _ in placed:
        n = _place(key, place)
        if n in order:
            raise Invalid(
                f"Urutan {n} dipakai dua kali. Beri nomor lain.", f"Place {n} is used twice. Give another.", field=f"place_{key}"
            )
        order[n] = key
    rows = {key: Placed(key, _label(key, label), hidden) for key, _, label, hidden in placed}
    said = [rows[key].label.lower() for key in rows if rows[key].label and not rows[key].hidden]
    if len(set(said)) != len(said):
        raise Invalid("Dua kolom memakai nama yang sama.", "Two fields have the same name.")
    return tuple(rows[order[n]] for n in sorted(order))


def _place(key: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:4]) <= 999 and len(text) <= 3):
        raise Invalid(
            "Tulis urutan sebagai angka 1 sampai 999.", "Write the place as a number from 1 to 999.", field=f"place_{key}"
        )
    return int(text)


def _label(key: str, text: str) -> str:
    label = " ".join(text.split())
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise Invalid(
            f"Nama kolom paling panjang {LONGEST_LABEL} huruf.",
            f"A name has at most {LONGEST_LABEL} characters.",
            field=f"label_{key}",
        )
    return label


def is_number(target: Entry, text: str) -> bool:
    """Tell whether a number looks like one of the target's own."""
    return re.fullmatch(str(target.get("number_pattern") or r"\S{1,60}"), text) is not None


def written(value: object) -> str:
    """Return a value as it is typed into another system: days as 19-10-2024, lists one to a line."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H.%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, (list, tuple)):
        return "\n".join(written(item) for item in value)
    return " ".join(str(value).split()) if "\n" not in str(value) else str(value).strip()
