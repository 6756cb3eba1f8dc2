"""Writing the record: append, give positions, sign, erase a detail, replay."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import connection, transaction

from saksama.kernel.actor import Actor
from saksama.kernel.facts import Fact
from saksama.kernel.ids import new_id

from . import entries, subscribers
from .errors import OutsideTransaction
from .models import Detail, Entry


def append(fact: Fact, *, actor: Actor) -> Entry:
    """Record the fact in the caller's transaction, and enqueue each subscriber of its kind in the same transaction.

    Returns the entry with its `leaf_hash`; its position in the tree comes later, from `sequence`. Raises
    `OutsideTransaction` where no transaction is open: an entry must not outlive the change it tells of.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{fact.kind or type(fact).__name__} was to be recorded outside a transaction")
    entry, salt, detail = _make(fact, actor)
    entry.save(force_insert=True)
    Detail(entry=entry, salt=salt, body=detail).save(force_insert=True)
    for task in subscribers.tasks_of(fact.kind):
        task.enqueue(str(entry.public_id))
    return entry


def _make(fact: Fact, actor: Actor) -> tuple[Entry, bytes, bytes]:
    if not fact.kind or not actor.pseudonym:
        raise ValueError("a fact needs a kind and its actor a pseudonym")
    public_id, salt, detail = new_id(), secrets.token_bytes(entries.SALT_SIZE), entries.detail_bytes(fact.detail)
    object_id = str(fact.object_id)
    body = entries.entry_bytes(
        public_id=public_id, kind=fact.kind, at=entries.spell(fact.at, to_the_hour=fact.to_the_hour), actor=actor.pseudonym,
        object_id=object_id, commit=entries.commitment(salt, detail),
    )
    entry = Entry(
        public_id=public_id, body=body, leaf_hash=entries.leaf_hash(body), kind=fact.kind, object_id=object_id,
        at=entries.moment(fact.at, to_the_hour=fact.to_the_hour),
    )
    return entry, salt, detail


def replay(kind: str, since: datetime, task: subscribers.Enqueueable) -> int:
    """Enqueue the task for each entry of this kind since then (to the hour), oldest first; for a room installed later.

    Returns how many. Tasks are safe to repeat, so an entry that was heard already does no harm.
    """
    count = 0
    with transaction.atomic():
        found = Entry.objects.filter(kind=kind, at__gte=entries.moment(since, to_the_hour=True)).order_by("id")
        for public_id in found.values_list("public_id", flat=True).iterator(chunk_size=2000):
            task.enqueue(str(public_id))
            count += 1
    return count
