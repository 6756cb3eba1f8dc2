"""The steps of a case at the desk: one dialogue for all, with what single acts show besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_GET, require_http_methods

from saksama.accounts import queries as accounts
from saksama.cases import queries
from saksama.cases.shown import CasePage, ConditionShown, StepPage
from saksama.kernel.errors import NotFound
from saksama.law.guard import KEYS
from saksama.store import clock
from saksama.web.casework import dialogue
from saksama.web.casework.dialogue import Extra
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.follow_up import weighing
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, see_other

ELSEWHERE = {"evidence.disclosed": "desk:disclose"}
PROPOSED = "usul"
MOVING = frozenset({"case.transferred", "transfer.returned"})
PLENARY = ("pleno.forwarded", "pleno.not_proven", "pleno.transferred")


@require_http_methods(["GET", "POST"])
@desk_page
def take(request: DeskRequest, case_id: UUID, act: str) -> HttpResponse:
    """One step; a few have a page of their own."""
    if act in ELSEWHERE and request.method == "GET":
        return see_other(ELSEWHERE[act], case_id)
    if PROPOSED in request.POST:
        request.POST = proposed(request.POST)  # type: ignore[assignment]  # a filled-in copy
    answer = dialogue.show(request, case_id, act, front=FRONT)
    if act in MOVING and answer.status_code == HTTPStatus.SEE_OTHER and not _still_read(request, case_id):
        return see_other("desk:moved")
    return answer


@require_GET
@desk_page
def moved(request: DeskRequest) -> HttpResponse:
    """Where somebody stands who gave a case away: it is not his to read any more."""
    return render(request, "desk/cases/moved.html", {"here": "queue"})


def _still_read(request: DeskRequest, case_id: UUID) -> bool:
    try:
        queries.page(case_id, request.actor, now=clock.now())
    except NotFound:
        return False
    return True


def proposed(told: QueryDict) -> QueryDict:
    """Return the form with the hour of the pressed proposal in it; the page is drawn again and nothing is judged."""
    filled = told.copy()
    day, _sep, hour = filled.get(PROPOSED, "").partition(" ")
    if day and hour:
        filled["when_0"], filled["when_1"] = day, hour
    filled["cari"] = PROPOSED
    return filled


def beside(request: DeskRequest, page: StepPage, now: datetime) -> Extra:
    """Return what this act shows beyond its declaration; most show nothing more."""
    if page.kind.act in weighing.WEIGHED:
        return weighing.beside(request, queries.page(page.public_id, request.actor, now=now), page, now)
    build = EXTRAS.get(page.kind.act)
    if build is None:
        return Extra()
    extra = build(queries.page(page.public_id, request.actor, now=now), page)
    if page.kind.act == "completion.requested":
        closes = queries.completion_closes(page.public_id, request.actor, now=now)
        extra = replace(extra, context={**extra.context, "closes": closes})
    if any(field.name == "when" for field in page.fields):
        way = request.POST.get("way") or "hand"
        hours = queries.proposals(page.public_id, request.actor, way=way, now=now)
        extra = replace(extra, context={**extra.context, "proposals": hours})
    return extra


def conditions(case: CasePage, page: StepPage) -> Extra:
    """Six rows, each with what was told and its article."""
    known = {one.key: one.citation for one in case.conditions}
    return Extra(
        notes={"conditions": tuple(known.get(key, "") for key in KEYS)},
        template="desk/cases/step_conditions.html",
        context={"case": case},
    )


def completion(case: CasePage, page: StepPage) -> Extra:
    """What is missing beside the message, with the closing hour of the reporter."""
    return Extra(template="desk/cases/step_completion.html", context={"case": case, "lacking": _lacking(case)})


def refusal(case: CasePage, page: StepPage) -> Extra:
    """What is missing, and whether the reporter was asked for it: what can still be given need not be lost."""
    asked = any(entry.act == "completion.requested" for entry in case.entries)
    return Extra(template="desk/cases/step_refusal.html", context={"case": case, "lacking": _lacking(case), "asked": asked})


def _lacking(case: CasePage) -> list[ConditionShown]:
    return [one for one in case.conditions if one.state in ("no", "assess")]


def plenary(case: CasePage, page: StepPage) -> Extra:
    """The votes, beside what the members stated about their interests and whether he was heard."""
    stated = [one for one in case.entries if one.act == "interest.stated" and one.corrected_by is None]
    return Extra(
        template="desk/cases/step_plenary.html", context={"case": case, "stated": stated, "forwards": page.kind.act == PLENARY[0]}
    )


def conflict(case: CasePage, page: StepPage) -> Extra:
    """The five questions, with what the register suggests beside them."""
    return Extra(template="desk/cases/step_conflict.html", context={"case": case, "conflict": case.conflict})


def choosing(case: CasePage, page: StepPage) -> Extra:
    """The suggestion with its reasons beside the choice."""
    return Extra(template="desk/cases/step_tracks.html", context={"case": case})


def letter(case: CasePage, page: StepPage) -> Extra:
    """A letter to the accused: who held the post, from what source, stands beside it."""
    return Extra(template="desk/cases/step_letter.html", context={"case": case})


def meeting(case: CasePage, page: StepPage) -> Extra:
    """An hour for somebody else than the reported person."""
    return Extra(template="desk/cases/step_meeting.html", context={"case": case})


def minutes(case: CasePage, page: StepPage) -> Extra:
    """Questions and answers, with the warnings that come first."""
    return Extra(template="desk/cases/step_minutes.html", context={"case": case})


def study(case: CasePage, page: StepPage) -> Extra:
    """Elements against evidence; beside them what the margin says."""
    return Extra(template="desk/cases/step_study.html", context={"case": case})


def joining(case: CasePage, page: StepPage) -> Extra:
    """The cases that look like this one."""
    found = [
        (one.case, _named(one.number, one.title_id, one.place), _named(one.number, one.title_en, one.place))
        for one in case.similar
        if one.case
    ]
    return Extra(choices={"case": tuple(found)})


def _named(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def excluding(case: CasePage, page: StepPage) -> Extra:
    """The people of the handling office."""
    people = accounts.users_of_office(case.office_public_id, case.opened_at.date())
    names = tuple((str(one.public_id), one.display_name or one.username, one.display_name or one.username) for one in people)
    return Extra(choices={"person": names})


EXTRAS: Mapping[str, Callable[[CasePage, StepPage], Extra]] = {
    "conditions.assessed": conditions,
    "completion.requested": completion,
    **dict.fromkeys(PLENARY, plenary),
    "conflict.tested": conflict,
    "accused.invited": letter,
    "accused.notified": letter,
    "pass.reissued": letter,
    **dict.fromkeys(("clarification.moved", "witness.invited", "witness.moved"), meeting),
    **dict.fromkeys(("clarification.held", "witness.heard"), minutes),
    "registration.refused": refusal,
    "kajian.written": study,
    **dict.fromkeys(("joined", "told_apart"), joining),
    "tracks.chosen": choosing,
    "exclusion.recorded": excluding,
}
FRONT = dialogue.Front(base="desk/base.html", case="desk:case", step="desk:step", beside=beside)
