"""Which tracks an act may take on its day: ethics or discipline, the crime beside, the village, or none."""

from __future__ import annotations

from datetime import date

import pytest

from saksama.kernel.errors import NoRule
from saksama.law import book
from saksama.law.applicable import Chain, Kind, Track, grades, tracks
from saksama.law.classification_articles import numbering

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


# ---- who acted, above whom, before whom ------------------------------------------------------------------------------


def test_a_lurah_is_a_civil_servant_and_a_wali_nagari_is_not() -> None:
    ward, village = ways("DS-04", "calon", status="lurah"), ways("DS-04", "calon", status="village_head")

    assert ward["DS-04"].track is Kind.DISCIPLINE and "Lurah adalah ASN" in ward["DS-04"].doubt_id
    assert set(village) == {"OA-01", "PD-01"}
    assert village["OA-01"].forum == "FO-REGENT"


def test_mk_136_2024__the_police_fall_under_the_crime_from_the_day_of_the_judgment() -> None:
    assert "PD-01" not in ways("DS-12", "calon", status="police", on=date(2024, 11, 13))
    assert "PD-01" in ways("DS-12", "calon", status="police", on=date(2024, 11, 14))


def test_dkpp__an_organiser_goes_to_the_council_and_no_sanction_for_civil_servants_is_named() -> None:
    (track,) = ways("kampanye", "calon", status="organiser").values()

    assert (track.violation, track.forum, track.sanctions) == ("OA-04", "FO-DKPP", ())


def test_ds_17__mk_41_2014_who_stands_himself_is_asked_whether_he_resigned() -> None:
    before = ways("KE-01", "bakal_calon", on=date(2024, 8, 20), status="candidate_asn")
    after = ways("KE-01", "calon", status="candidate_asn")

    assert set(before) == {"KE-01", "DS-03"}
    assert set(after) == {"DS-01", "DS-17"}
    assert [one.id for one in after["DS-17"].questions] == ["QU-RESIGNED"]


def test_pd_02__uu_10_2016_71_2_the_ban_on_replacing_officials_is_the_regional_heads() -> None:
    head = ways("mutasi", "none", status="regional_head", on=date(2024, 3, 22))

    assert set(head) == {"PD-02"}
    assert [one.id for one in head["PD-02"].questions] == ["QU-WINDOW"]
    assert tracks("medsos", "calon", DAY, "regional_head")[0].refused


def test_pp_42_2004_16__where_the_secretary_is_reported_the_ethics_panel_is_one_level_up() -> None:
    (track,) = tracks("KE-03", "bakal_calon", date(2024, 8, 20), "pns", regime="pilkada", chain=Chain(secretary=True))

    assert (track.forum, track.above) == ("FO-ETHICS-UP", ("UP-SEKDA",))
    assert track.addressee == "personnel_authority"
    assert track.needs_check


@pytest.mark.parametrize(("conflict", "rule"), [("yes", "UP-CONFLICT"), ("unknown", "UP-ASK"), ("no", ""), ("", "")])
def test_a_conflict_of_interest_leaves_the_addressee_and_adds_a_proposal(conflict: str, rule: str) -> None:
    found = {one.violation: one for one in tracks("DS-04", "calon", DAY, "pns", regime="pilkada", chain=Chain(conflict=conflict))}

    assert found["DS-04"].above == ((rule,) if rule else ())
    assert found["DS-04"].addressee == "personnel_authority"
    assert found["PD-01"].above == ()


@pytest.mark.parametrize(("sent", "body"), [(date(2024, 9, 3), "KASN"), (date(2024, 9, 4), "BKN"), (date(2024, 9, 11), "BKN")])
def test_se_panrb_4_2024__the_overseer_is_the_one_of_the_day_it_is_sent(sent: date, body: str) -> None:
    (track,) = tracks("KE-05", "bakal_calon", date(2024, 8, 28), "pns", regime="pilkada", sent=sent)

    assert track.addressee_id == f"Pejabat Pembina Kepegawaian (PPK), lewat {body}"


def test_pp_79_2021__dismissal_is_appealed_and_the_rest_objected_to() -> None:
    heavy, dismissal = ways("DS-04", "calon")["DS-04"], ways("DS-05", "party")["DS-05"]

    assert len(heavy.remedies) == 2
    assert [words[0][:13] for words in dismissal.remedies] == ["banding ke BP"]
    assert ways("KE-03", "bakal_calon", on=date(2024, 8, 20))["KE-03"].remedies == ()


def test_s_pppk__pp_49_2018_the_levels_of_a_pns_are_not_his_range() -> None:
    track = ways("DS-04", "calon", status="pppk")["DS-04"]

    assert track.sanctions == ("S-PPPK",)
    assert "belum diketahui" in track.doubt_id


# ---- exceptions, numberings, refusals --------------------------------------------------------------------------------


def test_ex_01__se_panrb_18_2023_a_spouse_on_unpaid_leave_is_a_question_and_no_acquittal() -> None:
    track = ways("DS-04", "calon")["DS-04"]
    asked = {one.exception: one for one in track.questions}

    assert set(asked) == {"EX-01", "EX-02"}
    assert asked["EX-02"].needs_check
    assert track.track is Kind.DISCIPLINE and track.sanctions


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("ps. 5 huruf n angka 6", "DS-08"),
        ("PP 94/2021 ps. 14 huruf i angka 4", "DS-08"),
        ("5n7", "DS-11"),
        ("14i5", "DS-11"),
        ("14i1", "DS-15"),
        ("5n1", "DS-13"),
    ],
)
def test_pp_94_2021__both_numberings_find_the_same_act(text: str, act: str) -> None:
    standing = "bakal_calon" if act == "DS-11" else "calon"

    assert act in ways(text, standing, on=date(2024, 8, 20) if act == "DS-11" else DAY)


def test_pp_94_2021_14_i__the_second_number_is_the_first_less_two_in_every_entry() -> None:
    for versions in book().entries["violations"].values():
        for entry in versions:
            points = numbering(entry)
            assert points.heavy == tuple(point - 2 for point in points.prohibition if point > 2), entry.id
    assert "angka 6 sama dengan ps. 14 huruf i angka 4" in ways("DS-08", "calon")["DS-08"].numbering_id
    assert "tidak tercantum di ps. 14" in ways("DS-13", "calon")["DS-13"].numbering_id


def test_skb_2020__a_day_whose_list_is_not_held_is_refused_with_the_texts_of_that_day() -> None:
    (track,) = tracks("KE-04", "calon", date(2020, 11, 2), "pns", regime="pilkada")

    assert track.refused
    for text in ("PP 53/2010", "PP 42/2004", "SKB 10 September 2020"):
        assert text in track.reason_id
    assert "22 September 2022" not in track.reason_id


@pytest.mark.parametrize(("helped", "actor"), [("calonn", "pns"), ("calon", "pnss")])
def test_unknown_words_are_refused_and_not_read_as_something_else(helped: str, actor: str) -> None:
    with pytest.raises(NoRule) as refused:
        tracks("KE-03", helped, DAY, actor)

    assert "Pilih salah satu" in refused.value.detail
