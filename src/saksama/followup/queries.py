"""Who has kept silent, since when, and which recommendations wait with which agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from saksama import store
from saksama.cases import access
from saksama.cases.models import Case
from saksama.cases.queries.lists import as_rows
from saksama.cases.shown import Row
from saksama.kernel.actor import Actor

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
