"""Work reports: begun for a period, edited, signed by the chair, received or returned by the office above."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel import canonical
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.prevention import facts, figuring
from saksama.prevention.errors import LowerReturned, NoReportLevel, NoSuchReport, ReportDecided
from saksama.prevention.models import Visit, WorkReport
from saksama.prevention.policies import may_judge_report, may_sign_report, may_write_report
from saksama.prevention.reports import State, due_on, pattern

LONGEST_PERIOD = timedelta(days=92)
LONGEST = 4_000
OPEN = (State.DRAFT, State.RETURNED)


def begin_report(first: date, last: date, *, actor: Actor, today: date, now: datetime) -> WorkReport:
    """Begin the report of the actor's office for a period; begun again it is the same. The period is cut to the office's days.

    Raises `NoReportLevel` for an office that reports nothing, `Invalid` for days that do not fit or overlap another report:
    an office keeps one rhythm, so that no day is told twice.
    """
    may_write_report(actor, office=actor.office).require()
    office = institutions.office(actor.office)
    first, last = _cut(office, first, last)
    if last < first or last - first > LONGEST_PERIOD or first > today:
        raise Invalid(
            "Periksa hari awal dan hari akhir, paling lama tiga bulan.",
            "Check first and last day, three months at most.",
            field="last",
        )
    report = WorkReport(
        office=actor.office, office_position=office.position, level=office.level, addressee=_addressee(office, last), first=first,
        last=last, due=due_on(office.level, last), drafted_by=actor.public_id, drafted_at=now,
    )
    try:
        with transaction.atomic(), store.scope(actor):
            store.engine.lock(f"report {actor.office}")
            others = WorkReport.objects.filter(office=actor.office, first__lte=last, last__gte=first)
            same = others.filter(first=first, last=last).first()
            if same is not None:
                return same
            if others.exists():
                raise Invalid("Sudah ada laporan untuk sebagian hari itu.", "There is a report for some of these days already.",
                              field="first")
            report.save(force_insert=True)
    except IntegrityError:
        raise Invalid("Sudah ada laporan untuk hari itu.", "There is a report for that day already.", field="first") from None
    return report


def _cut(office: Office, first: date, last: date) -> tuple[date, date]:
    if office.level not in pattern().due_days:
        raise NoReportLevel
    first = max(first, office.valid_from or first)
    return first, min(last, office.valid_to - timedelta(days=1)) if office.valid_to else last


def _addressee(office: Office, on: date) -> str:
    """Return the nearest office above that reports and exists on the last day; nobody for the nation's."""
    for above in institutions.superiors(office):
        if above.level in pattern().due_days and figuring.there(above, on):
            return str(above.public_id)
    return ""


def write_remarks(public_id: UUID | str, remarks: Mapping[str, str], *, actor: Actor, now: datetime) -> WorkReport:
    """Write what people add to the figures; only while the report is not signed. Raises `ReportDecided`, `Invalid`."""
    known = {section.key for section in pattern().sections}
    if set(remarks) - known or any(len(text) > LONGEST for text in remarks.values()):
        raise Invalid("Tulisan ini terlalu panjang. Pendekkan.", "This text is too long. Shorten it.", field=min(remarks))
    with transaction.atomic(), store.scope(actor):
        report = locked(public_id)
        may_write_report(actor, office=report.office).require()
        if report.state not in OPEN:
            raise ReportDecided
        report.remarks = json.dumps({key: text.strip() for key, text in remarks.items()}, ensure_ascii=False, sort_keys=True)
        report.save(update_fields=["remarks"])
    return report


def sign_report(public_id: UUID | str, *, version: int, actor: Actor, today: date, now: datetime) -> WorkReport:
    """Fix the figures and sign: every activity and every report below that is counted here is counted nowhere else.

    `version` is the one on the signer's screen. Raises `LowerReturned` while a report below is returned or waits to be read,
    `ReportDecided` for one that was signed meanwhile, `Invalid` before the period is over.
    """
    with transaction.atomic(), store.scope(actor):
        report = locked(public_id)
        may_sign_report(actor, office=report.office, level=report.level).require()
        if report.state not in OPEN or report.version != version:
            raise ReportDecided
        if today < report.last:
            raise Invalid("Masa laporan ini belum selesai.", "The period of this report is not over yet.", field="last")
        office = institutions.office(report.office)
        _lower_settled(report)
        _fix(report, office)
        report.version += 1
        report.signed_by, report.signed_at, report.reason = actor.public_id, now, ""
        report.sha256 = content_hash(report)
        report.save()
        detail = {"office": report.office, "first": report.first.isoformat(), "last": report.last.isoformat(),
                  "version": report.version, "sha256": report.sha256}
        ledger.append(facts.ReportSigned(object_id=str(report.public_id), at=now, detail=detail), actor=actor)
    return report


def _lower_settled(report: WorkReport) -> None:
    waiting = WorkReport.objects.filter(addressee=report.office, last__lte=report.last, state__in=(State.RETURNED, State.SIGNED))
    first = waiting.select_for_update(of=("self",)).order_by("pk").first()
    if first is not None:
        name = institutions.office(first.office).name
        raise LowerReturned(
            f"Laporan {name} belum selesai: terima dulu, atau tunggu perbaikannya.",
            f"The report of {name} is not settled: receive it first, or wait for its correction.",
        )


def _fix(report: WorkReport, office: Office) -> None:
    """Take in activities and reports, in the order that keeps two signers apart, and keep the numbers of exactly these."""
    below = figuring.parts(report)
    taken = list(below.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    rows = list(figuring.mine(report, office).select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    Visit.objects.filter(pk__in=rows).update(report=report)
    WorkReport.objects.filter(pk__in=taken).update(included_in=report)
    report.state = State.SIGNED
    report.figures = figuring.own_figures(report, office)
    report.totals = figuring.totals(report.figures, WorkReport.objects.filter(pk__in=taken))
    there = set(WorkReport.objects.filter(pk__in=taken).values_list("office", flat=True))
    expected = institutions.direct_subordinates(office, report.first, report.last)
    expected = [one for one in expected if one.level in pattern().due_days]
    report.missing = sorted(str(one.public_id) for one in expected if str(one.public_id) not in there)
    report.called = office.name


def content_hash(report: WorkReport) -> str:
    """Return the hash of what was signed: names, days, numbers and words."""
    told = {
        "office": report.office, "called": report.called, "first": report.first.isoformat(), "last": report.last.isoformat(),
        "figures": report.figures, "totals": report.totals, "missing": report.missing, "remarks": report.remarks,
    }
    return hashlib.sha256(canonical.dumps(told)).hexdigest()


def receive_report(public_id: UUID | str, *, version: int, actor: Actor, now: datetime) -> WorkReport:
    """Receive a signed report of an office below; received again it stays as it is."""
    with transaction.atomic(), store.scope(actor):
        report = locked(public_id)
        may_judge_report(actor, addressee=report.addressee).require()
        if report.state == State.RECEIVED and report.version == version:
            return report
        if report.state != State.SIGNED or report.version != version:
            raise ReportDecided
        report.state, report.judged_by, report.judged_at = State.RECEIVED, actor.public_id, now
        report.save(update_fields=["state", "judged_by", "judged_at"])
        ledger.append(facts.ReportReceived(object_id=str(report.public_id), at=now, detail={"version": version}), actor=actor)
    return report


def return_report(public_id: UUID | str, reason: str, *, version: int, actor: Actor, now: datetime) -> WorkReport:
    """Return a report with the reason; its figures are counted anew when it is signed again.

    One that was received may be returned too, unless a report above that took it in is signed: that one is returned first.
    """
    if not reason.strip() or len(reason) > LONGEST:
        raise Invalid("Tulis apa yang perlu diperbaiki.", "Write what has to be corrected.", field="reason")
    with transaction.atomic(), store.scope(actor):
        report = locked(public_id)
        may_judge_report(actor, addressee=report.addressee).require()
        if report.state not in (State.SIGNED, State.RECEIVED) or report.version != version:
            raise ReportDecided
        if report.included_in is not None and report.included_in.state in (State.SIGNED, State.RECEIVED):
            raise ReportDecided(
                "Laporan ini sudah masuk laporan kantor Anda yang ditandatangani.",
                "This report is part of your office's signed report.",
            )
        report.state, report.reason, report.included_in = State.RETURNED, reason.strip(), None
        report.judged_by, report.judged_at = actor.public_id, now
        report.save(update_fields=["state", "reason", "included_in", "judged_by", "judged_at"])
        ledger.append(facts.ReportReturned(object_id=str(report.public_id), at=now, detail={"version": version}), actor=actor)
    return report


def locked(public_id: UUID | str) -> WorkReport:
    """Return a report the open scope reaches, locked until the end of the transaction; raises `NoSuchReport`."""
    try:
        return WorkReport.objects.select_for_update(of=("self",)).get(public_id=public_id)
    except (WorkReport.DoesNotExist, ValidationError, ValueError):
        raise NoSuchReport from None
