"""Many cases at once: what may be done to those somebody picked, and what became of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from saksama import store
from saksama.cases import access, kinds, reading
from saksama.cases.legality import case_view, open_step
from saksama.cases.models import Act, Case, Document, Limb, Link
from saksama.cases.policies import Asked, may_take, must_be_by_proxy
from saksama.cases.processes import process_of
from saksama.cases.projecting import derive
from saksama.cases.shown import Row
from saksama.cases.shown.many import Picked, Run, RunLine
from saksama.cases.worktables import BulkRun
from saksama.kernel.actor import Actor
from saksama.kernel.decision import Decision, deny
from saksama.kernel.errors import IllegalStep, NotAllowed, NotFound
from saksama.law.calendar import zone
from saksama.vault.errors import NotAReader
from saksama.vault.keyring import Keyring

from .lists import as_rows
from .opened import document

LETTER = "letter.issued"
ACTS = ("officer.assigned", "initial_study.opened", "completion.requested", "reminder.sent", LETTER, "note.added")
MASS: Mapping[str, str] = {"receipt": "", "completion": "completion.requested", "refusal": "registration.refused"}
"""Letters issued for many cases at once, each with the act without which a case has none: those to reporters, naming nobody."""
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
        found.form,
        sum(1 for line in lines if line.document is not None),
        found.stopped_at is not None,
    )


def without_letter(
    form: str, since: date, until: date, actor: Actor, *, now: datetime, timezone: str, limit: int
) -> tuple[Picked, ...]:
    """Return the office's cases opened from a day to a day (both included) that could get this letter and have none yet."""
    if form not in MASS:
        raise NotFound("Surat ini tidak dikenal.", "This form is not known.")
    with store.reading(actor):
        days = (_midnight(since, timezone), _midnight(until + timedelta(days=1), timezone))
        rows = access.visible(actor, now.date()).filter(office=actor.office, opened_at__gte=days[0], opened_at__lt=days[1])
        rows = rows.filter(Exists(Link.objects.filter(case=OuterRef("pk"))))     # a finding has no reporter to write to
        rows = rows.exclude(Exists(Document.objects.filter(case=OuterRef("pk"), form=form)))
        if MASS[form]:
            rows = rows.filter(Exists(Act.objects.filter(case=OuterRef("pk"), limb=Limb.ASN, kind=MASS[form])))
        found = {case.public_id: case.act_count for case in rows.order_by("opened_at", "pk")[:limit]}
        return tuple(Picked(row, found[UUID(row.public_id)], {}) for row in as_rows(_in_order(found), now, reader=actor))


def _midnight(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time(0), zone(timezone))


def _in_order(found: Mapping[UUID, int]) -> list[Case]:
    rows = {case.public_id: case for case in Case.objects.filter(public_id__in=list(found))}
    return [rows[public_id] for public_id in found]


def letters(public_id: UUID | str, actor: Actor, keys: Keyring, *, now: datetime) -> tuple[tuple[str, bytes], ...]:
    """Return (name, PDF) of each letter of a run of the actor's own that he may still open, in the order of the run."""
    found = BulkRun.objects.filter(public_id=public_id, owner=actor.public_id).first()
    if found is None:
        raise NotFound(*NO_RUN)
    drawn = found.lines.filter(document__isnull=False).order_by("nth").values_list("nth", "document")
    opened = (_letter(nth, public, actor, keys, now) for nth, public in drawn if public is not None)
    return tuple(one for one in opened if one is not None)


def _letter(nth: int, public_id: UUID, actor: Actor, keys: Keyring, now: datetime) -> tuple[str, bytes] | None:
    try:
        opened = document(public_id, actor, keys, now=now)
    except (NotFound, NotAllowed, NotAReader):
        return None
    return f"{nth:03d}-{opened.name}", opened.content
