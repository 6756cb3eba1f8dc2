"""Who may enter candidacies and holdings."""

from __future__ import annotations

from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.decision import ALLOW, Decision, deny


def may_record(actor: Actor) -> Decision:
    """Officers who handle cases, and their superiors; the demonstration and imports act as the system."""
    if actor.kind == ActorKind.SYSTEM or actor.has("examiner", "commissioner", "provincial_supervisor", "national_supervisor"):
        return ALLOW
    return deny("Hanya petugas Bawaslu yang mengisi register ini.", "Only Bawaslu's officers enter this register.")
