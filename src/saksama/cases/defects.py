"""Reports not registered for something that could have been cured, and whether the reporter had been asked for it. Pure.

Everything but the time limit can be cured: a name, a day, an account, a proof can still be given; a day that has passed cannot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from saksama.law.guard import CURABLE, INCURABLE

from .fold import ActView, standing

_ASSESSES = frozenset({"report.received", "conditions.assessed"})


class Loss(StrEnum):
    """How a curable defect was lost."""

    NEVER_ASKED = "never_asked"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class _Door:
    """What is known at the door so far. `asked` is the last request; `answered` and `passed` are said of it."""

    states: Mapping[str, object] = field(default_factory=dict)
    asked: ActView | None = None
    answered: bool = False
    passed: bool = False
    loss: Loss | None = None


def lost(acts: Iterable[ActView]) -> Loss | None:
    """Return how this case's curable defect was lost; None if it was not, or not in one of the two ways.

    Only a refusal for conditions not completed counts, with one of `CURABLE` not met and the time limit not missed, by the last
    assessment before it; what an officer asked for is not met until it is assessed anew. A refusal after an answer, or while the
    time to complete still runs, is neither. What was registered later is not lost.
    """
    door = _Door()
    for one in standing(acts):
        door = _after(door, one.act)
    return door.loss


def _after(door: _Door, act: ActView) -> _Door:
    if act.kind in _ASSESSES:
        found = act.body.get("conditions")
        return replace(door, states=found) if isinstance(found, Mapping) else door
    if act.kind == "completion.requested":
        missing = act.body.get("missing")
        unmet = dict.fromkeys(missing, "no") if isinstance(missing, list) else {}
        return replace(door, states={**door.states, **unmet}, asked=act, answered=False, passed=False)
    if act.kind == "completion.received":
        return replace(door, answered=True)
    if act.kind == "clock.lapsed" and act.body.get("subject") == "completion":
        return replace(door, passed=True)
    if act.kind == "registered":
        return replace(door, loss=None)
    if act.kind == "registration.refused":
        return replace(door, loss=_loss(door, act))
    return door


def _loss(door: _Door, refused: ActView) -> Loss | None:
    unmet = [key for key in CURABLE if door.states and door.states.get(key) != "yes"]
    if refused.body.get("reason") != "requirements" or not unmet or door.states.get(INCURABLE) == "no":
        return None
    if door.asked is None:
        return Loss.NEVER_ASKED
    return Loss.LAPSED if not door.answered and (door.passed or _past_due(door.asked, refused)) else None


def _past_due(asked: ActView, refused: ActView) -> bool:
    """The refusal stops the clock, so that no sweep tells of a lapse any more: then the hour told to the reporter counts."""
    due = asked.body.get("due")
    return isinstance(due, str) and refused.happened_at > datetime.fromisoformat(due)
