"""Who has kept silent, since when, which recommendations wait with which agency, and whether the overseer can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from saksama import store
from saksama.cases import access
from saksama.cases.models import Case
from saksama.cases.queries.lists import as_rows
from saksama.cases.shown import Row
from saksama.kernel.actor import Actor
from saksama.vault import queries as vault

FORWARDED_PARTS = ("case", "reply", "agency")   # the compartments in which the overseer reads
AT_AGENCY = ("recommendation", "with_ppk", "decided", "annulled", "not_executed")


@dataclass(frozen=True, slots=True)
class Silence:
    """*Belum ada kabar*: since when, whose turn it is, and for how many whole days. It says nothing of what was done."""

    since: datetime
    waiting_on: str
    days: int


def silent_since(case: Case, now: datetime) -> Silence | None:
    """Return the silence of another body in this case, or None where it has spoken in time or it is nobody's turn."""
    if case.silent_since is None:
        return None
    return Silence(case.silent_since, case.waiting_on, max(0, (now - case.silent_since).days))


def overdue_with_agencies(actor: Actor, *, now: datetime, limit: int = 100) -> tuple[Row, ...]:
    """Return the cases whose authority is past its limit by the later reading, longest first. For a reminder, not for blame."""
    with store.reading(actor):
        rows = access.visible(actor, now.date()).filter(stage__in=AT_AGENCY, waiting_on="agency", next_due_late__lt=now)
        return as_rows(list(rows.order_by("next_due_late", "public_id")[:limit]), now)


class Reading(StrEnum):
    """Whether the overseer to which a case was forwarded can read it: `SHUT` where it has a key by now and was left out."""

    READS = "reads"
    NO_KEY = "no_key"
    SHUT = "shut"


def overseer_reading(case: Case) -> Reading:
    """Tell whether the overseer reads the parts of the case meant for it; a case that was not forwarded counts as read."""
    if not case.oversight_office:
        return Reading.READS
    owner = f"office:{case.oversight_office}"
    ids = [str(case.compartments[name]) for name in FORWARDED_PARTS if case.compartments.get(name)]
    if all(owner in vault.readers_of(inside) for inside in vault.compartments(ids)):
        return Reading.READS
    return Reading.SHUT if vault.has_living_key(owner) else Reading.NO_KEY


def reading_of(case_public_id: UUID | str, actor: Actor, *, now: datetime) -> Reading:
    """Return that of a case which the actor may see."""
    with store.reading(actor):
        return overseer_reading(access.case(case_public_id, actor, now.date()))
