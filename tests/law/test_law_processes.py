"""The table of the path: which acts are open at which stage, what the gates hold back, and that no stage is a dead end."""

from __future__ import annotations

import pytest

from saksama import law
from saksama.kernel.errors import IllegalStep
from saksama.law.process import Process

REGIMES = ("pilkada", "pemilu", "off_season")


@pytest.fixture(params=REGIMES)
def process(request: pytest.FixtureRequest) -> Process:
    return law.book().process(request.param)


def walk(process: Process, acts: list[str]) -> str:
    stage, done = process.initial_stage, []
    for act in acts:
        stage = process.step(act, stage, done=done).target
        done.append(act)
    return stage


HAPPY = [
    "report.received",
    "initial_study.opened",
    "requirements.met",
    "registered",
    "post_holder.recorded",
    "accused.invited",
    "accused.replied",
    "kajian.written",
    "pleno.forwarded",
    "review.opened",
    "recommendation.issued",
    "recommendation.served",
    "ppk.decided",
    "decision.delivered",
    "effect.proved",
    "closed",
]


def test_the_whole_path_can_be_walked_under_every_regime(process: Process) -> None:
    assert walk(process, HAPPY) == "closed"


@pytest.mark.parametrize(
    ("acts", "stage"),
    [
        (["report.received", "conditions.assessed", "registration.refused", "kept_as_tip"], "informasi_awal"),
        (["report.received", "joined"], "joined"),
        (["report.received", "initial_study.opened", "completion.requested", "registration.refused"], "not_registered"),
        (["report.received", "handed_over"], "handed_over"),
        (["tip.received", "tracing.opened", "violation.found", "temuan.made", "registered"], "registered"),
        ([*HAPPY[:8], "pleno.not_proven", "exoneration.sent"], "not_proven"),
        ([*HAPPY[:12], "conflict.declared", "takeover.proposed"], "with_ppk"),
        ([*HAPPY[:12], "reminder.sent", "execution.denied"], "not_executed"),
        ([*HAPPY[:14], "appeal.filed", "appeal.upheld", "status.restored"], "closed"),
    ],
)
def test_the_wrong_turns_can_be_walked(process: Process, acts: list[str], stage: str) -> None:
    assert walk(process, acts) == stage


def test_decision_37__no_recommendation_before_the_reply_or_its_lapse(process: Process) -> None:
    done = ["report.received", "registered", "accused.invited", "review.opened"]

    with pytest.raises(IllegalStep) as refused:
        process.step("recommendation.issued", "review", done=done)
    assert "menunggu jawaban yang dilaporkan" in refused.value.detail
    assert "recommendation.issued" not in process.open_acts("review", done=done)
    assert process.step("recommendation.issued", "review", done=[*done, "accused.replied"]).target == "recommendation"
    assert process.step("recommendation.issued", "review", done=done, lapsed=["reply"]).target == "recommendation"


def test_decision_37__an_accused_nobody_told_has_not_been_silent(process: Process) -> None:
    with pytest.raises(IllegalStep):
        process.step("recommendation.issued", "review", done=["report.received", "registered"])


def test_two_proofs__the_effect_is_proved_only_after_the_decree_was_handed_over(process: Process) -> None:
    with pytest.raises(IllegalStep) as refused:
        process.step("effect.proved", "decided", done=["ppk.decided"])
    assert refused.value.context["missing"] == "decision.delivered"


def test_more_time_is_given_once(process: Process) -> None:
    with pytest.raises(IllegalStep) as refused:
        process.step("ppk.more_time", "with_ppk", done=["ppk.more_time"])
    assert "hanya boleh sekali" in refused.value.detail


def test_an_act_at_the_wrong_stage_is_refused_with_the_open_ones(process: Process) -> None:
    with pytest.raises(IllegalStep) as refused:
        process.step("ppk.decided", "kajian")
    assert "kajian.written" in refused.value.context["allowed"]
    assert refused.value.detail_en


def test_no_stage_but_the_last_is_a_dead_end(process: Process) -> None:
    anywhere = {step.act for step in process.steps if set(process.stages) <= step.sources}
    for stage in process.stages:
        if stage != "closed":
            assert set(process.open_acts(stage)) - anywhere, stage


def test_the_criminal_limb_runs_by_itself() -> None:
    limb = law.book().process("gakkumdu")

    assert walk(limb, ["criminal.flagged", "criminal.handed_to_gakkumdu", "criminal.meeting_held", "criminal.ended"]) == "ended"
