"""How far a case came, read off its acts. Pure.

A course keeps the day of each step that still stands. The criminal limb has no course: it appears in no figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    RECEIVED = "received"
    REGISTERED = "registered"
    FORWARDED = "forwarded"
    RECOMMENDED = "recommended"
    DECIDED = "decided"
    EXECUTED = "executed"


class Fate(StrEnum):
    """What became of a recommended case."""

    EXECUTED = "executed"
    NOT_EXECUTED = "not_executed"
    ANNULLED = "annulled"
    IN_PROGRESS = "in_progress"
    NO_NEWS = "no_news"


STEPS = tuple(Step)
_REACHES = {
    "report.received": Step.RECEIVED,
    "tip.received": Step.RECEIVED,
    "finding.recorded": Step.RECEIVED,
    "registered": Step.REGISTERED,
    "pleno.forwarded": Step.FORWARDED,
    "recommendation.issued": Step.RECOMMENDED,
    "ppk.decided": Step.DECIDED,
}
_HEARD_FROM_AGENCY = frozenset(
    {
        "examination.summoned", "examination.missed", "examination.held", "ppk.more_time", "objection.filed", "objection.decided",
        "appeal.filed", "appeal.rejected", "decision.delivered",
    }
)
_SAID_NOT_EXECUTED = frozenset({"ppk.refused", "execution.denied"})


@dataclass(frozen=True, slots=True)
class Done:
    """One standing act of the ASN limb: its kind and the day on which it happened, in the office's zone."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Course:
    """One case as statistics see it. `waiting_on` is the body whose step is awaited, `nobody` where it has ended."""

    place_code: str
    opened_on: date
    steps: dict[Step, date] = field(default_factory=dict)
    waiting_on: str = "bawaslu"
    fate: Fate | None = None

    @property
    def furthest(self) -> int:
        """Index of the furthest step; a step entered late or by proxy without the ones before it counts them in."""
        return max((STEPS.index(step) for step in self.steps), default=0)


def course(place_code: str, acts: Iterable[Done], *, waiting_on: str) -> Course | None:
    """Return the course of a case from its standing acts in order; None for a case without any."""
    steps: dict[Step, date] = {}
    fate: Fate | None = None
    delivered: date | None = None
    first: date | None = None
    for act in acts:
        first = first or act.on
        if act.kind in _REACHES:
            steps.setdefault(_REACHES[act.kind], act.on)
        if act.kind == "recommendation.issued":
            fate = Fate.NO_NEWS
        elif act.kind in _SAID_NOT_EXECUTED:
            fate = Fate.NOT_EXECUTED
        elif act.kind == "appeal.upheld":
            steps.pop(Step.DECIDED, None)
            steps.pop(Step.EXECUTED, None)
            delivered, fate = None, Fate.ANNULLED
        elif act.kind in _HEARD_FROM_AGENCY or act.kind == "ppk.decided":
            fate = fate if fate is Fate.EXECUTED and act.kind != "appeal.filed" else Fate.IN_PROGRESS
        if act.kind == "decision.delivered":
            delivered = act.on
        if act.kind == "effect.proved" and delivered is not None:
            steps[Step.EXECUTED], fate = act.on, Fate.EXECUTED
    return Course(place_code, first, steps, waiting_on, fate) if first is not None else None
