"""Which agencies reports are about, asked before an undone list takes one away."""

from __future__ import annotations

from collections.abc import Collection

from saksama import store
from saksama.kernel.actor import SYSTEM

from .models import Report


def agencies(public_ids: Collection[str]) -> set[str]:
    """Return those of the agencies that a report names."""
    with store.reading(SYSTEM):
        return set(Report.objects.filter(agency__in=public_ids).values_list("agency", flat=True))
