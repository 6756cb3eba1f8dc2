"""Beban: what three or five times the reports would do to each office of the territory, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from saksama.accounts import queries as accounts
from saksama.accounts.models import Role
from saksama.cases.queries import flow
from saksama.cases.queries.flow import Flow
from saksama.institutions import queries as institutions
from saksama.prevention import outlook, policies
from saksama.prevention.outlook import Outlook, Rates
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

WEEKS = 26


@dataclass(frozen=True, slots=True)
class Line:
    """One office: its name, its weeks, its people, and an outlook for each factor; none where its history is too short."""

    office: str
    cases: int
    people: int
    limit_days: float
    outlooks: tuple[Outlook, ...]


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """Each office that handled something in the last half year, those that would miss their limit first on top."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    lines = [_line(one, now.date()) for one in flow.flows(request.actor, now=now, weeks=WEEKS)]
    context = {
        "lines": sorted((one for one in lines if one.outlooks), key=_need),
        "short": [one for one in lines if not one.outlooks],
        "factors": outlook.FACTORS,
        "weeks": WEEKS,
        "season": outlook.WEEKS,
        "most": outlook.MOST_EXTRA,
        "fewest": outlook.FEWEST_CASES,
        "here": "strategy",
    }
    return render(request, "desk/strategy/load.html", context)


def _line(one: Flow, on: date) -> Line:
    people = len(accounts.users_of_office(one.office, on, Role.EXAMINER, Role.COMMISSIONER))
    rates = Rates(one.begun, one.ended, people, one.limit_days)
    found = tuple(outlook.outlook(rates, factor) for factor in outlook.FACTORS) if rates.enough else ()
    return Line(institutions.office(one.office).name, one.cases, people, one.limit_days, found)


def _need(line: Line) -> tuple[int, ...]:
    """Order by the earliest late week of the smallest factor that has one."""
    return tuple(one.first_week or outlook.WEEKS + 1 for one in line.outlooks)
