"""What a work report counts: activities not counted by another report, cases and letters of the period. In an open scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet, Sum

from saksama.cases.queries import counting
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office

from .adding import Figures, added
from .measures import KEYS
from .models import Letter, Visit, WorkReport
from .reports import State, pattern


def mine(report: WorkReport, office: Office) -> QuerySet[Visit]:
    """Return the activities this report counts: its office's, and those of offices below that have no report of their own.

    Those signed into this report before, and those up to its last day that no report has counted yet; each is counted once.
    """
    rows = Visit.objects.filter(withdrawn_at=None, office_position__range=(office.low, office.high))
    waiting = Q(report=None, held_on__lte=report.last)
    if report.state in (State.SIGNED, State.RECEIVED):
        return rows.filter(report=report)
    waiting = rows.filter(waiting | Q(report=report))
    known = set(waiting.order_by().values_list("office", flat=True).distinct())
    return waiting.filter(office__in=_of(office, known, report.last))


def _of(office: Office, offices: set[str], on: date) -> list[str]:
    """Return those of the offices whose entries this one reports: itself, and each below whose nearest reporting office it is."""
    by_key = {one.pk: one for one in institutions.within(office)}
    named = {str(one.public_id): one for one in by_key.values()}
    return [key for key in offices if key in named and reporting(named[key], by_key, on) == office.pk]


def reporting(office: Office, known: Mapping[int, Office], on: date) -> int | None:
    """Return the office that reports for this one on a day: itself where its level reports and it still exists, else above it."""
    current: Office | None = office
    while current is not None:
        if current.level in pattern().due_days and there(current, on):
            return current.pk
        current = known.get(current.parent_id) if current.parent_id else None
    return None


def there(office: Office, on: date) -> bool:
    return (office.valid_from is None or office.valid_from <= on) and (office.valid_to is None or office.valid_to > on)


@dataclass(frozen=True, slots=True)
class Instants:
    """A period as instants in an office's zone; the second is left out."""

    since: datetime
    until: datetime

    @staticmethod
    def of(first: date, last: date, zone: str) -> Instants:
        at = ZoneInfo(zone)
        return Instants(datetime.combine(first, time.min, at), datetime.combine(last + timedelta(days=1), time.min, at))


def own_figures(report: WorkReport, office: Office) -> Figures:
    """Return the figures of the office itself: by measure, of cases and of letters."""
    rows = mine(report, office).order_by()
    measures = {key: {"done": 0, "present": 0, "able": 0, "asked": 0, "cost": 0} for key in KEYS}
    for one in rows.values("measure").annotate(
        n=Count("pk"), present=Sum("headcount"), could=Sum("able"), asked=Count("able"), rupiah=Sum("cost")
    ):
        measures[one["measure"]] = {
            "done": one["n"], "present": one["present"], "able": one["could"] or 0, "asked": one["asked"],
            "cost": one["rupiah"] or 0,
        }
    period = Instants.of(report.first, report.last, office.timezone)
    return {
        "measures": measures,
        "late": rows.filter(held_on__lt=report.first).count(),
        "cases": counting.flows(str(office.public_id), since=period.since, until=period.until),
        "letters": _letters(office, period),
    }


def _letters(office: Office, period: Instants) -> dict[str, int]:
    rows = Letter.objects.filter(office=office.public_id)
    answered = rows.filter(replied_at__gte=period.since, replied_at__lt=period.until)
    return {
        "received": rows.filter(received_at__gte=period.since, received_at__lt=period.until).count(),
        "answered": answered.count(),
        "in_time": answered.filter(replied_at__lte=F("due")).count(),
    }


def parts(report: WorkReport) -> QuerySet[WorkReport]:
    """Return the reports of offices directly below that this one takes in: received, of a period that ended, in no other."""
    below = WorkReport.objects.filter(addressee=report.office, state=State.RECEIVED, last__lte=report.last)
    return below.filter(Q(included_in=None) | Q(included_in=report))


def totals(own: Figures, below: QuerySet[WorkReport]) -> Figures:
    """Return own figures and those of the reports below, each added once."""
    return added([own, *below.values_list("totals", flat=True)])
