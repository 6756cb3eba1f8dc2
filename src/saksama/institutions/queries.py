"""Reads over offices, agencies and authorities. Public knowledge: no actor, no scope. Days are dates in the office's zone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from saksama.kernel.errors import NoRule, NotFound
from saksama.kernel.span import Span
from saksama.kernel.text import fold
from saksama.places import queries as places
from saksama.places.models import Place

from .models import GOVERNMENTS, Agency, Authority, AuthorityRole, Body, Level, Office, RoleHolding

ASN_OVERSIGHT = "asn_oversight"
_PUBLIC_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHORTEST = 3
_NO_OFFICE = ("Kantor ini tidak dikenal.", "This office is not known.")
_NO_AGENCY = ("Instansi ini tidak dikenal. Pilih dari daftar.", "This agency is not known. Choose one from the list.")


# ---- offices -----------------------------------------------------------------------------------------------------------


def office(public_id: UUID | str) -> Office:
    """Return the office, past ones included; raises `NotFound`."""
    try:
        return Office.objects.select_related("place").get(public_id=public_id)
    except (Office.DoesNotExist, ValidationError):
        raise NotFound(*_NO_OFFICE) from None


def office_for(place: Place, on: date) -> Office:
    """Return the office that handles what happened in `place` on this day.

    That is the kabupaten/kota's Bawaslu, for a province the province's; where none existed on the day, the nearest above.
    Ad hoc offices of kecamatan and village receive and pass on, they do not handle.
    """
    handling = Office.objects.on(on).filter(body=Body.BAWASLU).exclude(level__in=(Level.KECAMATAN, Level.VILLAGE))
    found = handling.select_related("place").filter(low__lte=place.low, high__gte=place.low).order_by("-low").first()
    if found is None:
        raise NotFound(*_NO_OFFICE)
    return found


def is_any_addressed() -> bool:
    """Tell whether any office has an address on record."""
    return Office.objects.exclude(address="").exists()


def superiors(office: Office) -> list[Office]:
    """Return the offices above, nearest first."""
    above: list[Office] = []
    current = office
    while current.parent_id is not None:
        current = Office.objects.get(pk=current.parent_id)
        above.append(current)
    return above


def chain(place: Place, on: date) -> list[Office]:
    """Return the office that handles what happened in `place` on this day, then those above it, nearest first; in one query."""
    handling = Office.objects.on(on).filter(body=Body.BAWASLU).exclude(level__in=(Level.KECAMATAN, Level.VILLAGE))
    found = list(handling.filter(low__lte=place.low, high__gte=place.low).order_by("-low", "high"))
    if not found:
        raise NotFound(*_NO_OFFICE)
    return found


def subordinates(office: Office, on: date) -> list[Office]:
    """Return the offices of the same body below this one that exist on the day, its own ad hoc ones included."""
    below = Office.objects.on(on).filter(body=office.body, low__gte=office.low, high__lte=office.high)
    return list(below.exclude(pk=office.pk))


def search_offices(text: str, on: date, *, limit: int = 20) -> list[Office]:
    """Return the offices that exist on the day and have `text` in their name; nothing for fewer than three letters."""
    wanted = text.replace("\0", "").strip()[:80]
    if len(wanted) < SHORTEST:
        return []
    found = Office.objects.on(on).filter(name__icontains=wanted)
    return list((found if settings.SAKSAMA.demo else found.filter(is_demo=False)).order_by("low", "-high")[:limit])


def national() -> Office:
    """Return Bawaslu RI."""
    return Office.objects.get(body=Body.BAWASLU, level=Level.NATIONAL)


def ad_hoc_office(place: Place, on: date) -> Office | None:
    """Return the panwascam or village supervisor's office of a place on this day; None outside the season."""
    return Office.objects.on(on).filter(body=Body.BAWASLU, place=place, level__in=(Level.KECAMATAN, Level.VILLAGE)).first()


# ---- the oversight body ------------------------------------------------------------------------------------------------


def oversight_body(on: date) -> RoleHolding:
    """Return who oversees ASN neutrality on this day: KASN until 4 September 2024, BKN since. Raises `NoRule` before 2014.

    Where two records overlap the later start counts; a body that is still to come never answers.
    """
    held = RoleHolding.objects.on(on).filter(role=ASN_OVERSIGHT, valid_from__isnull=False)
    holding = held.select_related("office").order_by("-valid_from").first()
    if holding is None:
        raise NoRule(
            f"Tidak tercatat lembaga pengawas ASN pada {on:%d-%m-%Y}.", f"No ASN oversight body is recorded for {on.isoformat()}."
        )
    return holding


def oversight_office(on: date) -> Office:
    """Return the office of the oversight body of this day."""
    holding = oversight_body(on)
    if holding.office is None:
        raise NoRule(f"{holding.name} belum tercatat sebagai kantor.", f"{holding.name} has no office on record yet.")
    return holding.office


def oversight_to_come(on: date) -> list[RoleHolding]:
    """Return bodies ordered by law that had not begun on this day, for the page that explains who oversees."""
    return list(RoleHolding.objects.filter(role=ASN_OVERSIGHT).filter(Q(valid_from__isnull=True) | Q(valid_from__gt=on)))


# ---- agencies ----------------------------------------------------------------------------------------------------------


def agency(public_id: UUID | str) -> Agency:
    """Return the agency, past ones included; raises `NotFound`."""
    try:
        return Agency.objects.select_related("place").get(public_id=public_id)
    except (Agency.DoesNotExist, ValidationError):
        raise NotFound(*_NO_AGENCY) from None


def agency_by_code(code: str) -> Agency:
    try:
        return Agency.objects.get(code=code)
    except Agency.DoesNotExist:
        raise NotFound(*_NO_AGENCY) from None


def agencies_under(place: Place) -> list[Agency]:
    """Return the agencies of a territory, its government first."""
    return list(_government_first(Agency.objects.filter(valid_to__isnull=True, position__range=(place.low, place.high))))


def units(low: int, high: int, kinds: Collection[str], on: date, *, limit: int = 5_000) -> list[Agency]:
    """Return the agencies of these kinds in a span that employ civil servants on a day, by place and name."""
    found = Agency.objects.on(on).filter(position__range=(low, high), kind__in=kinds, employs_asn=True)
    return list(found.order_by("position", "name")[:limit])


def named(public_ids: Iterable[str]) -> dict[str, str]:
    """Return the names agencies bear today by public id; one that is not known is left out."""
    found = Agency.objects.filter(public_id__in=[one for one in public_ids if _PUBLIC_ID.fullmatch(one)])
    return {str(one): name for one, name in found.values_list("public_id", "name")}


def direct_subordinates(office: Office, first: date, last: date) -> list[Office]:
    """Return the offices directly below one that existed on any day of a period, ad hoc ones included."""
    there = Office.objects.filter(parent=office, body=office.body)
    there = there.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
    return list(there.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=first)))


def within(office: Office) -> list[Office]:
    """Return an office and those of its body below it, past ones included: to find whose report an old entry belongs to."""
    return list(Office.objects.filter(body=office.body, low__gte=office.low, high__lte=office.high))


def search_agencies(text: str, place: Place | None = None, *, limit: int = 20) -> list[Agency]:
    """Return agencies with a word that begins with `text`; nothing for fewer than three letters.

    With a place, those of its kabupaten/kota, its province and the nation; the nearest come first.
    """
    wanted = fold(text[:80])
    if len(wanted.replace(" ", "")) < SHORTEST:
        return []
    found = _findable(place).filter(Q(folded__startswith=wanted) | Q(folded__contains=f" {wanted}"))
    return list(_government_first(found)[:limit])


def _findable(place: Place | None) -> QuerySet[Agency]:
    found = Agency.objects.filter(valid_to__isnull=True)
    if not settings.SAKSAMA.demo:
        found = found.filter(is_demo=False)
    if place is None:
        return found
    above = [place, *places.ancestors(place)]
    district = next((p for p in above if p.level == "kabkota"), above[-1])
    return found.filter(Q(position__range=(district.low, district.high)) | Q(position=above[-1].low) | Q(level=Level.NATIONAL))


def _government_first(found: QuerySet[Agency]) -> QuerySet[Agency]:
    rank = Case(
        When(level=Level.NATIONAL, then=Value(2)),
        When(kind__in=GOVERNMENTS, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return found.annotate(rank=rank).order_by("rank", "-position", "folded")


def government_of(agency: Agency) -> Agency:
    """Return the topmost agency this one belongs to; a government is its own."""
    current = agency
    while current.parent_id is not None:
        current = Agency.objects.get(pk=current.parent_id)
    return current


# ---- authorities -------------------------------------------------------------------------------------------------------


def sanctioning_authority(agency: Agency, on: date) -> Authority:
    """Return who alone may sanction an ASN of this agency on this day (pejabat pembina kepegawaian).

    Its own authority, else that of the agency it belongs to; an override in force beats the rule. Raises `NoRule` where the
    agency employs no ASN (village governments) or nobody is on record: we never guess an addressee.
    """
    return _authority(agency, AuthorityRole.SANCTIONING, on)


def higher_authority(agency: Agency, on: date) -> Authority:
    """Return who stands above the sanctioning authority on this day: the addressee of copies and proposals, not of decisions."""
    return _authority(agency, AuthorityRole.HIGHER, on)


def _authority(agency: Agency, role: AuthorityRole, on: date) -> Authority:
    if not agency.employs_asn:
        raise NoRule(
            f"{agency.name} tidak mempekerjakan ASN; pimpinannya bukan ASN.",
            f"{agency.name} employs no ASN; its head is not an ASN.",
        )
    found = _nearest_authority(agency, role, on)
    if found is None:
        raise NoRule(
            f"Belum tercatat siapa yang berwenang di {agency.name} pada {on:%d-%m-%Y}.",
            f"Nobody is on record as authority of {agency.name} on {on.isoformat()}.",
        )
    return found


def _nearest_authority(agency: Agency, role: AuthorityRole, on: date) -> Authority | None:
    current: Agency | None = agency
    while current is not None:
        recorded = Authority.objects.on(on).filter(agency=current, role=role)
        found = recorded.order_by("-is_override", F("valid_from").desc(nulls_last=True)).first()
        if found is not None:
            return found
        current = Agency.objects.get(pk=current.parent_id) if current.parent_id is not None else None
    return None


def seats_over(agencies: Collection[str], on: date) -> dict[str, str]:
    """Return for each known agency (by public id, or by our code "pemda:13.71") the seat that sanctions in it on this day.

    Equal seats are `same_authority`, in words a column can hold; where nobody is on record the government stands for it. Two
    queries for any number of agencies.
    """
    asked = {key for key in agencies if key}
    codes = {key for key in asked if ":" in key}
    rows = Agency.objects.select_related("parent__parent").filter(Q(public_id__in=asked - codes) | Q(code__in=codes))
    lines = {row: [one for one in (row, row.parent, row.parent and row.parent.parent) if one is not None] for row in rows}
    found = Authority.objects.on(on).filter(agency__in={one for line in lines.values() for one in line},
                                            role=AuthorityRole.SANCTIONING)
    by_agency = {row.agency_id: row.seat for row in found.order_by("is_override", F("valid_from").asc(nulls_first=True))}
    seats: dict[str, str] = {}
    for row, line in lines.items():
        seat = next((by_agency[one.pk] for one in line if one.pk in by_agency), f"agency:{line[-1].public_id}")
        seats[str(row.public_id)] = seats[row.code] = seat
    return {key: seats[key] for key in asked if key in seats}


def same_authority(agency_a: Agency, agency_b: Agency, on: date) -> bool:
    """Tell whether both agencies are one, or stand under one personnel authority: then their staff are excluded (decision 35).

    Village governments count by the government above them. Where nobody is on record, belonging to one government decides.
    """
    if agency_a.pk == agency_b.pk:
        return True
    one, other = (_nearest_authority(agency, AuthorityRole.SANCTIONING, on) for agency in (agency_a, agency_b))
    if one is None or other is None:
        return government_of(agency_a).pk == government_of(agency_b).pk
    return one.seat == other.seat


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an agency stands on a day: its government, who sanctions there, who stands above. A title empty: nobody on record."""

    agency: Agency
    government: Agency
    sanctioning: str
    higher: str


def standing(public_id: str, on: date) -> Standing | None:
    """Return where an agency stands, in two queries; None for one that is not known. Its own authority beats its parents'."""
    try:
        agency = Agency.objects.select_related("place", "parent__parent").get(public_id=public_id)
    except (Agency.DoesNotExist, ValidationError):
        return None
    above = [one for one in (agency, agency.parent, agency.parent.parent if agency.parent else None) if one is not None]
    rows = Authority.objects.on(on).filter(agency__in=above).order_by("is_override", F("valid_from").asc(nulls_first=True))
    found = {(agency_id, role): title for agency_id, role, title in rows.values_list("agency_id", "role", "title")}
    titles = {role: next((found[one.pk, role] for one in above if (one.pk, role) in found), "") for role in AuthorityRole.values}
    employs = agency.employs_asn
    return Standing(agency, above[-1], titles[AuthorityRole.SANCTIONING] if employs else "",
                    titles[AuthorityRole.HIGHER] if employs else "")


# ---- names for lists ---------------------------------------------------------------------------------------------------


def office_names(public_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of offices by public id, in one query; unknown ids are left out."""
    return _names(Office, public_ids)


def offices_within(public_ids: Iterable[str], span: Span) -> dict[str, str]:
    """Return the names of those of these offices that lie in the span, by public id, in one query."""
    wanted = [one for one in public_ids if _PUBLIC_ID.fullmatch(one)]
    rows = Office.objects.filter(public_id__in=wanted, position__gte=span.low, position__lte=span.high) if wanted else ()
    return {str(row.public_id): row.name for row in rows}


def agency_names(public_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of agencies by public id, in one query; unknown ids are left out."""
    return _names(Agency, public_ids)


def _names(model: type[Office] | type[Agency], public_ids: Iterable[str]) -> dict[str, str]:
    wanted = {one for one in public_ids if one}
    rows = model.objects.filter(public_id__in=wanted).values_list("public_id", "name") if wanted else ()
    return {str(public_id): name for public_id, name in rows}
