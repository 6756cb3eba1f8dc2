"""The agenda of an office: a week at a time, ready to print, and as a file for the calendar an officer already has."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.accounts.policies import may_enter_desk
from saksama.cases import queries
from saksama.cases.shown import Agenda, MeetingShown
from saksama.law import icalendar
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render

SPANS = (1, 7, 14)
AHEAD = 31


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """The hearings from a day on (`hari`), so many days (`rentang`); a wrong day is today."""
    found, span = _read(request)
    context = {
        "agenda": found,
        "span": span,
        "spans": [(n, _("1 hari") if n == 1 else _("%(n)d hari") % {"n": n}) for n in SPANS],
        "earlier": _address(found.first - timedelta(days=span), span),
        "later": _address(found.first + timedelta(days=span), span),
        "days": [day for day in found.days if day.meetings or span == 1],
        "count": sum(len(day.meetings) for day in found.days),
        "here": "agenda",
    }
    return render(request, "desk/agenda/agenda.html", context)


def _read(request: DeskRequest) -> tuple[Agenda, int]:
    now = clock.now()
    today = dates.local(now, request.post.zone).date()
    span = next((n for n in SPANS if str(n) == request.GET.get("rentang")), SPANS[1])
    return queries.agenda(request.actor, first=_day(request.GET.get("hari", ""), today), days=span, now=now), span


def _day(typed: str, today: date) -> date:
    """Return the day that was asked for; today for what is no day, or lies farther off than ten years."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return today
    return day if abs((day - today).days) < 3650 else today


def _address(day: date, span: int) -> str:
    return f"{reverse('desk:agenda')}?hari={day.isoformat()}&rentang={span}"


@require_GET
@desk_page
def calendar_file(request: DeskRequest) -> HttpResponse:
    """The open hearings of the next month as a calendar file: case number and kind, no name."""
    may_enter_desk(request.actor).require()
    now = clock.now()
    today = dates.local(now, request.post.zone).date()
    found = queries.agenda(request.actor, first=today, days=AHEAD, now=now)
    meetings = [_meeting(one) for day in found.days for one in day.meetings if one.state == "planned"]
    response = HttpResponse(icalendar.meetings(meetings, now=now), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="agenda.ics"'
    return response


def _meeting(one: MeetingShown) -> icalendar.Meeting:
    called = _("Pemeriksaan %(who)s, perkara %(case)s") % {"who": words.of(one, "who"), "case": one.number or one.case[:8]}
    return icalendar.Meeting(UUID(one.public_id), called, words.of(one, "room"), one.at, one.until, one.moved)
