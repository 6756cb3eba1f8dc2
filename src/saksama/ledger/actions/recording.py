"""Entries and their details: append, erase, replay."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from saksama.kernel.actor import Actor
from saksama.kernel.facts import Fact
from saksama.kernel.ids import new_id
from saksama.ledger import entries, facts, subscribers
from saksama.ledger.errors import OutsideTransaction
from saksama.ledger.models import Detail, Entry

AT_ONCE = 500


def append(fact: Fact, *, actor: Actor) -> Entry:
    """Record the fact in the caller's transaction, and enqueue each subscriber of its kind in the same transaction.

    Returns the entry with its `leaf_hash`; its position in the tree comes later, from `sequence`. Raises
    `OutsideTransaction` where no transaction is open: an entry must not outlive the change it tells of.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{fact.kind or type(fact).__name__} was to be recorded outside a transaction")
    entry, detail = _make(fact, actor)
    entry.save(force_insert=True)
    detail.save(force_insert=True)
    for task in subscribers.tasks_of(fact.kind):
        task.enqueue(str(entry.public_id))
    return entry


def _make(fact: Fact, actor: Actor) -> tuple[Entry, Detail]:
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
    return entry, Detail(entry=entry, salt=salt, body=detail)


def erase_details(entry_ids: Iterable[UUID], *, actor: Actor, now: datetime) -> int:
    """Erase what these entries committed to, in the caller's transaction; each erasure is an entry of its own.

    The leaves stay and every proof still verifies. Returns how many details there were to erase.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("details were to be erased outside a transaction")
    found = list(Detail.objects.filter(entry__public_id__in=list(entry_ids)).select_related("entry").order_by("id"))
    for detail in found:
        append(facts.DetailErased(object_id=str(detail.entry.public_id), at=now), actor=actor)
        detail.delete()
    return len(found)


def apply_erasures() -> int:
    """Erase again what came back with a restored backup although its erasure is on record. Returns how many details."""
    count = 0
    with transaction.atomic():
        erased = list(Entry.objects.filter(kind=facts.DetailErased.kind).order_by("id").values_list("object_id", flat=True))
        for first in range(0, len(erased), AT_ONCE):
            rows = Entry.objects.filter(public_id__in=erased[first : first + AT_ONCE]).values_list("pk", flat=True)
            count += Detail.objects.filter(entry_id__in=list(rows)).delete()[0]
    return count


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
