"""The team on one page: who has how much to do, who is away, what waits for an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from saksama.accounts import away, policies, roles, tree
from saksama.accounts.models import Grant, Leave
from saksama.accounts.tree import Serving
from saksama.cases.queries import team
from saksama.cases.queries.team import Load
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

AHEAD = timedelta(days=30)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the office with what he has to do and when he is away."""

    person: Serving
    roles: str
    load: Load
    leave: Leave | None
    away: bool


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """Everybody of the office reads it; only whoever leads it moves cases, plans duty and delegates."""
    now = clock.now()
    today, office = request.post.day(now), request.actor.office
    loads = team.loads(request.actor, now=now)
    leaves = list(away.standing(office, today, today + AHEAD))
    people = tree.people_of(office, today)
    known = {one.public_id for one in people}
    context = {
        "lines": [_line(one, loads, leaves, today) for one in people],
        "nobody": loads.get("", Load("")),
        "strangers": [load for officer, load in loads.items() if officer and officer not in known],
        "flagged": team.waiting_for_officer(request.actor, now=now),
        "leaves": leaves,
        "lent": [_lent(one) for one in away.lent_roles(office, today)],
        "duties": sorted(away.duties(office, today, today + WEEK).items()),
        "leads": bool(policies.may_lead(request.actor, office)),
        "without_examiner": not any(one.has("examiner", "oversight_analyst") for one in people),
        "today": today,
        "me": request.actor.public_id,
        "here": "team",
    }
    return render(request, "desk/team/team.html", context)


def _line(person: Serving, loads: dict[str, Load], leaves: list[Leave], today: date) -> Line:
    leave = next((one for one in leaves if str(one.user.public_id) == person.public_id), None)
    is_away = leave is not None and leave.starts_on <= today
    return Line(person, role_words(person), loads.get(person.public_id, Load(person.public_id)), leave, is_away)


def role_words(person: Serving) -> str:
    """Return the roles that hold today, in words."""
    return ", ".join(dict.fromkeys(roles.name(one.role, words.language()) for one in person.duties if not one.to_come))


@dataclass(frozen=True, slots=True)
class Lent:
    """A role held in somebody's place."""

    public_id: str
    name: str
    role: str
    valid_from: date
    valid_to: date | None


def _lent(row: Grant) -> Lent:
    name = row.user.display_name or row.user.username
    return Lent(str(row.public_id), name, roles.name(row.role, words.language()), row.valid_from, row.valid_to)
