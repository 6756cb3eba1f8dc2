"""What is to come: activities with a day, campaigns that tie them together, and the communication plan by stage."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from saksama.accounts import queries as accounts
from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid
from saksama.kernel.ids import new_id
from saksama.places import queries as places
from saksama.prevention import actions, policies, queries
from saksama.prevention.messages import words
from saksama.prevention.models import MessageLine
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import this_year
from .plan_forms import CampaignForm, ComingForm, MessageForm, stage_word
from .views import agencies_of, campaigns_of, people_of


@require_http_methods(["GET", "POST"])
@desk_page
def schedule(request: DeskRequest) -> HttpResponse:
    """Activities to come, those whose day passed first, and the form for one more."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    office = institutions.office(request.actor.office)
    today = dates.local(now, office.timezone).date()
    initial = {"token": str(new_id()), "measure": request.GET.get("langkah", "e"), "agency": request.GET.get("instansi", "")}
    form = ComingForm(
        request.POST or None,
        office=office,
        agencies=agencies_of(office, today, request.POST.get("agency") or initial["agency"]),
        campaigns=campaigns_of(request.actor),
        people=people_of(office, today),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid() and _fixed(form, request):
        return see_other("desk:schedule")
    rows = queries.to_come(request.actor)
    known = places.by_codes({one.place_code for one in rows})
    agencies = institutions.named([one.agency for one in rows if one.agency])
    context = {
        "form": form,
        "rows": [
            {"row": one, "place": known[one.place_code].full_name, "agency": agencies.get(one.agency, ""),
             "owner": accounts.name_of(one.owner) if one.owner else "", "passed": one.due_on < today,
             "mine": one.office == request.actor.office}
            for one in rows
        ],
        "here": "prevention",
    }
    return render(request, "desk/prevention/schedule.html", context, status=422 if form.is_bound else 200)


def _fixed(form: ComingForm, request: DeskRequest) -> bool:
    told = form.cleaned_data
    now = clock.now()
    names = ("token", "measure", "due_on", "agency", "budget", "owner", "note", "campaign")
    entry = actions.PlanEntry(place_code=told["place"], **{name: told[name] for name in names})
    try:
        actions.plan_activity(entry, actor=request.actor, today=dates.local(now).date(), now=now)
    except Invalid as refused:
        _add(form, refused)
        return False
    return True


def _add(form: ComingForm | CampaignForm | MessageForm, refused: Invalid) -> None:
    field = str(refused.context.get("field", ""))
    form.add_error(field if field in form.fields else None, said(refused))


@require_POST
@desk_page
def drop(request: DeskRequest, plan: UUID) -> HttpResponse:
    """Call an activity to come off."""
    actions.drop_planned(plan, actor=request.actor, now=clock.now())
    return see_other("desk:schedule")


@require_http_methods(["GET", "POST"])
@desk_page
def campaigns(request: DeskRequest) -> HttpResponse:
    """The campaigns of the territory with what each ties together, and the form for one more."""
    policies.may_record_visit(request.actor).require()
    form = CampaignForm(request.POST or None, initial={"token": str(new_id())})
    if request.method == "POST":
        policies.may_plan(request.actor).require()
        if form.is_valid() and _begun(form, request):
            return see_other("desk:campaigns")
    context = {
        "rows": queries.campaigns(request.actor),
        "form": form,
        "may_plan": bool(policies.may_plan(request.actor)),
        "here": "prevention",
    }
    return render(request, "desk/prevention/campaigns.html", context, status=422 if form.is_bound else 200)


def _begun(form: CampaignForm, request: DeskRequest) -> bool:
    try:
        actions.begin_campaign(actions.CampaignEntry(**form.cleaned_data), actor=request.actor, now=clock.now())
    except Invalid as refused:
        _add(form, refused)
        return False
    return True


@require_http_methods(["GET", "POST"])
@desk_page
def messages(request: DeskRequest) -> HttpResponse:
    """The communication plan by stage: message, audience, way, who, result; a stage without a line is seen."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    office = institutions.office(request.actor.office)
    today = dates.local(now, office.timezone).date()
    year = this_year(today, request.GET.get("tahun", ""))
    if request.method == "POST" and request.POST.get("baris"):
        actions.note_result(request.POST["baris"], request.POST.get("hasil", ""), actor=request.actor, now=now)
        return see_other("desk:messages")
    form = MessageForm(request.POST or None, people=people_of(office, today), initial={"token": str(new_id())})
    if request.method == "POST" and form.is_valid() and _written(form, request, year):
        return see_other("desk:messages")
    context = {
        "stages": [(stage_word(one.stage), [_line(line) for line in one.lines])
                   for one in queries.message_plan(request.actor, year=year)],
        "form": form,
        "year": year,
        "may_plan": bool(policies.may_plan(request.actor)),
        "here": "prevention",
    }
    return render(request, "desk/prevention/messages.html", context, status=422 if form.is_bound else 200)


def _line(line: MessageLine) -> dict[str, object]:
    known, english = words(), get_language() == "en"
    audience, channel = known.audiences[line.audience], known.channels[line.channel]
    return {
        "line": line,
        "audience": audience.en if english else audience.id,
        "channel": channel.en if english else channel.id,
        "owner": accounts.name_of(line.owner) if line.owner else "",
    }


def _written(form: MessageForm, request: DeskRequest, year: int) -> bool:
    try:
        actions.write_message(actions.MessageEntry(year=year, **form.cleaned_data), actor=request.actor, now=clock.now())
    except Invalid as refused:
        _add(form, refused)
        return False
    return True
