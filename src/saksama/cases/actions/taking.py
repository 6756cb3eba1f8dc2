"""`take`: one step from a screen. Read, prepare what is slow, then lock, ask the policy again, and write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import store
from saksama.cases import access, inputs, kinds, reading, timeline, verbs
from saksama.cases.counters import NumberTaken
from saksama.cases.fold import ActView
from saksama.cases.kinds import Kind
from saksama.cases.legality import case_view, legal_step, limb_of
from saksama.cases.models import Act, Case, Limb
from saksama.cases.policies import PROXY_PAPERS, Asked, CaseView, may_see_criminal_limb, may_take, must_be_by_proxy
from saksama.cases.projecting import derive
from saksama.cases.steps import ActedMeanwhile, Input, Provenance
from saksama.cases.verbs import Taking, Verb
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid, NotFound
from saksama.law.process import Step
from saksama.vault.keyring import Keyring

TRIES = 5


def take(case_public_id: UUID | str, act: str, step: Input, *, actor: Actor, keys: Keyring | None, now: datetime) -> Act:
    """Take one step on a case and return its act.

    Raises `NotFound` (absent, out of scope or excluded), `IllegalStep` with the open acts, `NotAllowed` with the reason,
    `Invalid` with its field, or `ActedMeanwhile` with all that was typed and what others did. `keys` may be None where
    nothing is opened.
    """
    kind, verb = kinds.get(act), verbs.of(act)
    for last_try in (False,) * (TRIES - 1) + (True,):
        taking = _begin(case_public_id, kind, verb, step, actor, keys, now)
        try:
            verb.prepare(taking)
            return _write(case_public_id, verb, taking)
        except NumberTaken:
            verb.discard(taking)
            if last_try:
                raise
        except BaseException:
            verb.discard(taking)
            raise
    raise AssertionError("unreachable")


def _begin(
    case_public_id: UUID | str, kind: Kind, verb: Verb, step: Input, actor: Actor, keys: Keyring | None, now: datetime
) -> Taking:
    with store.reading(actor):
        case = access.case(case_public_id, actor, now.date())
        taking = _asked(case, kind, verb, step, actor, keys, now)
        verb.check(taking)
    return taking


def _asked(case: Case, kind: Kind, verb: Verb, step: Input, actor: Actor, keys: Keyring | None, now: datetime) -> Taking:
    """Judge the step on the case as it stands: nobody acted since, possible, allowed, and understood."""
    limb = limb_of(kind)
    rows = reading.rows_of(case, limb)
    acts = [reading.view(row) for row in rows]
    view = case_view(case, acts)
    if limb == Limb.CRIMINAL or kind.act == "criminal_limb.opened":
        _require_criminal(actor, view)
    if len(acts) != step.seen:
        raise meanwhile(case, limb, step, len(acts))
    row = legal_step(case, _sketch(kind, limb, acts, step, actor, now), acts, now)
    require(actor, view, kind, row, step)
    fields = verbs.with_choices(kind.asked, lambda field: verb.choices(case, field, now))
    return Taking(
        case=case,
        kind=kind,
        row=row,
        fields=fields,
        step=step,
        cleaned=inputs.clean(kind, fields, step, now=now),
        derived=derive(case, acts, now, limb),
        actor=actor,
        keys=keys,
        now=now,
        limb=limb,
    )


def _write(case_public_id: UUID | str, verb: Verb, taking: Taking) -> Act:
    with transaction.atomic(), store.scope(taking.actor):
        case = access.locked(case_public_id, taking.actor, taking.now.date(), beside=verb.beside(taking))
        fresh = _asked(case, taking.kind, verb, taking.step, taking.actor, taking.keys, taking.now)
        taking.case, taking.derived, taking.row = case, fresh.derived, fresh.row
        verb.check(taking)
        return verb.write(taking)


def meanwhile(case: Case, limb: str, step: Input, count: int) -> ActedMeanwhile:
    """Return the refusal that carries what was typed and what others did since."""
    return ActedMeanwhile(step=step, since=timeline.of_case(case, limb, after=step.seen), act_count=count)


def _require_criminal(actor: Actor, view: CaseView) -> None:
    """Who may not know of the limb is told that there is no such step."""
    if not may_see_criminal_limb(actor, view):
        raise NotFound("Langkah ini tidak dikenal. Kembali ke perkara.", "This step is not known. Go back to the case.")


def require(actor: Actor, view: CaseView, kind: Kind, row: Step, step: Input) -> None:
    """Raise unless the policy allows; a missing source for another body's step names its field."""
    if step.provenance == Provenance.OWN and must_be_by_proxy(actor, kind.body_of):
        asked_for_it = may_take(actor, view, Asked(kind.act, row.roles, kind.body_of, Provenance.LETTER))
        asked_for_it.require()
        raise Invalid(PROXY_PAPERS[0].format("badan lain"), PROXY_PAPERS[1].format("another body"), field="provenance")
    may_take(actor, view, Asked(kind.act, row.roles, kind.body_of, step.provenance)).require()


def _sketch(kind: Kind, limb: str, acts: Sequence[ActView], step: Input, actor: Actor, now: datetime) -> ActView:
    """The act as it would be, enough to ask the process."""
    return ActView(
        nth=(acts[-1].nth if acts else 0) + 1,
        kind=kind.act,
        happened_at=step.happened_at,
        recorded_at=now,
        corrects=step.corrects,
        limb=limb,
        provenance=step.provenance,
        actor=actor.public_id,
    )
