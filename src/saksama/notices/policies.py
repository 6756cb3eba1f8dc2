"""Who may read notices and change the office's days. Pure."""

from __future__ import annotations

from saksama.accounts.policies import may_lead
from saksama.kernel.actor import Actor
from saksama.kernel.decision import Decision


def may_change_rule(actor: Actor, office: str) -> Decision:
    """A commissioner or supervisor, for his own office."""
    return may_lead(actor, office)
