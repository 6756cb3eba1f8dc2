"""Entering preventive work. One short entry feeds the office's page of seven steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.places import queries as places
from saksama.prevention import facts
from saksama.prevention.measures import KEYS
from saksama.prevention.models import Plan, Visit
from saksama.prevention.policies import may_plan, may_record_visit

MOST = 20_000
OLDEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """What the form brings. `able` is None where nobody asked the situations."""

    token: str
    measure: str
    place_code: str
    agency: str
    held_on: date
    headcount: int
    able: int | None
    led_by: str
    questions: str


def record_visit(entry: VisitEntry, *, actor: Actor, today: date, now: datetime) -> Visit:
    """Record one activity of the actor's office; the same token again returns the visit already recorded.

    Raises `Invalid` (with `field`) for a day to come or over a year old, nobody present, more able than present, elsewhere.
    """
    may_record_visit(actor).require()
    _check(entry, today)
    place = places.by_code(entry.place_code)
    office = institutions.office(actor.office)
    if not office.low <= place.low <= office.high:
        raise Invalid(
            "Tempat ini di luar wilayah kantor Anda. Pilih tempat lain.",
            "This place lies outside your office's territory. Choose another.",
            field="place",
        )
    visit = Visit(
        token=entry.token,
        office=actor.office,
        office_position=place.low,
        measure=entry.measure,
        place_code=place.code,
        agency=entry.agency,
        held_on=entry.held_on,
        headcount=entry.headcount,
        able=entry.able,
        led_by=entry.led_by,
        questions=entry.questions,
        entered_by=actor.public_id,
        entered_at=now,
    )
    with transaction.atomic(), store.scope(actor):
        already = Visit.objects.filter(token=entry.token).first()
        if already is not None:
            return already
        visit.save(force_insert=True)
        ledger.append(
            facts.VisitRecorded(
                object_id=str(visit.public_id),
                at=now,
                detail={"measure": entry.measure, "held_on": entry.held_on.isoformat(), "headcount": entry.headcount},
            ),
            actor=actor,
        )
    return visit


def _check(entry: VisitEntry, today: date) -> None:
    if entry.measure not in KEYS:
        raise Invalid("Pilih satu dari tujuh langkah.", "Choose one of the seven measures.", field="measure")
    if entry.held_on > today:
        raise Invalid("Tanggal kegiatan belum tiba.", "The day of the activity has not come yet.", field="held_on")
    if today - entry.held_on > OLDEST:
        raise Invalid(
            "Tanggal kegiatan lebih dari setahun lalu. Periksa tahunnya.",
            "The activity is more than a year ago. Check the year.",
            field="held_on",
        )
    if not 1 <= entry.headcount <= MOST:
        raise Invalid(f"Isi jumlah hadir, dari 1 sampai {MOST}.", f"Enter how many were present, 1 to {MOST}.", field="headcount")
    if entry.able is not None and not 0 <= entry.able <= entry.headcount:
        raise Invalid(
            "Yang dapat menjawab tidak mungkin lebih banyak dari yang hadir.",
            "No more people can answer than were present.",
            field="able",
        )


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
