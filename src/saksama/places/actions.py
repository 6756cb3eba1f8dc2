"""Loading of territory: the nation of the decree, and the demonstration's province. Both safe to repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction

from saksama.kernel.ids import new_id
from saksama.store import bulk

from . import demo, nation, numbering
from .models import Place


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: rows added, changed, and ended because the source no longer has them."""

    added: int
    changed: int
    ended: int


class _Row(NamedTuple):
    """What a load decides about a place, in the columns' names. Tuples, because 91,599 model objects cost ten seconds."""

    code: str
    name: str
    title: str
    label: str
    folded: str
    level: str
    kind: str
    parent_id: str | None
    low: int
    high: int
    timezone: str
    valid_to: date | None


_CHANGING = [field for field in _Row._fields if field not in ("code", "parent_id", "low")]


def load_nation(*, on: date = nation.DECREE_ON) -> Loaded:
    """Load every place of the decree in force.

    Raises `nation.WrongTotals` before anything is written. A repeat changes nothing. After a later decree new codes begin
    and missing codes end on `on`; numbers that are in use stay.
    """
    return _load(nation.read(), is_demo=False, first=numbering.NATION_FIRST, last=numbering.NATION_LAST, on=on)


def load_demo() -> Loaded:
    """Load Provinsi Andai (code 99)."""
    return _load(demo.TERRITORIES, is_demo=True, first=numbering.DEMO_FIRST, last=numbering.DEMO_LAST, on=nation.DECREE_ON)


def _load(territories: Sequence[nation.Territory], *, is_demo: bool, first: int, last: int, on: date) -> Loaded:
    with transaction.atomic():
        present = {row[0]: _Row(*row) for row in Place.objects.filter(is_demo=is_demo).values_list(*_Row._fields)}
        wanted = _wanted(territories, present, is_demo=is_demo, first=first, last=last)
        new = [row for row in wanted.values() if row.code not in present]
        changed = [row for row in wanted.values() if row.code in present and row != present[row.code]]
        ended = [row._replace(valid_to=on) for row in present.values() if row.code not in wanted and row.valid_to is None]
        _insert(new, valid_from=on if present else None, is_demo=is_demo)
        _update([*changed, *ended])
    return Loaded(added=len(new), changed=len(changed), ended=len(ended))


def _wanted(
    territories: Sequence[nation.Territory], present: dict[str, _Row], *, is_demo: bool, first: int, last: int
) -> dict[str, _Row]:
    """Build the rows as they should be. Ended codes keep their number, so they are numbered along."""
    codes = {territory.code for territory in territories} | set(present)
    lows = numbering.lows(codes, first=first, known={row.code: row.low for row in present.values()})
    highs = numbering.highs(lows, last=last)
    labels = nation.labels(territories)
    return {
        t.code: _Row(
            code=t.code,
            name=t.name,
            title=t.title,
            label=labels[t.code],
            folded=t.folded,
            level=t.level,
            kind=t.kind,
            parent_id=t.parent or None,
            low=lows[t.code],
            high=highs[t.code],
            timezone=demo.ZONE if is_demo else nation.ZONES[t.code[:2]],
            valid_to=None,
        )
        for t in territories
    }


def _insert(rows: Iterable[_Row], *, valid_from: date | None, is_demo: bool) -> None:
    fields = [Place._meta.get_field(name.removesuffix("_id")) for name in _Row._fields]
    columns = [*(str(getattr(field, "column", "")) for field in fields), "public_id", "valid_from", "is_demo"]
    bulk.insert(Place._meta.db_table, columns, ((*row, new_id(), valid_from, is_demo) for row in rows))


def _update(rows: Sequence[_Row]) -> None:
    places = Place.objects.in_bulk([row.code for row in rows], field_name="code") if rows else {}
    for row in rows:
        for field in _CHANGING:
            setattr(places[row.code], field, getattr(row, field))
    Place.objects.bulk_update(places.values(), _CHANGING, batch_size=500)
