"""The open limits of one case, for its calendar file. The criminal limb is confidential in itself and stays out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.cases import projecting, reading
from saksama.cases.models import Case, Limb
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotFound
from saksama.law import book, icalendar
from saksama.law.clocks import State

_OPEN = (State.RUNNING, State.PAUSED, State.MISSED)


@dataclass(frozen=True, slots=True)
class OpenLimits:
    """What a calendar file is written from; `act_count` grows with every change of the case."""

    entries: tuple[icalendar.Entry, ...]
    act_count: int


def open_limits(reference: str, *, now: datetime) -> OpenLimits:
    """Return the limits that still run, of the case with this id or register number. Raises `NotFound`, or `Invalid` where
    several offices gave the same number."""
    with store.reading(SYSTEM):
        case = _case(reference)
        derived = projecting.derive(case, reading.acts_of(case, Limb.ASN), now)
    called = case.number or str(case.public_id)[:8]
    running = [one for one in derived.clocks if not one.stopped_by and one.state in _OPEN]
    entries = tuple(icalendar.Entry(case.public_id, called, book().clock(one.rule).name_id, one) for one in running if one.rule)
    return OpenLimits(entries, case.act_count)


def _case(reference: str) -> Case:
    rows = Case.objects.filter(number=reference) if _uuid(reference) is None else Case.objects.filter(public_id=_uuid(reference))
    found = list(rows[:2]) if reference else []
    if not found:
        raise NotFound(
            "Tidak ada perkara dengan nomor atau id ini.", "There is no case with this register number or id; look at its page."
        )
    if len(found) > 1:
        raise Invalid(
            "Beberapa kantor memakai nomor ini. Pakai id dari alamat halamannya.",
            "Several offices gave this number; use the id from the address of its page.",
        )
    return found[0]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
