"""Which tracks an act may take on its day: ethics or discipline, the crime beside, the village, or none."""

from __future__ import annotations

from datetime import date

import pytest

from saksama.kernel.errors import NoRule
from saksama.law.applicable import Kind, Track, grades, tracks

DAY = date(2024, 10, 19)


def ways(subject: str, helped: str, *, on: date = DAY, status: str = "pns", regime: str | None = "pilkada") -> dict[str, Track]:
    return {track.violation: track for track in tracks(subject, helped, on, status, regime=regime)}


def test_ke_03__pp_42_2004_11_c_the_act_is_ethics_while_the_one_helped_is_no_candidate() -> None:
    found = ways("KE-03", "bakal_calon", on=date(2024, 8, 20))

    assert set(found) == {"KE-03"}
    assert found["KE-03"].track is Kind.ETHICS
    assert found["KE-03"].sanctions == ("S-MOR-1", "S-MOR-2")


def test_ds_04__pp_94_2021_14_i_the_same_act_is_discipline_once_he_is_a_candidate() -> None:
    found = ways("KE-03", "calon")

    assert found["DS-04"].track is Kind.DISCIPLINE
    assert "Hukuman disiplin berat" in found["DS-04"].sanction_id
    assert "sudah menjadi calon pada hari itu" in found["DS-04"].reason_id
    assert "KE-03" not in found


def test_pd_01__uu_10_2016_71_1_the_crime_runs_beside_and_stops_nothing() -> None:
    crime = ways("DS-04", "calon")["PD-01"]

    assert (crime.track, crime.addressee) == (Kind.CRIMINAL, "gakkumdu")
    assert "tidak menghentikan jalur ASN" in crime.reason_id
    assert crime.needs_check


def test_pd_01__uu_10_2016_71_1_is_no_crime_of_a_national_election_nor_before_determination() -> None:
    assert "PD-01" not in ways("DS-12", "calon", on=date(2024, 1, 10), regime="pemilu")
    assert "PD-01" not in ways("DS-12", "bakal_calon", on=date(2024, 8, 20))


def test_ad_01__uu_7_2017_283_leaning_activities_are_a_breach_of_other_law_in_a_national_election() -> None:
    assert ways("AD-01", "calon", on=date(2024, 1, 10), regime="pemilu")["AD-01"].track is Kind.ADMINISTRATIVE
    assert "AD-01" not in ways("ajakan", "calon")


def test_ds_11__pp_94_2021_5_n_7_an_identity_card_for_an_independent_is_discipline_before_candidacy() -> None:
    assert ways("DS-11", "bakal_calon", on=date(2024, 5, 2))["DS-11"].track is Kind.DISCIPLINE


def test_skb_2022__where_the_standing_is_not_known_both_sides_are_listed() -> None:
    found = ways("KE-04", "")

    assert {"KE-04", "DS-06"} <= set(found)
    assert "Penetapan KPU menentukan jalurnya" in found["KE-04"].reason_id


def test_support_for_a_party_is_discipline_at_any_time() -> None:
    assert set(ways("DS-08", "party")) == {"DS-08"}
    assert set(ways("kampanye", "party")) == {"KE-07"}


@pytest.mark.parametrize(
    ("status", "entry", "addressee"),
    [
        ("village_head", "OA-01", "regent"),
        ("village_official", "OA-02", "village_head_through_camat"),
    ],
)
def test_oa_01__uu_6_2014_29_village_heads_go_the_way_of_the_village_law(status: str, entry: str, addressee: str) -> None:
    found = ways("kampanye", "calon", status=status)

    assert (found[entry].track, found[entry].addressee) == (Kind.VILLAGE, addressee)
    assert not any(track.track in (Kind.ETHICS, Kind.DISCIPLINE) for track in found.values())


@pytest.mark.parametrize(("status", "entry"), [("police", "OA-03"), ("armed_forces", "OA-03"), ("honorary", "OA-04")])
def test_oa_03__others_are_handed_over(status: str, entry: str) -> None:
    assert ways("kampanye", "calon", status=status)[entry].track is Kind.NONE


def test_s_pppk__pp_49_2018_a_contract_civil_servant_gets_the_open_mapping_and_a_mark() -> None:
    track = ways("DS-04", "calon", status="pppk")["DS-04"]

    assert "S-PPPK" in track.sanctions
    assert track.needs_check


def test_a_day_before_every_rule_gets_a_reason_and_no_article() -> None:
    (track,) = tracks("KE-03", "bakal_calon", date(2014, 3, 1), "pns")

    assert (track.track, track.article) == (Kind.NONE, "")
    assert "tidak memuat aturan" in track.reason_id


def test_something_else_asks_for_a_choice() -> None:
    (track,) = tracks("lain", "calon", DAY, "pns")

    assert track.track is Kind.NONE
    assert "pilih dari daftar" in track.reason_id


def test_an_unknown_subject_is_refused() -> None:
    with pytest.raises(NoRule):
        tracks("KE-99", "calon", DAY, "pns")


def test_grades_are_those_of_the_day() -> None:
    assert [grade.id for grade in grades("DS-04", DAY)] == ["S-BER-1", "S-BER-2", "S-BER-3"]
    assert grades("DS-05", date(2023, 1, 5))[0].citation == "UU 5/2014 ps. 87(4) huruf c"
