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

from saksama import store
from saksama.cases import lettering
from saksama.cases.models import Act, Case, Document
from saksama.cases.queries.many import ACTS, LETTER, NO_RUN
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.cases.worktables import BulkLine, BulkRun
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import Invalid, NotFound, SaksamaError
from saksama.vault.keyring import Keyring

from .taking import take

MOST, MOST_LETTERS = 100, 500
HAS_ONE = ("Surat ini sudah diterbitkan untuk perkara itu.", "This letter was issued for that case already.")
CHANGED = ("Sudah berubah: rekan Anda lebih dulu mencatat langkah.", "Changed meanwhile: a colleague recorded a step first.")


def begin_run(run_id: UUID, act: str, seen: Mapping[UUID, int], *, actor: Actor, now: datetime, form: str = "") -> bool:
    """Write down what is asked of which cases; False where this run was begun before (the form came twice).

    `seen` is how many acts of each case its picker saw. A hundred cases at most, five hundred for letters of one form.
    """
    if act not in ACTS:
        raise Invalid("Langkah ini tidak dapat diambil bersama-sama.", "This step cannot be taken on many cases.", field="act")
    most = MOST_LETTERS if act == LETTER else MOST
    if not seen or len(seen) > most:
        raise Invalid(f"Pilih 1 sampai {most} perkara.", f"Choose 1 to {most} cases.", field="cases")
    try:
        with transaction.atomic():
            run = BulkRun(public_id=run_id, owner=actor.public_id, office=actor.office, act=act, form=form, asked_at=now)
            run.save(force_insert=True)
            lines = [BulkLine(run=run, case=case, nth=n, seen=count) for n, (case, count) in enumerate(seen.items(), start=1)]
            BulkLine.objects.bulk_create(lines)
    except IntegrityError:
        if not BulkRun.objects.filter(public_id=run_id, owner=actor.public_id).exists():
            raise NotFound(*NO_RUN) from None
        return False
    return True


def work_through(run_id: UUID, step: Input, *, actor: Actor, keys: Keyring | None, now: datetime) -> Iterator[tuple[int, str]]:
    """Take the step on each case that waits, one after the other; yield its place in the run and what became of it.

    Ends before the next case once its owner stopped the run.
    """
    run = BulkRun.objects.filter(public_id=run_id, owner=actor.public_id).first()
    if run is None:
        raise NotFound(*NO_RUN)
    with lettering.kept_warm():
        for line in list(run.lines.filter(state="waiting")):
            if BulkRun.objects.filter(pk=run.pk, stopped_at__isnull=False).exists():
                return
            state, sentences, document = _taken(line, run, step, actor, keys, now)
            BulkLine.objects.filter(pk=line.pk, state="waiting").update(
                state=state, sentence_id=sentences[0][:600], sentence_en=sentences[1][:600], document=document
            )
            yield line.nth, state
    BulkRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=now)


def _taken(
    line: BulkLine, run: BulkRun, step: Input, actor: Actor, keys: Keyring | None, now: datetime
) -> tuple[str, tuple[str, str], UUID | None]:
    try:
        if run.form:
            _refuse_second(line.case, run.form)
        act = take(line.case, run.act, replace(step, seen=line.seen), actor=actor, keys=keys, now=now)
    except ActedMeanwhile:
        return "changed", CHANGED, None
    except SaksamaError as refused:
        return "refused", (refused.detail, refused.detail_en), None
    return "done", ("", ""), _letter_of(act) if run.act == LETTER else None


def _refuse_second(case: UUID, form: str) -> None:
    """In a run of letters no case gets the same one twice; a second one is issued at the case itself."""
    with store.reading(SYSTEM):
        if Document.objects.filter(case__public_id=case, form=form).exists():
            raise Invalid(*HAS_ONE, field="form")


def _letter_of(act: Act) -> UUID | None:
    with store.reading(SYSTEM):
        row = Document.objects.filter(case=act.case_id, limb=act.limb, nth=act.nth).exclude(number="").first()
    return row.public_id if row else None


def stop_run(run_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a run end before its next case; what was done stays."""
    rows = BulkRun.objects.filter(public_id=run_id, owner=actor.public_id, finished_at=None)
    if not rows.update(stopped_at=now):
        _require_own(run_id, actor)


def go_on(run_id: UUID, *, actor: Actor) -> BulkRun:
    """Open a run of letters again for the cases that wait, by what each case says now."""
    _require_own(run_id, actor)
    run = BulkRun.objects.get(public_id=run_id)
    if run.act != LETTER or not run.form:
        raise Invalid("Langkah ini dilanjutkan dari antrean.", "This step goes on from the queue.", field="act")
    with transaction.atomic(), store.scope(actor):
        waiting = list(run.lines.filter(state__in=("waiting", "changed")))
        counts = dict(Case.objects.filter(public_id__in=[line.case for line in waiting]).values_list("public_id", "act_count"))
        for line in waiting:
            line.seen, line.state = counts.get(line.case, line.seen), "waiting"
        BulkLine.objects.bulk_update(waiting, ["seen", "state"])
        BulkRun.objects.filter(pk=run.pk).update(stopped_at=None, finished_at=None)
    return run


def _require_own(run_id: UUID, actor: Actor) -> None:
    if not BulkRun.objects.filter(public_id=run_id, owner=actor.public_id).exists():
        raise NotFound(*NO_RUN)
