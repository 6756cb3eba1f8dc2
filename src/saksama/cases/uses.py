"""Which agencies cases are about, asked before an undone list takes one away."""

from __future__ import annotations

from collections.abc import Collection

from saksama import store
from saksama.kernel.actor import SYSTEM

from .models import Case


def agencies(public_ids: Collection[str]) -> set[str]:
    """Return those of the agencies that a case names, or that a case was sent to."""
    with store.reading(SYSTEM):
        sent = Case.objects.filter(agency_key__in=public_ids).values_list("agency_key", flat=True)
        return {*sent, *Case.objects.filter(agency__in=public_ids).values_list("agency", flat=True)}
