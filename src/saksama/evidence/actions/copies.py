"""Clean copies: by the worker within its window, or by an officer to whom two persons released the original."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger
from saksama.evidence import facts, sandbox
from saksama.evidence.models import Copy, File
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import NotFound
from saksama.vault import actions as vault
from saksama.vault import worker
from saksama.vault.actions import PreparedItem
from saksama.vault.keyring import Keyring

COPY, PREVIEW = "copy", "preview"
WAITING = (File.State.RECEIVED, File.State.COPYING)


def make_copy(file_public_id: UUID | str, *, now: datetime) -> None:
    """Make a file's clean copy with the worker's key, or note why there is none. Safe to repeat."""
    file = _file(file_public_id)
    if file.state not in WAITING:
        return
    if not worker.can_open(file.item, now):
        File.objects.filter(pk=file.pk, state__in=WAITING).update(state=File.State.TOO_LATE)
        return
    _begin(file)
    _copy(file, worker.keyring(now), actor=SYSTEM, now=now)


def copy_with_keys(file_public_id: UUID | str, *, keys: Keyring, actor: Actor, now: datetime) -> None:
    """Make the copy after two persons released the original to `keys`. `NotAReader` without the release; safe to repeat."""
    file = _file(file_public_id)
    if file.state in (*WAITING, File.State.TOO_LATE):
        _copy(file, keys, actor=actor, now=now)


def mark_late(now: datetime) -> int:
    """Note the files whose copy the worker can no longer make; return how many. Runs on a schedule."""
    waiting = File.objects.filter(state__in=WAITING).select_related("item")
    late = [file.pk for file in waiting if not worker.can_open(file.item, now)]
    return File.objects.filter(pk__in=late, state__in=WAITING).update(state=File.State.TOO_LATE)


def _file(public_id: UUID | str) -> File:
    file = File.objects.select_related("item__compartment", "copy_to").filter(public_id=public_id).first()
    if file is None:
        raise NotFound("Berkas ini tidak ada.", "There is no such file.")
    return file


def _begin(file: File) -> None:
    File.objects.filter(pk=file.pk, state=File.State.RECEIVED).update(state=File.State.COPYING)


def _copy(file: File, keys: Keyring, *, actor: Actor, now: datetime) -> None:
    original = vault.read(file.item, keys=keys)
    try:
        clean = sandbox.copy(original.content)
    except sandbox.NoCopy as none:
        _end(file, File.State.NO_COPY, none.reason)
        return
    copy, preview = _sealed(file, clean)
    with transaction.atomic():
        if not _end(file, File.State.COPIED, "first_frame" if clean.more else ""):
            copy.discard()
            preview.discard()
            return
        item, small = vault.save_items([copy, preview])
        Copy(file=file, item=item, preview=small, made_at=now.replace(minute=0, second=0, microsecond=0)).save(force_insert=True)
        ledger.append(facts.CopyMade(object_id=str(file.public_id), at=now, detail={"item": item.sha256}, to_the_hour=True),
                      actor=actor)


def _sealed(file: File, clean: sandbox.Clean) -> tuple[PreparedItem, PreparedItem]:
    """Seal copy and preview to the report, under names that say nothing."""
    if file.copy_to is None:
        raise ValueError("an officer's own document is its own copy")
    name = f"salinan-{file.nth}.{clean.extension}"
    copy = vault.add_stream(file.copy_to, klass=COPY, name=name, type=clean.type, chunks=[clean.content])
    small = vault.add_stream(file.copy_to, klass=PREVIEW, name=f"kecil-{file.nth}.jpg", type="image/jpeg", chunks=[clean.preview])
    return copy, small


def _end(file: File, state: str, reason: str) -> bool:
    """Set the file's last state once, and let the worker's key go; tell whether this run was the one that did."""
    open_states = (*WAITING, File.State.TOO_LATE)
    with transaction.atomic():
        ended = File.objects.filter(pk=file.pk, state__in=open_states).update(state=state, reason=reason)
        worker.done(file.item)
    return bool(ended)
