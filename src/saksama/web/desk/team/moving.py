"""The open cases of one officer, or of nobody; whoever leads the office gives them to others, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.accounts import known, policies
from saksama.cases.actions.assigning import Move, Moved, reassign
from saksama.cases.queries import team
from saksama.cases.queries.team import AT_ONCE, Held
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.dialogue import number_of
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, officer: UUID | None = None) -> HttpResponse:
    """List them; a POST gives the ticked ones, each by an act of its own, and says of each what became of it."""
    now = clock.now()
    done: tuple[Moved, ...] | None = None
    if request.method == "POST":
        policies.may_lead(request.actor, request.actor.office).require()
        done = reassign(_moves(request), actor=request.actor, now=now)
    held = team.held_by(request.actor, str(officer) if officer else "", now=now)
    name = known.names_of([str(officer)]).get(str(officer), "") if officer else ""
    if officer and not held and not done and not _of_office(request, officer):
        raise Http404
    context = {
        "officer": officer, "name": name, "held": held, "done": _told(done), "leads": _leads(request), "here": "team",
        "given": sum(1 for one in done or () if not one.refused_id), "nothing": done == (), "most": AT_ONCE, "now": now,
    }
    refused = done is not None and (not done or any(one.refused_id for one in done))
    return render(request, "desk/team/cases.html", context, status=422 if refused else 200)


def _leads(request: DeskRequest) -> bool:
    return bool(policies.may_lead(request.actor, request.actor.office))


def _of_office(request: DeskRequest, officer: UUID) -> bool:
    from saksama.accounts import tree

    today = request.post.day(clock.now())
    return any(one.public_id == str(officer) for one in tree.people_of(request.actor.office, today))


def _moves(request: DeskRequest) -> list[Move]:
    """Return what was ticked: `perkara` holds the cases, `ke-<case>` the officer, `dilihat-<case>` the act count."""
    found = []
    for text in request.POST.getlist("perkara")[:AT_ONCE]:
        try:
            case = UUID(text)
        except ValueError:
            continue
        officer = request.POST.get(f"ke-{case}", "") or request.POST.get("ke", "")
        found.append(Move(case, officer, number_of(request.POST.get(f"dilihat-{case}")) or 0))
    return found


def _told(done: Sequence[Moved] | None) -> list[tuple[str, str]]:
    """Return the refused ones: the case and the sentence."""
    english = words.language() == "en"
    return [(str(one.case), one.refused_en if english else one.refused_id) for one in done or () if one.refused_id]


__all__ = ["Held", "show"]
