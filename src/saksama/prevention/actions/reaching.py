"""Which units an activity reached, from the Sekda down, and who briefed them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.prevention import facts
from saksama.prevention.cascade import tier_of
from saksama.prevention.errors import NoSuchActivity
from saksama.prevention.models import Reached, Visit
from saksama.prevention.policies import may_record_visit

MOST_UNITS = 200


def note_unit(visit: Visit, agency: str, *, heads: int | None = None, briefed_by: str = "") -> Reached | None:
    """Note that an activity reached a unit, inside the caller's transaction and scope; None for one outside the cascade."""
    unit = institutions.agency(agency)
    tier = tier_of(unit.kind)
    if tier is None:
        return None
    row, _ = Reached.objects.update_or_create(
        visit=visit, agency=str(unit.public_id), tier=tier.key, defaults={"heads": heads, "briefed_by": briefed_by}
    )
    return row


def reach(
    public_id: UUID | str, agency: str, *, heads: int | None, briefed_by: str, actor: Actor, now: datetime
) -> Reached:
    """Note one more unit of an activity of the actor's office, with how many of its people; told again it is corrected.

    Raises `Invalid` for a unit elsewhere or outside the cascade, one that briefed itself, more people than were present in all.
    """
    may_record_visit(actor).require()
    unit, office = institutions.agency(agency), institutions.office(actor.office)
    if not office.low <= unit.position <= office.high or tier_of(unit.kind) is None:
        raise Invalid("Pilih instansi di wilayah Anda.", "Choose an agency of your territory.", field="agency")
    if briefed_by:
        briefed_by = str(institutions.agency(briefed_by).public_id)
    if briefed_by == str(unit.public_id):
        raise Invalid("Instansi tidak mengarahkan dirinya sendiri.", "An agency does not brief itself.", field="briefed_by")
    with transaction.atomic(), store.scope(actor):
        visit = _own(public_id, actor)
        others = Reached.objects.filter(visit=visit).exclude(agency=str(unit.public_id))
        _check(visit, heads, others.aggregate(n=Sum("heads"))["n"] or 0, others.count())
        row = note_unit(visit, agency, heads=heads, briefed_by=briefed_by)
        assert row is not None  # noqa: S101  its kind belongs to a tier, asked above
        detail = {"agency": row.agency, "tier": row.tier, "heads": heads}
        ledger.append(facts.UnitReached(object_id=str(visit.public_id), at=now, detail=detail), actor=actor)
    return row


def _check(visit: Visit, heads: int | None, others: int, units: int) -> None:
    if heads is not None and (heads < 0 or heads + others > visit.headcount):
        raise Invalid(
            f"Jumlah semua unit melebihi {visit.headcount} orang yang hadir.",
            f"All units together are more than the {visit.headcount} people present.",
            field="heads",
        )
    if units >= MOST_UNITS:
        raise Invalid(f"Paling banyak {MOST_UNITS} unit.", f"{MOST_UNITS} units at most.", field="agency")


def _own(public_id: UUID | str, actor: Actor) -> Visit:
    try:
        rows = Visit.objects.select_for_update(of=("self",))
        return rows.get(public_id=public_id, office=actor.office, withdrawn_at=None)
    except (Visit.DoesNotExist, ValidationError, ValueError):
        raise NoSuchActivity from None
