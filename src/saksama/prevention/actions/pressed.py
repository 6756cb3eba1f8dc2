"""A form bears a token: pressed twice, also at the same instant, it writes one row of the office."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from saksama import store
from saksama.kernel.actor import Actor

Row = TypeVar("Row", bound=models.Model)


def already(rows: type[Row], token: str, actor: Actor) -> Row | None:
    """Return what the same form of the actor's office wrote before, after waiting for one that is writing it; None for nothing.

    Inside the caller's transaction and scope. Until it ends nobody else gets past here with this token.
    """
    store.engine.lock(f"prevention.form:{token}")
    found: Row | None = rows._default_manager.filter(token=token, office=actor.office).first()
    return found
