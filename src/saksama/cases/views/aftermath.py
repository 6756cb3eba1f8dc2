"""What became of the case after the plenary: conflict test, recommendation, decision, proofs, as far as documents tell."""

from __future__ import annotations

from collections.abc import Sequence

from saksama.cases.fold import ActView, CaseState
from saksama.cases.kinds import get
from saksama.cases.reading import grade_words
from saksama.cases.shown import ConflictShown, RecommendationShown, Words

NOTHING = ("", "")


def recommendation(state: CaseState, addressee: str) -> RecommendationShown | None:
    """Return the recommendation and what followed; None where there was none. A decision that was annulled is not a decision."""
    issued = state.last("recommendation.issued")
    if issued is None:
        return None
    served = state.last("recommendation.served")
    decided = _standing_decision(state)
    grade_id, grade_en = grade_words(str(issued.body.get("grade", "")))
    outcome_id, outcome_en = grade_words(str(decided.body["grade"])) if decided and decided.body.get("grade") else NOTHING
    choice = str(decided.body.get("as_recommended", "")) if decided else ""
    words = get("ppk.decided").field("as_recommended")
    return RecommendationShown(
        number=str(issued.body.get("number") or issued.body.get("their_number") or ""),
        grade=str(issued.body.get("grade", "")),
        grade_id=grade_id,
        grade_en=grade_en,
        issued_at=issued.happened_at,
        addressee=addressee,
        served_at=served.happened_at if served else None,
        decision=choice,
        decision_id=words.word(choice, "id") if choice else "",
        decision_en=words.word(choice, "en") if choice else "",
        decided_at=decided.happened_at if decided else None,
        decided_grade_id=outcome_id,
        decided_grade_en=outcome_en,
        proofs=tuple(_proof(act) for act in proofs(state)),
        silent_since=None,
    )


def _standing_decision(state: CaseState) -> ActView | None:
    last = state.last("ppk.decided", "appeal.upheld")
    return last if last is not None and last.kind == "ppk.decided" else None


def proofs(state: CaseState) -> list[ActView]:
    """Return the two proofs as far as they are there: the decision handed over, and its effect seen."""
    return state.every("decision.delivered", "effect.proved")


def _proof(act: ActView) -> Words:
    kind = get(act.kind)
    return Words(kind.label_id, kind.label_en)


def conflict(state: CaseState, suggestions: Sequence[Words], higher: str) -> ConflictShown:
    """Return the test of the five questions. One yes of anybody asked is enough for a copy and a proposal."""
    answers = {str(act.body.get("side")): act for act in state.every("conflict.tested")}
    proposed = state.last("takeover.proposed")
    declared = "conflict.declared" in state.done
    return ConflictShown(
        suggestions=tuple(suggestions),
        officer=_questions(answers.get("officer")),
        analyst=_questions(answers.get("analyst")),
        declared=declared,
        outcome=outcome(state),
        higher_authority=higher,
        proposed_at=proposed.happened_at if proposed else None,
    )


def outcome(state: CaseState) -> str:
    """Return yes, no, unknown, or nothing where nobody has answered yet."""
    results = {str(act.body.get("side")): str(act.body.get("result")) for act in state.every("conflict.tested")}
    if "conflict.declared" in state.done or "yes" in results.values():
        return "yes"
    if not results:
        return ""
    return "no" if set(results.values()) == {"no"} and len(results) == 2 else "unknown"


def _questions(act: ActView | None) -> dict[str, str]:
    found = act.body.get("questions") if act else None
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
