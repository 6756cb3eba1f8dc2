"""Work reports as they are read: an office's own, one with its figures and sources, those from below, and who is late."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from saksama import store
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel.actor import Actor
from saksama.prevention import figuring
from saksama.prevention.adding import Figures
from saksama.prevention.errors import NoSuchReport
from saksama.prevention.models import WorkReport
from saksama.prevention.reports import State, due_on, pattern


@dataclass(frozen=True, slots=True)
class ReportShown:
    """One report. `own` and `totals` are as signed, or as they stand now while it is not; `parts` are the reports it takes in.

    `waiting` are reports below that must be settled before it can be signed, `missing` the offices whose report is not there.
    """

    report: WorkReport
    office: str
    own: Figures
    totals: Figures
    remarks: dict[str, str] = field(repr=False)
    parts: tuple[tuple[WorkReport, str], ...] = ()
    waiting: tuple[tuple[WorkReport, str], ...] = ()
    missing: tuple[str, ...] = ()


def reports(actor: Actor, *, limit: int = 60) -> list[WorkReport]:
    """Return the reports of the actor's own office, the latest first."""
    with store.reading(actor):
        return list(WorkReport.objects.filter(office=actor.office)[:limit])


def report(public_id: UUID | str, actor: Actor) -> ReportShown:
    """Return a report of the actor's office or of one below; raises `NoSuchReport`."""
    with store.reading(actor):
        try:
            found = WorkReport.objects.select_related("included_in").get(public_id=public_id)
        except (WorkReport.DoesNotExist, ValidationError, ValueError):
            raise NoSuchReport from None
        office = institutions.office(found.office)
        signed = found.state in (State.SIGNED, State.RECEIVED)
        below = list(found.parts.all()) if signed else list(figuring.parts(found))
        own = found.figures if signed else figuring.own_figures(found, office)
        totals = found.totals if signed else figuring.totals(own, figuring.parts(found))
        waiting = [] if signed else list(_unsettled(found))
    names = _names(office)
    return ReportShown(
        found,
        found.called or office.name,
        own,
        totals,
        json.loads(found.remarks) if found.remarks else {},
        tuple((one, one.called or names.get(one.office, "")) for one in below),
        tuple((one, names.get(one.office, "")) for one in waiting),
        tuple(names.get(one, "") for one in found.missing) if signed else _missing(found, office, below),
    )


def _unsettled(found: WorkReport) -> list[WorkReport]:
    rows = WorkReport.objects.filter(addressee=found.office, last__lte=found.last, state__in=(State.RETURNED, State.SIGNED))
    return list(rows)


def _names(office: Office) -> dict[str, str]:
    return {str(one.public_id): one.name for one in institutions.within(office)}


def _missing(found: WorkReport, office: Office, below: list[WorkReport]) -> tuple[str, ...]:
    there = {one.office for one in below}
    expected = institutions.direct_subordinates(office, found.first, found.last)
    return tuple(one.name for one in expected if one.level in pattern().due_days and str(one.public_id) not in there)


def to_judge(actor: Actor) -> list[tuple[WorkReport, str]]:
    """Return the signed reports that wait for the actor's office, the oldest first, with the office's name."""
    with store.reading(actor):
        rows = list(WorkReport.objects.filter(addressee=actor.office, state=State.SIGNED).order_by("signed_at"))
    names = _names(institutions.office(actor.office))
    return [(row, row.called or names.get(row.office, "")) for row in rows]


@dataclass(frozen=True, slots=True)
class Expected:
    """Where an office below stands with its report of a period: its state ("" where none was begun), and whether it is late."""

    office: Office
    state: str
    due: date
    late: bool
    report: UUID | None = None


def expected(actor: Actor, first: date, last: date, *, today: date) -> list[Expected]:
    """Return every office directly below the actor's that owes a report of a period, the late ones first.

    Levels exist as their offices do: in season those of kecamatan too, between elections none of them.
    """
    office = institutions.office(actor.office)
    below = [one for one in institutions.direct_subordinates(office, first, last) if one.level in pattern().due_days]
    with store.reading(actor):
        rows = WorkReport.objects.filter(addressee=actor.office, last__gte=first, last__lte=last).order_by("last")
        found = {row.office: row for row in rows}
    standing = [_expected(one, found.get(str(one.public_id)), last, today) for one in below]
    return sorted(standing, key=lambda one: (not one.late, one.office.low))


def _expected(office: Office, found: WorkReport | None, last: date, today: date) -> Expected:
    due = due_on(office.level, last)
    done = found is not None and found.state in (State.SIGNED, State.RECEIVED)
    return Expected(office, found.state if found else "", due, today > due and not done, found.public_id if found else None)


def latest_by_office(actor: Actor, *, since: date) -> dict[str, WorkReport]:
    """Return the latest report of each office in the actor's territory of a period that ended since a day."""
    with store.reading(actor):
        return {row.office: row for row in WorkReport.objects.filter(last__gte=since).order_by("last")}
