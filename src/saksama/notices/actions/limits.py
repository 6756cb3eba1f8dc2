"""Telling of one limit: the last moment that has come, to whoever works on it; and up the ladder where nobody looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from saksama import store
from saksama.cases.queries import due
from saksama.cases.queries.due import Limit
from saksama.kernel.actor import SYSTEM
from saksama.notices.ladder import Rung, ladder
from saksama.notices.models import Notice, OfficeRule
from saksama.notices.moments import Moment, half, latest, moments
from saksama.notices.recipients import Directory, To

from .telling import Matter, tell

OURS = "bawaslu"
CRIMINAL = "criminal"


def rules() -> Mapping[str, tuple[int, ...]]:
    """Return the working days of the offices that changed them, by office."""
    return {row.office: tuple(row.before) for row in OfficeRule.objects.all()}


def due_moment(limit: Limit, before: Sequence[int], now: datetime) -> Moment | None:
    """Return the moment to tell of now."""
    found = moments(
        limit.started_at, limit.due_early, limit.due_late, before=before, calendar=limit.calendar, ours=limit.actor == OURS
    )
    return latest(found, now)


def tell_limit(limit: Limit, moment: Moment, directory: Directory, now: datetime) -> int:
    """Tell of a limit at a moment, and return how many had not been told."""
    to = recipients(limit, directory)
    new = tell("limit", to=to, matter=matter(limit, moment.code), key=key(limit, moment.code), now=now)
    if new:
        _replace_earlier(limit, moment, [one.person for one in to], now)
    return new


def _replace_earlier(limit: Limit, moment: Moment, people: Sequence[str], now: datetime) -> None:
    """Let the newest moment of a limit stand alone: the ones before say less by now."""
    with transaction.atomic(), store.scope(SYSTEM):
        rows = Notice.objects.filter(
            kind="limit", case=limit.case, limb=limit.limb, subject=limit.subject, started_by=limit.started_by,
            person__in=people, withdrawn_at=None,
        )
        rows.exclude(moment=moment.code).update(withdrawn_at=now)


def recipients(limit: Limit, directory: Directory) -> list[To]:
    """Return who is told of a limit: those who work on the case, and the overseer's analysts while it is not with Bawaslu."""
    found = directory.working(limit.case, limit.office, limit.assigned_to)
    if limit.limb == CRIMINAL:
        return [one for one in found if one.office == limit.office]
    if limit.oversight_office and limit.waiting_on != OURS:
        found = [*found, *directory.overseers(limit.case, limit.oversight_office)]
    return found


def matter(limit: Limit, moment: str) -> Matter:
    return Matter(
        position=limit.office_position, case=limit.case, limb=limit.limb, about=limit.rule, subject=limit.subject,
        started_by=limit.started_by, moment=moment, due=limit.due_early,
    )


def key(limit: Limit, moment: str) -> str:
    """Name a moment of a limit: where its date moves, it is another one."""
    return f"limit:{limit.case}:{limit.limb}:{limit.subject}:{limit.started_by}:{moment}:{limit.due_early:%Y%m%dT%H%M}"


def rungs_reached(limit: Limit, since: datetime, now: datetime) -> list[Rung]:
    """Return the rungs of a limit of ours whose instant came since then."""
    if limit.actor != OURS or limit.limb == CRIMINAL or limit.started_at is None:
        return []
    at = {"half": half(limit.started_at, limit.due_early), "limit": limit.due_late}
    return [one for one in ladder().rungs if since < at[one.at] <= now]


def climb(limit: Limit, rung: Rung, directory: Directory, now: datetime) -> int:
    """Tell the people of a rung, unless somebody read or acted."""
    if "acted" in rung.unless and due.worked_on_after(limit.case, limit.limb, limit.started_by) and rung.at != "limit":
        return 0
    if "read" in rung.unless and was_read(limit):
        return 0
    to = directory.rung(rung, limit.case, limit.office)
    return tell("rung", to=to, matter=matter(limit, rung.id), key=f"rung-{key(limit, rung.id)}", now=now)


def was_read(limit: Limit) -> bool:
    """Tell whether anybody has read that this limit runs."""
    with store.reading(SYSTEM):
        rows = Notice.objects.filter(
            case=limit.case, limb=limit.limb, subject=limit.subject, started_by=limit.started_by, kind="limit"
        )
        return bool(rows.filter(read_at__isnull=False).exists())
