"""The worker's identity: for the clean copy of an original, and for nothing else (decision 41).

It lies in RAM-backed storage, one file for each hour. Originals are sealed to it beside their two-person compartment. It is
destroyed when its items are done, after 24 hours at the latest; then only two persons can have the copy made.
"""

from __future__ import annotations

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from pyrage import x25519

from .keyring import Keyring, public_key, several
from .keys import WorkerItem, WorkerKey
from .sealed import Item

HOUR = timedelta(hours=1)
LONGEST = timedelta(hours=24)
STALE = timedelta(hours=2)     # without a newer announcement the worker is taken to be down
HOLDER = "worker"


def folder() -> Path:
    """Return the RAM-backed folder of this installation; made for this user only."""
    found = place()
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def place() -> Path:
    """Return where that folder is, or would be."""
    base = Path("/dev/shm")  # noqa: S108  memory, not a disk
    name = hashlib.sha256(str(settings.SAKSAMA.data).encode()).hexdigest()[:16]
    return base / f"saksama-{os.getuid()}-{name}" if is_ram_backed() else Path(settings.SAKSAMA.data) / "worker"


def is_ram_backed() -> bool:
    """Tell whether the identities stay in memory. Where not, `saksama doctor` warns: a disk remembers."""
    return Path("/dev/shm").is_dir() and os.access("/dev/shm", os.W_OK)  # noqa: S108


def rotate(now: datetime) -> str:
    """Announce the next hour's recipient and destroy identities that are done or a day old; return the public key.

    Run by the worker, every few minutes.
    """
    newest = WorkerKey.objects.filter(destroyed_at=None).order_by("-created_at").first()
    if newest is None or now - newest.created_at >= HOUR or not _path(newest.public_key).exists():
        newest = _announce(now)
    _destroy_old(now, keep=newest)
    return newest.public_key


def _announce(now: datetime) -> WorkerKey:
    identity = x25519.Identity.generate()
    row = WorkerKey(public_key=public_key(identity), created_at=now)
    descriptor = os.open(_path(row.public_key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(str(identity))
    row.save(force_insert=True)
    return row


def _destroy_old(now: datetime, *, keep: WorkerKey) -> None:
    for row in WorkerKey.objects.filter(destroyed_at=None).exclude(pk=keep.pk):
        done = not row.items.exists() and now - row.created_at >= STALE
        if done or now - row.created_at >= LONGEST or not _path(row.public_key).exists():
            _path(row.public_key).unlink(missing_ok=True)
            WorkerKey.objects.filter(pk=row.pk).update(destroyed_at=now)


def _path(key: str) -> Path:
    return folder() / f"{key}.identity"


def current_recipient(now: datetime) -> str | None:
    """Return the public key originals are sealed to as well, or nothing when no worker announced one lately."""
    row = WorkerKey.objects.filter(destroyed_at=None, created_at__gt=now - STALE).order_by("-created_at").first()
    return row.public_key if row else None


def keyring(now: datetime) -> Keyring:
    """Return the worker's keyring: the identities that are neither done nor a day old. Empty after a reboot."""
    rows = WorkerKey.objects.filter(destroyed_at=None, created_at__gt=now - LONGEST)
    paths = [_path(row.public_key) for row in rows]
    return several(HOLDER, [x25519.Identity.from_str(path.read_text().strip()) for path in paths if path.exists()])


def can_open(item: Item, now: datetime) -> bool:
    """Tell whether the item's copy can still be made without two persons."""
    living = WorkerItem.objects.filter(key__destroyed_at=None, key__created_at__gt=now - LONGEST)
    note = living.filter(item=item).select_related("key").first()
    return note is not None and _path(note.key.public_key).exists()


def done(item: Item) -> None:
    """Note that the item's copy is made (or never will be): its identity can go with its hour."""
    WorkerItem.objects.filter(item=item).delete()
