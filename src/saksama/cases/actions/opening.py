"""A report becomes a case file: compartment, columns, act 1, first clock. Safe to repeat."""

from __future__ import annotations

import json
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from saksama import store
from saksama.cases import access
from saksama.cases.inputs import LATE_AFTER
from saksama.cases.models import Case, Link
from saksama.cases.performing import perform
from saksama.cases.verbs import ACT
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.intake import actions as intake
from saksama.intake import queries as reports
from saksama.intake.models import Report
from saksama.intake.routing import Wishes, owner
from saksama.kernel.actor import SYSTEM, Actor
from saksama.law import book, season
from saksama.law.calendar import zone
from saksama.places import queries as places
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.directory import Directory

FOUND_BY_OFFICERS = frozenset({"social_media", "field"})
READERS = 2


def open_file(report: Report, *, now: datetime, actor: Actor = SYSTEM, note: str = "") -> Case:
    """Open the case file of a report, or return the one it has. The law in force is that of the day it was received.

    `note`: why an officer enters it later, sealed with the first act.
    """
    known = case_of(report)
    if known is not None:
        return known
    office = institutions.office(report.office)
    draft = case_compartment(office, report, now.date())
    prose = draft.seal_text(ACT, "langkah.json", json.dumps({"late_reason": note}, ensure_ascii=False)) if note else None
    try:
        with transaction.atomic(), store.scope(SYSTEM):
            return _write(report, office, draft, prose, now=now, actor=actor)
    except IntegrityError:
        known = case_of(report)
        if known is None:
            raise
        return known


def case_of(report: Report) -> Case | None:
    with store.reading(SYSTEM):
        found: Case | None = Case.objects.filter(opening_report=report.public_id).first()
    return found


def case_compartment(office: Office, report: Report, on: date) -> Draft:
    """Begin the compartment of kajian, minutes and papers for the office and one superior; the reporter is no reader."""
    wishes = Wishes(report.exclude_district, report.exclude_province)
    chain = [one for one in (office, *institutions.superiors(office)) if wishes.allows(one)]
    directory = Directory([owner(one) for one in chain])
    barred = access.barred_from(report.shield, directory.everybody(), [str(report.public_id)], on)
    able = [owner(one) for one in chain if directory.can_read(owner(one), barred)]
    return vault.begin_compartment(
        "case", readers=able[:READERS] or [owner(office)], excluding=barred, owner=owner(office), known=directory
    )


def _write(report: Report, office: Office, draft: Draft, prose: PreparedItem | None, *, now: datetime, actor: Actor) -> Case:
    place = places.by_code(report.place_code)
    day = report.received_at.astimezone(zone(office.timezone)).date()
    today = season.today(report.place_code, day)
    case = Case(
        opening_report=report.public_id,
        place_code=place.code,
        place_label=place.label,
        office=str(office.public_id),
        office_position=office.position,
        timezone=office.timezone,
        regime=today.process,
        election=today.election or "",
        law_release=book().release,
        channel=report.channel,
        door=report.door,
        happened_on=report.happened_on,
        known_on=report.known_on,
        opened_at=report.received_at,
        agency=report.agency,
        authority=report.shield,
        compartments={"case": str(draft.save().public_id)},
    )
    case.save(force_insert=True)
    Link(case=case, report=report.public_id, door=report.door).save(force_insert=True)
    intake.link_case(report.public_id, case.public_id)
    perform(
        case,
        opening_act(report),
        actor=actor,
        happened_at=report.received_at,
        now=now,
        body=_body(report, case, now),
        item=sealed.item(prose.public_id) if prose else None,
    )
    _count_similar(case, report, now.date())
    return case


def opening_act(report: Report) -> str:
    """Return how a report begins: an officer's own observation, a tip without name, or a report."""
    if report.channel in FOUND_BY_OFFICERS and report.entered_by:
        return "finding.recorded"
    return "tip.received" if report.door == Report.Door.NAMELESS else "report.received"


def _body(report: Report, case: Case, now: datetime) -> dict[str, object]:
    late = (now - report.received_at).days if report.entered_by and now - report.received_at > LATE_AFTER else None
    return {
        "late_days": late,
        "report": str(report.public_id),
        "door": report.door,
        "channel": report.channel,
        "category": report.category,
        "agency": report.agency,
        "place": report.place_code,
        "happened_on": report.happened_on,
        "known_on": report.known_on,
        "conditions": report.conditions,
        "regime": case.regime,
        "election": case.election,
        "release": case.law_release[:40],
    }


def _count_similar(case: Case, report: Report, on: date) -> None:
    """Note on this case, and on those it looks like, that there is something to compare."""
    alike = reports.similar(report, SYSTEM, on=on)
    if not alike:
        return
    Case.objects.filter(pk=case.pk).update(similar=len(alike))
    case.similar = len(alike)
    others = [one.case_public_id for one in alike if one.case_public_id]
    Case.objects.filter(public_id__in=others).update(similar=F("similar") + 1)


def open_by_entry(entry_id: UUID | str, *, now: datetime) -> Case:
    """Open the file of the report a ledger entry tells of."""
    return open_file(reports.of_entry(entry_id), now=now)
