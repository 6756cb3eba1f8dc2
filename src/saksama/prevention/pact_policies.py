"""Who opens a signing of the integrity pact, enters paper, and reads who signed."""

from __future__ import annotations

from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny

from .policies import ANSWERING, ENTERING


def may_see_coverage(actor: Actor) -> Decision:
    """Coverage is numbers by unit: staff of a supervisor's office and the overseer's analysts read it."""
    if actor.office and actor.has(*ENTERING, *ANSWERING):
        return ALLOW
    return deny(
        "Cakupan pakta dibaca petugas kantor pengawas.", "Coverage of the pact is read by staff of a supervisor's office."
    )


def may_run_drive(actor: Actor, position: int) -> Decision:
    """Open a signing, draw slips, enter paper: who enters preventive work, within the territory."""
    if not actor.office or not actor.has(*ENTERING):
        return deny("Pakta dijalankan oleh petugas kantor pengawas.", "The pact is run by staff of a supervisor's office.")
    if not actor.covers(position):
        return deny("Unit ini di luar wilayah kantor Anda.", "This unit lies outside your office's territory.")
    return ALLOW
