"""Cases whose running limit has passed by its later reading, for what other rooms prepare then."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.cases.models import Clock, Limb
from saksama.kernel.actor import SYSTEM


def passed(subject: str, stages: Collection[str], now: datetime) -> tuple[UUID, ...]:
    """Return the cases at these stages with a limit of this subject that nothing stopped and that is over by every reading."""
    with store.reading(SYSTEM):
        rows = Clock.objects.filter(subject=subject, limb=Limb.ASN, stopped_by=0, due_late__lt=now, case__stage__in=stages)
        return tuple(rows.order_by("due_late").values_list("case__public_id", flat=True).distinct())
