"""The reporter's name: opened by the office at the named door, by two persons of two units at the sealed one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.cases import actions, queries
from saksama.cases.shown import CasePage
from saksama.cases.steps import Input
from saksama.intake import queries as intake
from saksama.intake.actions import note_opening
from saksama.kernel.errors import Invalid, NotFound
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import see_other


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """Name, address and contact of one report, for this answer only."""

    report: str
    name: str = field(repr=False)
    address: str = field(repr=False)
    contact: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unasked:
    """A name that stayed shut, by what was written or a faster colleague: which report's, the sentence, and what was written."""

    report: str
    sentence: str
    written: str = field(default="", repr=False)


def reason_of(request: DeskRequest) -> str:
    """Return the reason that was written; the reporter will read it."""
    reason = request.POST.get("alasan", "").strip()
    if not reason:
        raise Invalid(
            "Tulis untuk apa nama ini dibuka. Pelapor akan membacanya.",
            "Write what this name is opened for. The reporter will read it.",
            field="alasan",
        )
    return reason[:200]


def report_of(page: CasePage, public_id: str) -> str:
    """Return the id of a report of this case; another case's is not found."""
    if all(str(report.public_id) != public_id for report in page.reports):
        raise NotFound(*intake.NO_REPORT)
    return public_id


def who_opens(request: DeskRequest) -> str:
    """Return who opened it, as the reporter reads it: the office, not the officer's name."""
    return _("petugas %(office)s") % {"office": request.post.name}


def open_contact(request: DeskRequest, page: CasePage, now: datetime) -> Contact:
    """Open the contact of a named report. The act and the reporter's notice are written before the name is shown."""
    report_id, reason = report_of(page, request.POST.get("laporan", "")), reason_of(request)
    report = intake.get(report_id, request.actor, on=request.post.day(now))
    if report.contact is None:
        raise NotFound("Kontak laporan ini tidak dibuka dari sini.", "The contact of this report is not opened from here.")
    told = intake.contact(report, keys(request))
    step = Input(values={"reasons": reason}, happened_at=now, seen=page.act_count)
    actions.take(page.public_id, "identity.opened", step, actor=request.actor, keys=keys(request), now=now)
    note_opening(report_id, who=who_opens(request), why=reason, actor=request.actor, now=now)
    return Contact(report_id, told.name, told.address, told.contact)


@require_GET
@desk_page
def ask(request: DeskRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    """Go to the two-person release of this report's identity."""
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    report = intake.get(report_of(page, str(report_id)), request.actor, on=request.post.day(now))
    if report.identity is None:
        raise NotFound("Laporan ini tidak menyimpan identitas.", "This report keeps no identity.")
    return see_other("release_ask", report.identity.public_id)
