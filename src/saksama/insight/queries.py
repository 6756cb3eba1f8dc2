"""The latest data version."""

from __future__ import annotations

from .models import Computation


def latest() -> Computation | None:
    """Return the newest computation, or None where nothing was computed yet."""
    return Computation.objects.order_by("-pk").first()
