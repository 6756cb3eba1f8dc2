"""`perform`: the only place where an act is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from saksama import ledger
from saksama.institutions import queries as institutions
from saksama.intake import actions as intake
from saksama.kernel.actor import Actor
from saksama.law import book, keeping
from saksama.law.process import Step
from saksama.vault.sealed import Item

from . import bodies, facts, kinds, reading, terms
from .fold import ActView
from .kinds import Kind
from .legality import legal_step
from .models import Act, Case, Document, Limb, Link
from .processes import process_of
from .projecting import Derived, derive, ended_before, write
from .reading import Names

OWN = "own"
MIRRORED = frozenset(
    {"report.received", "tip.received", "completion.received", "reporter.wrote", "reporter.withdrew", "evidence.added"}
)


class PaperDraft(Protocol):
    """A sealed document on its way into a row; saved with its act."""

    def save(self, case: Case, act: Act) -> Document: ...

    @property
    def sha256(self) -> str: ...


def perform(
    case: Case,
    kind: str,
    *,
    actor: Actor,
    happened_at: datetime,
    now: datetime,
    body: Mapping[str, object] | None = None,
    provenance: str = OWN,
    recorded_for: str = "",
    documents: Sequence[PaperDraft] = (),
    item: Item | None = None,
    corrects: int | None = None,
    limb: str = Limb.ASN,
) -> Act:
    """Add one act, its ledger entry, the projections and the reporters' status, in the caller's transaction.

    `case` is a locked row in an open scope. Raises `IllegalStep`, which names the open acts, where the process does not allow it;
    with `corrects` it stands in the place of that act, and every later act must still fit. Asks no policy: that is the verb's.
    """
    declared = kinds.get(kind)
    acts = reading.acts_of(case, limb)
    new = _view(
        case,
        declared,
        acts,
        actor=actor,
        happened_at=happened_at,
        now=now,
        body=bodies.checked(declared, body or {}),
        provenance=provenance,
        recorded_for=recorded_for,
        corrects=corrects,
        limb=limb,
    )
    row = legal_step(case, new, acts, now)
    derived = derive(case, [*acts, new], now, limb)
    act = _row(case, new, row)
    act.limits = keeping.record(derived.clocks, ended_before(acts, limb), book().release)
    act.item = item.public_id if item else None
    act.entry = ledger.append(_fact(case, act, item, documents), actor=actor).public_id
    act.save(force_insert=True)
    papers = [document.save(case, act) for document in documents]
    silent, number = case.silent_since, case.number
    if limb == Limb.ASN:
        case.act_count = act.nth
    write(case, derived, now, limb)
    terms.note(case, act, papers, number_before=number)
    if limb == Limb.ASN:
        if case.silent_since != silent:
            intake.note_silence(reports_of(case), case.silent_since)
        _tell_reporters(case, new, declared, derived)
    return act


def _view(
    case: Case,
    kind: Kind,
    acts: Sequence[ActView],
    *,
    actor: Actor,
    happened_at: datetime,
    now: datetime,
    body: Mapping[str, object],
    provenance: str,
    recorded_for: str,
    corrects: int | None,
    limb: str,
) -> ActView:
    recorded = _to_the_hour(now) if _hides_the_minute(case, kind.act, actor) else now
    return ActView(
        nth=(acts[-1].nth if acts else 0) + 1,
        kind=kind.act,
        happened_at=happened_at,
        recorded_at=recorded,
        body=body,
        corrects=corrects,
        limb=limb,
        provenance=provenance,
        recorded_for=recorded_for,
        actor=actor.public_id,
        role=role_of(kind, actor, case),
        office=actor.office or (case.office if not actor.agency else ""),
    )


def _row(case: Case, new: ActView, row: Step) -> Act:
    return Act(
        case=case,
        limb=new.limb,
        nth=new.nth,
        kind=new.kind,
        happened_at=new.happened_at,
        recorded_at=new.recorded_at or new.happened_at,
        actor=new.actor,
        role=new.role,
        office=new.office,
        provenance=new.provenance,
        recorded_for=new.recorded_for,
        corrects=new.corrects,
        body=dict(new.body),
        rule=_rule(case, row, new),
    )


def role_of(kind: Kind, actor: Actor, case: Case) -> str:
    """Return in which of his roles somebody took this act: one the process lists for it."""
    rows = process_of(case, Limb.CRIMINAL if kind.act.startswith("criminal.") else Limb.ASN).rows(kind.act)
    wanted = {role for row in rows for role in row.roles}
    return next(iter(sorted(actor.roles & wanted)), next(iter(sorted(actor.roles)), ""))


def _rule(case: Case, row: Step, new: ActView) -> str:
    """Return the rule under which it was done: the step's own, else that of the first clock it starts or stops."""
    if row.rule:
        return row.rule
    process, day = process_of(case, new.limb), new.happened_at.date()
    for subject in (*row.starts, *row.stops):
        for rule in process.rules.get(subject, ()):
            if rule.holds_on(day):
                return rule.version
    return ""


def _fact(case: Case, act: Act, item: Item | None, documents: Sequence[PaperDraft]) -> facts.ActPerformed:
    detail = {
        "act": str(act.public_id),
        "nth": act.nth,
        "limb": act.limb,
        "kind": act.kind,
        "happened_at": act.happened_at.isoformat(),
        "recorded_at": act.recorded_at.isoformat(),
        "role": act.role,
        "office": act.office,
        "provenance": act.provenance,
        "recorded_for": act.recorded_for,
        "rule": act.rule,
        "corrects": act.corrects or 0,
        "body": act.body,
        "limits": act.limits,
        "item": item.sha256 if item else "",
        "documents": [one.sha256 for one in documents],
    }
    hidden = act.kind in MIRRORED and case.door != "named"
    return facts.ActPerformed(object_id=str(case.public_id), at=act.recorded_at, detail=detail, to_the_hour=hidden)


def _hides_the_minute(case: Case, kind: str, actor: Actor) -> bool:
    return kind in MIRRORED and case.door != "named" and actor.has("system")


def _to_the_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def reports_of(case: Case) -> list[UUID]:
    """Return the public ids of the reports linked to a case. In the caller's scope."""
    return list(Link.objects.filter(case=case).values_list("report", flat=True))


def _tell_reporters(case: Case, new: ActView, kind: Kind, derived: Derived) -> None:
    """Write the status row of every linked report, where this act says anything to a reporter."""
    names = reading.names_for(case)
    spoken = reading.worded(new, names)
    if kind.to_reporter is None or not kind.to_reporter(spoken, "id"):
        return
    due = next((one for one in derived.clocks if one.subject == case.next_subject and not one.stopped_by), None)
    owner = _owner(case, names)
    intake.post_status(
        reports_of(case),
        stage=case.stage,
        waiting_on=case.waiting_on,
        since=case.waiting_since or new.happened_at,
        due=due.due_late if due else None,
        sentence_id=kind.to_reporter(spoken, "id"),
        sentence_en=kind.to_reporter(spoken, "en"),
        owner_id=owner,
        owner_en=owner,
    )


def _owner(case: Case, names: Names) -> str:
    """Return the name of the office or chair whose turn it is, for the reporter's line; nothing where intake has words for it."""
    if case.waiting_on == "oversight":
        return names.office(case.oversight_office)
    if case.waiting_on == "agency" and case.agency:
        standing = institutions.standing(case.agency, case.opened_at.date())
        return standing.sanctioning if standing else ""
    return ""
