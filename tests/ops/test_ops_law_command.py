"""`saksama law`: a lawyer's and a programmer's questions, answered or refused in a sentence."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest

from saksama.ops import cli

pytestmark = pytest.mark.one_engine


@pytest.fixture(autouse=True)
def _mask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def answered(capsys, *words: str) -> str:
    """Standard output of a command that was carried out."""
    assert cli.main(["law", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def refused(capsys, *words: str) -> str:
    """The sentence of a refusal: exit status 2, no answer, one line."""
    try:
        status = cli.main(["law", *words])
    except SystemExit as exit_:
        status = exit_.code
    said = capsys.readouterr()
    assert (status, said.out) == (2, ""), said
    assert len(said.err.splitlines()) == 1
    return said.err


def due(*more: str, clock: str = "PK-05", event: str = "2024-11-01T15:30+07:00") -> list[str]:
    return ["due", "--clock", clock, "--event", event, *more]


# ---- due -------------------------------------------------------------------------------------------------------------


def test_both_readings_are_told_each_with_its_own_reason(capsys):
    found = json.loads(answered(capsys, *due("--json")))
    assert (found["due_early"], found["due_late"]) == ("2024-11-03T23:59:59+07:00", "2024-11-04T23:59:59+07:00")
    assert [one["due"] for one in found["readings"]] == [found["due_early"], found["due_late"]]
    assert "hari itu hari pertama" in found["readings"][0]["reason_id"]
    assert "the day after it is day 1" in found["readings"][1]["reason_en"]
    assert (found["settled"], found["clock"]["needs_check"]) == (False, True)


def test_the_reason_stands_in_both_languages_with_the_article(capsys):
    text = answered(capsys, *due())
    assert "Counted from Friday, 1 November 2024 (report registered)" in text
    assert "Dihitung sejak Jumat, 1 November 2024 (laporan diregistrasi)" in text
    assert "UU 1/2015 ps. 134(5)-(6)" in text
    assert "To be checked by a lawyer." in text


def test_the_region_gives_the_zone_and_the_day_on_its_wall(capsys):
    late_in_padang = "2024-11-01T22:30+07:00"
    in_padang = json.loads(answered(capsys, *due("--region", "13.71", "--json", event=late_in_padang)))
    assert (in_padang["timezone"], in_padang["due_late"]) == ("WIB", "2024-11-04T23:59:59+07:00")
    in_jayapura = json.loads(answered(capsys, *due("--region", "91.71", "--json", event=late_in_padang)))
    assert (in_jayapura["timezone"], in_jayapura["due_late"]) == ("WIT", "2024-11-05T23:59:59+09:00")


def test_without_a_region_the_offset_of_the_moment_gives_the_zone(capsys):
    assert json.loads(answered(capsys, *due("--json", event="2024-11-01T15:30+08:00")))["timezone"] == "WITA"
    assert json.loads(answered(capsys, *due("--json", event="2024-11-01T20:30Z")))["due_late"][:10] == "2024-11-05"


def test_holidays_that_were_passed_over_are_named(capsys):
    found = json.loads(answered(capsys, *due("--json", clock="SAK-REPLY", event="2024-04-05")))
    assert {"day": "2024-04-15", "id": "Cuti Bersama Hari Raya Idul Fitri", "en": "Eid al-Fitr Joint Holiday"} in found["skipped"]
    assert found["warnings"] == []


def test_a_year_without_decree_is_warned_of(capsys):
    found = json.loads(answered(capsys, *due("--json", clock="BK-03", event="2027-03-01")))
    assert [(one["code"], one["year"]) for one in found["warnings"]] == [("holidays_estimated", 2027)]
    assert "Warning: Holidays of 2027 are still an estimate." in answered(capsys, *due(clock="BK-03", event="2027-03-01"))


def test_calendar_days_need_no_warning_where_no_holiday_can_move_them(capsys):
    assert json.loads(answered(capsys, *due("--json", event="2027-03-01")))["warnings"] == []


def test_an_extension_moves_the_limit(capsys):
    found = json.loads(answered(capsys, *due("--json", "--extended", "2024-11-02T09:00+07:00")))
    assert found["due_late"][:10] == "2024-11-06"
    open_ = due("--json", "--extended", "2024-10-22T09:00+07:00=3", clock="SAK-REPLY", event="2024-10-21")
    assert json.loads(answered(capsys, *open_))["due_late"][:10] == "2024-10-31"


def test_a_window_counted_backwards_begins_with_its_day(capsys):
    found = json.loads(answered(capsys, *due("--json", clock="PK-08", event="2024-09-22")))
    assert (found["due_early"], found["clock"]["count"]) == ("2024-03-22T00:00:00+07:00", -6)
    assert "Dihitung mundur dari Minggu, 22 September 2024" in found["why_id"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (due(clock="NO-SUCH"), "hold no NO-SUCH"),
        (due(clock="BK-03", event="2020-10-05"), "not in force on 2020-10-05"),
        (due(clock="BK-04"), "no number of days"),
        (due(clock="BK-03", event="2027-12-27"), "Working days of 2028 cannot be counted"),
        (due(event="2024-11-01T15:30"), "does not say its zone"),
        (due(event="2024-11-31"), "not a date of the calendar"),
        (due(event="2024-11-01T25:30+07:00"), "not a moment of the calendar"),
        (due(event="20241101"), "not a date of the calendar"),
        (due(event="9999-12-31"), "from 1901 to 2099"),
        (due(event=""), "not a date of the calendar"),
        (due("--region", "13.99"), "no region '13.99'"),
        (due("--region", "99"), "no region '99'"),
        (due("--region", "../etc"), "no region"),
        (due("--region", "13.71", "--timezone", "WIT"), "Kota Padang lies in WIB"),
        (due("--timezone", "UTC"), "invalid choice"),
        (due("--extended", "2024-10-31T10:00+07:00"), "cannot have come in this order"),
        (due("--extended", "2024-11-02"), "an extension needs its moment"),
        (due("--extended", "2024-11-02T10:00+07:00=2"), "leave =2 out"),
        (due("--extended", "2024-10-08T10:00+07:00", clock="BK-03", event="2024-10-07"), "No rule was found that extends BK-03"),
        (due("--extended", "2024-10-22T10:00+07:00", clock="SAK-REPLY", event="2024-10-21"), "by the days granted"),
        (["due", "--clock", "PK-05"], "--event"),
        (["due", "--event", "2024-11-01"], "--clock"),
    ],
)
def test_a_limit_that_cannot_be_counted_is_refused_with_the_reason(capsys, words, said):
    assert said in refused(capsys, *words)


# ---- classify --------------------------------------------------------------------------------------------------------


def classify(act: str = "DS-04", helped: str = "calon", on: str = "2024-10-07", actor: str = "pns", *more: str) -> list[str]:
    return ["classify", "--act", act, "--helped", helped, "--on", on, "--actor", actor, *more]


def test_the_same_act_leads_elsewhere_before_and_after_candidates_are_determined(capsys):
    after = json.loads(answered(capsys, *classify("DS-04", "calon", "2024-10-07", "pns", "--json")))["tracks"]
    before = json.loads(answered(capsys, *classify("DS-04", "bakal_calon", "2024-09-07", "pns", "--json")))["tracks"]
    assert ("discipline", "DS-04") in [(one["track"], one["violation"]) for one in after]
    assert ("ethics", "KE-03") in [(one["track"], one["violation"]) for one in before]
    assert "discipline" not in [one["track"] for one in before]


def test_several_tracks_at_once_are_all_told(capsys):
    found = json.loads(answered(capsys, *classify("DS-04", "calon", "2024-10-07", "pns", "--json")))["tracks"]
    assert {"discipline", "criminal"} <= {one["track"] for one in found}


def test_a_wali_nagari_is_handed_over_and_a_lurah_is_not(capsys):
    nagari = json.loads(answered(capsys, *classify("desa", "calon", "2024-10-07", "wali_nagari", "--json")))["tracks"]
    lurah = json.loads(answered(capsys, *classify("DS-04", "calon", "2024-10-07", "lurah", "--json")))["tracks"]
    assert "discipline" not in [one["track"] for one in nagari]
    assert "discipline" in [one["track"] for one in lurah]


def test_in_words_it_is_called_a_suggestion(capsys):
    assert "a person decides" in answered(capsys, *classify())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (classify(act="dance"), "know no act 'dance'"),
        (classify(helped="winner"), "invalid choice"),
        (classify(actor="minister"), "invalid choice"),
        (classify(on="yesterday"), "not a date"),
        (["classify", "--act", "DS-04"], "--helped"),
    ],
)
def test_an_act_that_cannot_be_classified_is_refused(capsys, words, said):
    assert said in refused(capsys, *words)


def test_an_act_before_any_rule_has_no_track_and_says_so(capsys):
    found = json.loads(answered(capsys, *classify("DS-04", "calon", "1999-10-07", "pns", "--json")))["tracks"]
    assert [one["track"] for one in found] == ["none"]
    assert "1999" in found[0]["reason_id"]


# ---- on --------------------------------------------------------------------------------------------------------------


def test_the_rules_of_a_day_are_those_in_force_then(capsys):
    then = {one["id"] for one in json.loads(answered(capsys, "on", "2020-10-07", "--json"))["rules"] if one["kind"] == "clocks"}
    later = {one["id"] for one in json.loads(answered(capsys, "on", "2024-10-07", "--json"))["rules"] if one["kind"] == "clocks"}
    assert "BK-03" not in then and "PK-05" in then
    assert then < later


def test_rules_are_listed_with_article_and_mark(capsys):
    line = next(line for line in answered(capsys, "on", "2024-10-07").splitlines() if "PK-02" in line)
    assert "Perbawaslu 8/2020" in line and "to be checked" in line


@pytest.mark.parametrize(
    ("day", "said"), [("1901-01-01", "no rule in force"), ("2024-02-30", "not a date"), ("7/10/2024", "not a date")]
)
def test_a_day_without_law_is_refused(capsys, day, said):
    assert said in refused(capsys, "on", day)


# ---- the dispatcher --------------------------------------------------------------------------------------------------


def test_every_part_has_its_help(capsys):
    for words in ([], ["due"], ["classify"], ["on"], ["ics"], ["check"], ["use"], ["copy"]):
        with pytest.raises(SystemExit) as done:
            cli.main(["law", *words, "--help"])
        assert done.value.code == 0
        assert "usage" in capsys.readouterr().out


def test_without_a_part_help_is_pointed_to(capsys):
    assert "--help" in refused(capsys)
