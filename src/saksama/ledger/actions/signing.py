"""Checkpoints: signing the tree as it stands, every ten minutes where anything changed, and each day at 00:00 WIB."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from saksama.kernel.actor import Actor
from saksama.ledger import facts, installation, kept, notes, statements, tiles, tree
from saksama.ledger.errors import RecordDamaged
from saksama.ledger.models import Checkpoint
from saksama.store import engine

from .recording import append
from .sequencing import sequence

INTERVAL = timedelta(minutes=10)
WIB = ZoneInfo("Asia/Jakarta")


def sign_if_due(now: datetime) -> Checkpoint | None:
    """Sign the day's first checkpoint, or the next one after ten minutes if anything changed. For the clock process."""
    last = Checkpoint.objects.order_by("number").last()
    daily = not Checkpoint.objects.filter(is_daily=True, at__gte=_midnight(now)).exists()
    if not daily and last and abs(now - last.at) < INTERVAL:
        return None
    sequence(thorough=True)
    return sign_checkpoint(now, daily=daily)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)


def sign_checkpoint(now: datetime, *, daily: bool = False) -> Checkpoint | None:
    """Sign the tree as it stands, if anything was added since the last checkpoint; the daily one is signed in any case.

    Raises `RecordDamaged` where the tree does not begin with the trees signed before: two stories are never both signed.
    """
    with transaction.atomic():
        if not engine.try_lock("ledger.checkpoint"):
            return None
        last, size = Checkpoint.objects.order_by("number").last(), tiles.tree_size()
        if not size or (last and last.size == size and not daily):
            return None
        head = _head(last, size, now)
        made = Checkpoint.objects.create(
            number=head.number, size=size, root=head.root.hex(), note=notes.sign(head, settings.SAKSAMA.key("ledger_key")),
            at=head.at, is_daily=daily,
        )
        transaction.on_commit(partial(kept.write, made.note))
    return made


def _head(last: Checkpoint | None, size: int, now: datetime) -> notes.Head:
    read = tiles.Reader()
    try:
        if last:
            _require(read, last.size, bytes.fromhex(last.root), size)
        if outside := kept.read():
            known = notes.read(outside)
            _require(read, known.size, known.root, size)
        root = tree.root(size, read)
    except (tiles.LeafMissing, notes.BadNote):
        raise RecordDamaged from None
    return notes.Head(
        origin=installation.origin(), size=size, root=root, number=last.number + 1 if last else 1, at=now.replace(microsecond=0),
    )


def _require(read: tiles.Reader, size: int, root: bytes, now_size: int) -> None:
    if size > now_size or tree.root(size, read) != root:
        raise RecordDamaged


def sign_package(manifest_sha256: str, now: datetime) -> str:
    """Return a signed note about a package that leaves: the hash of its list of contents, under the published key."""
    text = statements.package(installation.origin(), manifest_sha256, now.replace(microsecond=0))
    return statements.sign(text, installation.origin(), settings.SAKSAMA.key("ledger_key"))


def resume_after_restore(*, actor: Actor, now: datetime) -> bool:
    """Record that the database came from a backup, and sign again although newer checkpoints were published before.

    Returns whether there was such a checkpoint. It stays in the data folder and in everybody else's hands: it proves the loss.
    """
    note = kept.read()
    if not note or Checkpoint.objects.filter(note=note).exists():
        return False
    lost = notes.read(note)
    with transaction.atomic():
        append(facts.Restored(object_id=installation.name(), at=now, detail={
            "number": lost.number, "size": lost.size, "root": lost.root.hex(),
        }), actor=actor)
    kept.set_aside(lost.number)
    return True
