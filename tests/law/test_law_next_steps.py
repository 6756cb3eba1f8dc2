"""Which act is possible next, and the sentence where it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saksama.kernel.errors import IllegalStep
from saksama.law.process import Process, Stage, Step

PATH = Process(
    "p",
    "asn",
    {"here": Stage("here", "di sini", "right here", "bawaslu"), "there": Stage("there", "di sana", "over there", "agency")},
    (
        Step("go", frozenset({""}), "here", starts=("c",)),
        Step("turn", frozenset({"here"}), "there"),
        Step("first", frozenset({"here"}), "same", once=True),
        Step("late", frozenset({"here"}), "there", needs=("first",)),
        Step("gated", frozenset({"here"}), "there", gate="c"),
        Step("end", frozenset({"here"}), "same", stops=("c",)),
        Step("again", frozenset({"here"}), "same", starts=("c",)),
    ),
    {},
    initial_stage="",
)


def refusal(act: str, stage: str, done: list[str] | None = None) -> IllegalStep:
    with pytest.raises(IllegalStep) as refused:
        PATH.step(act, stage, done=done)
    return refused.value


def test_a_step_leads_to_its_stage_or_stays() -> None:
    assert (PATH.step("turn", "here").target, PATH.step("first", "here").target) == ("there", "here")
    assert PATH.rows("first")[0].target == "same" and PATH.rows("dance") == ()
    assert (PATH.waits_on("there"), PATH.waits_on("nowhere")) == ("agency", "nobody")


def test_what_was_done_once_is_not_done_again() -> None:
    found = refusal("first", "here", ["go", "first"])

    assert found.detail == "Langkah ini hanya boleh sekali dan sudah dilakukan."
    assert found.detail_en == "This step may be taken once and has been taken."
    assert found.context["missing"] == "once"
    assert PATH.step("first", "here", done=["go"]).act == "first"
    assert PATH.step("first", "here").act == "first"


def test_what_is_needed_first_is_named() -> None:
    found = refusal("late", "here", ["go"])

    assert found.detail == "Langkah ini baru bisa sesudah first dicatat."
    assert found.detail_en == "This step is possible once first is recorded."
    assert found.context == {
        "act": "late", "stage": "here", "missing": "first", "allowed": ("turn", "first", "end", "again"),
    }
    assert PATH.step("late", "here", done=["go", "first"]).target == "there"


@pytest.mark.parametrize(
    ("done", "lapsed", "open_"),
    [
        (["go"], (), False),
        (["go"], ("c",), True),
        (["go"], ("d",), False),
        (["go", "end"], (), True),
        (["go", "end", "first"], (), True),
        (["go", "end", "again"], (), False),
        (["go", "end", "again", "end"], (), True),
        (["first"], (), False),
        ([], (), False),
    ],
)
def test_a_gate_opens_with_the_answer_or_the_lapse(done: list[str], lapsed: tuple[str, ...], open_: bool) -> None:
    assert ("gated" in PATH.open_acts("here", done=done, lapsed=lapsed)) is open_


def test_a_shut_gate_says_what_it_waits_for() -> None:
    found = refusal("gated", "here", ["go"])

    assert found.detail == "Langkah ini menunggu jawaban yang dilaporkan atau lewatnya batas waktu jawaban."
    assert found.detail_en == "This step waits for the reported person's answer or the lapse of its time limit."
    assert found.context["missing"] == "gate:c"


def test_at_another_stage_the_stage_is_named() -> None:
    there, nowhere = refusal("turn", "there"), refusal("turn", "")

    assert there.detail == (
        "Langkah ini tidak dapat dilakukan selama perkara pada tahap di sana. Pilih salah satu langkah yang terbuka."
    )
    assert there.detail_en == (
        "This step is not possible while the case is at the stage over there. Choose one of the open steps."
    )
    assert "pada tahap belum dibuka." in nowhere.detail and "at the stage not opened." in nowhere.detail_en
    assert (there.context["missing"], nowhere.context["allowed"]) == ("", ("go",))


def test_open_acts_are_told_once_each_in_the_order_of_the_table() -> None:
    twice = replace(PATH, steps=(*PATH.steps, Step("turn", frozenset({"here"}), "same")))

    assert twice.open_acts("here") == ("turn", "first", "late", "gated", "end", "again")
    assert twice.open_acts("there") == ()


def test_what_may_be_done_again_is_open_again() -> None:
    done = ["go", "end", "again", "end", "first", "turn"]

    assert PATH.open_acts("here", done=done) == ("turn", "late", "gated", "end", "again")
    assert PATH.step("end", "here", done=done).act == "end"
