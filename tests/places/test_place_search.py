"""Search finds what a person types, shows where it lies, and keeps the demonstration to itself."""

from __future__ import annotations

import dataclasses

import pytest

from saksama.kernel.errors import NotFound
from saksama.places import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=True)


@pytest.fixture(autouse=True)
def production(settings, nation):
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=False)


def labels(text, **options):
    return [place.label for place in queries.search(text, **options)]


def test_result_says_where_it_lies(demonstration):
    assert labels("pasia ump") == ["Nagari Pasia Umpamo, Kec. Koto Umpamo, Kab. Umpamo"]
    assert labels("umpamo")[0] == "Kabupaten Umpamo, Andai"


def test_two_places_of_one_name_can_be_told_apart(demonstration):
    assert labels("koto andaian") == [
        "Nagari Koto Andaian, Kec. Koto Umpamo, Kab. Umpamo",
        "Nagari Koto Andaian, Kec. Lubuak Andai, Kab. Umpamo",
    ]


@pytest.mark.parametrize("text", ["umpamo", "andai", "batang misal", "99.01"])
def test_demonstration_is_not_found_in_production(text):
    assert not [place for place in queries.search(text, limit=1_000) if place.is_demo]


def test_provinces_leave_the_demonstration_out():
    assert len(queries.provinces()) == 38


@pytest.mark.parametrize("text", ["", "ko", "k o", "  so ", "kab. so", "%%%", "___"])
def test_fewer_than_three_letters_find_nothing(text):
    assert queries.search(text) == []


@pytest.mark.parametrize("text", ["SOLOK", "  solok ", "Sólok", "solok."])
def test_case_accents_and_full_stops_do_not_matter(text):
    assert labels(text)[:2] == ["Kabupaten Solok, Sumatera Barat", "Kota Solok, Sumatera Barat"]


def test_leading_word_narrows_the_kind():
    assert labels("kota solok") == ["Kota Solok, Sumatera Barat"]
    assert {place.kind for place in queries.search("nagari koto", limit=100)} == {"nagari"}
    assert {place.level for place in queries.search("kec. padang", limit=100)} == {"kecamatan"}


def test_beginning_of_the_name_comes_before_beginning_of_a_word():
    found = [place.folded for place in queries.search("mentawai", limit=50)]
    assert "kepulauan mentawai" in found
    starts = [name.startswith("mentawai") for name in found]
    assert starts == sorted(starts, reverse=True)


def test_middle_of_a_word_is_not_found():
    assert not [place for place in queries.search("entawai") if "mentawai" in place.folded]


def test_search_within_a_place_stays_inside():
    agam = queries.by_code("13.06")
    found = queries.search("koto", under=agam, limit=100)
    assert found
    assert all(place.code.startswith("13.06.") for place in found)


def test_limit_holds(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(queries.search("suka", limit=7)) == 7


def test_overlong_input_is_cut_and_harmless():
    assert queries.search("x" * 100_000) == []


def test_place_knows_what_it_lies_in(django_assert_num_queries):
    nagari = queries.by_code("13.06.01.2001")
    with django_assert_num_queries(1):
        assert [place.code for place in queries.ancestors(nagari)] == ["13.06.01", "13.06", "13"]
    assert queries.kabkota_of(nagari).name == "Kabupaten Agam"
    assert queries.province_of(nagari).name == "Sumatera Barat"
    assert queries.kabkota_of(queries.by_code("13")) is None
    assert nagari.low in queries.by_code("13.06").span
    assert nagari.low not in queries.by_code("13.07").span
    assert len(queries.children(queries.by_code("13"))) == 19


def test_a_zero_byte_is_part_of_no_code(demonstration):
    with pytest.raises(NotFound):
        queries.by_code("99.01\0")
    assert labels("uma\0") == labels("uma")
