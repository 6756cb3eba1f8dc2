"""How an office worked so far: what came in and what was finished a week, against which limit. Counts only, no case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from saksama import store
from saksama.cases import access
from saksama.cases.models import Clock
from saksama.kernel.actor import Actor

WEEK = timedelta(days=7)
HANDLING = "handling"


@dataclass(frozen=True, slots=True)
class Flow:
    """The weeks of one office, oldest first: cases whose handling began, whose handling ended. `limit_days`: the median limit."""

    office: str
    begun: tuple[int, ...]
    ended: tuple[int, ...]
    limit_days: float

    @property
    def cases(self) -> int:
        return sum(self.begun)


def flows(actor: Actor, *, now: datetime, weeks: int = 26) -> list[Flow]:
    """Return the flow of each office in the actor's territory that handled anything in these weeks (up to `now`)."""
    since = now - weeks * WEEK
    with store.reading(actor):
        rows = Clock.objects.filter(
            case__in=access.visible(actor, now.date()).values("pk"), subject=HANDLING, started_at__gte=since, started_at__lte=now
        )
        found = list(rows.values_list("case__office", "started_at", "stopped_at", "due_late"))
    offices = sorted({str(row[0]) for row in found if row[0]})
    return [_flow(office, [row[1:] for row in found if str(row[0]) == office], since, now, weeks) for office in offices]


def _flow(
    office: str, rows: list[tuple[datetime, datetime | None, datetime | None]], since: datetime, now: datetime, weeks: int
) -> Flow:
    begun = Counter((started - since) // WEEK for started, _, _ in rows)
    ended = Counter((stopped - since) // WEEK for _, stopped, _ in rows if stopped is not None and stopped <= now)
    limits = [(due - started) / timedelta(days=1) for started, _, due in rows if due is not None]
    return Flow(
        office,
        tuple(begun[n] for n in range(weeks)),
        tuple(ended[n] for n in range(weeks)),
        round(median(limits), 1) if limits else 0.0,
    )
