"""How the acts of a case start, stop, pause and void its clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.law.acts import Act, acts, at, calendar, local
from tests.law.one_clock import RULE, START, one, process

from saksama import law
from saksama.law.calendar import (
    zone,
)
from saksama.law.clocks import OutOfOrder, Reading, State, limit, readings
from saksama.law.process import Process, Stage, Step
from saksama.law.rule import ClockRule, Duty


def walked(
    *rows: tuple[str, str], steps: tuple[Step, ...], rules: dict[str, ClockRule], now: str = "2024-10-21 10.00"
) -> dict[str, Reading]:
    stages = {name: Stage(name, name, name, "bawaslu") for name in ("here", "there")}
    path = Process("p", "asn", stages, steps, {s: r.id for s, r in rules.items()}, {s: (r,) for s, r in rules.items()})
    return {found.subject: found for found in readings(acts(*rows), path, calendar(), at(now))}


GO = Step("go", frozenset({""}), "here", starts=("c",))
TURN = Step("turn", frozenset({"here"}), "there")
STAY = Step("stay", frozenset({"here", "there"}), "same")
END_HERE, END_THERE = Step("end", frozenset({"here"}), "same", stops=("c",)), Step("end", frozenset({"there"}), "same")


@pytest.mark.parametrize(
    ("between", "stopped"), [((), 2), (("stay",), 3), (("turn",), 0), (("turn", "stay"), 0), (("stay", "turn"), 0)]
)
def test_the_row_of_an_act_is_that_of_the_stage_it_happens_at(between: tuple[str, ...], stopped: int) -> None:
    rows = [(act, f"2024-10-21 09.{n:02}") for n, act in enumerate(("go", *between, "end"))]
    found = walked(*rows, steps=(GO, TURN, STAY, END_THERE, END_HERE), rules={"c": RULE})

    assert found["c"].stopped_by == stopped


def test_an_act_that_fits_no_stage_is_read_by_its_first_row() -> None:
    steps = (Step("go", frozenset({"elsewhere"}), "here", starts=("c",)), Step("go", frozenset({"nowhere"}), "there"))

    assert walked(("go", "2024-10-21 09.00"), steps=steps, rules={"c": RULE})["c"].started_by == 1


def test_an_act_no_row_knows_is_passed_over() -> None:
    assert walked(("dance", "2024-10-21 09.00"), steps=(GO,), rules={"c": RULE}) == {}


def test_stopping_one_clock_leaves_the_others_and_an_ended_one_is_not_stopped_again() -> None:
    both = Step("go", frozenset({""}), "here", starts=("c", "d"))
    rows = (("go", "2024-10-21 09.00"), ("end", "2024-10-22 09.00"), ("end", "2024-10-23 09.00"))
    found = walked(*rows, steps=(both, END_HERE), rules={"c": RULE, "d": RULE})

    assert (found["c"].stopped_by, found["d"].stopped_by) == (2, 0)
    assert local(found["c"].stopped_at) == "2024-10-22 09.00"


def test_what_pauses_one_clock_is_looked_up_in_its_own_rule() -> None:
    both = Step("go", frozenset({""}), "here", starts=("c", "d"))
    pause = Step("p", frozenset({"here"}), "same")
    rows = (("go", "2024-10-21 09.00"), ("p", "2024-10-22 09.00"))
    found = walked(*rows, steps=(both, pause), rules={"c": RULE, "d": replace(RULE, pauses=())}, now="2024-10-22 10.00")

    assert (found["c"].state, found["d"].state) == (State.PAUSED, State.RUNNING)


ALSO = replace(RULE, also_from=("a",), also_from_unless=("u",))
NOTES = tuple(Step(act, frozenset({""}), "same") for act in ("a", "b", "u"))


@pytest.mark.parametrize(
    ("before", "started", "early"),
    [
        (("a",), 1, "2024-10-25"),
        (("a", "a"), 2, "2024-10-25"),
        (("a", "b"), 1, "2024-10-25"),
        (("b",), 2, "2024-10-28"),
        (("a", "u"), 3, "2024-10-28"),
        (("u", "a"), 2, "2024-10-25"),
    ],
)
def test_another_act_may_be_the_start_unless_something_took_its_place(before: tuple[str, ...], started: int, early: str) -> None:
    rows = [(act, f"2024-10-18 09.{n:02}") for n, act in enumerate(before)]
    found = walked(*rows, ("go", "2024-10-21 09.00"), steps=(GO, *NOTES), rules={"c": ALSO})["c"]

    assert (found.started_by, local(found.due_early), local(found.due_late)) == (started, f"{early} 23.59", "2024-10-28 23.59")
    assert local(found.started_at) == "2024-10-21 09.00"


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ("2024-10-03", "2024-10-10 23.59"),
        (date(2024, 10, 3), "2024-10-10 23.59"),
        (datetime(2024, 10, 3, 22), "2024-10-10 23.59"),
        ("3 October", "-"),
        (None, "-"),
        (20241003, "-"),
    ],
)
def test_the_first_day_of_a_limit_that_ran_before_the_case_is_read_from_the_act(known: object, due: str) -> None:
    events = [Act(1, "report.received", at("2024-10-04 10.00"), {"known_on": known})]
    found = readings(events, law.book().process("pilkada"), calendar(), at("2024-10-04 11.00"))
    (report,) = [each for each in found if each.subject == "report"]

    assert local(report.due_late) == due
    assert report.stopped_by == 1
    if due == "-":
        assert report.refused == "Tanggal mulainya belum dicatat, jadi tenggat ini tidak dapat dihitung."
        assert report.refused_en == "Its first day is not recorded, so this limit cannot be counted."
        assert report.state is State.VOID
    else:
        assert (local(report.started_at), report.started_by) == ("2024-10-03 00.00", 0)


def test_a_day_alone_begins_at_midnight_on_the_offices_wall() -> None:
    found = limit(law.book().clock("GK-01"), date(2024, 10, 4), calendar("WIT"))

    assert found is not None and local(found.due_late, "WIT") == "2024-10-05 00.00"


def test_a_step_no_limit_is_published_for_says_so() -> None:
    found = one(("go", "2024-10-21 09.00"), rule=replace(RULE, count=None))

    assert found.refused == "Tidak ada batas waktu yang diumumkan untuk langkah ini; hari yang lewat tetap dihitung."
    assert found.refused_en == "No limit is published for this step; the days that pass are still counted."
    assert (found.why_id, found.why_en, found.rule, found.version) == (found.refused, found.refused_en, RULE.id, RULE.version)
    assert (found.citation, found.confidence, found.actor, found.kind, found.unit) == (
        RULE.citation, RULE.confidence.value, RULE.actor, RULE.kind, "working_day",
    )
    assert limit(replace(RULE, count=None), START, calendar()) is None


def test_a_reading_carries_what_its_rule_says() -> None:
    found = one(("go", "2024-10-21 09.00"))

    assert (found.rule, found.actor, found.kind, found.count, found.unit) == (RULE.id, RULE.actor, RULE.kind, 5, "working_day")
    assert (found.citation, found.confidence, found.needs_check) == (RULE.citation, "own_rule", False)
    assert (found.settled, found.ended, found.refused, found.refused_en) == (True, False, "", "")
    assert found.basis == "2024-10-21T02:00:00+00:00"


def test_between_elections_the_reason_is_that_there_is_none() -> None:
    none = replace(process(RULE), rules={}, clocks={}, regime="off_season")
    (found,) = readings(acts(("go", "2024-10-21 09.00")), none, calendar(), START)

    assert found.refused == (
        "Tidak ada pemilihan yang sedang berjalan, jadi tidak ada batas waktu undang-undang untuk langkah ini."
    )
    assert found.refused_en == "No election is under way, so the law sets no limit for this step."
    assert (found.rule, found.version, found.citation, found.confidence, found.unit, found.actor) == ("",) * 6
    assert found.kind is Duty.DUTY and found.state is State.RUNNING


def test_a_limit_without_a_rule_that_was_stopped_is_void() -> None:
    none = replace(process(RULE), rules={}, clocks={})
    (found,) = readings(acts(("go", "2024-10-21 09.00"), ("stop", "2024-10-22 09.00")), none, calendar(), START)

    assert (found.state, found.stopped_by) == (State.VOID, 2)


@pytest.mark.parametrize(("stopped", "state"), [("23.59.59", State.MET), ("23.59.59.000001", State.MISSED)])
def test_what_is_done_in_the_last_second_is_in_time(stopped: str, state: State) -> None:
    pattern = "%Y-%m-%d %H.%M.%S" + (".%f" if stopped.count(".") == 3 else "")
    moment = datetime.strptime(f"2024-10-28 {stopped}", pattern).replace(tzinfo=zone("WIB"))
    rows = [Act(1, "go", START), Act(2, "stop", moment)]

    assert readings(rows, process(RULE), calendar(), START)[0].state is state
    running = readings(rows[:1], process(RULE), calendar(), moment)[0]
    assert running.state is (State.RUNNING if state is State.MET else State.MISSED)


def test_states_and_refusals_keep_their_words() -> None:
    assert [state.value for state in State] == ["running", "paused", "met", "missed", "void"]
    assert OutOfOrder().code == "out_of_order"
    assert OutOfOrder().detail == "Urutan kejadiannya tidak mungkin: periksa tanggal dan jamnya."
    assert OutOfOrder().detail_en == "The events cannot have come in this order: look at their dates and hours again."
    assert Reading("", "c", 1, 0, None, None, State.VOID, "", "", "", "").needs_check is False
