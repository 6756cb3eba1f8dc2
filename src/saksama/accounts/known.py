"""Names by public id, and from what somebody stands aside: one query each, for lists of other rooms."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from .models import Recusal, User


def names_of(public_ids: Collection[str]) -> dict[str, str]:
    """Return the names shown beside acts, by public id; ids of nobody are left out."""
    ids = {one for one in public_ids if _is_uuid(one)}
    rows = User.objects.filter(public_id__in=ids).only("public_id", "display_name", "username") if ids else ()
    return {str(row.public_id): row.display_name or row.username for row in rows}


def stands_aside_from(user_id: int | None) -> list[str]:
    """Return the public ids of the cases and reports from which a user has recused himself."""
    return list(Recusal.objects.filter(user_id=user_id).values_list("subject", flat=True)) if user_id else []


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
