"""What an office has set: the value that stands, what waits for a second person, and every change before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .known_settings import KNOWN, Known
from .models import Office, SettingChange

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """One setting of one office. `latest` is its last change that stands, `waiting` the one that wants a second person."""

    known: Known
    value: Any
    latest: SettingChange | None = None
    waiting: SettingChange | None = None
    past: tuple[SettingChange, ...] = field(default=())

    @property
    def seen(self) -> str:
        """What a form shows it knew: a change made meanwhile is another."""
        last = self.waiting or self.latest
        return str(last.public_id) if last else ""


def values(office: Office) -> dict[str, Any]:
    """Return every setting of an office as it stands, defaults included. One query."""
    found = {one.name: one.default for one in KNOWN.values()}
    rows = SettingChange.objects.filter(office=office, state=SettingChange.State.STANDS)
    found |= {row.name: row.after for row in rows.order_by("pk") if row.name in KNOWN}
    return found | {one.name: getattr(office, one.name) for one in KNOWN.values() if one.column}


def standing(office: Office) -> tuple[Standing, ...]:
    """Return all settings with their history, in the order they are declared. One query."""
    rows: dict[str, list[SettingChange]] = {}
    for row in SettingChange.objects.filter(office=office).order_by("-pk"):
        rows.setdefault(row.name, []).append(row)
    now = values(office)
    return tuple(_standing(one, now, rows.get(one.name, [])) for one in KNOWN.values())


def _standing(known: Known, now: Mapping[str, Any], rows: list[SettingChange]) -> Standing:
    state = SettingChange.State
    waiting = next((row for row in rows if row.state == state.WAITS), None)
    latest = next((row for row in rows if row.state == state.STANDS), None)
    return Standing(known, now[known.name], latest, waiting, tuple(rows[:SHOWN]))


def one_standing(office: Office, name: str) -> Standing:
    return next(one for one in standing(office) if one.known.name == name)


def contact(office: Office) -> dict[str, str]:
    """Return what the public may read of an office, empty where it chose not to be shown."""
    known = values(office)
    shown = ("address", "phone", "mail", "opening_hours")
    return {name: known[name] for name in shown if known[name]} if known["show_contact"] else {}
