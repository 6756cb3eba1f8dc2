"""The tree of offices: complete, dated, and the right office for a place on a day."""

from __future__ import annotations

from datetime import date

import pytest

from saksama.institutions import actions, queries
from saksama.institutions.models import Agency, Office
from saksama.kernel.errors import Invalid, NotFound
from saksama.kernel.span import EVERYWHERE
from saksama.places import queries as places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
SEASON = date(2024, 10, 25)
OFF_SEASON = date(2026, 11, 23)


def test_every_province_and_district_has_its_bawaslu():
    real = Office.objects.filter(body="bawaslu", is_demo=False)
    assert [real.filter(level=level).count() for level in ("national", "province", "kabkota")] == [1, 38, 514]
    assert Agency.objects.filter(code__startswith="pemda:", is_demo=False).count() == 552


def test_repeated_load_adds_nothing():
    assert actions.load_nation() == actions.load_demo() == actions.Loaded(0, 0, 0)


def test_office_for_a_village_is_its_districts(nagari):
    office = queries.office_for(nagari, SEASON)
    assert (office.name, office.level) == ("Bawaslu Kabupaten Umpamo", "kabkota")
    assert office.position == places.by_code("99.01").low
    assert nagari.low in office.span
    assert [above.name for above in queries.superiors(office)] == ["Bawaslu Provinsi Andai", "Bawaslu RI"]


def test_office_for_a_province_is_the_provinces():
    assert queries.office_for(places.by_code("13"), SEASON).name == "Bawaslu Provinsi Sumatera Barat"


def test_before_the_district_offices_the_province_handles():
    assert queries.office_for(places.by_code("13.06.01"), date(2017, 2, 15)).name == "Bawaslu Provinsi Sumatera Barat"


def test_national_office_covers_everything_and_stands_at_zero():
    national = queries.national()
    assert (national.position, national.span, queries.superiors(national)) == (0, EVERYWHERE, [])


def test_ad_hoc_offices_are_in_the_tree_only_in_season():
    kecamatan = places.by_code("99.01.01")
    umpamo = queries.office_for(kecamatan, SEASON)
    assert queries.ad_hoc_office(kecamatan, SEASON).name == "Panwaslu Kecamatan Koto Umpamo"
    assert queries.ad_hoc_office(kecamatan, OFF_SEASON) is None
    in_season = {office.level for office in queries.subordinates(umpamo, SEASON)}
    assert in_season == {"kecamatan", "village"}
    assert queries.subordinates(umpamo, OFF_SEASON) == []


def test_ad_hoc_offices_hang_under_the_office_above_them():
    village = queries.ad_hoc_office(places.by_code("99.01.01.2001"), SEASON)
    assert [office.name for office in queries.superiors(village)] == [
        "Panwaslu Kecamatan Koto Umpamo", "Bawaslu Kabupaten Umpamo", "Bawaslu Provinsi Andai", "Bawaslu RI",
    ]  # fmt: skip


def test_a_season_is_opened_once_and_a_second_one_beside_it():
    agam = places.by_code("13.06")
    season = {"valid_from": date(2031, 1, 1), "valid_to": date(2032, 6, 1), "source": "uji"}
    assert actions.open_season(agam, **season) == 16
    assert actions.open_season(agam, **season) == 0
    assert actions.open_season(agam, valid_from=date(2036, 1, 1), valid_to=date(2037, 1, 1), source="uji") == 16
    assert queries.ad_hoc_office(places.by_code("13.06.01"), date(2033, 1, 1)) is None


def test_a_season_that_ends_before_it_begins_is_refused():
    with pytest.raises(Invalid):
        actions.open_season(places.by_code("13.06"), valid_from=date(2031, 1, 1), valid_to=date(2030, 1, 1), source="uji")


@pytest.mark.parametrize("unknown", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_unknown_office_is_not_found(unknown):
    with pytest.raises(NotFound):
        queries.office(unknown)


def test_real_offices_of_west_sumatra_exist_beside_the_demonstration():
    sumbar = places.by_code("13")
    assert Office.objects.filter(level="kabkota", low__range=(sumbar.low, sumbar.high)).count() == 19
    assert Office.objects.get(code="bawaslu:13.71").timezone == "Asia/Jakarta"
    assert Office.objects.get(code="bawaslu:71.71").timezone == "Asia/Makassar"
