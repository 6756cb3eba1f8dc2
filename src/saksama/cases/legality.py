"""Whether a step is possible on a case as it stands, and what the policies need to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from saksama.kernel.errors import IllegalStep, Invalid
from saksama.law.process import Process, Step

from . import kinds
from .fold import UNDOES, ActView, fold, standing
from .kinds import Kind
from .models import Case, Limb
from .policies import CaseView
from .processes import process_of
from .projecting import MOVES, Derived, derive


def limb_of(kind: Kind) -> str:
    return Limb.CRIMINAL if kind.act.startswith("criminal.") else Limb.ASN


def legal_step(case: Case, new: ActView, acts: Sequence[ActView], now: datetime) -> Step:
    """Return the row of the process under which this act is possible now; raises `IllegalStep` or `Invalid`."""
    process = process_of(case, new.limb)
    if new.corrects is not None:
        return _correction(case, new, acts, process, now)
    return open_step(process, derive(case, acts, now, new.limb), new.kind)


def open_step(process: Process, derived: Derived, act: str) -> Step:
    """Return the row of an act that is open now; `IllegalStep` names what has to be recorded first in words."""
    state = derived.state
    try:
        return process.step(act, state.stage, done=state.done, lapsed=derived.lapsed_subjects)
    except IllegalStep as illegal:
        missing = str(illegal.context.get("missing", ""))
        if "." not in missing:
            raise
        first = kinds.get(missing)
        raise IllegalStep(
            f"Langkah ini baru bisa sesudah dicatat: {first.label_id.lower()}.",
            f"This step is possible once this is recorded: {first.label_en.lower()}.",
            **illegal.context,
        ) from illegal


def _correction(case: Case, new: ActView, acts: Sequence[ActView], process: Process, now: datetime) -> Step:
    mistaken = next((one.act for one in standing(acts) if one.act.nth == new.corrects), None)
    if mistaken is None:
        raise Invalid(
            "Langkah yang hendak dibetulkan tidak ada atau sudah dibetulkan.",
            "The step to correct does not exist or has been corrected already.",
            field="corrects",
        )
    _require_no_move(mistaken, new)
    _require_its_own_way_back(mistaken, new)
    place = next(one.nth for one in standing([*acts, new]) if one.act is new)
    earlier = [one.act for one in standing([*acts, new]) if one.nth < place]
    before = derive(case, earlier, now, new.limb)
    if UNDOES.get(new.kind) == mistaken.kind:
        before = replace(before, state=replace(before.state, done=(*before.state.done, mistaken.kind)))
    row = open_step(process, before, new.kind)
    fold([*acts, new], process)
    return row


def _require_no_move(mistaken: ActView, new: ActView) -> None:
    """A file that changed its office cannot be where it never went: it is sent back, or transferred once more."""
    if {mistaken.kind, new.kind} & {*MOVES, "transfer.accepted"}:
        raise Invalid(
            "Perpindahan kantor tidak dibetulkan. Kembalikan, atau limpahkan sekali lagi.",
            "A move between offices is not corrected. Send it back, or transfer it once more.",
            field="corrects",
        )


def _require_its_own_way_back(mistaken: ActView, new: ActView) -> None:
    """An act that did more than stand in the acts goes back by the act that undoes all of it, and by no other."""
    back = next((act for act, taken in UNDOES.items() if taken == mistaken.kind), "")
    if back and new.kind != back:
        named = kinds.get(back)
        raise Invalid(
            f"Langkah itu dibatalkan dengan: {named.label_id.lower()}.",
            f"That step is taken back by: {named.label_en.lower()}.",
            field="corrects",
        )


def case_view(case: Case, acts: Sequence[ActView]) -> CaseView:
    """Return what the policies ask of a case; of its corrected acts nothing counts."""
    corrected = {act.corrects for act in acts if act.corrects is not None}
    standing = [act for act in acts if act.nth not in corrected]
    registrar = next((act.actor for act in reversed(standing) if act.kind == "registered"), "")
    stated = {act.actor: str(act.body.get("interest", "")) for act in standing if act.kind == "interest.stated"}
    moved = next((act.kind for act in reversed(standing) if act.kind in (*MOVES, "transfer.accepted")), "")
    return CaseView(
        office=case.office,
        waits_for_receipt=moved == "case.transferred",
        office_position=case.office_position,
        oversight_office=case.oversight_office,
        agency_key=case.agency_key,
        stage=case.stage,
        registered_by=registrar,
        interested=frozenset(actor for actor, interest in stated.items() if interest != "none"),
        accused_asked_time=any(act.kind == "reply.extended" and act.role == "accused" for act in standing),
    )
