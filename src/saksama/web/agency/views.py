"""The agency's inbox: one page for each file (what, by when, by which rule, what then), its steps and its letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from saksama.accounts.keep import signed_in_required
from saksama.cases import queries
from saksama.cases.shown import CasePage, ClockShown, DocumentShown, Entry, StepOffer
from saksama.followup import examination
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.law.calendar import calendar_for, zone
from saksama.store import clock
from saksama.web.casework import dialogue, downloads
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render

FRONT = dialogue.Front(base="agency/base.html", case="agency:file", step="agency:step")
COPY = ("copy_sheet.issued", "idis")    # the agency enters its decision in that system too
GROUPS = (
    ("answer", ("ppk.decided", "ppk.more_time", "ppk.refused", "conflict.declared", "publication.stated")),
    ("examination", ("examination.summoned", "examination.missed", "examination.held")),
    ("proof", ("decision.delivered", "effect.proved", "execution.denied", "status.restored")),
    ("remedy", ("objection.filed", "objection.decided", "appeal.filed", "appeal.rejected", "appeal.upheld")),
)
PPK = "ppk"  # the subject of the clock that runs from the receipt of a recommendation
ANSWERS = (
    "recommendation.served",
    "examination.summoned",
    "examination.missed",
    "examination.held",
    "ppk.decided",
    "ppk.more_time",
    "conflict.declared",
    "decision.delivered",
    "effect.proved",
    "objection.filed",
    "objection.decided",
    "appeal.filed",
    "appeal.rejected",
    "appeal.upheld",
    "status.restored",
    "ppk.refused",
    "execution.denied",
    "publication.stated",
)


def may_use_the_inbox(actor: Actor) -> Decision:
    """Only people who answer for an agency."""
    if not actor.agency or not actor.has("agency_officer"):
        return deny("Kotak masuk ini untuk petugas instansi.", "This inbox is for the staff of an agency.")
    return ALLOW


@require_GET
@signed_in_required
def inbox(request: DeskRequest) -> HttpResponse:
    """Every file that has reached this agency, by time left."""
    may_use_the_inbox(request.actor).require()
    rows = queries.for_agency(request.actor, now=clock.now())
    return render(request, "agency/inbox.html", {"rows": rows})


@require_GET
@signed_in_required
def file(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """One file as one page."""
    may_use_the_inbox(request.actor).require()
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    return render(request, "agency/file.html", present(page, request.GET.get("baru", ""), now))


@dataclass(frozen=True, slots=True)
class Asked:
    """The three boxes at the head of the page: what is asked, until when, by which rule."""

    clock: ClockShown | None
    primary: StepOffer | None
    others: tuple[StepOffer, ...]


def present(page: CasePage, nth: str, now: datetime) -> dict[str, object]:
    """Return what the page shows: the request, the open steps, the letters, and what is on record."""
    offered = [step for step in page.steps if step.allowed and step.act in ANSWERS]
    primary = next((step for step in offered if step.primary), next((step for step in offered if not step.minor), None))
    running = [one for one in page.clocks if one.state in ("running", "missed") and not one.stopped_by]
    entry: Entry | None = next((one for one in page.entries if str(one.nth) == nth), None)
    letters: list[DocumentShown] = [one for one in page.documents if entry is not None and one.nth == entry.nth]
    return {
        "page": page,
        "asked": Asked(
            next((one for one in running if one.subject == PPK), running[0] if running else None),
            primary,
            tuple(step for step in offered if step is not primary),
        ),
        "running": running,
        "groups": grouped([step for step in offered if step is not primary]),
        "chair": chair(page, now),
        "last_day": last_day(offered, page, now),
        "told_once": entry is not None and entry.act == "recommendation.served",
        "copy_sheet": page.recommendation is not None and bool(page.recommendation.decision),
        "entries": [one for one in reversed(page.entries) if one.limb == "asn"],
        "fresh": entry,
        "fresh_documents": letters,
    }


def grouped(steps: list[StepOffer]) -> list[tuple[str, tuple[StepOffer, ...]]]:
    """Return the open steps under what they are for; those of no group stand last."""
    known = {act for _, acts in GROUPS for act in acts}
    found = [(name, tuple(step for step in steps if step.act in acts)) for name, acts in GROUPS]
    found.append(("other", tuple(step for step in steps if step.act not in known)))
    return [(name, inside) for name, inside in found if inside]


@dataclass(frozen=True, slots=True)
class Chair:
    """Who decides, who stands above, whether a conflict was declared, and whether nobody else stands above."""

    authority: str
    higher: str
    conflict: bool
    alone: bool


def chair(page: CasePage, now: datetime) -> Chair | None:
    """Return the chairs of the file; None where nobody is on record, or the recommendation has not come."""
    standing = institutions.standing(page.agency_public_id, now.date()) if page.recommendation else None
    if standing is None or not standing.sanctioning:
        return None
    declared = any(one.act == "conflict.declared" and one.corrected_by is None for one in page.entries)
    alone = not standing.higher or standing.higher == standing.sanctioning
    return Chair(standing.sanctioning, standing.higher, declared, alone)


def last_day(offered: list[StepOffer], page: CasePage, now: datetime) -> examination.Last | None:
    """Return until when an examination could be held if it were summoned today; None where no summons is open."""
    if not any(step.act == "examination.summoned" for step in offered):
        return None
    here = now.astimezone(zone(page.timezone))
    return examination.last_day(1, now, calendar_for((here.year, here.year + 1), page.timezone))


@require_http_methods(["GET", "POST"])
@signed_in_required
def step(request: DeskRequest, case_id: UUID, act: str) -> HttpResponse:
    """One step of the agency."""
    may_use_the_inbox(request.actor).require()
    return dialogue.show(request, case_id, act, front=FRONT)


@require_GET
@signed_in_required
def document(request: DeskRequest, document_id: UUID) -> HttpResponseBase:
    """A letter or paper of a file, as a download."""
    may_use_the_inbox(request.actor).require()
    return downloads.document(request, document_id)
