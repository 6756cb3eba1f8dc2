"""Reads over the virtual desks of territories. Public knowledge, except who serves on a day, unless that person agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from saksama.kernel.errors import NotFound
from saksama.places.models import Place

from .models import DutyDay, RegionalDesk, VisitingDay

WEEKS_AHEAD = timedelta(weeks=8)
NO_DESK = ("Meja wilayah ini tidak ada atau sudah berakhir.", "This regional desk does not exist or has ended.")


@dataclass(frozen=True, slots=True)
class PublicDesk:
    """What anyone may read of a desk: names only of who agreed, `serving` says that somebody is on the roster today."""

    desk: RegionalDesk
    serving: bool
    names: tuple[str, ...]
    visits: tuple[VisitingDay, ...]


def standing(on: date) -> QuerySet[RegionalDesk]:
    """Return the desks that exist on a day, in the order of the territory; those of the demonstration only in it."""
    found = RegionalDesk.objects.filter(pk__in=RegionalDesk.objects.on(on)).select_related("office", "place")
    return found if settings.SAKSAMA.demo else found.filter(place__is_demo=False)


def of_office(office: str, on: date) -> list[RegionalDesk]:
    """Return the desks that an office runs on a day."""
    return list(standing(on).filter(office__public_id=office)) if office else []


def desk(public_id: UUID | str, on: date) -> RegionalDesk:
    """Return a desk that exists on the day; raises `NotFound`."""
    try:
        found = standing(on).filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound(*NO_DESK)
    return found


def over(place: Place, on: date) -> list[RegionalDesk]:
    """Return the desks whose territory holds a place, the nearest first."""
    return list(standing(on).filter(place__low__lte=place.low, place__high__gte=place.low).order_by("-place__low"))


def roster(desk: RegionalDesk, first: date, last: date) -> list[DutyDay]:
    return list(DutyDay.objects.filter(desk=desk, day__range=(first, last)))


def visits(desk: RegionalDesk, on: date) -> list[VisitingDay]:
    """Return the visiting days from a day on, eight weeks ahead."""
    return list(VisitingDay.objects.filter(desk=desk, day__range=(on, on + WEEKS_AHEAD)))


def public(desks: Sequence[RegionalDesk], on: date) -> tuple[PublicDesk, ...]:
    """Return the public side of some desks; two queries for any number."""
    serving = list(DutyDay.objects.filter(desk__in=desks, day=on))
    coming = list(VisitingDay.objects.filter(desk__in=desks, day__range=(on, on + WEEKS_AHEAD)))
    return tuple(
        PublicDesk(
            desk=one,
            serving=any(row.desk_id == one.pk for row in serving),
            names=tuple(row.shown_as for row in serving if row.desk_id == one.pk and row.shown_as),
            visits=tuple(row for row in coming if row.desk_id == one.pk),
        )
        for one in desks
    )
