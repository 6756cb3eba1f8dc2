"""The queue: the cases an officer lives in, by time left; and the lines of today without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.cases import queries
from saksama.cases.shown import Page, Row
from saksama.intake import queries as intake
from saksama.store import clock
from saksama.web.casework import clocks, words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk import shell
from saksama.web.desk.guard import desk_page, one_reading
from saksama.web.frame import dates, render

from . import narrowing, policy
from .lines import Seen, lines
from .narrowing import Tab

COMPARABLE = ("received", "initial_study", "completion_requested", "informasi_awal")  # before that, or after, nothing is joined


@dataclass(frozen=True, slots=True)
class Urgent:
    """What must be done first: limits that end today (by the early reading), and those that have passed by the later one."""

    today: tuple[Row, ...]
    late: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.today) + len(self.late)


@dataclass(frozen=True, slots=True)
class Top:
    """The head of the list. `urgent` is read off the first page, which is in order of time left; `more`: it may be more."""

    unopened: int
    urgent: Urgent
    more: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What the left side shows; beside an open case without its head."""

    page: Page
    lines: SafeString
    head: Top | None
    fields: SafeString
    kept: SafeString
    views: tuple[Tab, ...]
    own_views: tuple[Tab, ...]
    view_label: str
    filtered: bool
    here: str
    after: str
    next_url: str
    first_url: str
    link_tail: str
    query: str


def read(request: DeskRequest, now: datetime, here: str = "") -> Queue:
    """Return the queue as the address asks for it; anything unknown in the address is as if it were not there."""
    asked = narrowing.read(request.GET, request.actor)
    after = request.GET.get("sesudah", "")[:200]
    page = queries.worklist(request.actor, now=now, after=after, wanted=asked.wanted, timezone=request.post.zone)
    base, kept = reverse("desk:queue"), asked.query
    views, own = narrowing.tabs(asked, () if here else queries.views(request.actor), base)
    tail = urlencode(kept | ({"sesudah": after} if after else {}))
    compared = () if request.actor.has("oversight_analyst") else COMPARABLE
    link_tail = f"?{tail}" if tail else ""
    return Queue(
        page=page,
        lines=lines(page.rows, Seen(now, request.actor.public_id, here, link_tail, compared, not here, words.language())),
        head=None if here else _head(request, page, now, first=not after and not asked.wanted),
        fields=narrowing.fields(asked, request.actor),
        kept=narrowing.kept_in_form(asked),
        views=views,
        own_views=own,
        view_label=next((one.label for one in (*views[1:], *own) if one.here), ""),
        filtered=asked.filtered,
        here=here,
        after=after,
        next_url=f"{base}?{urlencode(kept | {'sesudah': page.next_key})}" if page.next_key else "",
        first_url=f"{base}?{urlencode(kept)}" if after else "",
        link_tail=link_tail,
        query=urlencode(kept),
    )


def _head(request: DeskRequest, page: Page, now: datetime, *, first: bool) -> Top:
    urgent = urgent_of(page.rows if first else (), now)
    watching = request.actor.has(*shell.WATCHERS)
    unopened = intake.unopened(request.actor, on=request.post.day(now)) if watching else 0
    return Top(unopened, urgent, bool(page.next_key) and len(urgent) == len(page.rows))


@require_GET
@desk_page
@one_reading
def show(request: DeskRequest) -> HttpResponse:
    """The queue, with today beside it."""
    policy.may_use_the_desk(request.actor).require()
    now = clock.now()
    queue = read(request, now)
    context = {"queue": queue, "urgent": urgent_of(queue.page.rows, now), "here": "queue", "oversight": _is_overseer(request)}
    return render(request, "desk/cases/queue.html", context)


def _is_overseer(request: DeskRequest) -> bool:
    return request.actor.has("oversight_analyst")


def urgent_of(rows: tuple[Row, ...], now: datetime) -> Urgent:
    """Return the rows whose early limit is today or behind us, in the order of the queue, those that are late apart."""
    due = [row for row in rows if row.next_due is not None and _day(row.next_due, row) <= _day(now, row)]
    late = [row for row in due if row.late_by_later_reading]
    return Urgent(tuple(row for row in due if not row.late_by_later_reading), tuple(late))


def _day(value: datetime, row: Row) -> date:
    return dates.local(value, row.timezone).date()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line of the sheet: no name, so that it can be pasted anywhere."""

    text: str
    url: str


@require_GET
@desk_page
def today(request: DeskRequest) -> HttpResponse:
    """ "Hari ini harus": what must happen today, in lines that carry no name."""
    policy.may_use_the_desk(request.actor).require()
    now = clock.now()
    page = queries.worklist(request.actor, now=now, limit=100)
    urgent = urgent_of(page.rows, now)
    told = [Reminder(line_of(row, now), reverse("desk:case", args=[row.public_id])) for row in (*urgent.today, *urgent.late)]
    zone = page.rows[0].timezone if page.rows else dates.DEFAULT_ZONE
    return render(request, "desk/cases/today.html", {"lines": told, "zone": zone, "here": "today"})


def line_of(row: Row, now: datetime) -> str:
    """Return `2024-0031, Nagari Pasia Umpamo: kajian awal, hari ini, 16.00.`"""
    due = clocks.due(row.next_due, row.due_late, now=now, zone=row.timezone, language=words.language())
    number = row.number or _("belum bernomor")
    return f"{number}, {row.place}: {words.of(row, 'next_rule') or words.of(row, 'stage')}, {due.words}."
