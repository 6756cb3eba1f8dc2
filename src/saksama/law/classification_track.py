"""One track of a suggestion: the way an act may go, as words for people and as plain values for machines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from . import wording as say
from .classification_questions import Question

Pair = tuple[str, str]


class Kind(StrEnum):
    """Where an act may lead. `none`: outside the path of civil servants, or no rule in force."""

    ETHICS = "ethics"
    DISCIPLINE = "discipline"
    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"
    VILLAGE = "village"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Track:
    """One way an act may go, by one entry of the catalogue. `sanctions` are ids of the range, the words name them.

    `unsettled`: it stands beside its other face, because the day or the standing does not decide between them.
    `refused`: no rule was found, and the reason says why; the rest is empty. `above`: rules that lead above the authority.
    """

    track: Kind
    violation: str
    name_id: str
    name_en: str
    article: str
    sanction_class: str
    sanctions: tuple[str, ...]
    sanction_id: str
    sanction_en: str
    addressee: str
    addressee_id: str
    addressee_en: str
    reason_id: str
    reason_en: str
    confidence: str
    needs_check: bool
    version: str = ""
    prove_id: str = ""
    prove_en: str = ""
    elements: tuple[str, ...] = ()
    numbering_id: str = ""
    numbering_en: str = ""
    forum: str = ""
    forum_id: str = ""
    forum_en: str = ""
    remedies: tuple[Pair, ...] = ()
    above: tuple[str, ...] = ()
    above_id: str = ""
    above_en: str = ""
    doubt_id: str = ""
    doubt_en: str = ""
    questions: tuple[Question, ...] = ()
    unsettled: bool = False
    refused: bool = False

    @property
    def mark_id(self) -> str:
        return say.CHECK_ID if self.needs_check else ""

    @property
    def mark_en(self) -> str:
        return say.CHECK_EN if self.needs_check else ""

    def as_json(self) -> dict[str, object]:
        """Return plain values for machines; every key is always there: docs/reference/classification.md."""
        return {
            "track": self.track.value,
            "violation": self.violation,
            "version": self.version,
            "name": _both(self.name_id, self.name_en),
            "article": self.article,
            "numbering": _both(self.numbering_id, self.numbering_en),
            "reason": _both(self.reason_id, self.reason_en),
            "prove": _both(self.prove_id, self.prove_en),
            "elements": list(self.elements),
            "sanction": {"class": self.sanction_class, "ids": list(self.sanctions), **_both(self.sanction_id, self.sanction_en)},
            "addressee": {"code": self.addressee, **_both(self.addressee_id, self.addressee_en)},
            "above": {"rules": list(self.above), **_both(self.above_id, self.above_en)},
            "forum": {"code": self.forum, **_both(self.forum_id, self.forum_en)},
            "remedies": [_both(*one) for one in self.remedies],
            "questions": [one.as_json() for one in self.questions],
            "confidence": self.confidence,
            "needs_check": self.needs_check,
            "mark": _both(self.mark_id, self.mark_en),
            "doubt": _both(self.doubt_id, self.doubt_en),
            "unsettled": self.unsettled,
            "refused": self.refused,
        }


def refusal(reason: Pair) -> Track:
    """Return the answer that names no track: nothing was found, for this reason."""
    return Track(
        track=Kind.NONE,
        violation="",
        name_id="",
        name_en="",
        article="",
        sanction_id="",
        sanction_en="",
        confidence="",
        sanction_class="none",
        sanctions=(),
        addressee="",
        addressee_id="",
        addressee_en="",
        reason_id=reason[0],
        reason_en=reason[1],
        needs_check=True,
        refused=True,
    )


def _both(words_id: str, words_en: str) -> dict[str, str]:
    return {"id": words_id, "en": words_en}
