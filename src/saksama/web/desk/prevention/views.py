"""Tujuh langkah, the entry of an activity (a morning roll call in a minute), and the year plan."""

from __future__ import annotations

import calendar
from datetime import date, datetime

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.accounts import queries as accounts
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.kernel.ids import new_id
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import actions, policies, queries
from saksama.prevention.cascade import tiers
from saksama.prevention.measures import KEYS, ROLL_CALL, catalogue
from saksama.prevention.queries import Period
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import OWN, ActivityForm, PlanForm, label_of, this_year
from .words import months, note, season_words

OFFERED = 400


def period_of(request: DeskRequest, today: date) -> tuple[int, Period]:
    """Return the year and the period a page is asked for: `tahun`, `bulan` (1 to 12) and `musim` (in, out), else this year."""
    year = this_year(today, request.GET.get("tahun", ""))
    season = request.GET.get("musim", "")
    season = season if season in ("in", "out") else ""
    asked = request.GET.get("bulan", "")
    month = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 2 and 1 <= int(asked) <= 12 else 0
    if not month:
        return year, Period.of_year(year, season)
    return year, Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), season)


def place_of(request: DeskRequest, office: Office) -> Place | None:
    """Return the territory a page is asked for with `daerah`, inside the office's own; None for all of it, 404 elsewhere."""
    code = request.GET.get("daerah", "")
    if not code:
        return None
    found = places.by_code(code[:13])
    if not office.low <= found.low <= office.high:
        return places.by_code("")
    return found


@require_http_methods(["GET"])
@desk_page
def seven(request: DeskRequest) -> HttpResponse:
    """The seven measures of this office, or of a place in its territory: plan, done, reach; a blank is visible."""
    policies.may_record_visit(request.actor).require()
    today = dates.local(clock.now()).date()
    year, period = period_of(request, today)
    office = institutions.office(request.actor.office)
    place = place_of(request, office)
    context = {
        "rows": [row(r, period) for r in queries.seven_steps(request.actor, year=year, period=period, place=place)],
        "year": year,
        "years": [today.year - 1, today.year],
        "months": months(),
        "month": 0 if period.whole_year else period.first.month,
        "seasons": season_words(),
        "masa": period.season,
        "place": place,
        "effects": [(label_of(one.measure), one) for one in queries.effects(request.actor, period, place=place)],
        "recent": queries.activities(request.actor, period, place=place, per=8).rows,
        "to_come": queries.to_come(request.actor, limit=8),
        "today": today,
        "office": office,
        "source": note(catalogue()),
        "may_plan": bool(policies.may_plan(request.actor)),
        "wide": bool(office.place is None or office.place.level == "province"),
        "here": "prevention",
    }
    return render(request, "desk/prevention/seven.html", context)


def row(found: queries.SevenRow, period: Period) -> dict[str, object]:
    return {
        "key": found.measure.key,
        "label": label_of(found.measure),
        "planned": found.planned if period.whole_year else None,
        "done": found.done,
        "reach": found.reach,
        "able": found.able,
        "cost": found.cost,
        "scheduled": found.scheduled,
        "next_on": found.next_on,
        "blank": found.blank,
    }


@require_http_methods(["GET", "POST"])
@desk_page
def roll_call(request: DeskRequest) -> HttpResponse:
    """Selesai apel: headcount and save; `langkah` asks what another measure asks. Sent twice it is one visit."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    office = institutions.office(request.actor.office)
    today = dates.local(now, office.timezone).date()
    ahead = queries.planned(request.GET.get("rencana", ""), request.actor)
    measure = request.POST.get("measure") or (ahead.measure if ahead else request.GET.get("langkah", ROLL_CALL))
    measure = measure if measure in KEYS else ROLL_CALL
    initial = {"token": str(new_id()), "held_on": today, "agency": request.GET.get("instansi", "")}
    if ahead is not None:
        initial |= {"planned": str(ahead.public_id), "place": ahead.place_code, "agency": ahead.agency,
                    "campaign": str(ahead.campaign.public_id) if ahead.campaign else ""}
    form = ActivityForm(
        request.POST or None,
        office=office,
        measure=measure,
        agencies=agencies_of(office, today, request.POST.get("agency") or str(initial["agency"])),
        campaigns=campaigns_of(request.actor),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid() and _record(form, request, today, now):
        return see_other("desk:prevention")
    context = {
        "form": form,
        "measure": catalogue().of(measure),
        "label": label_of(catalogue().of(measure)),
        "is_roll_call": measure == ROLL_CALL,
        "measures": [(one.key, label_of(one)) for one in catalogue().measures if one.key != measure],
        "here": "prevention",
    }
    return render(request, "desk/prevention/roll_call.html", context, status=422 if form.is_bound else 200)


def agencies_of(office: Office, on: date, chosen: str = "") -> list[tuple[str, str]]:
    """Return the agencies a form offers: those of the cascade, as many as a list bears, and the one a link chose."""
    kinds = [kind for tier in tiers() for kind in tier.kinds]
    found = [(str(one.public_id), one.name) for one in institutions.units(office.low, office.high, kinds, on, limit=OFFERED)]
    if chosen and chosen not in dict(found):
        found += list(institutions.named([chosen]).items())
    return found


def campaigns_of(actor: Actor) -> list[tuple[str, str]]:
    return [(str(one.campaign.public_id), one.campaign.name) for one in queries.campaigns(actor)]


def people_of(office: Office, on: date) -> list[tuple[str, str]]:
    """Return who may see to something in an office, by public id and name."""
    users = accounts.users_of_office(str(office.public_id), on, *policies.ENTERING)
    return [(str(one.public_id), one.display_name) for one in users]


def _record(form: ActivityForm, request: DeskRequest, today: date, now: datetime) -> bool:
    told = form.cleaned_data
    plain = ("token", "measure", "agency", "held_on", "headcount", "able", "led_by", "questions", "able_before", "staff",
             "guests", "cost", "effect", "campaign", "planned")
    entry = actions.VisitEntry(
        place_code=told["place"], own=form.own_values(), **{name: told[name] for name in plain}
    )
    try:
        actions.record_visit(entry, actor=request.actor, today=today, now=now)
    except Invalid as refused:
        field = str(refused.context.get("field", ""))
        field = f"{OWN}{field}" if f"{OWN}{field}" in form.fields else field
        form.add_error(field if field in form.fields else None, said(refused))
        return False
    return True


@require_http_methods(["GET", "POST"])
@desk_page
def plan(request: DeskRequest) -> HttpResponse:
    """The year plan of the seven measures."""
    policies.may_plan(request.actor).require()
    now = clock.now()
    year = this_year(dates.local(now).date(), request.POST.get("year", request.GET.get("tahun", "")))
    held = {f"plan_{r.measure.key}": r.planned for r in queries.seven_steps(request.actor, year=year)}
    form = PlanForm(request.POST or None, year=year, initial=held)
    if request.method == "POST" and form.is_valid():
        for measure, planned in form.plans().items():
            if planned != held.get(f"plan_{measure}"):
                actions.set_plan(measure, year=year, planned=planned, actor=request.actor, now=now)
        return see_other("desk:prevention")
    return render(
        request,
        "desk/prevention/plan.html",
        {"form": form, "year": year, "here": "prevention"},
        status=422 if form.is_bound else 200,
    )
