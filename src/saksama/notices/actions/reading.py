"""Marking as read. What is read is one's own only; a read notice stays where it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import store
from saksama.kernel.actor import Actor
from saksama.notices.models import Notice


def mark_read(public_ids: Collection[UUID] | None, *, actor: Actor, now: datetime) -> int:
    """Mark these of the actor's notices as read, or all (None); return how many were not yet. Others' are left alone."""
    with transaction.atomic(), store.scope(actor):
        rows = Notice.objects.filter(person=actor.public_id, read_at=None, withdrawn_at=None)
        if public_ids is not None:
            rows = rows.filter(public_id__in=list(public_ids))
        return int(rows.update(read_at=now))
