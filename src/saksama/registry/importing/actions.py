"""The verbs of a list: it arrives, its columns are named, it is tried, taken in, undone, or thrown away.

Trying, taking and undoing are work of the job runner; the verbs here only decide and ask for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from saksama import ledger
from saksama.institutions import queries as institutions
from saksama.institutions.listing import Fault
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import Conflict, Invalid, NotFound, SaksamaError
from saksama.registry import facts, policies
from saksama.registry.models import Import
from saksama.store import blobs
from saksama.vault.fields import blind_index

from . import columns, files, running

State = Import.State
KEPT_FOR = timedelta(days=7)
HALF = 0.2                  # share of the people of before that a complete list may leave out without a second look
DEPENDS = {                 # kinds of lists that lean on a kind
    Import.Kind.OFFICES: (Import.Kind.OFFICES,),
    Import.Kind.AGENCIES: (Import.Kind.AGENCIES, Import.Kind.POSTS, Import.Kind.ROSTER),
    Import.Kind.POSTS: (Import.Kind.POSTS, Import.Kind.ROSTER),
    Import.Kind.ROSTER: (Import.Kind.ROSTER,),
}


class ListUnknown(NotFound):
    """No such list, or not one that this person may see."""

    code = "import_unknown"


class WrongMoment(Conflict):
    """The list is not in a state in which this can be done."""

    code = "import_wrong_moment"
    default_detail = "Daftar ini sudah maju atau sedang dikerjakan. Muat ulang halamannya."
    default_detail_en = "This list has moved on, or is being worked on. Load its page again."


class StillNeeded(Conflict):
    """An undoing is refused, since a later list leans on this one."""

    code = "import_still_needed"


def get(public_id: UUID | str, *, actor: Actor) -> Import:
    """Return a list; `ListUnknown` where there is none."""
    policies.may_manage_lists(actor).require()
    try:
        return Import.objects.get(public_id=public_id)
    except (Import.DoesNotExist, ValidationError):
        raise ListUnknown from None


def begin(kind: str, content: BinaryIO, *, actor: Actor, now: datetime) -> Import:
    """Keep an uploaded file, encrypted, and note its column titles. Refuses what is no table, has no heading, or was taken."""
    policies.may_manage_lists(actor).require()
    if kind not in Import.Kind.values:
        raise Invalid("Pilih jenis daftarnya.", "Choose what kind of list it is.", field="kind")
    heading = files.first_lines(content, 1)[0].cells
    if not columns.is_heading(heading):
        raise Invalid("Baris pertama harus berisi judul kolom, bukan data. Tambahkan judulnya, lalu unggah lagi.",
                      "The first line must hold column titles, not data. Add them and upload again.", field="file")
    kept = files.keep(content)
    try:
        with transaction.atomic():
            _refuse_repeat(kind, kept.sha256)
            print_of = blind_index("\x1f".join(heading))
            row = Import(kind=kind, owner=actor.public_id, arrived_at=now, sha256=kept.sha256, size=kept.size, blob=kept.blob,
                         file_key=kept.key, heading=json.dumps(list(heading)), heading_print=print_of,
                         format="xlsx" if _is_workbook(content) else "csv", mapping=_remembered(kind, print_of, heading))
            row.save(force_insert=True)
            ledger.append(facts.ListArrived(object_id=str(row.public_id), at=now,
                                            detail={"kind": kind, "sha256": kept.sha256, "size": kept.size}), actor=actor)
    except BaseException:
        blobs.destroy(kept.blob)
        raise
    return row


def _is_workbook(content: BinaryIO) -> bool:
    content.seek(0)
    return content.read(2) == b"PK"


def _refuse_repeat(kind: str, sha256: str) -> None:
    before = Import.objects.filter(kind=kind, sha256=sha256, state__in=(State.TAKING, State.TAKEN)).first()
    if before is not None:
        raise Conflict(f"Berkas yang sama sudah diambil; lihat daftar tanggal {before.arrived_at:%d-%m-%Y}.",
                       f"The same file was taken already; see the list of {before.arrived_at:%Y-%m-%d}.", field="file")


def _remembered(kind: str, print_of: str, heading: tuple[str, ...]) -> dict[str, int]:
    """Return how the columns of such a heading were named last time, else what their titles say."""
    last = Import.objects.filter(kind=kind, heading_print=print_of).exclude(mapping={}).order_by("-pk").first()
    return dict(last.mapping) if last is not None else columns.guess(kind, heading)


def heading_of(row: Import) -> list[str]:
    return list(json.loads(row.heading)) if row.heading else []


def name_columns(
    public_id: UUID | str, mapping: Mapping[str, int], *, as_of: date | None, whole_of: str, actor: Actor, now: datetime
) -> Import:
    """Say which column is which, of which day the list is, and whose complete list it is, if anybody's; then it is tried."""
    row = get(public_id, actor=actor)
    for field, sentence, sentence_en in columns.troubles(row.kind, mapping, heading_of(row)):
        raise Invalid(sentence, sentence_en, field=field)
    if row.kind == Import.Kind.ROSTER:
        _check_day(as_of, whole_of, now)
    with transaction.atomic():
        row = _locked(row.pk, State.ARRIVED, State.TRIED, State.STALE)
        row.mapping, row.as_of = dict(mapping), as_of if row.kind == Import.Kind.ROSTER else None
        row.whole_of = whole_of if row.kind == Import.Kind.ROSTER else ""
        _ask(row, State.TRYING, now)
    return row


def _check_day(as_of: date | None, whole_of: str, now: datetime) -> None:
    if as_of is None or as_of > now.date() + timedelta(days=1):
        raise Invalid("Isi tanggal daftar: hari ini atau sebelumnya.", "Give the day of the list: today or before.",
                      field="as_of")
    if whole_of:
        institutions.agency(whole_of)
    later = Import.objects.filter(kind=Import.Kind.ROSTER, whole_of=whole_of, state=State.TAKEN, as_of__gt=as_of).first()
    if later is not None:
        raise Invalid(f"Daftar ini lebih tua: yang per {later.as_of:%d-%m-%Y} sudah diambil. Ambil menurut urutan tanggal.",
                      f"This list is older: the one of {later.as_of} was taken. Take lists in the order of their days.",
                      field="as_of")


def _ask(row: Import, state: str, now: datetime) -> None:
    """Move a list on and enqueue its work, in the caller's transaction."""
    from saksama.registry import jobs

    row.state, row.counts = state, row.counts if state != State.TRYING else {}
    row.done = row.total = 0
    row.began_at = now
    row.save()
    {State.TRYING: jobs.try_list, State.TAKING: jobs.take_list, State.UNDOING: jobs.undo_list}[State(state)].enqueue(
        str(row.public_id))


def _locked(pk: int, *states: str) -> Import:
    row = Import.objects.select_for_update().get(pk=pk)
    if row.state not in states:
        raise WrongMoment
    return row


def try_out(public_id: str, *, now: datetime) -> None:
    """Plan the list without writing anything; keep what it would do, and every fault. Safe to repeat."""
    row = Import.objects.get(public_id=public_id)
    if row.state != State.TRYING:
        return
    mark = _mark()
    try:
        planned = running.plan(row)
    except SaksamaError as refused:
        _end(row, State.ARRIVED, now, counts={"refused": refused.detail, "refused_en": refused.detail_en})
        return
    row.faults = json.dumps([[one.line, one.column, one.reason, one.reason_en] for one in planned.faults])
    row.base_mark = mark
    renames = [[one.line, one.before, one.after] for one in planned.renames[:200]]
    _end(row, State.TRIED, now, counts=planned.counts | {"renames": renames})


def _mark() -> str:
    """Tell one state of what lists brought from another: which was the last to change it."""
    last = Import.objects.filter(state__in=(State.TAKEN, State.TAKING, State.UNDONE, State.UNDOING)).order_by("-ended_at", "-pk")
    found = last.values_list("pk", "state", "ended_at").first()
    return f"{found[0]}:{found[1]}:{found[2]}" if found else "none"


def take(public_id: UUID | str, *, confirmed: bool, actor: Actor, now: datetime) -> Import:
    """Have the list written as it was tried. Refuses a stale trial, one without anything to write, and half a list unseen."""
    row = get(public_id, actor=actor)
    with transaction.atomic():
        row = _locked(row.pk, State.TRIED)
        if row.base_mark != _mark():
            row.state = State.STALE
            row.save(update_fields=["state"])
        else:
            _refuse_to_take(row, confirmed=confirmed)
            ledger.append(facts.ListOrdered(object_id=str(row.public_id), at=now, detail=_told(row)), actor=actor)
            _ask(row, State.TAKING, now)
    if row.state == State.STALE:
        raise Conflict("Data dasar berubah sejak uji coba. Uji lagi daftar ini, lalu ambil.",
                       "What is on record has changed since the trial. Try the list again, then take it.")
    return row


def _told(row: Import) -> dict[str, object]:
    told = {name: row.counts.get(name, 0) for name in ("new", "changed", "unchanged", "gone", "errors")}
    return told | {"kind": row.kind, "as_of": row.as_of or "", "sha256": row.sha256}


def _refuse_to_take(row: Import, *, confirmed: bool) -> None:
    if not sum(row.counts.get(name, 0) for name in ("new", "changed", "gone")):
        raise Invalid("Tidak ada yang perlu diambil dari daftar ini.", "There is nothing to take from this list.")
    if looks_like_half(row) and not confirmed:
        raise Invalid("Berkas ini mungkin hanya sebagian: banyak orang tidak disebut lagi. Centang bila memang begitu.",
                      "This file may be only a part: many people are no longer named. Tick the box if that is right.",
                      field="confirmed")


def looks_like_half(row: Import) -> bool:
    """Tell whether a list that is said to be complete leaves out suspiciously many."""
    return row.counts.get("gone", 0) > HALF * max(row.counts.get("base", 0), 1)


def carry_out(public_id: str, *, now: datetime) -> None:
    """Write the list, then destroy its file. Safe to repeat and to be broken off: what is there already is left alone."""
    row = Import.objects.get(public_id=public_id)
    if row.state != State.TAKING:
        return
    planned = running.plan(row)
    running.write(row, planned, _meter(row, planned.steps))
    _forget_file(row)
    with transaction.atomic():
        ledger.append(facts.ListTaken(object_id=str(row.public_id), at=now, detail=_told(row)), actor=SYSTEM)
    _end(row, State.TAKEN, now)


def _meter(row: Import, total: int) -> running.Tell:
    """Begin to tell, beside the list, how many of its rows are done; whoever looks at its page sees it."""
    row.done, row.total = 0, total
    row.save(update_fields=["done", "total"])

    def tell(done: int) -> None:
        row.done = done
        row.save(update_fields=["done"])

    return tell


def undo(public_id: UUID | str, *, actor: Actor, now: datetime) -> Import:
    """Have the whole list undone; refused while a later one leans on it, which is named."""
    row = get(public_id, actor=actor)
    with transaction.atomic():
        row = _locked(row.pk, State.TAKEN)
        later = leaning_on(row)
        if later is not None:
            day, kind = f"{later.arrived_at:%d-%m-%Y}", later.get_kind_display()
            raise StillNeeded(f"Daftar {kind} tanggal {day} memakai hasil daftar ini. Batalkan dahulu yang itu.",
                              f"The {later.kind} list of {later.arrived_at:%Y-%m-%d} uses this one. Undo that one first.")
        ledger.append(facts.ListUndone(object_id=str(row.public_id), at=now, detail=_told(row)), actor=actor)
        _ask(row, State.UNDOING, now)
    return row


def leaning_on(row: Import) -> Import | None:
    """Return the latest list that was taken after this one and may lean on it."""
    later = Import.objects.filter(kind__in=DEPENDS[Import.Kind(row.kind)], state__in=(State.TAKEN, State.TAKING))
    return later.filter(ended_at__gt=row.ended_at).exclude(pk=row.pk).order_by("-ended_at").first() if row.ended_at else None


def carry_back(public_id: str, *, now: datetime) -> None:
    """Undo the list. Safe to repeat and to be broken off."""
    row = Import.objects.get(public_id=public_id)
    if row.state != State.UNDOING:
        return
    kept = running.put_back(row, _meter(row, running.total_to_undo(row)))
    _end(row, State.UNDONE, now, counts=row.counts | {"kept": kept[:200], "kept_count": len(kept)})


def _end(row: Import, state: str, now: datetime, *, counts: dict[str, object] | None = None) -> None:
    row.state, row.ended_at = state, now
    row.counts = counts if counts is not None else row.counts
    with transaction.atomic():
        row.save()


def discard(public_id: UUID | str, *, actor: Actor, now: datetime) -> None:
    """Throw a list away that was not taken; its file is destroyed."""
    row = get(public_id, actor=actor)
    with transaction.atomic():
        row = _locked(row.pk, State.ARRIVED, State.TRIED, State.STALE)
        row.state, row.ended_at = State.DISCARDED, now
        row.save()
        ledger.append(facts.ListDiscarded(object_id=str(row.public_id), at=now, detail={"kind": row.kind}), actor=actor)
    _forget_file(row)


def _forget_file(row: Import) -> None:
    """Destroy the file: its bytes first, then its key, its titles and what the trial found in it."""
    if row.blob:
        blobs.destroy(row.blob)
    row.blob = row.file_key = row.heading = row.faults = ""
    row.save()


def forget_old(*, now: datetime) -> int:
    """Destroy files that nobody came back to for a week; returns how many."""
    waiting = Import.objects.filter(state__in=(State.ARRIVED, State.TRIED, State.STALE), arrived_at__lt=now - KEPT_FOR)
    count = 0
    for row in waiting:
        row.state, row.ended_at = State.DISCARDED, now
        _forget_file(row)
        count += 1
    return count


def faults_of(row: Import) -> list[Fault]:
    """Return what the trial found wrong, by line."""
    return [Fault(line, reason, reason_en, column) for line, column, reason, reason_en in json.loads(row.faults or "[]")]
