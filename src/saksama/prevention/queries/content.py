"""Reads over the content kit: what shows today, one piece in one form, and how often each was taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Sum

from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.law import season as seasons
from saksama.prevention.actions.content import NO_ITEM
from saksama.prevention.kit import OFF_SEASON, KitItem, KitUse
from saksama.prevention.kit_policies import may_publish
from saksama.store import blobs

MOST = 200
TEXTS = ("messenger", "radio", "minang")


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item as its office sees it: whether it shows today, and how often its forms were taken."""

    item: KitItem
    shows: bool
    taken: int


def _standing(on: date) -> QuerySet[KitItem]:
    found = KitItem.objects.filter(withdrawn_on=None).filter(Q(until=None) | Q(until__gte=on))
    return found if settings.SAKSAMA.demo else found.filter(is_demo=False)


def shows(item: KitItem, on: date) -> bool:
    """Tell whether an item shows on a day: not withdrawn, not past its day, and in one of its stages where it has any."""
    if item.withdrawn_on is not None or (item.until is not None and item.until < on):
        return False
    return not item.stages or (seasons.today(item.place_code, on).stage or OFF_SEASON) in item.stages


def shown(on: date) -> list[KitItem]:
    """Return what anybody may take today, the newest first."""
    return [one for one in _standing(on).order_by("-uploaded_on", "-pk")[:MOST] if shows(one, on)]


def item(public_id: UUID | str, *, on: date) -> KitItem:
    """Return an item that shows on the day; else `NotFound`: withdrawn, expired, out of its stage and invented look the same."""
    try:
        found = _standing(on).filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None or not shows(found, on):
        raise NotFound(*NO_ITEM)
    return found


def forms_of(found: KitItem) -> list[str]:
    """Return the forms of an item: its files, and each text it has."""
    files = list(found.files.order_by("pk").values_list("form", flat=True))
    return [*files, *(name for name in TEXTS if getattr(found, name))]


def file(found: KitItem, form: str) -> tuple[bytes, str]:
    """Return the bytes of a form and their type; `NotFound` where the item has no such form."""
    if form in TEXTS and getattr(found, form):
        return str(getattr(found, form)).encode(), "text/plain; charset=utf-8"
    row = found.files.filter(form=form).first()
    if row is None:
        raise NotFound(*NO_ITEM)
    with blobs.open(row.blob) as body:
        return body.read(), row.type


def kept(actor: Actor, *, on: date) -> list[KeptItem]:
    """Return the content of the actor's territory that was not withdrawn, the newest first, with its numbers."""
    may_publish(actor).require()
    rows = list(
        KitItem.objects.filter(withdrawn_on=None, position__range=(actor.span.low, actor.span.high)).order_by("-pk")[:MOST]
    )
    taken = _taken(rows)
    return [KeptItem(one, shows(one, on), taken.get(one.pk, 0)) for one in rows]


def _taken(rows: Iterable[KitItem]) -> dict[int, int]:
    found = KitUse.objects.filter(item__in=list(rows)).values_list("item").order_by("item").annotate(n=Sum("taken"))
    return {key: n for key, n in found}  # noqa: C416  a plain dict of numbers
