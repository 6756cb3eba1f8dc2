"""What a reporter does is a fact of intake; here the act follows, with the time of posting. Each is safe to repeat."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger, store
from saksama.cases import access
from saksama.cases.models import Act, Case, Limb
from saksama.cases.performing import perform
from saksama.intake import queries as reports
from saksama.intake.models import Report
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import NotFound

from .opening import open_file

WAITS_FOR_REPORTER = "completion_requested"


def take_completion(entry_id: UUID | str, *, now: datetime) -> Act | None:
    """The reporter answered a request: the study goes on. Came it after the request was over, it is a message like any other."""
    return _mirror(entry_id, "completion.received", now=now, only_at=WAITS_FOR_REPORTER, otherwise="reporter.wrote")


def take_message(entry_id: UUID | str, *, now: datetime) -> Act | None:
    return _mirror(entry_id, "reporter.wrote", now=now)


def take_withdrawal(entry_id: UUID | str, *, now: datetime) -> Act | None:
    return _mirror(entry_id, "reporter.withdrew", now=now)


def take_evidence(entry_id: UUID | str, *, now: datetime) -> Act | None:
    """Files came from a reporter. Files that an officer added are an act of his own, and nothing to mirror."""
    return _mirror(entry_id, "evidence.added", now=now, origin="reporter")


def _mirror(
    entry_id: UUID | str, kind: str, *, now: datetime, only_at: str = "", otherwise: str = "", origin: str = ""
) -> Act | None:
    try:
        report = reports.of_entry(entry_id)
    except NotFound:
        return None
    entry = ledger.queries.entry(entry_id)
    opened = _case_of(report, now)
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(opened.public_id, SYSTEM, now.date())
        done: Act | None = Act.objects.filter(case=case, limb=Limb.ASN, body__source=str(entry_id)).first()
        if done is not None:
            return done
        body = {"report": str(report.public_id), "source": str(entry_id), **({"origin": origin} if origin else {})}
        fitting = kind if not only_at or case.stage == only_at else otherwise
        return perform(case, fitting, actor=SYSTEM, happened_at=entry.at, now=now, body=body)


def _case_of(report: Report, now: datetime) -> Case:
    """Return the case a report is in today (it may have been joined to another); opened now if it was not yet."""
    if report.case_public_id is None:
        return open_file(report, now=now)
    with store.reading(SYSTEM):
        return access.case(report.case_public_id, SYSTEM, now.date())
