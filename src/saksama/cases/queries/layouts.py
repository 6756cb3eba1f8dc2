"""How an office has arranged its copy sheets, over the field lists of the law data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from saksama.accounts import known
from saksama.cases.models import SheetLayout
from saksama.law import book
from saksama.law.rulebook import Entry
from saksama.law.targets import Changed, Placed, differences


@dataclass(frozen=True, slots=True)
class Layout:
    """An office's arrangement of one target; empty where it keeps to the list of the data."""

    target: Entry
    placed: tuple[Placed, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    seen_on: date | None = None
    seen_by: str = ""
    version: str = ""

    @property
    def changed(self) -> Changed:
        """Return what a newer release changed under the arrangement."""
        return differences(self.target, self.placed)

    @property
    def own(self) -> bool:
        return bool(self.placed)


def layout(office: str, target: str) -> Layout:
    """Return an office's arrangement; raises `NoRule` for a target nobody knows."""
    entry = book().target(target)
    row = SheetLayout.objects.filter(office=office, target=entry.id).first() if office else None
    if row is None:
        return Layout(entry)
    placed = tuple(Placed(str(key), str(label), bool(hidden)) for key, label, hidden in row.fields)
    name = known.names_of([row.seen_by]).get(row.seen_by, "") if row.seen_by else ""
    return Layout(entry, placed, dict(row.columns), row.seen_on, name, row.version)
