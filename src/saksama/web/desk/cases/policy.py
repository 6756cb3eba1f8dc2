"""Who may open the desk at all. What each may do to a case is the policies' of `cases`."""

from __future__ import annotations

from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.web.desk import shell


def may_use_the_desk(actor: Actor) -> Decision:
    """Officers of a supervisor's office and analysts of the overseer; administrators and auditors have rooms of their own."""
    if not actor.office or not actor.has(*shell.HANDLERS, "field_supervisor", "identity_custodian"):
        return deny("Ruang ini untuk petugas yang menangani perkara.", "This room is for officers who handle cases.")
    return ALLOW


def may_take_in(actor: Actor) -> Decision:
    """Examiners enter what comes to the office, field supervisors what they meet outside, each in the own name."""
    if not actor.office or not actor.has("examiner", "field_supervisor"):
        return deny("Ini dicatat oleh staf penanganan atau pengawas lapangan.", "Examiners and field supervisors enter this.")
    return ALLOW


def may_write_to_reporters(actor: Actor, office: str) -> Decision:
    """Examiners and commissioners of the handling office: the level above reads, and the reporter hears one voice."""
    if actor.office != office or not actor.has("examiner", "commissioner"):
        return deny(
            "Kantor lain menangani perkara ini. Yang menulis kepada pelapor adalah kantor itu.",
            "Another office handles this case. It is that office that writes to the reporter.",
        )
    return ALLOW
