"""Reads over kampung pengawasan: the points everybody may know, what the office sees behind them, and the goal of a province."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max, Q, QuerySet

from saksama import store
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import kampung_goals as goals
from saksama.prevention.actions.kampung import NO_POINT
from saksama.prevention.kampung import Notice, Point, PointActivity, PointGoal, ShownName, Volunteer
from saksama.prevention.kampung_policies import may_read_points

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PublicPoint:
    """What anyone may read of a point. `phone` is the office's own and may be empty; `names` are of who agreed."""

    point: Point
    place: Place
    office: Office
    names: tuple[str, ...]
    notices: tuple[Notice, ...]
    activities: tuple[PointActivity, ...]

    @property
    def phone(self) -> str:
        return self.office.phone


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """A point as its office sees it: `last` is the day of the latest activity or notice, `quiet` tells that it is long ago."""

    point: Point
    place_label: str
    last: date | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One kabupaten/kota. `wanted` None: no office set a goal; `named` is what the source of the goal names, None: nothing."""

    code: str
    name: str
    wanted: int | None
    named: int | None
    opened: int
    declared: int
    active: int
    history: tuple[PointGoal, ...]

    @property
    def coverage(self) -> str:
        """Return `open` (no point declared), `partial`, or `full`: three points, or as many as the office set."""
        if not self.declared:
            return "open"
        return "full" if self.declared >= (self.wanted if self.wanted is not None else goals.MOST) else "partial"


@dataclass(frozen=True, slots=True)
class GoalPage:
    """The goal of a province: `goal` None where no source gives one, rows in the order of their codes (nobody is ranked)."""

    province: Place
    goal: goals.Goal | None
    rows: tuple[GoalRow, ...]

    def count(self, name: str) -> int:
        return sum(1 for row in self.rows if getattr(row, name))


# ---- for everybody ------------------------------------------------------------------------------------------------------


def _standing() -> QuerySet[Point]:
    found = Point.objects.filter(ended_on=None)
    return found if settings.SAKSAMA.demo else found.filter(is_demo=False)


def points_near(text: str, *, limit: int = MOST_SHOWN) -> list[tuple[Point, Place]]:
    """Return the points in or around the places of a name (in them, or in the kabupaten/kota that holds them), by territory."""
    around = [places.kabkota_of(place) or place for place in places.search(text, limit=12)]
    near = reduce(or_, (Q(position__range=(one.low, one.high)) for one in around), Q(pk__in=()))
    return _placed(_standing().filter(near).order_by("position", "pk")[:limit])


def points_first(*, limit: int = MOST_SHOWN) -> list[tuple[Point, Place]]:
    """Return the points of the nation in the order of the territory, the first ones."""
    return _placed(list(_standing().order_by("position", "pk")[:limit]))


def _placed(rows: Iterable[Point]) -> list[tuple[Point, Place]]:
    found = list(rows)
    known = places.by_codes({one.place_code for one in found})
    return [(one, known[one.place_code]) for one in found]


def point(public_id: UUID | str) -> Point:
    """Return a standing point; raises `NotFound`."""
    try:
        found = _standing().filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound(*NO_POINT)
    return found


def public_point(public_id: UUID | str, *, on: date) -> PublicPoint:
    """Return the *pojok* of a point as everybody may read it, with the office that answers for the place on the day."""
    found = point(public_id)
    place = places.by_code(found.place_code)
    return PublicPoint(
        point=found,
        place=place,
        office=institutions.office_for(place, on),
        names=tuple(ShownName.objects.filter(point=found).order_by("pk").values_list("name", flat=True)),
        notices=tuple(Notice.objects.filter(point=found, until__gte=on).order_by("-posted_on", "-pk")[:10]),
        activities=tuple(PointActivity.objects.filter(point=found).order_by("-held_on", "-pk")[:10]),
    )


# ---- for officers -------------------------------------------------------------------------------------------------------


def kept_points(actor: Actor, *, on: date) -> list[KeptPoint]:
    """Return the points of the actor's territory in its order, each with the day of its latest entry."""
    may_read_points(actor).require()
    rows = list(_standing().filter(position__range=(actor.span.low, actor.span.high)).order_by("position", "pk")[:1000])
    last = _latest(rows)
    return [
        KeptPoint(one, place.label, last.get(one.pk), is_quiet(one, last.get(one.pk), on)) for one, place in _placed(rows)
    ]


def _latest(rows: Iterable[Point]) -> dict[int, date]:
    keys = [one.pk for one in rows]
    found: dict[int, date] = {}
    for model, name in ((PointActivity, "held_on"), (Notice, "posted_on")):
        for key, day in model.objects.filter(point__in=keys).values_list("point").annotate(last=Max(name)):  # type: ignore[attr-defined]
            found[key] = max(day, found.get(key, day))
    return found


def is_quiet(one: Point, last: date | None, on: date) -> bool:
    """Tell whether nothing was entered for so long that somebody might look in; a new point has the same time."""
    return on - (last or one.opened_on) > timedelta(days=goals.quiet_after())


def kept_point(public_id: UUID | str, actor: Actor, *, on: date) -> KeptPoint:
    """Return one point of the actor's territory; of another and absent look the same: `NotFound`."""
    may_read_points(actor).require()
    found = point(public_id)
    if not actor.covers(found.position):
        raise NotFound(*NO_POINT)
    last = _latest([found]).get(found.pk)
    return KeptPoint(found, places.by_code(found.place_code).label, last, is_quiet(found, last, on))


def volunteers(found: Point, actor: Actor) -> list[Volunteer]:
    """Return who helps or helped at a point, within the actor's territory."""
    may_read_points(actor).require()
    with store.reading(actor):
        return list(Volunteer.objects.filter(point=found).order_by("nth"))


def goal_page(province: Place, *, on: date, only: Place | None = None) -> GoalPage:
    """Return the goal of a province with a row for each kabupaten/kota (`only` one of them), from sources and own records."""
    goal = goals.goal_of(province.code)
    districts = [only] if only is not None else places.within(province, "kabkota", on=on)
    rows = list(_standing().filter(position__range=(province.low, province.high)))
    last = _latest(rows)
    wanted: dict[str, list[PointGoal]] = {}
    for one in PointGoal.objects.filter(kabkota__in=[district.code for district in districts]):
        wanted.setdefault(one.kabkota, []).append(one)
    made = [
        _row(district, [one for one in rows if one.kabkota == district.code], last, wanted.get(district.code, []), goal, on)
        for district in sorted(districts, key=lambda one: one.code)
    ]
    return GoalPage(province, goal, tuple(made))


def _row(
    district: Place, points: list[Point], last: dict[int, date], set_: list[PointGoal], goal: goals.Goal | None, on: date
) -> GoalRow:
    declared = [one for one in points if one.declared_on is not None]
    return GoalRow(
        code=district.code,
        name=district.full_name,
        wanted=set_[-1].wanted if set_ else None,
        named=goal.declared.get(district.code) if goal else None,
        opened=len(points),
        declared=len(declared),
        active=sum(1 for one in declared if not is_quiet(one, last.get(one.pk), on)),
        history=tuple(set_),
    )
