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
from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.store import clock
from saksama.web.casework import dialogue, downloads
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render

FRONT = dialogue.Front(base="agency/base.html", case="agency:file", step="agency:step")
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
        "entries": [one for one in reversed(page.entries) if one.limb == "asn"],
        "fresh": entry,
        "fresh_documents": letters,
    }


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
