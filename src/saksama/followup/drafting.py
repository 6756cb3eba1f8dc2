"""Letters of the ladder, prepared by the clock and never sent by it: a row says which is due; a person reads it and decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from saksama import store
from saksama.cases import access, reading
from saksama.cases.models import Case, Limb
from saksama.cases.projecting import Derived, derive
from saksama.cases.queries.passed import passed
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import NoRule, NotFound
from saksama.law import forms

from . import ladder
from . import letters as drawing
from .models import Draft, DraftState, Listing

SILENT_STAGES = ("with_ppk",)
PREPARED = ("Surat ini tidak lagi disiapkan. Kembali ke daftar.", "This letter is no longer prepared. Go back to the list.")
ACT = {ladder.REMINDER: "reminder.sent"}


def act_of(rung: str) -> str:
    return ACT.get(rung, "escalation.sent")


def prepare(now: datetime) -> int:
    """Prepare what has become due, drop what is no longer needed; return how many were prepared. Safe to repeat.

    Nothing is due before the later end of the authority's limit, nor before our own wait after the letter before has ended.
    """
    _drop_needless(now)
    with store.reading(SYSTEM):
        waiting = set(Draft.objects.filter(state=DraftState.WAITING).values_list("case__public_id", flat=True))
    made = 0
    for case_id in passed("ppk", SILENT_STAGES, now):
        if case_id not in waiting:
            with transaction.atomic(), store.scope(SYSTEM):
                made += _prepare_for(case_id, now)
    return made


def _prepare_for(case_id: UUID, now: datetime) -> int:
    case = access.locked(case_id, SYSTEM, now.date())
    derived = derive(case, reading.acts_of(case, Limb.ASN), now)
    due = due_since(derived)
    if due is None or due > now or Draft.objects.filter(case=case, state=DraftState.WAITING).exists():
        return 0
    Draft(case=case, rung=ladder.following(derived.state), due_since=due, prepared_at=now).save(force_insert=True)
    return 1


def due_since(derived: Derived) -> datetime | None:
    """Return from when the next rung is prepared; None where there is none, or the days cannot be counted."""
    try:
        return ladder.opens(derived.state, drawing.ppk_clock(derived), derived.calendar)
    except NoRule:
        return None


def _drop_needless(now: datetime) -> None:
    """Drop what was prepared for a case that has moved on: the authority was heard of meanwhile."""
    with transaction.atomic(), store.scope(SYSTEM):
        moved = Draft.objects.filter(state=DraftState.WAITING).exclude(case__stage__in=SILENT_STAGES)
        moved.update(state=DraftState.DROPPED, settled_at=now)


def settle(case: Case, rung: str, *, now: datetime) -> None:
    """Note in the caller's transaction that a person sent what was prepared, and drop what was prepared for another rung."""
    waiting = Draft.objects.filter(case=case, state=DraftState.WAITING)
    waiting.filter(rung=rung).update(state=DraftState.SENT, settled_at=now)
    waiting.exclude(rung=rung).update(state=DraftState.DROPPED, settled_at=now)
    if rung in ladder.RUNGS:
        Listing.objects.filter(case=case).update(rung=rung)


@dataclass(frozen=True, slots=True)
class Preview:
    """A prepared letter as it would go out today, without number: `pdf` to look at; `act` and `rung` for the step."""

    public_id: str
    case: str
    number: str
    rung: str
    act: str
    due_since: datetime
    prepared_at: datetime
    letter: forms.Letter | None


def waiting(actor: Actor, now: datetime) -> QuerySet[Draft]:
    """Return the prepared letters of the cases the actor may see, in an open scope."""
    seen = access.visible(actor, now.date()).filter(pk=OuterRef("case"))
    return Draft.objects.filter(Exists(seen), state=DraftState.WAITING, case__stage__in=SILENT_STAGES)


def preview(draft: UUID | str, actor: Actor, *, now: datetime) -> Preview:
    """Return a prepared letter, drawn from the case as it stands; raises `NotFound` where it waits no more or is out of reach."""
    with store.reading(actor):
        row = _one(waiting(actor, now), draft)
        case = row.case
        derived = derive(case, reading.acts_of(case, Limb.ASN), now)
        taking = drawing.would_take(case, derived, act_of(row.rung), actor=actor, now=now)
        return Preview(
            str(row.public_id),
            str(case.public_id),
            case.number,
            row.rung,
            act_of(row.rung),
            row.due_since,
            row.prepared_at,
            drawing.of_rung(taking, row.rung),
        )


def _one(rows: QuerySet[Draft], public_id: UUID | str) -> Draft:
    try:
        found = rows.select_related("case").filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound(*PREPARED)
    return found
