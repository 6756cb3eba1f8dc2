"""The verbs of kampung pengawasan: a point opened, described, declared, ended; who helps; what is done; the board; the goal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import kampung_facts as facts
from saksama.prevention.errors import NoSuchActivity
from saksama.prevention.kampung import WORK, Notice, Point, PointActivity, PointGoal, ShownName, Volunteer
from saksama.prevention.kampung_policies import may_declare_point, may_keep_point

from .visits import VisitEntry, record_visit

LONGEST = {"name": 120, "venue": 160, "hours": 120, "declared_by": 120, "document": 160, "text": 280, "source": 160}
LONGEST_NOTICE = timedelta(days=92)
LEVELS = ("kecamatan", "village")
CONSENTS = ("paper", "spoken")
MOST_WANTED = 500
MEASURE = "g"
NO_POINT = ("Titik ini tidak ada atau sudah berakhir.", "This point does not exist or has ended.")


@dataclass(frozen=True, slots=True)
class Described:
    """What a point says of itself to everybody. No person stands in it."""

    name: str
    venue: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity at a point, entered once: it is a visit of measure g too. `questions` stay inside the office."""

    token: str
    work: str
    held_on: date
    headcount: int
    able: int | None = None
    led_by: str = field(default="", repr=False)
    questions: str = field(default="", repr=False)


def open_point(place: Place, described: Described, *, actor: Actor, on: date, now: datetime) -> Point:
    """Open a point on a kecamatan, kelurahan, desa or nagari. Raises `Invalid` for another level and `Conflict` for one twice."""
    may_declare_point(actor, place.low).require()
    if place.level not in LEVELS:
        raise Invalid(
            "Pilih kecamatan, kelurahan, desa, atau nagari.", "Choose a kecamatan, kelurahan, desa or nagari.", field="place"
        )
    kabkota = places.kabkota_of(place)
    assert kabkota is not None  # noqa: S101  a kecamatan or village lies in one
    point = Point(
        place_code=place.code,
        kabkota=kabkota.code,
        position=place.low,
        office=institutions.office_for(place, on).public_id,
        opened_on=on,
        entered_by=actor.public_id,
        is_demo=place.is_demo,
        **_checked(described),
    )
    with transaction.atomic(), store.scope(actor):
        _once(point)
        _note(point, "opened", actor, now)
    return point


def describe_point(point_id: UUID | str, described: Described, *, actor: Actor, now: datetime) -> Point:
    """Change what a point says of itself."""
    with transaction.atomic(), store.scope(actor):
        point = _locked(point_id)
        may_keep_point(actor, point.position).require()
        for name, value in _checked(described).items():
            setattr(point, name, value)
        _once(point)
        _note(point, "described", actor, now)
    return point


def declare_point(point_id: UUID | str, *, day: date, by: str, document: str, actor: Actor, on: date, now: datetime) -> Point:
    """Record the declaration (*pencanangan*): the day, by whom (a post), by which document. Said again it corrects itself."""
    told = _short({"declared_by": by, "document": document})
    with transaction.atomic(), store.scope(actor):
        point = _locked(point_id)
        may_declare_point(actor, point.position).require()
        if day > on or day.year < 2014:
            raise Invalid("Tanggal pencanangan belum tiba atau keliru.", "The day of the declaration is wrong.", field="day")
        point.declared_on, point.declared_by, point.document = day, told["declared_by"], told["document"]
        point.save(update_fields=["declared_on", "declared_by", "document"])
        _note(point, "declared", actor, now, on=day)
    return point


def end_point(point_id: UUID | str, *, actor: Actor, on: date, now: datetime) -> Point:
    """End a point from a day on: it leaves the public pages and takes the shown names along; what was done stays on record."""
    with transaction.atomic(), store.scope(actor):
        point = _locked(point_id)
        may_declare_point(actor, point.position).require()
        point.ended_on = on
        point.save(update_fields=["ended_on"])
        ShownName.objects.filter(point=point).delete()
        _note(point, "ended", actor, now, on=on)
    return point


# ---- volunteers ---------------------------------------------------------------------------------------------------------


def add_volunteer(point_id: UUID | str, name: str, *, actor: Actor, on: date, now: datetime) -> Volunteer:
    """Enter who helps at a point and give the next helper's number. The name is shown to nobody outside by this."""
    told = _short({"name": name})
    with transaction.atomic(), store.scope(actor):
        point = _locked(point_id)
        may_keep_point(actor, point.position).require()
        given = Volunteer.objects.filter(point=point).count() + 1
        one = Volunteer(
            point=point, office_position=point.position, nth=given, name=told["name"], since=on, entered_by=actor.public_id
        )
        one.save(force_insert=True)
        _person(one, "entered", actor, now)
    return one


def consent(volunteer_id: UUID | str, *, how: str, actor: Actor, on: date, now: datetime) -> Volunteer:
    """Record that a volunteer agrees that his name is shown: on paper, or spoken before the officer. It appears at once."""
    if how not in CONSENTS:
        raise Invalid("Pilih cara ia menyetujui.", "Choose how he agreed.", field="how")
    with transaction.atomic(), store.scope(actor):
        one = _volunteer(volunteer_id, actor)
        if one.until is not None or one.point.ended_on is not None:
            raise Conflict("Relawan ini tidak lagi bertugas.", "This volunteer no longer serves.")
        one.consent, one.consented_on = how, on
        one.save(update_fields=["consent", "consented_on"])
        ShownName.objects.update_or_create(volunteer=one.public_id, defaults={"point": one.point, "name": one.name})
        _person(one, "consented", actor, now)
    return one


def withdraw_name(volunteer_id: UUID | str, *, actor: Actor, now: datetime) -> Volunteer:
    """Take the consent back: the name leaves the public page at once. Safe to repeat."""
    with transaction.atomic(), store.scope(actor):
        one = _volunteer(volunteer_id, actor)
        if one.consent:
            one.consent, one.consented_on = "", None
            one.save(update_fields=["consent", "consented_on"])
            _person(one, "withdrew", actor, now)
        ShownName.objects.filter(volunteer=one.public_id).delete()
    return one


def end_volunteer(volunteer_id: UUID | str, *, actor: Actor, on: date, now: datetime) -> Volunteer:
    """Let a volunteer leave: name and consent go with him, the number is not given again. Safe to repeat."""
    with transaction.atomic(), store.scope(actor):
        one = withdraw_name(volunteer_id, actor=actor, now=now)
        if one.until is None:
            one.until = on
            one.save(update_fields=["until"])
            _person(one, "left", actor, now)
    return one


# ---- what is done, and the board ----------------------------------------------------------------------------------------


def record_activity(point_id: UUID | str, told: Activity, *, actor: Actor, on: date, now: datetime) -> PointActivity:
    """Enter one activity at a point once: a visit of measure g, and a public line. The same token again changes nothing."""
    if told.work not in {code for code, _, _ in WORK}:
        raise Invalid("Pilih jenis kegiatannya.", "Choose the kind of activity.", field="work")
    with transaction.atomic(), store.scope(actor):
        point = _locked(point_id)
        may_keep_point(actor, point.position).require()
        entry = VisitEntry(
            token=told.token,
            measure=MEASURE,
            place_code=point.place_code,
            agency="",
            held_on=told.held_on,
            headcount=told.headcount,
            able=told.able,
            led_by=told.led_by,
            questions=told.questions,
        )
        visit = record_visit(entry, actor=actor, today=on, now=now)
        if visit.withdrawn_at is not None:
            raise NoSuchActivity
        line, _ = PointActivity.objects.get_or_create(
            visit=visit.public_id,
            defaults={"point": point, "work": told.work, "held_on": visit.held_on, "headcount": visit.headcount},
        )
    return line


def post_notice(point_id: UUID | str, text: str, *, until: date, token: str, actor: Actor, on: date, now: datetime) -> Notice:
    """Put a short notice on a point's board, until a day within three months. The same token again is the same notice."""
    words = _short({"text": text})["text"]
    if not on <= until <= on + LONGEST_NOTICE:
        raise Invalid(
            "Hari terakhirnya hari ini atau nanti, paling lama tiga bulan.",
            "Its last day is today or later, three months at most.",
            field="until",
        )
    with transaction.atomic(), store.scope(actor):
        point = _locked(point_id)
        may_keep_point(actor, point.position).require()
        notice, fresh = Notice.objects.get_or_create(
            token=token[:40],
            defaults={"point": point, "text": words, "posted_on": on, "until": until, "posted_by": actor.public_id},
        )
        if fresh:
            _board(notice, "posted", actor, now)
    return notice


def take_down(notice_id: UUID | str, *, actor: Actor, on: date, now: datetime) -> None:
    """Take a notice down before its day. Safe to repeat."""
    with transaction.atomic(), store.scope(actor):
        notice = _one(Notice.objects.select_for_update(of=("self",)).select_related("point"), notice_id)
        may_keep_point(actor, notice.point.position).require()
        if notice.until >= on:
            notice.until = on - timedelta(days=1)
            notice.save(update_fields=["until"])
            _board(notice, "taken_down", actor, now)


def set_goal(kabkota: Place, *, wanted: int, source: str, actor: Actor, on: date, now: datetime) -> PointGoal:
    """Set how many points a kabupaten/kota means to have, by which document; earlier goals stay as its history."""
    may_declare_point(actor, kabkota.low).require()
    told = _short({"source": source})
    if kabkota.level != "kabkota" or not 0 <= wanted <= MOST_WANTED:
        raise Invalid(
            "Isi sasaran satu kabupaten atau kota, 0 atau lebih.", "Enter the goal of one kabupaten or kota.", field="wanted"
        )
    with transaction.atomic(), store.scope(actor):
        goal = PointGoal(
            kabkota=kabkota.code, wanted=wanted, since=on, source=told["source"], set_by=actor.public_id, set_at=now
        )
        goal.save(force_insert=True)
        detail = {"kabkota": kabkota.code, "wanted": wanted, "since": on.isoformat()}
        ledger.append(facts.PointGoalSet(object_id=str(goal.public_id), at=now, detail=detail), actor=actor)
    return goal


# ---- parts --------------------------------------------------------------------------------------------------------------


def _checked(told: Described) -> dict[str, str]:
    return {**_short({"name": told.name, "venue": told.venue}), **_short({"hours": told.hours}, may_be_empty=True)}


def _short(told: Mapping[str, str], *, may_be_empty: bool = False) -> dict[str, str]:
    found = {name: " ".join(value.split()) for name, value in told.items()}
    for name, value in found.items():
        if not value and not may_be_empty:
            raise Invalid("Isi bagian ini.", "Fill in this part.", field=name)
        if len(value) > LONGEST[name]:
            raise Invalid("Terlalu panjang. Ringkas bagian ini.", "Too long. Shorten this part.", field=name)
    return found


def _once(point: Point) -> None:
    try:
        with transaction.atomic():
            point.save()
    except IntegrityError as twice:
        raise Conflict(
            "Titik dengan nama ini sudah ada di tempat ini.", "There is a point of this name in this place.", field="name"
        ) from twice


def _locked(point_id: UUID | str) -> Point:
    point: Point = _one(Point.objects.select_for_update(), point_id)
    if point.ended_on is not None:
        raise NotFound(*NO_POINT)
    return point


def _volunteer(volunteer_id: UUID | str, actor: Actor) -> Volunteer:
    """Return a volunteer of the actor's territory; of another territory and absent look the same."""
    one: Volunteer = _one(Volunteer.objects.select_for_update(of=("self",)).select_related("point"), volunteer_id)
    may_keep_point(actor, one.office_position).require()
    return one


def _one(rows, public_id: UUID | str):  # type: ignore[no-untyped-def]  # of any of this room's tables
    try:
        found = rows.filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound(*NO_POINT)
    return found


def _note(point: Point, what: str, actor: Actor, now: datetime, *, on: date | None = None) -> None:
    detail = {"what": what, "place": point.place_code, "on": (on or point.opened_on).isoformat()}
    ledger.append(facts.PointChanged(object_id=str(point.public_id), at=now, detail=detail), actor=actor)


def _person(one: Volunteer, what: str, actor: Actor, now: datetime) -> None:
    detail = {"what": what, "point": str(one.point.public_id), "nth": one.nth}
    ledger.append(facts.VolunteerChanged(object_id=str(one.public_id), at=now, detail=detail), actor=actor)


def _board(notice: Notice, what: str, actor: Actor, now: datetime) -> None:
    detail = {"what": what, "point": str(notice.point.public_id), "until": notice.until.isoformat()}
    ledger.append(facts.NoticePosted(object_id=str(notice.public_id), at=now, detail=detail), actor=actor)
