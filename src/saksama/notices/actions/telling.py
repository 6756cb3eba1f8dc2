"""`tell`: the only place where a notice is written. Each stands once for its key, however often it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from saksama import store
from saksama.institutions import queries as institutions
from saksama.jobs.actions import enqueue_once
from saksama.kernel.actor import SYSTEM
from saksama.notices.kinds import group_of
from saksama.notices.models import Notice, Preference
from saksama.notices.recipients import To

GATHER = timedelta(minutes=15)   # one mail at most in this time: it tells of all that came in it


@dataclass(frozen=True, slots=True)
class Matter:
    """What a notice is about. `position` is that of the case, else of the office; `about` a rule, an act, a rung."""

    position: int | None = None
    case: UUID | None = None
    limb: str = "asn"
    about: str = ""
    subject: str = ""
    started_by: int = 0
    moment: str = ""
    due: datetime | None = None
    count: int = 0


def tell(kind: str, *, to: Sequence[To], matter: Matter, key: str, now: datetime) -> int:
    """Tell these people once; return how many had not been told yet. `key` names the matter, each person is added to it.

    A person without an account cannot be told: there is no such recipient. Safe to repeat, by several workers at once.
    """
    rows = {f"{key}:{one.person}": _row(kind, one, matter, f"{key}:{one.person}", now) for one in to}
    with transaction.atomic(), store.scope(SYSTEM):
        known = set(Notice.objects.filter(key__in=list(rows)).values_list("key", flat=True))
        fresh = [row for name, row in rows.items() if name not in known]
        Notice.objects.bulk_create(fresh, ignore_conflicts=True)
        _mail(fresh, now)
    return len(fresh)


def _row(kind: str, to: To, matter: Matter, key: str, now: datetime) -> Notice:
    position = matter.position if matter.position is not None else institutions.office(to.office).position
    return Notice(
        person=to.person, office=to.office, office_position=position, kind=kind, case=matter.case, limb=matter.limb,
        about=matter.about, subject=matter.subject, started_by=matter.started_by, moment=matter.moment, due=matter.due,
        count=matter.count, at=now, key=key,
    )


def _mail(rows: Sequence[Notice], now: datetime) -> None:
    """Have a mail without content sent to those who want one, in the same transaction."""
    if not rows or not settings.SAKSAMA.mail_host:
        return
    from saksama.notices.jobs import send_mail  # the jobs call these verbs

    wanted = Preference.objects.filter(person__in={row.person for row in rows}, stop_mark__isnull=False)
    groups = {one.person: frozenset(one.mailed) for one in wanted}
    turn = int(now.timestamp() // GATHER.total_seconds()) + 1
    for person in sorted({row.person for row in rows if group_of(row.kind) in groups.get(row.person, ())}):
        due = datetime.fromtimestamp(turn * GATHER.total_seconds(), tz=now.tzinfo)
        enqueue_once(send_mail.using(run_after=due), person, key=f"notices.mail:{person}:{turn}")


def withdraw(*, now: datetime, **those: object) -> int:
    """Take back what no longer asks anything: notices with these columns, read or not. In the caller's transaction or its own."""
    with transaction.atomic(), store.scope(SYSTEM):
        return int(Notice.objects.filter(withdrawn_at=None, **those).update(withdrawn_at=now))
