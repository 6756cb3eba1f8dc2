"""Entering preventive work. One short entry feeds the office's page of seven steps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.law import season
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import facts
from saksama.prevention.errors import AlreadyReported, NoSuchActivity
from saksama.prevention.measures import KEYS, checked
from saksama.prevention.models import Campaign, Plan, Planned, PointActivity, Visit
from saksama.prevention.policies import may_plan, may_record_visit, may_withdraw_visit
from saksama.prevention.reports import State

from . import pressed, reaching

MOST = 20_000
MOST_RUPIAH = 100_000_000_000
OLDEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """What the form brings. `able` is None where nobody asked the situations, `able_before` where nobody asked before either.

    `own` are the measure's own fields by key; `campaign` and `planned` are public ids or empty.
    """

    token: str
    measure: str
    place_code: str
    agency: str
    held_on: date
    headcount: int
    able: int | None
    led_by: str
    questions: str
    able_before: int | None = None
    staff: int | None = None
    guests: bool = False
    cost: int | None = None
    own: Mapping[str, Any] = field(default_factory=dict)
    effect: str = ""
    campaign: str = ""
    planned: str = ""


def record_visit(entry: VisitEntry, *, actor: Actor, today: date, now: datetime) -> Visit:
    """Record one activity of the actor's office; the same token again returns the visit already recorded.

    Raises `Invalid` (with `field`) for a day to come or over a year old, nobody present, more able than present, more present
    than the unit has staff (unless guests came), a field of another measure, a place or agency elsewhere.
    """
    may_record_visit(actor).require()
    _check(entry, today)
    plain, words = checked(entry.measure, entry.own, headcount=entry.headcount)
    place = _place(entry, actor)
    visit = _visit(entry, place, actor=actor, now=now)
    visit.counted, visit.told = plain, json.dumps(words, ensure_ascii=False, sort_keys=True) if words else ""
    with transaction.atomic(), store.scope(actor):
        if (before := pressed.already(Visit, entry.token, actor)) is not None:
            return before
        visit.campaign = _named(Campaign, entry.campaign, "campaign")
        visit.planned = _named(Planned, entry.planned, "planned")
        visit.save(force_insert=True)
        if visit.agency:
            reaching.note_unit(visit, visit.agency)
        if visit.planned is not None:
            Planned.objects.filter(pk=visit.planned.pk, done_at=None).update(done_at=now)
        detail = {"measure": entry.measure, "held_on": entry.held_on.isoformat(), "headcount": entry.headcount}
        ledger.append(facts.VisitRecorded(object_id=str(visit.public_id), at=now, detail=detail), actor=actor)
    return visit


def _visit(entry: VisitEntry, place: Place, *, actor: Actor, now: datetime) -> Visit:
    return Visit(
        token=entry.token,
        office=actor.office,
        office_position=place.low,
        measure=entry.measure,
        place_code=place.code,
        agency=entry.agency,
        held_on=entry.held_on,
        headcount=entry.headcount,
        able=entry.able,
        able_before=entry.able_before,
        staff=entry.staff,
        guests=entry.guests,
        cost=entry.cost,
        led_by=entry.led_by,
        questions=entry.questions,
        effect=entry.effect,
        stage=season.today(place.code, entry.held_on).stage or "",
        entered_by=actor.public_id,
        entered_at=now,
    )


def _place(entry: VisitEntry, actor: Actor) -> Place:
    place = places.by_code(entry.place_code)
    office = institutions.office(actor.office)
    if not office.low <= place.low <= office.high:
        raise Invalid(
            "Tempat ini di luar wilayah kantor Anda. Pilih tempat lain.",
            "This place lies outside your office's territory. Choose another.",
            field="place",
        )
    if entry.agency and not office.low <= institutions.agency(entry.agency).position <= office.high:
        raise Invalid(
            "Instansi ini di luar wilayah kantor Anda. Pilih instansi lain.",
            "This agency lies outside your office's territory. Choose another.",
            field="agency",
        )
    return place


def _named(rows: type[models.Model], public_id: str, name: str) -> Any:
    """Return the campaign or plan that a form names, among those the actor's scope reaches; None where it names none."""
    if not public_id:
        return None
    try:
        found = rows._default_manager.filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Invalid("Pilih satu dari daftar.", "Choose one of the list.", field=name)
    return found


def _check(entry: VisitEntry, today: date) -> None:
    if entry.measure not in KEYS:
        raise Invalid("Pilih satu dari tujuh langkah.", "Choose one of the seven measures.", field="measure")
    _check_day(entry.held_on, today)
    if not 1 <= entry.headcount <= MOST:
        raise Invalid(f"Isi jumlah hadir, dari 1 sampai {MOST}.", f"Enter how many were present, 1 to {MOST}.", field="headcount")
    for name, value in (("able", entry.able), ("able_before", entry.able_before)):
        if value is not None and not 0 <= value <= entry.headcount:
            raise Invalid(
                "Yang dapat menjawab tidak mungkin lebih banyak dari yang hadir.",
                "No more people can answer than were present.",
                field=name,
            )
    if entry.staff is not None and entry.headcount > entry.staff and not entry.guests:
        raise Invalid(
            f"Yang hadir {entry.headcount}, pegawainya {entry.staff}. Perbaiki, atau centang bahwa ada tamu.",
            f"{entry.headcount} were present, the unit has {entry.staff}. Correct it, or tick that guests came.",
            field="headcount",
        )
    if entry.cost is not None and not 0 <= entry.cost <= MOST_RUPIAH:
        raise Invalid("Biaya ini terlalu besar. Tulis dalam rupiah.", "This cost is too large. Write it in rupiah.", field="cost")


def _check_day(held_on: date, today: date) -> None:
    if held_on > today:
        raise Invalid("Tanggal kegiatan belum tiba.", "The day of the activity has not come yet.", field="held_on")
    if today - held_on > OLDEST:
        raise Invalid(
            "Tanggal kegiatan lebih dari setahun lalu. Periksa tahunnya.",
            "The activity is more than a year ago. Check the year.",
            field="held_on",
        )


def withdraw_visit(public_id: object, *, actor: Actor, now: datetime) -> Visit:
    """Take back an activity that was entered by mistake: it stays on record and is counted and shown to the public nowhere.

    What it was planned as is to come again, unless another activity did that. Raises `NoSuchActivity`, and `AlreadyReported`
    while a signed or received work report counts it.
    """
    with transaction.atomic(), store.scope(actor):
        visit = _locked(public_id)
        may_withdraw_visit(actor, office=visit.office).require()
        if visit.withdrawn_at is not None:
            return visit
        if visit.report is not None and visit.report.state in (State.SIGNED, State.RECEIVED):
            raise AlreadyReported
        visit.withdrawn_at, visit.withdrawn_by, visit.report = now, actor.public_id, None
        visit.save(update_fields=["withdrawn_at", "withdrawn_by", "report"])
        PointActivity.objects.filter(visit=visit.public_id).delete()
        if visit.planned is not None and not visit.planned.visits.filter(withdrawn_at=None).exists():
            Planned.objects.filter(pk=visit.planned.pk).update(done_at=None)
        ledger.append(facts.VisitWithdrawn(object_id=str(visit.public_id), at=now, detail={}), actor=actor)
    return visit


def _locked(public_id: object) -> Visit:
    try:
        return Visit.objects.select_for_update(of=("self",)).get(public_id=public_id)
    except (Visit.DoesNotExist, ValidationError, ValueError):
        raise NoSuchActivity from None


def set_plan(measure: str, *, year: int, planned: int, actor: Actor, now: datetime) -> Plan:
    """Set the office's yearly plan of one measure; a later figure replaces the earlier one, both stand in the ledger."""
    may_plan(actor).require()
    if measure not in KEYS or not 0 <= planned <= MOST or not 2014 <= year <= 2100:
        raise Invalid(
            "Rencana ini tidak dapat dibaca. Isi angka 0 atau lebih.",
            "This plan cannot be read. Enter 0 or more.",
            field=f"plan_{measure}",
        )
    office = institutions.office(actor.office)
    with transaction.atomic(), store.scope(actor):
        plan, _ = Plan.objects.update_or_create(
            office=actor.office, measure=measure, year=year, defaults={"planned": planned, "office_position": office.position}
        )
        ledger.append(
            facts.PlanSet(object_id=str(plan.public_id), at=now, detail={"measure": measure, "year": year, "planned": planned}),
            actor=actor,
        )
    return plan
