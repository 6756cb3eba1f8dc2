"""Ended limits stay as they were counted when they ended."""

from __future__ import annotations

from dataclasses import replace

from tests.law.acts import at, local
from tests.law.one_clock import RULE, ended, one

from saksama.law import keeping
from saksama.law.calendar import (
    zone,
)
from saksama.law.clocks import State
from saksama.law.rule import FirstDay


def test_an_ended_limit_comes_back_as_it_was() -> None:
    then = keeping.record([ended()], [], "r1")
    (now,) = keeping.kept([ended(replace(RULE, count=2))], then, zone("WIB"))

    assert ended(replace(RULE, count=2)).state is State.MISSED
    assert (now.state, local(now.due_late), now.release) == (State.MET, "2024-10-28 23.59", "r1")
    assert now.why_id == (
        "Tenggat ini sudah berakhir dan tetap seperti dihitung waktu itu: Senin, 28 Oktober 2024, pukul 23.59 WIB. "
        f"Menurut aturan dan kalender sekarang: Rabu, 23 Oktober 2024, pukul 23.59 WIB. Dasar: {RULE.citation}."
    )
    assert now.why_en == (
        "This limit has ended and stays as it was counted then: Monday, 28 October 2024, 23.59 WIB. "
        f"By today's rules and calendar: Wednesday, 23 October 2024, 23.59 WIB. Basis: {RULE.citation}."
    )
    assert (now.rule, now.version) == (RULE.id, RULE.version)


def test_an_ended_limit_that_missed_then_stays_missed() -> None:
    then = keeping.record([ended(replace(RULE, count=2))], [], "r1")
    (now,) = keeping.kept([ended()], then, zone("WIB"))

    assert (ended().state, now.state) == (State.MET, State.MISSED)


def test_an_ended_limit_that_would_not_move_keeps_its_own_reason() -> None:
    (now,) = keeping.kept([ended()], keeping.record([ended()], [], "r1"), zone("WIB"))

    assert (now.why_id, now.release) == (ended().why_id, "r1")


def test_a_limit_that_had_no_date_when_it_ended_gets_none_later() -> None:
    none = replace(ended(), due_early=None, due_late=None, rule="", version="")
    (now,) = keeping.kept([ended()], keeping.record([none], [], "r1"), zone("WIB"))

    assert (now.due_early, now.due_late, now.state) == (None, None, State.VOID)
    assert now.rule == ""
    assert "waktu itu: tidak ada tanggal. Menurut" in now.refused and "then: no date. By" in now.refused_en


def test_a_limit_that_today_has_no_date_keeps_the_one_it_had() -> None:
    today = replace(ended(), due_early=None, due_late=None, citation="", rule="")
    (now,) = keeping.kept([today], keeping.record([ended()], [], "r1"), zone("WIB"))

    assert (local(now.due_late), now.rule, now.state, now.refused) == ("2024-10-28 23.59", "SAK-REPLY", State.MET, "")
    assert now.why_id.endswith("Menurut aturan dan kalender sekarang: tidak ada tanggal.")
    assert now.why_en.endswith("By today's rules and calendar: no date.")


def test_an_ended_limit_is_met_up_to_its_last_second() -> None:
    late = ended().due_late
    then = keeping.record([ended(replace(RULE, count=9))], [], "r1")
    then[0]["due_late"] = ended().stopped_at.isoformat()  # type: ignore[union-attr]
    (now,) = keeping.kept([ended()], then, zone("WIB"))

    assert late is not None and now.state is State.MET


def test_what_is_recorded_is_plain_and_whole() -> None:
    assert keeping.record([ended()], [], "r1") == [
        {
            "subject": "c",
            "started_by": 1,
            "basis": "2024-10-21T02:00:00+00:00",
            "rule": "SAK-REPLY",
            "version": RULE.version,
            "due_early": "2024-10-28T23:59:59+07:00",
            "due_late": "2024-10-28T23:59:59+07:00",
            "release": "r1",
        }
    ]


def test_records_of_another_form_are_passed_over() -> None:
    assert keeping.kept([ended()], [{}, {"subject": "c", "started_by": "1"}], zone("WIB"))[0].release == ""


def test_a_corrected_start_is_another_limit_and_counted_anew() -> None:
    then = keeping.record([ended()], [], "r1")
    corrected = one(("go", "2024-10-22 09.00"), ("stop", "2024-10-24 09.00"), rule=replace(RULE, count=2))
    (now,) = keeping.kept([corrected], then, zone("WIB"))

    assert (local(now.due_late), now.release) == ("2024-10-24 23.59", "")


def test_only_ended_limits_are_recorded_each_once_and_the_first_record_stands() -> None:
    running = one(("go", "2024-10-21 09.00"))
    then = keeping.record([running, ended()], [], "r1")

    assert [record["subject"] for record in then] == ["c"]
    assert keeping.record([ended()], then, "r2") == []
    later = [{**then[0], "due_late": at("2030-01-01 00.00").isoformat()}]
    assert local(keeping.kept([ended()], [*then, *later], zone("WIB"))[0].due_late) == "2024-10-28 23.59"
    assert keeping.kept([running], then, zone("WIB")) == (running,)


def test_a_voided_limit_stays_void() -> None:
    rows = (("go", "2024-10-21 09.00"), ("void", "2024-10-22 09.00"))
    then = keeping.record([one(*rows)], [], "r1")
    (now,) = keeping.kept([one(*rows, rule=replace(RULE, count=2))], then, zone("WIB"))

    assert (now.state, local(now.due_late)) == (State.VOID, "2024-10-28 23.59")


def test_a_kept_limit_is_recorded_again_under_its_own_release() -> None:
    (kept,) = keeping.kept([ended()], keeping.record([ended()], [], "r1"), zone("WIB"))

    assert keeping.record([kept], [], "r2")[0]["release"] == "r1"


def test_two_readings_then_are_told_both() -> None:
    split = replace(RULE, first_days=(FirstDay.AFTER, FirstDay.SAME))
    then = keeping.record([ended(split)], [], "r1")
    (now,) = keeping.kept([ended(replace(split, count=2))], then, zone("WIB"))

    assert "Jumat, 25 Oktober 2024, pukul 23.59 WIB atau Senin, 28 Oktober 2024, pukul 23.59 WIB" in now.why_id
    assert "Friday, 25 October 2024, 23.59 WIB or Monday, 28 October 2024, 23.59 WIB" in now.why_en
