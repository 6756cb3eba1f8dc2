"""Lent staff: which of the officers who hold keys are employed elsewhere, and by whom (decision 35)."""

from __future__ import annotations

from collections.abc import Collection

from .models import User

PREFIX = "officer:"


def home_agencies(owners: Collection[str]) -> dict[str, str]:
    """Return for each of these key owners (`officer:<public id>`) who has one, his home agency's public id; in one query."""
    ids = [owner.removeprefix(PREFIX) for owner in owners if owner.startswith(PREFIX)]
    rows = User.objects.filter(public_id__in=ids).exclude(home_agency="") if ids else User.objects.none()
    return {f"{PREFIX}{public_id}": agency for public_id, agency in rows.values_list("public_id", "home_agency")}
