"""Reads over territory. Public knowledge: no actor, no scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from saksama.kernel.errors import NotFound
from saksama.kernel.text import fold

from .models import Level, Place

SHORTEST = 3
_LONGEST = 80
_UNKNOWN = ("Wilayah ini tidak dikenal. Pilih dari daftar.", "This place is not known. Choose one from the list.")
_KINDS = {
    "provinsi": ("provinsi",),
    "prov": ("provinsi",),
    "kabupaten": ("kabupaten",),
    "kab": ("kabupaten",),
    "kota": ("kota",),
    "kecamatan": ("kecamatan", "distrik"),
    "kec": ("kecamatan", "distrik"),
    "distrik": ("distrik", "kecamatan"),
    "kelurahan": ("kelurahan",),
    "kel": ("kelurahan",),
    "desa": ("desa", "nagari", "desa_adat"),
    "nagari": ("nagari",),
}


def by_code(code: str) -> Place:
    """Return the place with this Kemendagri code, ended ones and the demonstration's included; raises `NotFound`."""
    if "\0" in code:  # typed into a form by no browser; PostgreSQL refuses it as a defect
        raise NotFound(*_UNKNOWN)
    try:
        return Place.objects.get(code=code)
    except Place.DoesNotExist:
        raise NotFound(*_UNKNOWN) from None


def search(text: str, *, under: Place | None = None, limit: int = 20) -> list[Place]:
    """Return places whose name, or a word in it, begins with `text`; nothing for fewer than three letters.

    Case, accents and full stops do not matter. A leading word such as "nagari" or "kec." narrows the kind. Names that begin
    with the text come first, larger places before smaller. Only places in force; Provinsi Andai only in a demonstration.
    """
    wanted, kinds = _parse(text)
    if len(wanted.replace(" ", "")) < SHORTEST:
        return []
    places = _findable(under)
    if kinds:
        places = places.filter(kind__in=kinds)
    begins = Q(folded__startswith=wanted)
    nearness = Case(
        When(folded=wanted, then=Value(0)), When(begins, then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    size = Case(*[When(level=level, then=Value(n)) for n, level in enumerate(Level)], output_field=IntegerField())
    found = places.filter(begins | Q(folded__contains=f" {wanted}")).annotate(nearness=nearness, size=size)
    return list(found.order_by("nearness", "size", "folded", "low")[:limit])


def names_a_kind(word: str) -> bool:
    """Tell whether a leading word only says what sort of place is meant ("nagari", "kec.")."""
    return fold(word) in _KINDS


def _parse(text: str) -> tuple[str, tuple[str, ...]]:
    words = fold(text[:_LONGEST]).split()
    if len(words) > 1 and words[0] in _KINDS:
        return " ".join(words[1:]), _KINDS[words[0]]
    return " ".join(words), ()


def _findable(under: Place | None = None) -> QuerySet[Place]:
    places = Place.objects.filter(valid_to__isnull=True)
    if not settings.SAKSAMA.demo:
        places = places.filter(is_demo=False)
    if under is not None:
        places = places.filter(low__range=(under.low, under.high)).exclude(pk=under.pk)
    return places


def ancestors(place: Place) -> list[Place]:
    """Return what the place lies in, nearest first: kecamatan, kabupaten or kota, province."""
    parts = place.code.split(".")
    codes = [".".join(parts[:depth]) for depth in range(len(parts) - 1, 0, -1)]
    found = Place.objects.in_bulk(codes, field_name="code")
    return [found[code] for code in codes]


def children(place: Place, *, on: date | None = None) -> list[Place]:
    """Return the places directly below, in order of code; with `on`, those in force on that day."""
    return list(in_force(Place.objects.filter(parent=place), on))


def within(place: Place, level: str, *, on: date | None = None) -> list[Place]:
    """Return the places of one level that lie in `place`, itself included where it is of that level."""
    return list(in_force(Place.objects.filter(level=level, low__range=(place.low, place.high)), on))


def in_force(places: QuerySet[Place], on: date | None) -> QuerySet[Place]:
    """Keep what counts on `on`; without a day, what counts now (has not ended)."""
    if on is None:
        return places.filter(valid_to__isnull=True)
    return places.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def provinces(*, on: date | None = None) -> list[Place]:
    """Return the provinces in order of code; Provinsi Andai only in a demonstration."""
    places = in_force(Place.objects.filter(level=Level.PROVINCE), on)
    return list(places if settings.SAKSAMA.demo else places.filter(is_demo=False))


def districts(low: int, high: int) -> list[Place]:
    """Return the kabupaten and kota in force inside a span, by code; the nation's without the demonstration where none runs."""
    found = in_force(Place.objects.filter(level=Level.KABKOTA, low__gte=low, high__lte=high), None)
    return list(found if settings.SAKSAMA.demo or low > 0 else found.filter(is_demo=False))


def real(level: str) -> QuerySet[Place]:
    """Return the places of one level that belong to the nation: what every total is counted from."""
    return Place.objects.filter(level=level, is_demo=False)


def province_of(place: Place) -> Place:
    """Return the province the place lies in; a province is its own."""
    return place if place.level == Level.PROVINCE else by_code(place.code[:2])


def kabkota_of(place: Place) -> Place | None:
    """Return the kabupaten or kota the place lies in, itself included; None for a province."""
    if place.level == Level.PROVINCE:
        return None
    return place if place.level == Level.KABKOTA else by_code(place.code[:5])


def by_codes(codes: Iterable[str]) -> dict[str, Place]:
    """Return the known places among these codes."""
    return Place.objects.in_bulk(list(codes), field_name="code")
