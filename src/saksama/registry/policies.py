"""Who may enter candidacies and holdings."""

from __future__ import annotations

from saksama.accounts.policies import may_administer
from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.decision import ALLOW, Decision, deny


def may_record(actor: Actor) -> Decision:
    """Officers who handle cases, and their superiors; the demonstration and imports act as the system."""
    if actor.kind == ActorKind.SYSTEM or actor.has("examiner", "commissioner", "provincial_supervisor", "national_supervisor"):
        return ALLOW
    return deny("Hanya petugas Bawaslu yang mengisi register ini.", "Only Bawaslu's officers enter this register.")


def may_manage_lists(actor: Actor) -> Decision:
    """Lists of offices, units, posts and staff are the administrator's to take in; he sees no case."""
    return may_administer(actor)


def may_look_up(actor: Actor) -> Decision:
    """Who held a post is for those who handle a case. An administrator takes lists in, and looks nobody up."""
    if actor.has("examiner", "commissioner", "provincial_supervisor", "national_supervisor", "oversight_analyst"):
        return ALLOW
    return deny("Hanya petugas perkara yang mencari pemegang jabatan.", "Only case officers look up the holder of a post.")
