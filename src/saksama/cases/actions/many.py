"""One step on many cases: each in its own transaction, under its own policy, with its own answer.

What was written in the step goes sealed into each case, so nothing of it is kept for later: a run is worked through while its
writer's keys are open. `seen` of each case guards against a colleague who was faster, and against the same form sent twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from saksama.cases.queries.many import ACTS, NO_RUN
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.cases.worktables import BulkLine, BulkRun
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid, NotFound, SaksamaError
from saksama.vault.keyring import Keyring

from .taking import take

MOST = 100
CHANGED = ("Sudah berubah: rekan Anda lebih dulu mencatat langkah.", "Changed meanwhile: a colleague recorded a step first.")


def begin_run(run_id: UUID, act: str, seen: Mapping[UUID, int], *, actor: Actor, now: datetime) -> bool:
    """Write down what is asked of which cases; False where this run was begun before (the form came twice).

    `seen` is how many acts of each case its picker saw. A hundred cases at most.
    """
    if act not in ACTS:
        raise Invalid("Langkah ini tidak dapat diambil bersama-sama.", "This step cannot be taken on many cases.", field="act")
    if not seen or len(seen) > MOST:
        raise Invalid("Pilih 1 sampai 100 perkara.", "Choose 1 to 100 cases.", field="cases")
    try:
        with transaction.atomic():
            run = BulkRun(public_id=run_id, owner=actor.public_id, office=actor.office, act=act, asked_at=now)
            run.save(force_insert=True)
            lines = [BulkLine(run=run, case=case, nth=n, seen=count) for n, (case, count) in enumerate(seen.items(), start=1)]
            BulkLine.objects.bulk_create(lines)
    except IntegrityError:
        if not BulkRun.objects.filter(public_id=run_id, owner=actor.public_id).exists():
            raise NotFound(*NO_RUN) from None
        return False
    return True


def work_through(run_id: UUID, step: Input, *, actor: Actor, keys: Keyring | None, now: datetime) -> Iterator[tuple[int, str]]:
    """Take the step on each case that waits, one after the other; yield its place in the run and what became of it."""
    run = BulkRun.objects.filter(public_id=run_id, owner=actor.public_id).first()
    if run is None:
        raise NotFound(*NO_RUN)
    for line in list(run.lines.filter(state="waiting")):
        state, sentences = _taken(line, run.act, step, actor, keys, now)
        BulkLine.objects.filter(pk=line.pk, state="waiting").update(
            state=state, sentence_id=sentences[0][:600], sentence_en=sentences[1][:600]
        )
        yield line.nth, state
    BulkRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=now)


def _taken(
    line: BulkLine, act: str, step: Input, actor: Actor, keys: Keyring | None, now: datetime
) -> tuple[str, tuple[str, str]]:
    try:
        take(line.case, act, replace(step, seen=line.seen), actor=actor, keys=keys, now=now)
    except ActedMeanwhile:
        return "changed", CHANGED
    except SaksamaError as refused:
        return "refused", (refused.detail, refused.detail_en)
    return "done", ("", "")
