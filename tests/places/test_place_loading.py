"""Loading writes the nation once, quickly, and Provinsi Andai outside of it."""

from __future__ import annotations

import time
from datetime import date

import pytest

from saksama.kernel.errors import NotFound
from saksama.places import actions, demo, numbering, queries
from saksama.places import nation as decree
from saksama.places.models import Place

pytestmark = pytest.mark.django_db


def test_nation_is_loaded_completely_and_within_ten_seconds(django_db_blocker):
    began = time.process_time()
    loaded = actions.load_nation()
    assert loaded.added in (91_599, 0)  # 0 where another test module has loaded it already
    assert time.process_time() - began < 10
    assert Place.objects.filter(is_demo=False).count() == 38 + 514 + 7_285 + 83_762


def test_repeated_load_changes_nothing(nation):
    assert actions.load_nation() == actions.Loaded(0, 0, 0)
    assert actions.load_demo() == actions.Loaded(0, 0, 0)


def test_demonstration_stands_after_the_nation_and_outside_its_totals(nation):
    last_real = Place.objects.filter(is_demo=False).order_by("-high").first()
    andai = queries.by_code("99")
    assert last_real.high < andai.low == numbering.DEMO_FIRST
    assert queries.real("province").count() == 38
    assert queries.real("kabkota").count() == 514
    assert not Place.objects.filter(code__startswith="99", is_demo=False).exists()


def test_demonstration_has_the_places_of_the_samples(nation):
    names = {place.full_name for place in Place.objects.filter(is_demo=True)}
    assert {
        "Provinsi Andai", "Kabupaten Umpamo", "Kota Batang Misal", "Kecamatan Koto Umpamo", "Kecamatan Lubuak Andai",
        "Nagari Pasia Umpamo", "Nagari Lubuak Misal", "Nagari Koto Andaian",
    } <= names  # fmt: skip
    assert len(demo.TERRITORIES) == Place.objects.filter(is_demo=True).count()


def test_a_later_decree_adds_ends_and_renames_without_moving_numbers(nation):
    before = {place.code: place.low for place in Place.objects.filter(code__startswith="99")}
    later = [t for t in demo.TERRITORIES if t.code != "99.01.02.2003"]
    later = [decree.Territory(t.code, "Aia Umpamo Ketek", t.kind) if t.code == "99.01.01.2003" else t for t in later]
    later.append(decree.Territory("99.01.01.2004", "Nagari Baru", "nagari"))
    done = actions._load(later, is_demo=True, first=numbering.DEMO_FIRST, last=numbering.DEMO_LAST, on=date(2027, 1, 1))
    assert (done.added, done.changed, done.ended) == (1, 1, 1)
    assert {place.code: place.low for place in Place.objects.filter(code__in=before)} == before
    assert queries.by_code("99.01.01.2004").valid_from == date(2027, 1, 1)
    assert queries.by_code("99.01.02.2003").valid_to == date(2027, 1, 1)
    assert queries.by_code("99.01.01.2003").label == "Nagari Aia Umpamo Ketek, Kec. Koto Umpamo, Kab. Umpamo"
    kecamatan = queries.by_code("99.01.02")
    assert "99.01.02.2003" not in [place.code for place in queries.children(kecamatan)]
    assert "99.01.02.2003" in [place.code for place in queries.children(kecamatan, on=date(2024, 11, 27))]
    assert "99.01.01.2004" not in [
        place.code for place in queries.within(queries.by_code("99"), "village", on=date(2024, 11, 27))
    ]


def test_wrong_totals_write_nothing(nation, monkeypatch):
    monkeypatch.setattr(decree, "TOTALS", decree.TOTALS | {"desa": 1})
    before = Place.objects.count()
    with pytest.raises(decree.WrongTotals):
        actions.load_nation()
    assert Place.objects.count() == before


def test_unknown_code_is_said_in_words(nation):
    with pytest.raises(NotFound) as refused:
        queries.by_code("98.01")
    assert "Pilih dari daftar" in refused.value.detail
    assert "Choose" in refused.value.detail_en
