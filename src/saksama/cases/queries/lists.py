"""Lists of cases: the queue, an agency's, what a search finds. Pages are taken by key, never counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from saksama import store
from saksama.accounts import known
from saksama.accounts.models import Role
from saksama.cases import access
from saksama.cases.models import FAR, Case
from saksama.cases.processes import process_of
from saksama.cases.reading import rule_words
from saksama.cases.shown import Head, Page, Row, Wanted
from saksama.cases.words import WAITING_WORDS, category_words
from saksama.institutions import queries as institutions
from saksama.intake import queries as intake
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NoRule
from saksama.law.calendar import WIB, zone

from . import resembling
from .narrowing import narrowed, unopened

LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
# Columns that a row of a list has no use for.
NOT_SHOWN = ("opening_report", "law_release", "known_on", "compartments", "authority", "agency_key", "oversight_office",
             "violations", "outcome", "closed_on", "last_act_at")


def worklist(
    actor: Actor,
    *,
    now: datetime,
    after: str = "",
    limit: int = 25,
    stage: str = "",
    waiting: str = "",
    wanted: Wanted | None = None,
    timezone: str = "",
) -> Page:
    """Return what is still to be done, the limit that ends first before the others.

    Examiners and commissioners see their own office's, supervisors their territory's, the overseer and an agency what has reached
    them. `after` is the key of the page before; `wanted` narrows, with days as they end in `timezone`.
    """
    wanted = wanted or Wanted(stage=stage, waiting=waiting)
    with store.reading(actor):
        within = access.visible(actor, now.date())
        rows = _ours(within, actor).filter(in_queue=True)
        rows = in_order(rows) if _is_common(wanted) else rows
        rows = narrowed(rows, wanted, actor, now=now, timezone=timezone)
        found = list(_after(rows, after).defer(*NOT_SHOWN).order_by("sort_due", "public_id")[: limit + 1])
        shown = as_rows(found[:limit], now, resembling.counts(found[:limit], within, actor, now.date()), reader=actor)
    return Page(shown, _key(found[limit - 1]) if len(found) > limit else "")


def in_order(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Return the same rows, to be taken in the order of the queue until there are enough.

    A range over all limits there are leads SQLite to an index in that order; by itself it sorts a whole territory, 140 ms where
    a province has 70,000 cases among a million.
    """
    return rows.filter(sort_due__range=(LONG_AGO, FAR))


def _is_common(wanted: Wanted) -> bool:
    """Tell whether a walk through the queue meets enough soon, or has its own index; the rest is sorted in its territory."""
    return not (wanted.place or wanted.channel or wanted.door or wanted.limb)


def _ours(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    if actor.has(*access.HANDLING) and not actor.has(Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR):
        return rows.filter(office=actor.office)
    return rows


def _key(case: Case) -> str:
    return f"{case.sort_due.astimezone(UTC):%Y%m%dT%H%M%S.%f}~{case.public_id}"


def _after(rows: QuerySet[Case], key: str) -> QuerySet[Case]:
    """Keep what follows a key; one that is no key begins at the start."""
    due, _, public_id = key.partition("~")
    try:
        at, last = datetime.strptime(due, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), UUID(public_id)
    except ValueError:
        return rows
    return rows.filter(sort_due__gte=at).filter(Q(sort_due__gt=at) | Q(public_id__gt=last))


def head(actor: Actor, now: datetime) -> Head:
    """Return how many reports wait unopened, how many limits end today by their early reading, and the oldest unopened one."""
    on = now.date()
    with store.reading(actor):
        rows = _ours(access.visible(actor, on), actor).filter(in_queue=True, sort_due__lte=end_of_today(actor, now))
        due_today = rows.count()
    if not actor.has(*access.BAWASLU):
        return Head(0, due_today, None)
    oldest = intake.waiting(actor, on=on, limit=1)
    return Head(intake.unopened(actor, on=on), due_today, oldest[0].received_at if oldest else None)


def end_of_today(actor: Actor, now: datetime) -> datetime:
    """Return the end of the day on the wall of the actor's office."""
    there = WIB if not actor.office else zone(institutions.office(actor.office).timezone)
    return (now.astimezone(there) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(seconds=1)


def for_agency(actor: Actor, *, now: datetime, limit: int = 100) -> tuple[Row, ...]:
    """Return the cases addressed to the actor's government: open ones first, by their limit."""
    with store.reading(actor):
        found = access.visible(actor, now.date()).order_by("-in_queue", "sort_due", "public_id")[:limit]
        return as_rows(list(found), now)


def as_rows(
    cases: Sequence[Case], now: datetime, similar: Mapping[UUID, int] | None = None, *, reader: Actor | None = None
) -> tuple[Row, ...]:
    """Return cases as rows of a list; one query for the names of their offices, one for those of their officers.

    `similar` are the figures of this reader: the column counts what is barred to him too, and is never shown. What a `reader`
    knows anyway, his own office and himself, is not looked up.
    """
    own_office, himself = (reader.office, reader.public_id) if reader else ("", "")
    offices = institutions.office_names({case.office for case in cases} - {own_office})
    people = known.names_of({case.assigned_to for case in cases} - {"", himself}) if reader else {}
    counted, new = similar or {}, unopened(cases)
    return tuple(
        as_row(
            case, offices.get(case.office, ""), now, counted.get(case.public_id, 0), people.get(case.assigned_to, ""),
            is_new=case.public_id in new,
        )
        for case in cases
    )


def as_row(case: Case, office: str, now: datetime, similar: int, officer_name: str = "", *, is_new: bool) -> Row:
    title_id, title_en = category_words(case.category)
    stage_id, stage_en = stage_words(case)
    waiting_id, waiting_en = WAITING_WORDS.get(case.waiting_on, ("", ""))
    rule_id, rule_en = rule_words(case.next_rule) if case.next_rule else ("", "")
    return Row(
        public_id=str(case.public_id),
        number=case.number,
        title_id=title_id,
        title_en=title_en,
        place=case.place_label,
        office=office,
        office_public_id=case.office,
        stage=case.stage,
        stage_id=stage_id,
        stage_en=stage_en,
        waiting_on=case.waiting_on,
        waiting_id=waiting_id,
        waiting_en=waiting_en,
        waiting_since=case.waiting_since,
        next_due=case.next_due if case.sort_due != FAR else None,
        due_late=case.next_due_late,
        next_rule=case.next_rule,
        next_rule_id=rule_id,
        next_rule_en=rule_en,
        late_by_later_reading=case.next_due_late is not None and case.next_due_late < now,
        meter=tuple(case.meter),
        is_new=is_new,
        similar=similar,
        door=case.door,
        channel=case.channel,
        limb="asn",
        silent_since=case.silent_since,
        opened_at=case.opened_at,
        act_count=case.act_count,
        timezone=case.timezone,
        officer=case.assigned_to,
        officer_name=officer_name,
        handed_back=case.handed_back,
    )


def stage_words(case: Case) -> tuple[str, str]:
    """Return the words of the stage a case is at."""
    try:
        stage = process_of(case).stages.get(case.stage)
    except NoRule:
        stage = None
    return (stage.id, stage.en) if stage else (case.stage, case.stage)
