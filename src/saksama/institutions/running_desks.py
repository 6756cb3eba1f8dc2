"""The verbs of a regional desk: opened, described, ended; who serves on which day; when somebody sits where people can come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import transaction

from saksama import ledger
from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.kernel.errors import Invalid
from saksama.kernel.facts import Fact
from saksama.places.models import Place

from .models import DutyDay, Office, RegionalDesk, VisitingDay

RUNNERS = ("oversight_analyst", "commissioner", "provincial_supervisor", "national_supervisor")
LONGEST_ROSTER = timedelta(days=92)
LIMITS = {"name": 120, "address": 200, "phone": 40, "hours": 120, "venue": 160, "shown_as": 80}
TOO_LONG = ("Terlalu panjang. Ringkas bagian ini.", "Too long. Shorten this part.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskChanged(Fact):
    """A regional desk was opened, described anew or ended. detail: office, place, until."""

    kind: ClassVar[str] = "institutions.desk_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRostered(Fact):
    """Days of duty or visits of a desk were put down or taken back. detail: days, what."""

    kind: ClassVar[str] = "institutions.desk_rostered"


@dataclass(frozen=True, slots=True)
class Described:
    """What a desk says of itself. `address` empty: without an office."""

    name: str
    address: str = ""
    phone: str = ""
    hours: str = ""


def may_run(actor: Actor, office: str) -> Decision:
    """Analysts and commissioners run the desks of their own office, everybody else reads them."""
    if actor.kind == ActorKind.SYSTEM or (actor.has(*RUNNERS) and bool(office) and actor.office == office):
        return ALLOW
    return deny(
        "Meja wilayah dijalankan oleh kantor yang membukanya.", "A regional desk is run by the office that opened it."
    )


def open_desk(office: Office, place: Place, described: Described, *, actor: Actor, on: date, now: datetime) -> RegionalDesk:
    """Open a desk of an office for a territory within its reach. Raises `Invalid` where one stands there already."""
    may_run(actor, str(office.public_id)).require()
    if not (office.low <= place.low and place.high <= office.high):
        raise Invalid("Wilayah ini di luar kantor Anda.", "This territory lies outside your office's.", field="place")
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        if RegionalDesk.objects.filter(office=office, place=place, valid_to__isnull=True).exists():
            raise Invalid(
                "Wilayah ini sudah punya meja. Ubah meja yang ada.",
                "This territory has a desk already. Change that one.",
                field="place",
            )
        desk = RegionalDesk(office=office, place=place, valid_from=on, **_checked(described))
        desk.save(force_insert=True)
        _note(desk, actor, now)
    return desk


def describe(desk: RegionalDesk, described: Described, *, actor: Actor, now: datetime) -> None:
    """Change what a desk says of itself."""
    may_run(actor, str(desk.office.public_id)).require()
    with transaction.atomic():
        RegionalDesk.objects.filter(pk=desk.pk).update(**_checked(described))
        _note(desk, actor, now)


def end_desk(desk: RegionalDesk, *, actor: Actor, on: date, now: datetime) -> None:
    """End a desk from a day on: what it was stays on record, coming days of duty and visits go."""
    may_run(actor, str(desk.office.public_id)).require()
    with transaction.atomic():
        if desk.valid_from >= on:
            desk.delete()  # opened today by mistake: it never stood for a day
        else:
            RegionalDesk.objects.filter(pk=desk.pk).update(valid_to=on)
            DutyDay.objects.filter(desk=desk, day__gte=on).delete()
            VisitingDay.objects.filter(desk=desk, day__gte=on).delete()
        ledger.append(_changed(desk, now, until=on), actor=actor)


def put_on_duty(
    desk: RegionalDesk, officer: str, first: date, last: date, *, weekdays: bool, shown_as: str = "", actor: Actor, now: datetime
) -> int:
    """Put somebody on the roster from the first to the last day; return how many days are new. Sent twice it is one roster."""
    may_run(actor, str(desk.office.public_id)).require()
    if last < first or last - first > LONGEST_ROSTER:
        raise Invalid(
            "Hari terakhir harus sesudah hari pertama, paling lama tiga bulan.",
            "The last day must follow the first, three months at most.",
            field="last",
        )
    _short(shown_as=shown_as)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    wanted = [day for day in days if not weekdays or day.weekday() < 5]
    with transaction.atomic():
        there = set(DutyDay.objects.filter(desk=desk, officer=officer, day__in=wanted).values_list("day", flat=True))
        fresh = [DutyDay(desk=desk, day=day, officer=officer, shown_as=shown_as) for day in wanted if day not in there]
        DutyDay.objects.bulk_create(fresh)
        DutyDay.objects.filter(desk=desk, officer=officer, day__in=there).update(shown_as=shown_as)
        _rostered(desk, len(fresh), "duty", actor, now)
    return len(fresh)


def take_off_duty(desk: RegionalDesk, public_id: str, *, actor: Actor, now: datetime) -> None:
    may_run(actor, str(desk.office.public_id)).require()
    with transaction.atomic():
        if DutyDay.objects.filter(desk=desk, public_id=public_id).delete()[0]:
            _rostered(desk, -1, "duty", actor, now)


def add_visit(desk: RegionalDesk, day: date, venue: str, hours: str, *, actor: Actor, on: date, now: datetime) -> VisitingDay:
    """Put down a day on which people can come; not in the past. Sent twice it is one visit."""
    may_run(actor, str(desk.office.public_id)).require()
    if day < on:
        raise Invalid("Hari kunjungan sudah lewat. Pilih hari ini atau sesudahnya.", "That day has passed.", field="day")
    if not venue.strip():
        raise Invalid("Isi tempat kunjungannya.", "Say where it is.", field="venue")
    _short(venue=venue, hours=hours)
    with transaction.atomic():
        visit, made = VisitingDay.objects.get_or_create(desk=desk, day=day, venue=venue.strip(), defaults={"hours": hours})
        if made:
            _rostered(desk, 1, "visit", actor, now)
    return visit


def cancel_visit(desk: RegionalDesk, public_id: str, *, actor: Actor, now: datetime) -> None:
    may_run(actor, str(desk.office.public_id)).require()
    with transaction.atomic():
        if VisitingDay.objects.filter(desk=desk, public_id=public_id).delete()[0]:
            _rostered(desk, -1, "visit", actor, now)


def _checked(described: Described) -> dict[str, str]:
    words = {"name": described.name, "address": described.address, "phone": described.phone, "hours": described.hours}
    words = {name: " ".join(text.replace("\0", "").split()) for name, text in words.items()}
    if not words["name"]:
        raise Invalid("Isi nama mejanya.", "Give the desk a name.", field="name")
    _short(**words)
    return words


def _short(**words: str) -> None:
    for name, text in words.items():
        if len(text) > LIMITS[name]:
            raise Invalid(*TOO_LONG, field=name)


def _changed(desk: RegionalDesk, now: datetime, until: date | None = None) -> DeskChanged:
    detail = {"office": str(desk.office.public_id), "place": desk.place.code, "until": until.isoformat() if until else ""}
    return DeskChanged(object_id=str(desk.public_id), at=now, detail=detail)


def _note(desk: RegionalDesk, actor: Actor, now: datetime) -> None:
    ledger.append(_changed(desk, now), actor=actor)


def _rostered(desk: RegionalDesk, days: int, what: str, actor: Actor, now: datetime) -> None:
    ledger.append(DeskRostered(object_id=str(desk.public_id), at=now, detail={"days": days, "what": what}), actor=actor)
