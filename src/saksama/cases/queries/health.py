"""What an administrator may ask about cases without seeing one: public ids only."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from saksama import store
from saksama.cases.models import Clock
from saksama.kernel.actor import SYSTEM
from saksama.law.clocks import State

SWEPT_BY = timedelta(minutes=10)
SHOWN = 20


def unswept(now: datetime, *, after: timedelta = SWEPT_BY) -> tuple[UUID, ...]:
    """Return cases with a limit that passed more than `after` ago and that no act tells yet, at most twenty, longest first."""
    with store.reading(SYSTEM):
        rows = Clock.objects.filter(stopped_by=0, lapse_recorded=False, due_late__lt=now - after).exclude(state=State.VOID.value)
        found = rows.order_by("due_late").values_list("case__public_id", flat=True)[: SHOWN * 3]
        return tuple(dict.fromkeys(found))[:SHOWN]
