"""Who publishes content of the kit, and who withdraws it."""

from __future__ import annotations

from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny

from .policies import ENTERING


def may_publish(actor: Actor) -> Decision:
    if actor.office and actor.has(*ENTERING):
        return ALLOW
    return deny("Bahan diterbitkan petugas kantor pengawas.", "Content is published by staff of a supervisor's office.")


def may_withdraw(actor: Actor, position: int) -> Decision:
    """Take content back: its own office, or one above it."""
    may = may_publish(actor)
    if not may or actor.covers(position):
        return may
    return deny("Bahan ini milik kantor lain.", "This content belongs to another office.")
