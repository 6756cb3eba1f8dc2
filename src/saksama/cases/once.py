"""Written once: which questions of later forms ask for a fact that an earlier step already recorded. Pure.

A field whose name stands in `SAME` asks, in every act that has it, for the same fact: the form brings it along with its source.
What the law lets nobody change after it was recorded (numbers, days, the release, the addressee) is a computed field: no form
asks for it at all. `ANEW` says of fields that carry one name in several acts why each act asks for its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .fold import CaseState, Standing

SAME = frozenset(
    ("agency", "accused", "status", "contest", "violations", "on", "allegation", "where", "grade", "post_class", "aggravating",
     "mitigating", "outside_reasons", "officer", "lasts", "room", "companion", "companion_role", "conditions",
     "missing", "helped", "actor", "team", "facts", "analysis", "conclusion", "their_number")
)  # fmt: skip
# The same fact under another name, or a name that means the same in these acts only: (act, field) to where it was recorded.
ALSO: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("recommendation.issued", "reasons"): (("recommendation.proposed", "reasons"),),
    ("sbt.entered", "number"): (("outside_number.recorded", "number"),),
    ("witness.heard", "who"): (("witness.invited", "who"),),
    ("witness.heard", "person"): (("witness.invited", "person"),),
    ("officer.assigned", "officer"): (),
    ("witness.heard", "companion"): (),
    ("witness.heard", "companion_role"): (),
}
# Fields that several acts ask for under one name, and why each asks for its own.
ANEW: Mapping[str, str] = {
    "note": "a note of this step, not of the one before",
    "reasons": "the reasons of this decision; another decision has its own",
    "reason": "the ground of this decision",
    "minutes": "what was said in this meeting",
    "votes": "how each member voted on this question",
    "away": "who was away from this meeting",
    "dissent": "the dissent from this vote",
    "outcomes": "the result for each person by this vote",
    "outcome_reasons": "the reasons the reported person reads for this result",
    "when": "the hour of this appointment",
    "way": "how this very letter was delivered",
    "anyway": "an answer to the warning about this very hour",
    "source": "where this very piece of information comes from",
    "number": "another number, given by another body",
    "system": "which system gave this number",
    "target": "which sheet is kept this time",
    "form": "which letter is printed this time",
    "files": "which evidence goes along with this very act",
    "to_body": "to whom this very hand-over goes",
    "present": "who came this time",
    "excuse": "why nobody came this time",
    "warned": "what was read out this time",
    "questions": "what was asked and answered this time",
    "interpreter": "who interpreted this time",
    "attendants": "who else was there this time",
    "recording": "whether this hearing was recorded",
    "read_back": "whether these minutes were read back",
    "signature": "whether these minutes were signed",
    "refusal": "why these minutes were not signed",
    "who": "who is invited or heard this time",
    "person": "a person named for this act",
    "result": "the result of this procedure",
    "text": "the text of this answer",
    "message": "the text of this very message",
    "asked_by": "who asked for this change",
    "ground": "the ground of this act",
    "comment": "the text of this very comment",
    "element": "which element this comment is about",
    "words": "the agency's own words this time",
    "days": "how many days this time",
    "manner": "the manner of this answer",
    "basis": "the article this limb rests on",
    "measure": "the measure taken this time",
    "names": "what this very entry names",
    "appointment": "which appointment is meant; where only one is open, it is filled in",
    "case": "which case is meant",
    "exam_at": "the hour of this examination",
    "letter_number": "the agency's number of this very letter",
    "to": "to whom this very letter goes",
    "exam_where": "where this very examination is held",
    "extract": "what this very letter quotes",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where a fact was recorded last: the act, and the field's name in it."""

    act: Standing
    field: str


def sources(act: str, field: str) -> tuple[tuple[str, str], ...] | None:
    """Return in which acts the answer to a field may have been recorded; None where any act that has the field will do."""
    told = ALSO.get((act, field))
    if told is not None:
        return told
    return None if field in SAME else ()


def recorded(state: CaseState, act: str, field: str) -> tuple[Recorded, ...]:
    """Return the standing acts that may hold the answer, the newest first."""
    told = sources(act, field)
    if told == ():
        return ()
    found = (Recorded(one, name) for one in reversed(state.standing) for name in _names(one, field, told))
    return tuple(found)


def _names(one: Standing, field: str, told: tuple[tuple[str, str], ...] | None) -> Iterable[str]:
    if told is None:
        return (field,)
    return (name for kind, name in told if kind == one.kind)
