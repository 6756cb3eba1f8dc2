"""Where a report goes: the office of the place unless excluded or without a key, one superior, never the accused's line."""

from __future__ import annotations

import pytest

from saksama.intake.errors import NoOffice
from saksama.intake.routing import Wishes, route
from saksama.places import queries as places
from saksama.vault.keys import OfficeKey

pytestmark = pytest.mark.django_db


def test_place_decides_the_office_and_the_next_above_reads(cast):
    found = route(cast.nagari, None, cast.on)
    assert found.office == cast.umpamo
    assert found.readers == (cast.owner(cast.umpamo), cast.owner(cast.province))
    assert found.identity_units == (cast.owner(cast.umpamo), cast.owner(cast.province))
    assert found.instead_of is None


def test_province_place_goes_to_the_province(cast):
    assert route(places.by_code("99"), None, cast.on).office == cast.province


def test_office_without_a_living_key_is_replaced_by_the_nearest_superior(cast):
    OfficeKey.objects.filter(office=cast.owner(cast.umpamo)).delete()
    found = route(cast.nagari, None, cast.on)
    assert found.office == cast.province
    assert found.instead_of == cast.umpamo
    assert found.readers == (cast.owner(cast.province), cast.owner(cast.national))


def test_no_key_in_the_whole_chain_is_said_and_nothing_is_taken(cast):
    OfficeKey.objects.all().delete()
    with pytest.raises(NoOffice) as refused:
        route(cast.nagari, None, cast.on)
    assert refused.value.status == 503


@pytest.mark.parametrize(
    ("wishes", "office", "second"),
    [
        (Wishes(exclude_district=True), "province", "national"),
        (Wishes(exclude_province=True), "umpamo", "national"),
        (Wishes(exclude_district=True, exclude_province=True), "national", None),
    ],
)
def test_excluded_levels_neither_handle_nor_read(cast, wishes, office, second):
    found = route(cast.nagari, None, cast.on, wishes=wishes)
    expected = [getattr(cast, office)] + ([getattr(cast, second)] if second else [])
    assert found.readers == tuple(cast.owner(one) for one in expected)
    assert found.instead_of is None
    assert found.identity_units[1] == (cast.owner(getattr(cast, second)) if second else "recovery")


def test_lent_staff_under_the_accused_authority_is_excluded_of_another_not(cast):
    assert route(cast.nagari, cast.agency, cast.on).excluded == {cast.joni.owner}
    assert route(cast.nagari, cast.sister_agency, cast.on).excluded == {cast.joni.owner}
    assert route(cast.nagari, cast.other_agency, cast.on).excluded == frozenset()


def test_agency_not_named_counts_as_the_government_of_the_place(cast):
    found = route(cast.nagari, None, cast.on)
    assert found.excluded == {cast.joni.owner}
    assert found.shield == route(cast.nagari, cast.government, cast.on).shield


def test_office_where_only_lent_staff_holds_the_key_cannot_handle(cast):
    OfficeKey.objects.filter(office=cast.owner(cast.umpamo)).exclude(member=cast.joni.owner).delete()
    found = route(cast.nagari, cast.agency, cast.on)
    assert found.office == cast.province
    assert found.instead_of == cast.umpamo


def test_one_person_with_both_keys_is_no_second_person(cast):
    cast.admit(cast.rahmat, cast.umpamo)
    assert route(cast.nagari, None, cast.on).identity_units == (cast.owner(cast.umpamo), cast.owner(cast.national))
