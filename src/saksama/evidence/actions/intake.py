"""Files come in: recognised by their first bytes, sealed while the rest is still arriving, kept or named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Protocol
from uuid import UUID

from django.db import transaction

from saksama import ledger
from saksama.evidence import facts, jobs, structure, types
from saksama.evidence.models import Copy, File
from saksama.evidence.types import Format, Refused
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.kernel.ids import new_id
from saksama.store import blobs
from saksama.vault import actions as vault
from saksama.vault import worker
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.sealed import Compartment, Item

ORIGINAL, PAPER = "original", "paper"


class PaperLike(Protocol):
    """An officer's document: `cases.steps.Paper` is one."""

    @property
    def name(self) -> str: ...

    @property
    def content(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Received:
    """A sealed file on its way into a row; its bytes are durable. `name` is what its sender calls it, for the answer only."""

    public_id: UUID
    name: str = field(repr=False)
    item: PreparedItem
    format: Format
    for_worker: bool = False

    @property
    def fingerprint(self) -> str:
        return self.item.sha256


def receive(chunks: Iterable[bytes], *, name: str, declared_type: str = "", identity: Draft | Compartment,
            now: datetime) -> Received | Refused:
    """Seal a reporter's original to `identity` while it arrives; return it, or why it is not taken (nothing of it is kept then).

    A picture is sealed to the worker's key as well, so that its copy can be made. `declared_type` is not believed. Whatever the
    chunks raise goes on, and nothing is kept.
    """
    pieces = iter(chunks)
    try:
        head = _head(pieces)
    except types.TooMuch:
        return types.too_large(name)
    recognised = types.recognise(head, name)
    if isinstance(recognised, Refused):
        return recognised
    key = worker.current_recipient(now) if recognised.copyable else None
    sealed = _seal(chain([head], pieces), name, recognised, identity, ORIGINAL, also=(key,) if key else ())
    if isinstance(sealed, Refused):
        return sealed
    return Received(new_id(), types.shown(name), sealed, recognised, for_worker=key is not None)


def _head(pieces: Iterator[bytes]) -> bytes:
    held = b""
    for piece in pieces:
        held += piece
        if len(held) >= types.HEAD:
            break
    return held


def _seal(pieces: Iterable[bytes], name: str, found: Format, target: Draft | Compartment, klass: str,
          also: Sequence[str]) -> PreparedItem | Refused:
    """Push the pieces into the seal and past the checks of size and structure; on any trouble nothing is kept."""
    walker = structure.of(found)
    label = types.cleaned(name)
    sealing = (target.open_sealing(klass, label, found.type, also=also) if isinstance(target, Draft)
               else vault.open_sealing(target, klass=klass, name=label, type=found.type, also=also))
    try:
        for piece in pieces:
            walker.feed(piece)
            if walker.length > types.MOST_OF_ONE:
                sealing.abort()
                return types.too_large(name)
            sealing.write(piece)
        if not walker.whole():
            sealing.abort()
            return types.broken(name)
        return sealing.finish()
    except types.TooMuch:
        sealing.abort()
        return types.too_large(name)
    except blobs.StorageFull:
        sealing.abort()
        return types.storage_full(name)
    except BaseException:
        sealing.abort()
        raise


def discard(received: Iterable[Received]) -> None:
    """Take away the blobs of files that will not be saved."""
    for one in received:
        one.item.discard()


def save(received: Sequence[Received], *, report_public_id: UUID, compartment: Compartment, copy_to: Compartment,
         actor: Actor, now: datetime, announce: bool = True) -> list[File]:
    """Write the files of a report in the caller's transaction, with a job for each copy that can be made.

    `compartment` is the row of the identity compartment they were sealed to. `announce`: record `evidence.added`; a report that
    arrives with its files names them in its own entry.
    """
    if not received:
        return []
    items = _items(received, compartment)
    first = File.objects.filter(report_public_id=report_public_id).count() + 1 if announce else 1
    files = [_row(one, item, nth, now, report_public_id=report_public_id, copy_to=copy_to)
             for nth, (one, item) in enumerate(zip(received, items, strict=True), start=first)]
    File.objects.bulk_create(files)
    for file in files:
        if file.state == File.State.RECEIVED:
            jobs.make_copy.enqueue(str(file.public_id))
    if announce:
        _announce(files, str(report_public_id), actor, now, by="reporter")
    return files


def _items(received: Sequence[Received], compartment: Compartment) -> list[Item]:
    for one in received:
        one.item.row = compartment
    return vault.save_items([one.item for one in received])


def _row(one: Received, item: Item, nth: int, now: datetime, *, report_public_id: UUID | None = None,
         case_public_id: UUID | None = None, copy_to: Compartment | None = None) -> File:
    return File(public_id=one.public_id, report_public_id=report_public_id, case_public_id=case_public_id, nth=nth, item=item,
                copy_to=copy_to, fingerprint=one.item.sha256, kind=one.format.kind, size_bucket=one.item.size_bucket,
                received_at=now.replace(minute=0, second=0, microsecond=0), **_state(one))


def _state(one: Received) -> dict[str, str]:
    if one.item.klass == PAPER:
        return {"state": File.State.COPIED, "reason": "own"}
    if not one.format.copyable:
        return {"state": File.State.NO_COPY, "reason": "kind"}
    return {"state": File.State.RECEIVED if one.for_worker else File.State.TOO_LATE}


def _announce(files: Sequence[File], object_id: str, actor: Actor, now: datetime, *, by: str) -> None:
    detail = {"files": {str(file.public_id): file.fingerprint for file in files}, "by": by}
    ledger.append(facts.EvidenceAdded(object_id=object_id, at=now, detail=detail, to_the_hour=by == "reporter"), actor=actor)


def seal_papers(papers: Iterable[PaperLike], *, case: Compartment | Draft) -> list[Received]:
    """Seal officers' own documents to `case`, before any transaction. One that is refused raises `Invalid` with its name."""
    sealed: list[Received] = []
    for paper in papers:
        found = types.recognise(paper.content[: types.HEAD], paper.name)
        outcome = found if isinstance(found, Refused) else _seal([paper.content], paper.name, found, case, PAPER, also=())
        if isinstance(outcome, Refused):
            discard(sealed)
            raise Invalid(f"{outcome.name}: {outcome.reason_id}", f"{outcome.name}: {outcome.reason_en}", field="documents")
        sealed.append(Received(new_id(), types.shown(paper.name), outcome, found))  # type: ignore[arg-type]
    return sealed


def save_papers(received: Sequence[Received], *, case_public_id: UUID, compartment: Compartment, actor: Actor,
                now: datetime) -> list[File]:
    """Write officers' documents in the caller's transaction. Each is its own copy: nothing in it has to be cleaned."""
    if not received:
        return []
    first = File.objects.filter(case_public_id=case_public_id).count() + 1
    files = [_row(one, item, nth, now, case_public_id=case_public_id)
             for nth, (one, item) in enumerate(zip(received, _items(received, compartment), strict=True), start=first)]
    File.objects.bulk_create(files)
    Copy.objects.bulk_create([Copy(file=file, item=file.item, made_at=now) for file in files])
    _announce(files, str(case_public_id), actor, now, by="officer")
    return files


def add_papers(papers: Iterable[PaperLike], *, case_public_id: UUID, case: Compartment, actor: Actor,
               now: datetime) -> list[File]:
    """Seal and write officers' documents in one step and one transaction."""
    sealed = seal_papers(papers, case=case)
    with transaction.atomic():
        return save_papers(sealed, case_public_id=case_public_id, compartment=case, actor=actor, now=now)
