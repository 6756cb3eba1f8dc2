"""One test a rule, named after its article: what a lawyer would look up in it. By hand from the sources, not from the data.

A row that fails means that the rule base no longer says what its article says. `test_no_rule_is_without_its_test` counts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from tests.law.articles_elections import CALENDAR, ELECTIONS, WINDOWS
from tests.law.articles_norms import NORMS
from tests.law.articles_said import SAYS
from tests.law.articles_violations import PAIRS, PENALTIES, VIOLATIONS

from saksama import law
from saksama.law.calendar import Unit
from saksama.law.records import record
from saksama.law.rule import Confidence, Duty, FirstDay

CAL, WORK, HOUR, MONTH = Unit.CALENDAR_DAY, Unit.WORKING_DAY, Unit.HOUR, Unit.MONTH
EITHER = (FirstDay.AFTER, FirstDay.SAME)
NEXT = (FirstDay.AFTER,)


def rows(table: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Return the rows as test cases named `article rule`; the first two columns are the article and the id."""
    return [pytest.param(*row[1:], id=f"{row[0]} {row[1]}") for row in table]


# ---- time limits: article, id, how much, units, which day is day 1, who is bound, kind -----------------------------

CLOCKS: list[tuple[Any, ...]] = [
    ("UU 1/2015 ps. 134(4)", "PK-01", 7, (CAL,), EITHER, "reporter", Duty.RIGHT),
    ("Perbawaslu 8/2020", "PK-02", 2, (CAL,), EITHER, "bawaslu", Duty.DUTY),
    ("Perbawaslu 8/2020", "PK-03", 2, (CAL,), EITHER, "reporter", Duty.RIGHT),
    ("Perbawaslu 8/2020", "PK-04", 1, (CAL,), EITHER, "bawaslu", Duty.DUTY),
    ("UU 1/2015 ps. 134(5)-(6)", "PK-05", 3, (CAL,), EITHER, "bawaslu", Duty.DUTY),
    ("Perbawaslu 8/2020 jo. 9/2024", "PK-06", None, None, NEXT, "bawaslu", Duty.STANDARD),
    ("UU 1/2015 ps. 134(4)", "PK-07", 7, (CAL,), EITHER, "bawaslu", Duty.DUTY),
    ("UU 10/2016 ps. 71(2)", "PK-08", -6, (MONTH,), NEXT, "regional_head", Duty.DUTY),
    ("UU 7/2017 ps. 454(6)", "PU-01", 7, (WORK,), EITHER, "reporter", Duty.RIGHT),
    ("UU 7/2017 ps. 454(5)", "PU-02", 7, (WORK, CAL), EITHER, "bawaslu", Duty.DUTY),
    ("Perbawaslu 7/2022 ps. 15(1)", "PU-03", 2, (WORK, CAL), EITHER, "bawaslu", Duty.DUTY),
    ("Perbawaslu 7/2022", "PU-04", 2, (WORK, CAL), EITHER, "reporter", Duty.RIGHT),
    ("UU 7/2017 ps. 454(7)-(8)", "PU-05", 7, (WORK, CAL), EITHER, "bawaslu", Duty.DUTY),
    ("Alur SBT", "BK-01", 7, (CAL, WORK), EITHER, "task_force", Duty.DUTY),
    ("Alur SBT", "BK-02", 3, (WORK,), EITHER, "bawaslu", Duty.DUTY),
    ("Perpres 116/2022", "BK-03", 14, (WORK,), EITHER, "personnel_authority", Duty.DUTY),
    ("Keterangan BKN", "BK-04", None, (WORK,), NEXT, "personnel_authority", Duty.DUTY),
    ("PP 94/2021 ps. 26", "DP-01", 7, (WORK,), EITHER, "direct_superior", Duty.DUTY),
    ("PP 94/2021 ps. 26", "DP-02", 7, (WORK,), EITHER, "direct_superior", Duty.DUTY),
    ("PP 94/2021 ps. 39", "DP-03", 14, (WORK,), EITHER, "deciding_official", Duty.DUTY),
    ("PP 94/2021", "DP-04", 15, (WORK,), EITHER, "nobody", Duty.STANDARD),
    ("PP 79/2021", "DP-05", 14, (WORK,), EITHER, "accused", Duty.RIGHT),
    ("PP 79/2021", "DP-06", 21, (WORK,), EITHER, "superior_of_deciding_official", Duty.DUTY),
    ("PP 79/2021 ps. 11(3)", "DP-07", 14, (WORK,), EITHER, "accused", Duty.RIGHT),
    ("PP 79/2021 ps. 13", "DP-08", 21, (WORK,), EITHER, "personnel_authority", Duty.DUTY),
    ("PP 79/2021 ps. 16", "DP-09", 65, (WORK,), EITHER, "bpasn", Duty.DUTY),
    ("Perbawaslu 5/2020", "GK-01", 24, (HOUR,), NEXT, "gakkumdu", Duty.DUTY),
    ("UU 27/2022 ps. 46", "PD-BREACH", 72, (HOUR,), NEXT, "data_controller", Duty.DUTY),
    ("Saksama", "SAK-REPLY", 5, (WORK,), NEXT, "accused", Duty.RIGHT),
    ("Saksama", "SAK-EXON", 24, (HOUR,), NEXT, "bawaslu", Duty.STANDARD),
    ("Saksama", "SAK-TIP", 1, (WORK,), NEXT, "bawaslu", Duty.STANDARD),
]


@pytest.mark.parametrize(("clock", "count", "units", "first", "actor", "kind"), rows(CLOCKS))
def test_limit_unit_first_day_and_whose_it_is(
    clock: str, count: int | None, units: tuple[Unit, ...] | None, first: tuple[FirstDay, ...], actor: str, kind: Duty
) -> None:
    rule = law.book().clock(clock)

    assert (rule.count, rule.first_days, rule.actor, rule.kind) == (count, first, actor, kind)
    assert units is None or rule.units == units


RECALLED_CLOCKS = ("PK-02", "PK-03", "PK-04", "PU-04", "DP-04", "DP-05", "DP-06", "GK-01")


@pytest.mark.parametrize("clock", RECALLED_CLOCKS)
def test_a_limit_that_was_only_remembered_says_so(clock: str) -> None:
    assert law.book().clock(clock).confidence is Confidence.RECALLED


def test_uu_1_2015_134_6_two_days_are_added_for_statements() -> None:
    more = law.book().clock("PK-05").extension

    assert more is not None
    assert (more.count, more.unit, more.from_start) == (2, CAL, False)


def test_uu_7_2017_454_8_fourteen_working_days_run_from_registration_not_seven_and_fourteen() -> None:
    more = law.book().clock("PU-05").extension

    assert more is not None
    assert (more.count, more.unit, more.from_start) == (14, WORK, True)


def test_perbawaslu_9_2024_the_desk_closes_at_four_and_on_fridays_at_half_past_four() -> None:
    hours = {day: f"{closing:%H.%M}" for day, closing in law.book().clock("PK-06").desk_hours.items()}

    assert hours == {0: "16.00", 1: "16.00", 2: "16.00", 3: "16.00", 4: "16.30"}


def test_uu_27_2022_46_a_breach_is_told_in_writing_what_when_and_how() -> None:
    told = record(law.book(), "clocks", "PD-BREACH").text_id

    assert "72 jam" in told
    assert "Tertulis" in told and "apa, kapan, bagaimana" in told


# ---- violations: article, id, track, whom it helps, class, sanctions, to whom it goes ------------------------------


@pytest.mark.parametrize(("violation", "track", "helped", "of_class", "sanctions", "addressee"), rows(VIOLATIONS))
def test_track_class_sanctions_and_addressee(
    violation: str, track: str, helped: str, of_class: str, sanctions: tuple[str, ...], addressee: str
) -> None:
    rule = law.book().violation(violation)

    assert (rule.track, rule.helped, rule.sanction_class) == (track, helped, of_class)
    assert (rule.sanctions, rule.addressee) == (sanctions, addressee)


@pytest.mark.parametrize(("crime", "penalty"), rows(PENALTIES))
def test_the_penalty_of_a_crime(crime: str, penalty: str) -> None:
    assert law.book().violation(crime).penalty_id.startswith(penalty)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_skb_2022_the_determination_turns_one_act_into_the_other(before: str, after: str) -> None:
    one, other = law.book().violation(before), law.book().violation(after)

    assert (one.helped, other.helped) == ("bakal_calon", "calon")
    assert (one.pair, other.pair) == (after, before)


@pytest.mark.parametrize("violation", ["DS-04", "DS-08", "DS-12", "DS-15", "DS-16"])
def test_uu_10_2016_71_1_an_official_may_be_criminal_beside_it(violation: str) -> None:
    assert "PD-01" in law.book().violation(violation).possible_crime


def test_skb_2022_presence_and_support_are_two_elements() -> None:
    assert law.book().violation("KE-03").elements == ("presence", "active_support")
    assert law.book().violation("DS-04").elements == ("presence", "partisan_support")


def test_skb_2022_every_way_of_joining_in_online_is_named() -> None:
    for violation in ("KE-04", "DS-06"):
        assert law.book().violation(violation).acts == ("post", "comment", "share", "like", "join_group", "follow")


def test_uu_5_2014_87_4_c_party_membership_ends_in_dismissal_before_any_joint_decree() -> None:
    rule = law.book().violation("DS-05", date(2020, 11, 1))

    assert (rule.citation, rule.sanctions, rule.valid_to) == ("UU 5/2014 ps. 87(4) huruf c", ("S-PTDH",), date(2022, 9, 21))


def test_skb_2022_two_readings_of_the_campaign_team_are_both_kept() -> None:
    for violation in ("DS-09", "DS-10"):
        doubts = " ".join(record(law.book(), "violations", violation).doubts_id)
        assert "Sedang sebelum penetapan, berat sesudahnya" in doubts
        assert "Berat sebelum dan sesudah penetapan" in doubts


# ---- sanctions: article, id, class, months, percent, last step -----------------------------------------------------

SANCTIONS: list[tuple[Any, ...]] = [
    ("PP 42/2004 ps. 15", "S-MOR-1", "moral", 0, 0, False),
    ("PP 42/2004 ps. 15", "S-MOR-2", "moral", 0, 0, False),
    ("PP 94/2021 ps. 8", "S-RIN-1", "light", 0, 0, False),
    ("PP 94/2021 ps. 8", "S-RIN-2", "light", 0, 0, False),
    ("PP 94/2021 ps. 8", "S-RIN-3", "light", 0, 0, False),
    ("PP 94/2021 ps. 8", "S-SED-1", "medium", 6, 25, False),
    ("PP 94/2021 ps. 8", "S-SED-2", "medium", 9, 25, False),
    ("PP 94/2021 ps. 8", "S-SED-3", "medium", 12, 25, False),
    ("PP 53/2010 ps. 7(3)", "S-SED-T", "medium", 12, 0, False),
    ("PP 94/2021 ps. 8", "S-BER-1", "heavy", 12, 0, False),
    ("PP 94/2021 ps. 8", "S-BER-2", "heavy", 12, 0, False),
    ("PP 94/2021 ps. 8", "S-BER-3", "heavy", 0, 0, True),
    ("UU 20/2023 ps. 52(4)", "S-PTDH", "dismissal", 0, 0, True),
    ("PP 49/2018", "S-PPPK", "pppk", 0, 0, True),
    ("Perpres 116/2022", "C-1", "control", 0, 0, False),
    ("Perpres 116/2022", "C-2", "control", 0, 0, False),
    ("Perpres 116/2022 ps. 20(4)", "C-3", "control", 0, 0, False),
    ("Perpres 116/2022", "C-4", "control", 0, 0, False),
    ("UU 5/2014 ps. 33", "C-5", "control", 0, 0, False),
    ("PP 94/2021 ps. 28", "C-6", "control", 0, 0, False),
]


@pytest.mark.parametrize(("sanction", "of_class", "months", "percent", "ends"), rows(SANCTIONS))
def test_class_length_and_size(sanction: str, of_class: str, months: int, percent: int, ends: bool) -> None:
    rule = law.book().sanction(sanction)

    assert (rule.get("class"), rule.get("months", 0), rule.get("percent", 0), rule.get("terminal", False)) == (
        of_class,
        months,
        percent,
        ends,
    )


ACTORS = {"C-1": "bkn", "C-2": "bkn", "C-3": "bkn", "C-4": "bkn", "C-5": "president_or_minister", "C-6": "deciding_official"}


@pytest.mark.parametrize("measure", ACTORS)
def test_perpres_116_2022_who_controls_a_personnel_authority_that_does_not_act(measure: str) -> None:
    assert law.book().sanction(measure).actor == ACTORS[measure]


def test_pp_94_2021_transition_the_older_medium_forms_last_until_the_pay_rules_apply() -> None:
    told = record(law.book(), "sanctions", "S-SED-T")

    assert "sampai aturan tunjangan kinerja" in told.text_id
    assert told.needs_check


def test_uu_5_2014_33_the_road_to_the_president_ended_with_the_commission() -> None:
    assert law.book().sanction("C-5").valid_to == date(2024, 9, 4)


# ---- conditions of a report ----------------------------------------------------------------------------------------

REQUIREMENTS: list[tuple[Any, ...]] = [
    ("UU 1/2015 ps. 134(3)", "RQ-PK-1", "formal", "reporter_identity", ("pilkada",)),
    ("UU 1/2015 ps. 134(3)", "RQ-PK-2", "formal", "accused", ("pilkada",)),
    ("UU 1/2015 ps. 134(4)", "RQ-PK-3", "formal", "time_limit", ("pilkada",)),
    ("UU 1/2015 ps. 134(3)", "RQ-PK-4", "material", "time_place", ("pilkada",)),
    ("UU 1/2015 ps. 134(3)", "RQ-PK-5", "material", "description", ("pilkada",)),
    ("Perbawaslu 8/2020", "RQ-PK-6", "material", "evidence", ("pilkada",)),
    ("UU 7/2017 ps. 454(4)", "RQ-PU-1", "formal", "reporter_identity", ("pemilu",)),
    ("UU 7/2017 ps. 454(4)", "RQ-PU-2", "formal", "accused", ("pemilu",)),
    ("UU 7/2017 ps. 454(6)", "RQ-PU-3", "formal", "time_limit", ("pemilu",)),
    ("Perbawaslu 7/2022 ps. 15(4)", "RQ-PU-4", "material", "time_place", ("pemilu",)),
    ("Perbawaslu 7/2022 ps. 15(4)", "RQ-PU-5", "material", "description", ("pemilu",)),
    ("Perbawaslu 7/2022 ps. 15(4)", "RQ-PU-6", "material", "evidence", ("pemilu",)),
    ("UU 1/2015 ps. 134(2)", "RQ-PK-WHO", "standing", "standing", ("pilkada",)),
    ("UU 7/2017 ps. 454(3)", "RQ-PU-WHO", "standing", "standing", ("pemilu",)),
    ("Perbawaslu 8/2020 jo. 9/2024", "RQ-PK-SIGN", "formal", "signature", ("pilkada",)),
    ("UU 14/2008 ps. 17 huruf a", "RQ-CONF", "confidentiality", "identity_excepted", ("pilkada", "pemilu")),
]


@pytest.mark.parametrize(("condition", "kind", "key", "regimes"), rows(REQUIREMENTS))
def test_what_makes_a_report_a_formal_one(condition: str, kind: str, key: str, regimes: tuple[str, ...]) -> None:
    rule = law.book().requirement(condition)

    assert (rule.data["kind"], rule.key, rule.regimes) == (kind, key, regimes)


# ---- regimes: article, id, unit of days, clocks, from, to ----------------------------------------------------------

REGIMES: list[tuple[Any, ...]] = [
    ("UU 1/2015 ps. 134", "pilkada", "calendar_day", [f"PK-0{n}" for n in range(1, 9)], "2020-10-01", None),
    ("UU 7/2017 ps. 454-455", "pemilu", "working_day", [f"PU-0{n}" for n in range(1, 6)], "2022-10-01", None),
    ("SE Menteri PANRB 4/2024", "bkn_sbt", "mixed", [f"BK-0{n}" for n in range(1, 5)], "2024-09-04", None),
    ("UU 5/2014 ps. 30-35", "kasn_era", "working_day", [], "2014-01-15", "2024-09-03"),
    ("PP 94/2021", "disiplin_pns", "working_day", [f"DP-0{n}" for n in range(1, 5)], "2021-08-31", None),
    ("PP 79/2021", "upaya_administratif", "working_day", [f"DP-0{n}" for n in range(5, 10)], "2021-08-10", None),
    ("PP 42/2004 ps. 15-18", "kode_etik", "none", [], "2004-10-18", None),
    ("UU 27/2022 ps. 46", "pdp", "hour", ["PD-BREACH"], "2022-10-17", None),
    ("Perbawaslu 5/2020", "gakkumdu", "mixed", ["GK-01"], "2020-10-01", None),
]


@pytest.mark.parametrize(("regime", "days", "clocks", "begins", "ends"), rows(REGIMES))
def test_unit_limits_and_validity_of_a_procedure(
    regime: str, days: str, clocks: list[str], begins: str, ends: str | None
) -> None:
    rule = law.book().entries["regimes"][regime][-1]

    assert (rule.days, list(rule.clocks)) == (days, clocks)
    assert (rule.valid_from, rule.valid_to) == (date.fromisoformat(begins), date.fromisoformat(ends) if ends else None)


def test_both_days_on_which_the_commission_is_said_to_have_stopped_are_kept() -> None:
    for kind, name in (("regimes", "kasn_era"), ("bodies", "kasn"), ("norms", "SE-PANRB-4-2024")):
        doubts = " ".join(record(law.book(), kind, name).doubts_id)
        assert "24 Agustus 2024" in doubts and "4 September 2024" in doubts, name


# ---- elections: source, id, stage by stage -------------------------------------------------------------------------


@pytest.mark.parametrize(("election", "regime", "determination", "stages"), rows(ELECTIONS))
def test_regime_determination_and_stages(
    election: str, regime: str, determination: str | None, stages: dict[str, tuple[str, str]]
) -> None:
    held = law.book().election(election)

    assert held.regime == regime
    assert held.determination == (date.fromisoformat(determination) if determination else None)
    for stage, (first, last) in stages.items():
        assert held.stages[stage] == (date.fromisoformat(first), date.fromisoformat(last)), stage
    assert bool(held.stages) == bool(stages)


def test_pkpu_3_2022_two_determinations_of_2023_for_legislatures_and_president() -> None:
    entry = law.book().entries["elections"]["pemilu-2024"][-1]

    assert dict(entry.determinations) == {"legislature": "2023-11-03", "president": "2023-11-13"}


@pytest.mark.parametrize("election", CALENDAR)
def test_the_kpus_schedule_is_held_whole(election: str) -> None:
    rows_held = law.book().entries["elections"][election][-1].calendar

    assert {(row["from"], row["to"]) for row in rows_held} == CALENDAR[election]


@pytest.mark.parametrize(("window", "opens", "determination"), rows(WINDOWS))
def test_the_ban_opens_six_months_before_the_determination(window: str, opens: str, determination: str) -> None:
    held = law.book().entries["windows"][window][-1]

    assert (held.opens, held.determination) == (opens, determination)
    assert "akhir masa jabatan" in held.closes_id


def test_uu_10_2016_71_2_the_window_of_2020_was_first_counted_from_january() -> None:
    before = law.book().entries["windows"]["larangan-mutasi-2020"][-1].before

    assert (before["opens"], before["determination"]) == ("2020-01-08", "2020-07-08")


# ---- what else the rule base says: source, id, words of its sentences in both languages ----------------------------

_SAYS = [(row[0], row[1], kind, *row[2:]) for kind, table in SAYS.items() for row in table]


@pytest.mark.parametrize(("rule", "kind", "in_id", "in_en"), rows(_SAYS))
def test_it_says_so_in_both_languages(rule: str, kind: str, in_id: str, in_en: str) -> None:
    told = record(law.book(), kind, rule)

    assert in_id.lower() in told.text_id.lower(), told.text_id
    assert in_en.lower() in told.text_en.lower(), told.text_en


# ---- norms: id, from, to, what it follows, as it is cited ----------------------------------------------------------


@pytest.mark.parametrize(("norm", "begins", "ends", "follows"), rows(NORMS))
def test_since_when_until_when_and_after_what(norm: str, begins: str, ends: str | None, follows: str) -> None:
    held = law.book().norm(norm)

    assert (held.valid_from, held.valid_to) == (date.fromisoformat(begins), date.fromisoformat(ends) if ends else None)
    assert held.get("follows") == follows


def test_skb_2022_all_five_numbers_are_kept_and_whether_it_still_holds_is_open() -> None:
    told = record(law.book(), "norms", "SKB-2022")

    for number in ("2/2022", "800-5474/2022", "246/2022", "30/2022", "1447.1/PM.01/K.1/09/2022"):
        assert number in told.text_id
    assert any("masih berlaku" in doubt.lower() for doubt in told.doubts_id)


def test_skb_2020_all_five_numbers_are_kept() -> None:
    for number in ("05/2020", "800-2836/2020", "167/KEP/2020", "6/SKB/KASN/9/2020", "0314"):
        assert number in law.book().norm("SKB-2020").citation


# ---- none without a test -------------------------------------------------------------------------------------------

TABLES: dict[str, Iterable[tuple[Any, ...]]] = {
    "clocks": CLOCKS,
    "violations": VIOLATIONS,
    "sanctions": SANCTIONS,
    "requirements": REQUIREMENTS,
    "regimes": REGIMES,
    "elections": ELECTIONS,
    "windows": WINDOWS,
    "norms": NORMS,
    **SAYS,
}
ELSEWHERE = {
    "situations": "test_law_situations",
    "categories": "test_law_data_words",
    "classification": "test_law_tracks_product",
}


def test_no_rule_is_without_its_test() -> None:
    book = law.book()
    held = {kind: set(found) for kind, found in book.entries.items()} | {"clocks": set(book.clocks)}
    own = {clock for clock, rules in book.clocks.items() if rules[-1].confidence is Confidence.OWN_RULE}

    for kind, found in held.items():
        if kind not in ELSEWHERE:
            tested = {row[1] for row in TABLES[kind]}
            assert tested <= found and found - tested <= own, (kind, found ^ tested)  # standards of our own: test_law_clock_rules
