"""What the decree holds: totals, words and zones."""

from __future__ import annotations

from functools import cache

import pytest

from saksama.places import nation


@cache
def read() -> list[nation.Territory]:
    """The whole decree, read once, and not before a test asks."""
    return nation.read()


def by_code(code):
    return next(territory for territory in read() if territory.code == code)


def test_nation_has_the_totals_of_the_decree():
    assert sum(t.depth == 1 for t in read()) == 38
    assert sum(t.depth == 2 for t in read()) == 514
    assert sum(t.depth == 3 for t in read()) == 7_285
    assert sum(t.kind == "kelurahan" for t in read()) == 8_496
    assert sum(t.depth == 4 and t.kind != "kelurahan" for t in read()) == 75_266


def test_west_sumatra_has_its_totals():
    ours = [t for t in read() if t.code[:2] == "13"]
    assert [sum(t.kind == kind for t in ours) for kind in ("kabupaten", "kota", "kecamatan", "kelurahan")] == [12, 7, 179, 230]
    assert sum(t.kind in ("desa", "nagari") for t in ours) == 1_035


def test_one_village_missing_is_noticed():
    with pytest.raises(nation.WrongTotals):
        nation.check_totals([t for t in read() if t.code != "13.71.01.1001"])


def test_nothing_is_numbered_99():
    assert not [t for t in read() if t.code.startswith("99")]


@pytest.mark.parametrize(
    ("code", "kind"), [("13.06", "nagari"), ("13.09", "desa"), ("13.73", "desa"), ("13.77", "desa"), ("14.01", "desa")]
)
def test_nagari_is_said_where_the_unit_is_a_nagari(code, kind):
    kinds = {t.kind for t in read() if t.code.startswith(f"{code}.") and t.depth == 4 and t.kind != "kelurahan"}
    assert kinds == {kind}


def test_every_province_has_one_of_three_zones():
    assert set(nation.ZONES) == {t.code for t in read() if t.depth == 1}
    zones = nation.ZONES
    assert (zones["13"], zones["51"], zones["61"], zones["64"], zones["81"], zones["94"]) == (
        "Asia/Jakarta", "Asia/Makassar", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Jayapura",
    )  # fmt: skip


def test_bare_name_drops_the_word_of_a_district():
    assert [by_code(code).bare for code in ("13.02", "13.72", "31.01", "13")] == [
        "Solok",
        "Solok",
        "Kepulauan Seribu",
        "Sumatera Barat",
    ]
