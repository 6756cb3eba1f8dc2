"""Which agencies people belong to or serve in, asked before an undone list takes one away."""

from __future__ import annotations

from collections.abc import Collection

from .models import Grant, User


def agencies(public_ids: Collection[str]) -> set[str]:
    """Return those of the agencies that are somebody's home or place of work."""
    homes = User.objects.filter(home_agency__in=public_ids).values_list("home_agency", flat=True)
    return {*homes, *Grant.objects.filter(agency__in=public_ids).values_list("agency", flat=True)}
