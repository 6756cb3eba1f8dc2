"""Who sanctions, who stands above, and who is under one authority: by rule, by date, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from saksama.institutions import actions, queries
from saksama.institutions.models import Agency
from saksama.kernel.errors import Invalid, NoRule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
DAY = date(2024, 10, 25)


def title(code, role=queries.sanctioning_authority, on=DAY):
    return role(queries.agency_by_code(code), on).title


@pytest.mark.parametrize(
    ("code", "sanctions", "above"),
    [
        ("pemda:13", "Gubernur Sumatera Barat", "Menteri Dalam Negeri"),
        ("pemda:13.06", "Bupati Agam", "Gubernur Sumatera Barat"),
        ("pemda:13.71", "Wali Kota Padang", "Gubernur Sumatera Barat"),
        ("umpamo:sd-9", "Bupati Umpamo", "Gubernur Andai"),
        ("umpamo:camat-koto", "Bupati Umpamo", "Gubernur Andai"),
        ("misal:arsip", "Wali Kota Batang Misal", "Gubernur Andai"),
        ("bkn", "Kepala BKN", "Presiden"),
        # Kota administrasi of Jakarta have no personnel authority of their own.
        ("pemda:31.71", "Gubernur Daerah Khusus Ibukota Jakarta", "Menteri Dalam Negeri"),
    ],
)
def test_authority_follows_from_the_agency(code, sanctions, above):
    assert (title(code), title(code, queries.higher_authority)) == (sanctions, above)


def test_every_government_has_both_authorities():
    for government in Agency.objects.filter(code__startswith="pemda:"):
        assert queries.sanctioning_authority(government, DAY).seat.startswith("head:")
        assert queries.higher_authority(government, DAY).seat != queries.sanctioning_authority(government, DAY).seat


def test_recalled_rules_say_so():
    assert queries.higher_authority(queries.agency_by_code("pemda:13.06"), DAY).confidence == "recalled"
    assert queries.sanctioning_authority(queries.agency_by_code("pemda:13.06"), DAY).confidence == "verified"


def test_a_village_government_has_no_asn_and_no_authority():
    with pytest.raises(NoRule) as refused:
        title("umpamo:nagari-lubuak")
    assert "tidak mempekerjakan ASN" in refused.value.detail


def test_an_acting_head_counts_on_his_days_only():
    umpamo = queries.agency_by_code("pemda:99.01")
    actions.override_authority(
        umpamo, role="sanctioning", title="Pjs. Bupati Umpamo", seat="head:pemda:99.01", valid_from=date(2024, 9, 25),
        valid_to=date(2024, 11, 24), basis="keputusan contoh",
    )  # fmt: skip
    assert title("umpamo:sd-9") == "Pjs. Bupati Umpamo"
    assert title("umpamo:sd-9", on=date(2024, 11, 24)) == "Bupati Umpamo"
    assert title("umpamo:sd-9", on=date(2024, 9, 24)) == "Bupati Umpamo"
    actions.load_demo()
    assert title("umpamo:sd-9") == "Pjs. Bupati Umpamo"


def test_an_override_needs_its_source():
    with pytest.raises(Invalid):
        actions.override_authority(
            queries.agency_by_code("pemda:99.01"),
            role="sanctioning",
            title="Pj",
            seat="x",
            valid_from=DAY,
            valid_to=None,
            basis=" ",
        )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("umpamo:sd-9", "umpamo:kesehatan", True),
        ("umpamo:sd-9", "pemda:99.01", True),
        ("umpamo:nagari-pasia", "umpamo:camat-koto", True),
        ("umpamo:sd-9", "misal:arsip", False),
        ("umpamo:sd-9", "pemda:99", False),
        ("umpamo:sd-9", "bawaslu-setjen", False),
        ("pemda:31.71", "pemda:31.72", True),
    ],
)
def test_same_authority_excludes_colleagues_and_only_them(one, other, same):
    a, b = queries.agency_by_code(one), queries.agency_by_code(other)
    assert queries.same_authority(a, b, DAY) is same
    assert queries.same_authority(b, a, DAY) is same


def test_search_finds_the_district_first_and_never_the_neighbour(nagari, settings):
    import dataclasses

    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=True)
    found = [agency.code for agency in queries.search_agencies("dinas", nagari)]
    assert "umpamo:kesehatan" in found
    assert "misal:arsip" not in found
    assert queries.search_agencies("umpamo", nagari)[0].code == "pemda:99.01"
    assert queries.search_agencies("di", nagari) == []


def test_search_leaves_the_demonstration_out_of_production(settings):
    import dataclasses

    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=False)
    assert queries.search_agencies("contoh") == []
    assert [agency.code for agency in queries.search_agencies("kabupaten agam")] == ["pemda:13.06"]
