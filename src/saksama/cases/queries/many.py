"""Many cases at once: what may be done to those somebody picked, and what became of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.cases import access, kinds, reading
from saksama.cases.legality import case_view, open_step
from saksama.cases.models import Act, Case, Limb
from saksama.cases.policies import Asked, may_take, must_be_by_proxy
from saksama.cases.processes import process_of
from saksama.cases.projecting import derive
from saksama.cases.shown import Row
from saksama.cases.shown.many import Picked, Run, RunLine
from saksama.cases.worktables import BulkRun
from saksama.kernel.actor import Actor
from saksama.kernel.decision import Decision, deny
from saksama.kernel.errors import IllegalStep, NotFound

from .lists import as_rows

ACTS = ("officer.assigned", "initial_study.opened", "completion.requested", "reminder.sent", "note.added")
NO_RUN = ("Langkah bersama ini tidak ditemukan. Kembali ke antrean.", "These steps were not found. Go back to the queue.")


def picked(seen: Mapping[UUID, int], actor: Actor, *, now: datetime) -> tuple[Picked, ...]:
    """Return those of the picked cases that the actor may see, in the order they were picked, each with what is open to him."""
    with store.reading(actor):
        rows = {case.public_id: case for case in access.visible(actor, now.date()).filter(public_id__in=list(seen))}
        cases = [rows[public_id] for public_id in seen if public_id in rows]
        acts: dict[int, list[Act]] = defaultdict(list)
        for act in Act.objects.filter(case__in=cases, limb=Limb.ASN).order_by("case", "nth"):
            acts[act.case_id].append(act)
        shown = as_rows(cases, now, reader=actor)
        return tuple(
            Picked(row, seen[case.public_id], _offered(case, acts[case.pk], actor, now))
            for case, row in zip(cases, shown, strict=True)
        )


def _offered(case: Case, rows: Sequence[Act], actor: Actor, now: datetime) -> dict[str, Decision]:
    views = [reading.view(row) for row in rows]
    process, derived, view = process_of(case), derive(case, views, now), case_view(case, views)
    found = {}
    for act in ACTS:
        kind = kinds.get(act)
        try:
            row = open_step(process, derived, act)
        except IllegalStep as shut:
            found[act] = deny(shut.detail, shut.detail_en)
            continue
        source = "letter" if must_be_by_proxy(actor, kind.body_of) else "own"
        found[act] = may_take(actor, view, Asked(act, row.roles, kind.body_of, source))
    return found


def rows_of(public_ids: Iterable[UUID], actor: Actor, *, now: datetime) -> dict[str, Row]:
    """Return rows of the cases among these that the actor may see, by public id."""
    with store.reading(actor):
        cases = list(access.visible(actor, now.date()).filter(public_id__in=list(public_ids)))
        return {row.public_id: row for row in as_rows(cases, now, reader=actor)}


def was_begun(public_id: UUID, actor: Actor) -> bool:
    """Tell whether the actor began this run before."""
    return BulkRun.objects.filter(public_id=public_id, owner=actor.public_id).exists()


def run(public_id: UUID | str, actor: Actor, *, now: datetime) -> Run:
    """Return a run of the actor's own with what became of each case; `NotFound` for anybody else's."""
    found = BulkRun.objects.filter(public_id=public_id, owner=actor.public_id).prefetch_related("lines").first()
    if found is None:
        raise NotFound(*NO_RUN)
    lines = sorted(found.lines.all(), key=lambda line: line.nth)
    rows = rows_of([line.case for line in lines], actor, now=now)
    return Run(
        str(found.public_id),
        found.act,
        found.asked_at,
        found.finished_at is not None,
        tuple(
            RunLine(line.nth, str(line.case), rows.get(str(line.case)), line.state, line.sentence_id, line.sentence_en)
            for line in lines
        ),
    )
