"""What somebody is told, as the desk shows it; his calendar; and how mail fares, for the administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Q

from saksama import store
from saksama.accounts import away
from saksama.accounts import queries as accounts
from saksama.cases import kinds as acts
from saksama.cases.queries import due
from saksama.cases.reading import rule_words
from saksama.cases.shown import Row
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.law import book, icalendar
from saksama.law.clocks import Reading, State

from .actions.choosing import mark_of
from .kinds import group_of, sentence
from .ladder import Ladder, ladder
from .models import Notice, OfficeRule, Preference

SHOWN = 200
MOST_COUNTED = 99
TROUBLES = ("server", "sign_in", "address")


@dataclass(frozen=True, slots=True)
class Item:
    """One notice in words. `number` of the case where it has one; `case` is empty where it is about several."""

    public_id: str
    kind: str
    said_id: str
    said_en: str
    case: str
    number: str
    due: datetime | None
    timezone: str
    at: datetime
    read: bool
    urgency: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """The notices of one person, those not read first, then newest first."""

    items: tuple[Item, ...]
    unread: int

    def of_case(self, case: str) -> tuple[Item, ...]:
        return tuple(one for one in self.items if one.case == case)


def inbox(actor: Actor, *, now: datetime, case: str = "") -> Inbox:
    """Return what the actor is told, of one case where it is named. What he may not read any more is not there."""
    hidden = frozenset(hidden_groups(actor))
    with store.reading(actor):
        rows = Notice.objects.filter(person=actor.public_id, withdrawn_at=None)
        rows = rows.filter(case=case) if case else rows
        found = [row for row in rows.order_by("-at", "-pk")[:SHOWN] if group_of(row.kind) not in hidden]
    seen = due.among({row.case for row in found if row.case}, actor, now=now)
    items = [_item(row, seen, now) for row in found if _may_see(row, seen, actor)]
    items.sort(key=lambda one: one.read)
    return Inbox(tuple(items), sum(1 for one in items if not one.read))


def _may_see(row: Notice, seen: Mapping[str, Row], actor: Actor) -> bool:
    if row.case is None:
        return True
    case = seen.get(str(row.case))
    if case is None:
        return False
    handling = actor.office == case.office_public_id and actor.has("examiner", "commissioner")
    return row.limb == "asn" or handling


def hidden_groups(actor: Actor) -> list[str]:
    row = Preference.objects.filter(person=actor.public_id).values_list("hidden", flat=True).first()
    return list(row or [])


def _item(row: Notice, seen: Mapping[str, Row], now: datetime) -> Item:
    case = seen.get(str(row.case))
    said_id, said_en = sentence(row.kind, moment=row.moment, about=_about(row), count=row.count)
    return Item(
        public_id=str(row.public_id), kind=row.kind, said_id=said_id, said_en=said_en, case=str(row.case or ""),
        number=case.number if case else "", due=row.due, timezone=case.timezone if case else "Asia/Jakarta", at=row.at,
        read=row.read_at is not None, urgency=_urgency(row, now),
    )


def _about(row: Notice) -> tuple[str, str]:
    if row.kind in ("limit", "rung"):
        return rule_words(row.about) if row.about else (row.subject, row.subject)
    if row.kind == "news" and row.about:
        kind = acts.get(row.about)
        return kind.label_id.lower(), kind.label_en.lower()
    return "", ""


def _urgency(row: Notice, now: datetime) -> str:
    if row.kind == "rung" or row.moment == "after":
        return "passed"
    if row.due is not None and row.kind in ("limit", "daily") and row.due - now < timedelta(days=1):
        return "soon"
    return ""


def unread(actor: Actor) -> int:
    """Return how many notices the actor has not read, 99 at most, for the head of every page: one small query."""
    if not actor.public_id or actor.user_id is None:
        return 0
    with store.reading(actor):
        rows = Notice.objects.filter(person=actor.public_id, withdrawn_at=None, read_at=None)
        return len(rows.order_by().values_list("pk", flat=True)[:MOST_COUNTED])


def unread_of_case(case: str, actor: Actor, *, now: datetime) -> tuple[Item, ...]:
    """Return the notices of one case that the actor has not read; one small query where there are none, as is usual."""
    with store.reading(actor):
        rows = Notice.objects.filter(person=actor.public_id, withdrawn_at=None, read_at=None, case=case)
        if not rows.exists():
            return ()
    return tuple(one for one in inbox(actor, now=now, case=case).items if not one.read)


def preference(actor: Actor) -> Preference:
    """Return how the actor wants to be told; an unsaved row where he never chose."""
    return Preference.objects.filter(person=actor.public_id).first() or Preference(person=actor.public_id)


def office_before(office: str) -> tuple[int, ...]:
    """Return how many working days before a limit the office's people are told."""
    row = OfficeRule.objects.filter(office=office).first()
    return tuple(row.before) if row else ladder().before


def steps() -> Ladder:
    """Return when people are told and who is told when nobody looks, for the page that explains it."""
    return ladder()


# ---- the calendar ----------------------------------------------------------------------------------------------------


def feed(secret: str, *, now: datetime) -> str:
    """Return the calendar behind a secret address; `NotFound` for one that leads nowhere, and for a closed account.

    Each limit by its kind, and by its number where the person wants that. No name, no place, no sentence about the case.
    """
    row = Preference.objects.filter(feed_mark=mark_of(secret)).first() if 20 < len(secret) < 80 else None
    user = accounts.active(row.person) if row else None
    if row is None or user is None:
        raise NotFound("Alamat kalender ini tidak berlaku. Buat yang baru di Pemberitahuan.",
                       "This calendar address is not valid. Make a new one under Notices.")
    actor, post = accounts.acting_now(user, now)
    people = away.represents(actor.public_id, post.day(now))
    entries = [_entry(one, with_number=row.feed_numbers) for one in due.limits_for(actor, people, now=now) if one.rule]
    return icalendar.written(entries, now=now, sequence=int(now.timestamp()) // 60)


def _entry(one: due.Limit, *, with_number: bool) -> icalendar.Entry:
    called = (one.number or str(one.case)[:8]) if with_number else "Saksama"
    reading = Reading(
        rule=one.rule, subject=one.subject, started_by=one.started_by, stopped_by=0, due_early=one.due_early,
        due_late=one.due_late, state=State.RUNNING, why_id="", why_en="", citation="", confidence="", started_at=one.started_at,
    )
    return icalendar.Entry(one.case, called, book().clock(one.rule).name_id, reading)


# ---- for the administrator -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MailHealth:
    """How mail fares: whether there is a server, how many want it, how many last failed by what (server, sign_in, address)."""

    on: bool
    wanted: int
    failing: Mapping[str, int]
    last_at: datetime | None


def mail_health() -> MailHealth:
    """Return how mail fares, by one query."""
    failing = {code: Count("pk", filter=Q(trouble=code)) for code in TROUBLES}
    found = Preference.objects.aggregate(
        wanted=Count("pk", filter=Q(stop_mark__isnull=False)), last=Max("trouble_at", filter=~Q(trouble="")), **failing
    )
    counted = {code: found[code] for code in TROUBLES if found[code]}
    return MailHealth(bool(settings.SAKSAMA.mail_host), found["wanted"], counted, found["last"])
