"""What a case is, read off its acts. Pure: acts and a process in, a state out.

A correction is an act that names a mistaken one and stands in its place: the timeline shows both, the state one. Acts of the
other limb, and acts a process does not know, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from saksama.law.process import Process

OTHER_BODIES = frozenset({"oversight", "agency", "bpasn", "gakkumdu"})
_SPEAKS_FOR = {"oversight_analyst": "oversight", "agency_officer": "agency", "accused": "accused"}
_NEVER_NEWS = frozenset({"clock.lapsed", "clock.moved"})
UNDOES = {"join.undone": "joined"}
"""Acts that take another back whole. Each names it as a correction does and stands in its place: as if it had never been."""


@dataclass(frozen=True, slots=True)
class ActView:
    """One act as the pure parts see it. `words` are the resolved names of what `body` holds, by field, in both languages."""

    nth: int
    kind: str
    happened_at: datetime
    recorded_at: datetime | None = None
    body: Mapping[str, object] = field(default_factory=dict)
    limits: Sequence[Mapping[str, object]] = ()
    corrects: int | None = None
    limb: str = "asn"
    provenance: str = "own"
    recorded_for: str = ""
    actor: str = ""
    role: str = ""
    office: str = ""
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def word(self, name: str, language: str = "id") -> str:
        """Return the resolved name of a field, else its plain value, else nothing."""
        if name in self.words:
            return self.words[name][language == "en"]
        value = self.body.get(name)
        return "" if value is None else str(value)

    @property
    def speaks_for(self) -> str:
        """Return whose act it is: the body it was recorded for, else the body of the role that took it, else Bawaslu."""
        return self.recorded_for or _SPEAKS_FOR.get(self.role, "bawaslu")


@dataclass(frozen=True, slots=True)
class Standing:
    """An act in its place: `nth` is the place (that of the act it corrects), as the clocks count it; `act.nth` its own number."""

    nth: int
    act: ActView

    @property
    def kind(self) -> str:
        return self.act.kind

    @property
    def happened_at(self) -> datetime:
        return self.act.happened_at

    @property
    def body(self) -> Mapping[str, object]:
        return self.act.body


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a limb stands. `since`: when its stage began; `waiting_since`: since when it is this body's turn.

    `done` are the kinds of the standing acts in order. `last_news`: when the awaited body was last heard of since its turn began,
    None where it was not. `outcome` is the stage in which the limb ended, empty while it goes on.
    """

    stage: str
    since: datetime | None = None
    waiting_on: str = "nobody"
    waiting_since: datetime | None = None
    last_news: datetime | None = None
    outcome: str = ""
    done: tuple[str, ...] = ()
    standing: tuple[Standing, ...] = ()

    def last(self, *kinds: str) -> ActView | None:
        """Return the last standing act of one of these kinds."""
        return next((one.act for one in reversed(self.standing) if one.kind in kinds), None)

    def every(self, *kinds: str) -> list[ActView]:
        return [one.act for one in self.standing if one.kind in kinds]

    @property
    def heard(self) -> bool:
        """Tell whether the accused has answered: silence and a lapsed limit open the gate but are not a hearing."""
        return "accused.replied" in self.done


def standing(acts: Iterable[ActView]) -> list[Standing]:
    """Return the acts in order of their places, without those that a later act corrected."""
    ordered = sorted(acts, key=lambda act: act.nth)
    corrected = {act.corrects for act in ordered if act.corrects is not None}
    place: dict[int, int] = {}
    for act in ordered:
        place[act.nth] = act.nth if act.corrects is None else place.get(act.corrects, act.nth)
    found = [Standing(place[act.nth], act) for act in ordered if act.nth not in corrected]
    return sorted(found, key=lambda one: one.nth)


def undone(acts: Iterable[ActView]) -> frozenset[int]:
    """Return the numbers of the acts that were taken back whole, not merely put right."""
    return frozenset(act.corrects for act in acts if act.corrects is not None and act.kind in UNDOES)


def fold(acts: Iterable[ActView], process: Process) -> CaseState:
    """Return what the acts of the process's limb make of the case.

    Raises `IllegalStep`, which names the open acts, where an act does not fit the stage that the acts before it lead to.
    """
    mine = [one for one in standing(act for act in acts if act.limb == process.limb) if process.rows(one.kind)]
    state = CaseState(stage=process.initial_stage, waiting_on="")
    for one in mine:
        state = _after(state, one, process)
    done = tuple(one.kind for one in mine)
    return replace(state, done=done, standing=tuple(mine))


def _after(state: CaseState, one: Standing, process: Process) -> CaseState:
    target = process.step(one.kind, state.stage).target
    at, waits_on = one.happened_at, process.waits_on(target)
    if target != state.stage:
        state = replace(state, stage=target, since=at, outcome=_outcome(state, target, process))
    if waits_on != state.waiting_on:
        return replace(state, waiting_on=waits_on, waiting_since=at, last_news=None)
    if one.act.speaks_for == waits_on and one.kind not in _NEVER_NEWS:
        return replace(state, last_news=at)
    return state


def _outcome(state: CaseState, target: str, process: Process) -> str:
    if target in process.groups.get("ended", ()):
        return target
    if target == "closed":
        return state.outcome or state.stage
    return ""
