"""What the passing of time brings: limits that come near or pass, the day's list, stand-ins who take over.

A sweep goes from its watermark to now, and the watermark moves when all is told. A worker that was down for a week
tells of each limit once, by its last moment. Two workers at once tell the same, and it stands once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from saksama import store
from saksama.accounts import away
from saksama.accounts import queries as accounts
from saksama.cases.queries import due
from saksama.cases.queries.due import Limit
from saksama.kernel.actor import SYSTEM
from saksama.law.calendar import zone
from saksama.notices.ladder import LONGEST_BEFORE, ladder
from saksama.notices.models import Notice, Watermark
from saksama.notices.recipients import Directory, To

from .limits import climb, due_moment, rules, rungs_reached, tell_limit
from .telling import Matter, tell

HORIZON = timedelta(days=2 * LONGEST_BEFORE)
FIRST = timedelta(days=30)       # how far the first sweep of an installation looks back
PORTION = 1000


def tell_limits(now: datetime) -> int:
    """Tell of every limit one of whose moments has come since the last sweep; return how many notices were new."""
    since, told = watermark("limits", now), 0
    offices, directories = rules(), dict[str, Directory]()
    for limit in _near(since, now):
        moment = due_moment(limit, offices.get(limit.office, ladder().before), now)
        rungs = rungs_reached(limit, since, now)
        if not rungs and (moment is None or moment.at <= since):
            continue
        directory = directories.setdefault(limit.timezone, directory_for(limit, now))
        if moment is not None and moment.at > since:
            told += tell_limit(limit, moment, directory, now)
        told += sum(climb(limit, rung, directory, now) for rung in rungs)
    move_watermark("limits", now)
    return told


def _near(since: datetime, now: datetime) -> Iterable[Limit]:
    after = 0
    while found := due.limits_between(until=now + HORIZON, since=since, now=now, after=after, limit=PORTION):
        yield from found
        after = found[-1].pk


def directory_for(limit: Limit, now: datetime) -> Directory:
    return Directory(now.astimezone(zone(limit.timezone)).date(), now)


def watermark(name: str, now: datetime) -> datetime:
    """Return up to when a sweep has told; for the first one, a month ago."""
    row = Watermark.objects.filter(name=name).first()
    return row.until if row else now - FIRST


def move_watermark(name: str, now: datetime) -> None:
    """Set it forward; a clock that was turned back leaves it where it is."""
    with transaction.atomic():
        row, _ = Watermark.objects.select_for_update().get_or_create(name=name, defaults={"until": now})
        if row.until < now:
            row.until = now
            row.save(update_fields=["until"])


# ---- the day's list --------------------------------------------------------------------------------------------------


def tell_daily(now: datetime) -> int:
    """Tell at 07:00 and 15:00 of each office how many cases must be done today: who works on them, nobody else's."""
    since, told = watermark("daily", now), 0
    after = ""
    while found := due.offices_with_cases(after=after):
        for office, position, named in found:
            slot = _slot(since, now, named)
            if slot is not None:
                told += _tell_office(office, position, slot, now)
        after = found[-1][0]
    move_watermark("daily", now)
    return told


def _slot(since: datetime, now: datetime, named: str) -> datetime | None:
    """Return the last hour of today's list that has come since then, on this office's wall."""
    there = now.astimezone(zone(named))
    slots = [datetime.combine(there.date(), at, there.tzinfo) for at in ladder().daily]
    return next((one for one in sorted(slots, reverse=True) if since < one <= now), None)


def _tell_office(office: str, position: int, slot: datetime, now: datetime) -> int:
    directory = Directory(slot.date(), now)
    end = slot.replace(hour=23, minute=59, second=59, microsecond=0)
    counted: Counter[To] = Counter()
    for case, assigned_to in due.due_by(end, office=office):
        counted.update(directory.working(case, office, assigned_to))
    told = 0
    for to, count in counted.items():
        matter = Matter(position=position, count=count, moment=f"{slot:%H%M}", due=end)
        told += tell("daily", to=[to], matter=matter, key=f"daily:{office}:{slot:%Y%m%dT%H%M}", now=now)
    return told


# ---- stand-ins -------------------------------------------------------------------------------------------------------


def hand_over(now: datetime) -> int:
    """Tell stand-ins what those who are away have not read; return how many notices were new. What was told stays told."""
    told = 0
    on = now.astimezone(zone("Asia/Jakarta")).date()
    absent = {str(row.user.public_id): str(row.stand_in.public_id) for row in away.touching(on, on) if row.stand_in}
    there = away.stand_ins(list(absent), on)
    for person, stand_in in there.items():
        told += _hand_over(person, stand_in, now) if stand_in else 0
    return told


def _hand_over(person: str, stand_in: str, now: datetime) -> int:
    with store.reading(SYSTEM):
        rows = list(Notice.objects.filter(person=person, withdrawn_at=None, read_at=None).exclude(kind="daily"))
    user, told = accounts.by_public_id(stand_in), 0
    for row in rows:
        if row.case is None or not due.readers(row.case, [user], now=now):
            continue
        told += tell(row.kind, to=[To(stand_in, row.office)], matter=_same(row), key=row.key.rpartition(":")[0], now=now)
    return told


def _same(row: Notice) -> Matter:
    return Matter(
        position=row.office_position, case=row.case, limb=row.limb, about=row.about, subject=row.subject,
        started_by=row.started_by, moment=row.moment, due=row.due, count=row.count,
    )

