"""Loading of institutions: the nation's from territory and data file, the demonstration's, a season's ad hoc offices.

Every load is safe to repeat and keeps what people recorded (overrides, end dates, imported agencies).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from saksama.kernel.errors import Invalid
from saksama.kernel.span import EVERYWHERE
from saksama.kernel.text import fold
from saksama.places import nation
from saksama.places import queries as places
from saksama.places.models import Place

from . import demo, queries
from .models import Agency, AgencyKind, Authority, AuthorityRole, Body, Confidence, Level, Office, RoleHolding
from .rules import authority_rule, book

_JAKARTA_PROVINCE = "31"  # the one province whose kabupaten and kota are administrative


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows added by a load."""

    offices: int
    agencies: int
    authorities: int


# ---- the nation --------------------------------------------------------------------------------------------------------


def load_nation() -> Loaded:
    """Load Bawaslu RI, 38 provincial and 514 district offices, the oversight body's holders, 552 governments and authorities.

    Needs the territory (`places.actions.load_nation`). A repeat adds what is missing and moves spans after a new decree.
    """
    with transaction.atomic():
        before = _count()
        _load_tree(list(places.real("province")), list(places.real("kabkota")), is_demo=False)
        _add_agencies(_national_agencies())
        _add_rule_authorities()
        _load_oversight()
        return _added_since(before)


def _count() -> Loaded:
    return Loaded(Office.objects.count(), Agency.objects.count(), Authority.objects.count())


def _added_since(before: Loaded) -> Loaded:
    now = _count()
    return Loaded(now.offices - before.offices, now.agencies - before.agencies, now.authorities - before.authorities)


def _load_tree(provinces: Sequence[Place], districts: Sequence[Place], *, is_demo: bool) -> None:
    national = _national_office()
    above = _add_offices(provinces, {province.code: national for province in provinces}, Level.PROVINCE, is_demo)
    _add_offices(districts, {place.code: above[place.code[:2]] for place in districts}, Level.KABKOTA, is_demo)
    _add_agencies([_government(place, is_demo) for place in [*provinces, *districts]])
    _add_rule_authorities()


def _national_office() -> Office:
    rule = book()["offices"]["national"]
    office, _ = Office.objects.get_or_create(
        code="bawaslu:0",
        defaults={
            "name": rule["name"],
            "body": Body.BAWASLU,
            "level": Level.NATIONAL,
            "position": 0,
            "low": EVERYWHERE.low,
            "high": EVERYWHERE.high,
            "timezone": nation.WIB,
            "confidence": rule["confidence"],
        },
    )
    return office


def _add_offices(where: Sequence[Place], parents: Mapping[str, Office], level: Level, is_demo: bool) -> dict[str, Office]:
    """Return the permanent offices of these places by code of place; makes missing ones, moves spans after a new decree."""
    rule = book()["offices"][level.value]
    present = {office.code: office for office in Office.objects.filter(body=Body.BAWASLU, level=level)}
    wanted = [
        Office(
            code=f"bawaslu:{place.code}",
            name=rule["name"].format(place=place.full_name),
            body=Body.BAWASLU,
            level=level,
            place=place,
            position=place.low,
            low=place.low,
            high=place.high,
            parent=parents[place.code],
            timezone=place.timezone,
            valid_from=None if is_demo else rule["valid_from"],
            source=rule.get("note", ""),
            confidence=Confidence.FICTIONAL if is_demo else rule["confidence"],
            is_demo=is_demo,
        )
        for place in where
    ]
    Office.objects.bulk_create([office for office in wanted if office.code not in present])
    moved = [office for office in wanted if office.code in present and _move(present[office.code], office)]
    Office.objects.bulk_update([present[office.code] for office in moved], ["low", "high"], batch_size=200)
    return {
        office.code.removeprefix("bawaslu:"): office
        for office in Office.objects.filter(body=Body.BAWASLU, level=level, code__in=[office.code for office in wanted])
    }


def _move(present: Office, wanted: Office) -> bool:
    moved = (present.low, present.high) != (wanted.low, wanted.high)
    present.low, present.high = wanted.low, wanted.high
    return moved


def _government(place: Place, is_demo: bool) -> Agency:
    if place.level == Level.PROVINCE:
        kind, name = AgencyKind.PROVINCE_GOVERNMENT, f"Pemerintah {place.full_name}"
    elif place.code.startswith(f"{_JAKARTA_PROVINCE}."):
        kind, name = AgencyKind.ADMINISTRATIVE_GOVERNMENT, f"Pemerintah {place.name}"
    elif place.kind == "kota":
        kind, name = AgencyKind.KOTA_GOVERNMENT, f"Pemerintah {place.name}"
    else:
        kind, name = AgencyKind.KABUPATEN_GOVERNMENT, f"Pemerintah {place.name}"
    return Agency(
        code=government_code(place),
        name=name,
        folded=fold(name),
        level=place.level,
        kind=kind,
        place=place,
        position=place.low,
        source="wilayah",
        is_demo=is_demo,
    )


def government_code(place: Place) -> str:
    """Return the code of the government of a province, kabupaten or kota."""
    return f"pemda:{place.code}"


def _national_agencies() -> list[Agency]:
    return [
        Agency(
            code=row["code"],
            name=row["name"],
            folded=fold(row["name"]),
            level=Level.NATIONAL,
            kind=row["kind"],
            position=0,
            source="institutions.yaml",
        )
        for row in book()["national_agencies"]
    ]


def _add_agencies(wanted: Sequence[Agency]) -> None:
    present = set(Agency.objects.filter(code__in=[agency.code for agency in wanted]).values_list("code", flat=True))
    Agency.objects.bulk_create([agency for agency in wanted if agency.code not in present])


# ---- authorities by rule -----------------------------------------------------------------------------------------------


def _add_rule_authorities() -> None:
    """Give every government and national agency its authority by rule, where none is on record."""
    done = set(Authority.objects.filter(is_override=False).values_list("agency_id", "role"))
    heads = {row["code"]: row["head"] for row in book()["national_agencies"]}
    provinces = {
        agency.place_id: agency for agency in Agency.objects.filter(kind=AgencyKind.PROVINCE_GOVERNMENT).select_related("place")
    }
    by_code = {agency.place.code: agency for agency in provinces.values() if agency.place is not None}
    ruled = Agency.objects.filter(kind__in=[rule["kind"] for rule in book()["authorities"]], parent=None).select_related("place")
    new = [
        authority
        for agency in ruled
        for authority in (_sanctioning(agency, by_code, heads), _higher(agency, by_code))
        if authority is not None and (agency.pk, authority.role) not in done
    ]
    Authority.objects.bulk_create(new)


def _sanctioning(agency: Agency, provinces: Mapping[str, Agency], heads: Mapping[str, str]) -> Authority | None:
    rule = authority_rule(agency.kind)
    if rule is None:
        return None
    if agency.place is None:
        if agency.code not in heads:
            return None
        title, seat = heads[agency.code], _seat(agency)
    else:
        ruler = provinces[agency.place.code[:2]] if agency.kind == AgencyKind.ADMINISTRATIVE_GOVERNMENT else agency
        title, seat = rule["title"].format(name=_place_name(ruler)), _seat(ruler)
    return _by_rule(agency, AuthorityRole.SANCTIONING, rule, title, seat)


def _higher(agency: Agency, provinces: Mapping[str, Agency]) -> Authority | None:
    level = Level.PROVINCE if agency.kind == AgencyKind.ADMINISTRATIVE_GOVERNMENT else agency.level
    rule = book()["higher"][level]
    if level == Level.KABKOTA and agency.place is not None:
        governor = provinces[agency.place.code[:2]]
        return _by_rule(agency, AuthorityRole.HIGHER, rule, rule["title"].format(name=_place_name(governor)), _seat(governor))
    return _by_rule(agency, AuthorityRole.HIGHER, rule, rule["title"], rule["seat"])


def _seat(agency: Agency) -> str:
    return f"head:{agency.code}"


def _place_name(agency: Agency) -> str:
    """The name after the title: "Umpamo" in "Bupati Umpamo"."""
    place = agency.place
    return nation.Territory(place.code, place.name, place.kind).bare if place is not None else agency.name


def _by_rule(agency: Agency, role: AuthorityRole, rule: Mapping[str, str], title: str, seat: str) -> Authority:
    return Authority(
        agency=agency,
        role=role,
        title=title,
        seat=seat,
        rule=rule["rule"],
        basis=rule["basis"],
        confidence=Confidence.FICTIONAL if agency.is_demo else rule["confidence"],
    )


def override_authority(
    agency: Agency,
    *,
    role: AuthorityRole,
    title: str,
    seat: str,
    valid_from: date,
    valid_to: date | None,
    basis: str,
    note: str = "",
) -> Authority:
    """Record that for some days somebody else holds the authority (acting head, decree). `basis` names the source.

    The chair stays the same seat where only its holder changed; another seat changes who counts as "under one authority".
    """
    if not basis.strip():
        raise Invalid("Tulis dasar atau sumbernya.", "State the basis or source.", field="basis")
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid("Tanggal akhir harus sesudah tanggal mulai.", "The end must come after the start.", field="valid_to")
    return Authority.objects.create(
        agency=agency,
        role=role,
        title=title,
        seat=seat,
        rule="OVERRIDE",
        is_override=True,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=basis,
        confidence=Confidence.VERIFIED,
        note=note,
    )


# ---- the oversight body ------------------------------------------------------------------------------------------------


def _load_oversight() -> None:
    """Make the holders of the oversight role, and their offices. A start that people recorded later is kept."""
    for row in book()["oversight_role"]:
        office = None
        if row["valid_from"] is not None:
            office, _ = Office.objects.get_or_create(
                code=f"oversight:{row['id']}",
                defaults={
                    "name": row["name"],
                    "body": Body.OVERSIGHT,
                    "level": Level.NATIONAL,
                    "position": 0,
                    "low": EVERYWHERE.low,
                    "high": EVERYWHERE.high,
                    "timezone": nation.WIB,
                    "valid_from": row["valid_from"],
                    "valid_to": row["valid_to"],
                    "confidence": row["confidence"],
                    "source": row["basis"],
                },
            )
        RoleHolding.objects.get_or_create(
            role=queries.ASN_OVERSIGHT,
            holder=row["id"],
            defaults={
                "name": row["name"],
                "office": office,
                "valid_from": row["valid_from"],
                "valid_to": row["valid_to"],
                "must_exist_by": row.get("must_exist_by"),
                "basis": row["basis"],
                "confidence": row["confidence"],
                "note": row["note"],
                "other_ends": [{"day": end["day"].isoformat(), "why": end["why"]} for end in row["other_ends"]],
            },
        )


def begin_oversight(holder: str, *, name: str, valid_from: date, basis: str) -> RoleHolding:
    """Record that another body has taken over the oversight of the civil service: data only, no program changes.

    The present holder and his office end on that day; cases before it keep them.
    """
    with transaction.atomic():
        before = queries.oversight_body(valid_from)
        if before.holder == holder:
            raise Invalid("Lembaga ini sudah tercatat bertugas.", "This body already holds the role.", field="holder")
        office = Office.objects.create(
            code=f"oversight:{holder}",
            name=name,
            body=Body.OVERSIGHT,
            level=Level.NATIONAL,
            position=0,
            low=EVERYWHERE.low,
            high=EVERYWHERE.high,
            timezone=nation.WIB,
            valid_from=valid_from,
            confidence=Confidence.VERIFIED,
            source=basis[:200],
        )
        RoleHolding.objects.filter(pk=before.pk).update(valid_to=valid_from)
        if before.office_id is not None:
            Office.objects.filter(pk=before.office_id).update(valid_to=valid_from)
        holding, _ = RoleHolding.objects.update_or_create(
            role=queries.ASN_OVERSIGHT,
            holder=holder,
            defaults={
                "name": name,
                "office": office,
                "valid_from": valid_from,
                "basis": basis,
                "confidence": Confidence.VERIFIED,
            },
        )
    return holding


# ---- ad hoc offices of a season ----------------------------------------------------------------------------------------


def open_season(under: Place, *, valid_from: date, valid_to: date, source: str, villages: bool = False) -> int:
    """Put the ad hoc offices of kecamatan (and villages) below `under` into the tree for one season.

    Off season there are none (decision 48). Safe to repeat for the same season. Returns how many were added.
    """
    if valid_to <= valid_from:
        raise Invalid("Tanggal akhir harus sesudah tanggal mulai.", "The end must come after the start.", field="valid_to")
    with transaction.atomic():
        added = _open_level(under, Level.KECAMATAN, valid_from=valid_from, valid_to=valid_to, source=source)
        if villages:
            added += _open_level(under, Level.VILLAGE, valid_from=valid_from, valid_to=valid_to, source=source)
    return added


def _open_level(under: Place, level: Level, *, valid_from: date, valid_to: date, source: str) -> int:
    rule = book()["offices"][level.value]
    where = places.within(under, level.value, on=valid_from)
    parents = {
        office.place.code: office
        for office in Office.objects.on(valid_from).filter(body=Body.BAWASLU, place__isnull=False).select_related("place")
    }
    wanted = [
        Office(
            code=f"bawaslu:{place.code}",
            name=rule["name"].format(place=place.full_name),
            body=Body.BAWASLU,
            level=level,
            place=place,
            position=place.low,
            low=place.low,
            high=place.high,
            parent=parents[place.parent_id],
            timezone=place.timezone,
            valid_from=valid_from,
            valid_to=valid_to,
            source=source,
            is_demo=place.is_demo,
            confidence=Confidence.FICTIONAL if place.is_demo else rule["confidence"],
        )
        for place in where
    ]
    present = set(Office.objects.filter(level=level, valid_from=valid_from).values_list("code", flat=True))
    new = [office for office in wanted if office.code not in present]
    Office.objects.bulk_create(new)
    return len(new)


# ---- the demonstration -------------------------------------------------------------------------------------------------


def load_demo(*, seasons: Sequence[tuple[date, date]] = demo.SEASONS) -> Loaded:
    """Load Provinsi Andai's offices, governments and agencies, and its panwascam for the given seasons.

    Needs `places.actions.load_demo` and `load_nation` (its province stands under Bawaslu RI).
    """
    province = places.by_code("99")
    with transaction.atomic():
        before = _count()
        _load_tree([province], places.within(province, "kabkota"), is_demo=True)
        for rows in (demo.AGENCIES, demo.PARTS):
            _add_agencies([_demo_agency(row) for row in rows])
        for valid_from, valid_to in seasons:
            open_season(province, valid_from=valid_from, valid_to=valid_to, source="peragaan", villages=True)
        return _added_since(before)


def _demo_agency(row: demo.AgencyRow) -> Agency:
    place = places.by_code(row.place)
    return Agency(
        code=row.code,
        name=row.name,
        folded=fold(row.name),
        level=place.level,
        kind=row.kind,
        place=place,
        position=place.low,
        parent=queries.agency_by_code(row.parent),
        employs_asn=row.kind != AgencyKind.VILLAGE_GOVERNMENT,
        source="peragaan",
        is_demo=True,
    )
