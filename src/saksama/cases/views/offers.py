"""Which steps are open here, for whom, and which one comes next. What is shut is shown with its reason where it matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from saksama.cases import kinds
from saksama.cases.fold import CaseState
from saksama.cases.kinds import Kind
from saksama.cases.legality import open_step
from saksama.cases.policies import Asked, CaseView, may_take, must_be_by_proxy
from saksama.cases.projecting import Derived
from saksama.cases.shown import StepOffer
from saksama.kernel.actor import Actor
from saksama.kernel.decision import Decision, deny
from saksama.kernel.errors import IllegalStep
from saksama.law.process import Process, Step

NEXT: Mapping[str, tuple[str, ...]] = {
    "received": ("initial_study.opened",),
    "initial_study": ("conditions.assessed", "requirements.met", "registered"),
    "informasi_awal": ("tracing.opened",),
    "tracing": ("violation.found", "tracing.noted", "temuan.made"),
    "temuan": ("registered",),
    "not_registered": ("kept_as_tip",),
    "registered": ("post_holder.recorded", "accused.invited", "kajian.written"),
    "clarification": ("clarification.held", "kajian.written"),
    "kajian": ("interest.stated", "pleno.forwarded"),
    "not_proven": ("exoneration.sent", "closed"),
    "forwarded": ("review.opened",),
    "verification": ("review.opened",),
    "review": ("accused.notified", "recommendation.issued"),
    "recommendation": ("recommendation.served",),
    "with_ppk": ("ppk.decided",),
    "decided": ("decision.delivered", "effect.proved"),
    "annulled": ("status.restored",),
    "executed": ("closed",),
    "handed_over": ("closed",),
    "flagged": ("criminal.handed_to_gakkumdu",),
    "with_gakkumdu": ("criminal.meeting_held", "criminal.passed_on"),
    "investigated": ("criminal.reported_back", "criminal.ended"),
}


def offers(actor: Actor, view: CaseView, derived: Derived, process: Process) -> tuple[StepOffer, ...]:
    """Return the steps of this stage in the order of the process table, those of the actor's roles only; one is primary."""
    state, lapsed = derived.state, derived.lapsed_subjects
    open_acts = process.open_acts(state.stage, done=state.done, lapsed=lapsed)
    found = []
    for act in dict.fromkeys(row.act for row in process.steps if state.stage in row.sources):
        kind = kinds.get(act)
        row = next(row for row in process.rows(act) if state.stage in row.sources)
        if not kind.offered or not actor.roles & row.roles:
            continue
        shut = _shut(process, derived, act) if act not in open_acts else None
        if shut is not None and kind.minor:
            continue
        found.append(_offer(kind, _allowed(actor, view, kind, row) if shut is None else shut, process.limb))
    return _with_primary(found, actor, state)


def _shut(process: Process, derived: Derived, act: str) -> Decision:
    try:
        open_step(process, derived, act)
    except IllegalStep as illegal:
        return deny(illegal.detail, illegal.detail_en)
    raise AssertionError("an act that is not open is refused")


def _allowed(actor: Actor, view: CaseView, kind: Kind, row: Step) -> Decision:
    source = "letter" if must_be_by_proxy(actor, kind.body_of) else "own"
    return may_take(actor, view, Asked(kind.act, row.roles, kind.body_of, source))


def _offer(kind: Kind, allowed: Decision, limb: str) -> StepOffer:
    return StepOffer(
        act=kind.act,
        label_id=kind.label_id,
        label_en=kind.label_en,
        button_id=kind.button("id"),
        button_en=kind.button("en"),
        why_id=kind.why_id,
        why_en=kind.why_en,
        allowed=allowed,
        primary=False,
        minor=kind.minor,
        body_of=kind.body_of,
        letter=kind.letter,
        needs_document=kind.needs_document,
        limb=limb,
    )


def _with_primary(found: Sequence[StepOffer], actor: Actor, state: CaseState) -> tuple[StepOffer, ...]:
    """Mark the next step of this stage that is allowed, not done since the stage began, and the actor's own to take."""
    here = _done_here(state)
    by_act = {offer.act: offer for offer in found}
    for act in NEXT.get(state.stage, ()):
        offer = by_act.get(act)
        mine = offer is not None and offer.allowed and not must_be_by_proxy(actor, offer.body_of)
        if mine and act not in here:
            return tuple(replace(one, primary=one.act == act) for one in found)
    return tuple(found)


def _done_here(state: CaseState) -> frozenset[str]:
    """The acts since the stage began; the holder of a post stays recorded whatever the stage."""
    since = [one.kind for one in state.standing if state.since is None or one.happened_at >= state.since]
    lasting = [kind for kind in state.done if kind in ("post_holder.recorded", "conditions.assessed", "interest.stated")]
    return frozenset((*since, *lasting))
