"""The reporter's name in a copy sheet: an identity opening, with a reason, told to the reporter, for one answer only.

The named door opens by the office's key. The sealed one opens where two persons have released it to this officer within the hour.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saksama.cases import actions
from saksama.cases.shown import CasePage
from saksama.cases.steps import Input
from saksama.intake import queries as intake
from saksama.intake.actions import note_opening
from saksama.intake.answers import Reporter
from saksama.intake.models import Report
from saksama.kernel.errors import NotAllowed
from saksama.vault import actions as vault
from saksama.vault import queries as vault_queries
from saksama.vault.keys import ReleaseRequest
from saksama.web.casework.requests import DeskRequest, keys

from .contact import open_contact, reason_of, report_of, who_opens


def opened(request: DeskRequest, page: CasePage, now: datetime) -> dict[str, str]:
    """Return name, address and telephone by the targets' keys; the act and the notice are written before.

    Raises `Invalid` without a reason, `NotAllowed` where nobody released the name, `NotFound` for another case's report.
    """
    report = intake.get(report_of(page, request.POST.get("laporan", "")), request.actor, on=request.post.day(now))
    if report.contact is not None:
        told = open_contact(request, page, now)
        return _fields(told.name, told.address, told.contact)
    found = _released(request, report, page, now)
    return _fields(found.name, found.address, found.contact)


def _fields(name: str, address: str, contact: str) -> dict[str, str]:
    return {"reporter_name": name, "reporter_address": address, "reporter_phone": contact}


def _released(request: DeskRequest, report: Report, page: CasePage, now: datetime) -> Reporter:
    reason, release = reason_of(request), _release(request, report, now)
    if release is None:
        raise NotAllowed(
            "Nama ini tersegel. Minta dibuka oleh dua orang, lalu kembali dalam satu jam.",
            "This name is sealed. Ask two persons to open it, and come back within the hour.",
        )
    with transaction.atomic():
        ring = vault.open_release(release, keys=keys(request), actor=request.actor, now=now)
        step = Input(values={"reasons": reason}, happened_at=now, seen=page.act_count)
        actions.take(page.public_id, "identity.opened", step, actor=request.actor, keys=keys(request), now=now)
        note_opening(report.public_id, who=who_opens(request), why=reason, actor=request.actor, now=now)
    return intake.contact(report, ring)


def _release(request: DeskRequest, report: Report, now: datetime) -> ReleaseRequest | None:
    """Return a release of this report's identity to this officer that is still open."""
    if report.identity is None:
        return None
    mine = (one for one in vault_queries.releases_of(request.user.owner) if one.compartment_id == report.identity.pk)
    return next(
        (one for one in mine if one.inner_for == request.user.owner and one.expires_at is not None and now < one.expires_at), None
    )
