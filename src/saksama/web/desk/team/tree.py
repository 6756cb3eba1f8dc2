"""Offices above and below, and who serves in them: roles with their days, lent staff, keys. No case stands here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from saksama.accounts import roles, tree
from saksama.accounts.tree import Duty, Serving
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role in words, with its days."""

    name: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class PersonLine:
    person: Serving
    roles: tuple[RoleLine, ...]


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """One's own office, or another one of one's territory (`kantor`)."""
    today = request.post.day(clock.now())
    wanted = request.GET.get("kantor", "") or request.actor.office
    may_look(request.actor, institutions.office(wanted)).require()
    return render(request, "desk/team/tree.html", context_of(wanted, today) | {"here": "team", "mine": request.actor.office})


def may_look(actor: Actor, office: Office) -> Decision:
    """Tell whether somebody may see who serves in an office: his own, and those of his territory."""
    if str(office.public_id) == actor.office or (not actor.span.empty and actor.covers(office.position)):
        return ALLOW
    return deny("Kantor ini di luar wilayah Anda.", "This office lies outside your jurisdiction.")


def context_of(office: str, today: date) -> dict[str, object]:
    """Return what the tree of one office shows."""
    node = tree.node(office, today)
    return {"node": node, "people": [person_line(one) for one in node.people], "today": today}


def person_line(person: Serving) -> PersonLine:
    language = words.language()
    return PersonLine(person, tuple(RoleLine(roles.name(one.role, language), one) for one in person.duties))
