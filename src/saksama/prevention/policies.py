"""Who may enter preventive work, and who may plan it."""

from __future__ import annotations

from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny

ENTERING = ("field_supervisor", "examiner", "commissioner", "provincial_supervisor", "national_supervisor")
PLANNING = ("commissioner", "provincial_supervisor", "national_supervisor")


def may_record_visit(actor: Actor) -> Decision:
    if not actor.office or not actor.has(*ENTERING):
        return deny(
            "Hanya petugas kantor pengawas yang mencatat kegiatan.", "Only staff of a supervisor's office record activities."
        )
    return ALLOW


def may_plan(actor: Actor) -> Decision:
    if not actor.office or not actor.has(*PLANNING):
        return deny(
            "Rencana tahunan diisi oleh anggota atau pimpinan kantor.", "The year plan is set by a commissioner of the office."
        )
    return ALLOW
