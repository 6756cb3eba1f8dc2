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


ANSWERING = ("examiner", "commissioner", "provincial_supervisor", "national_supervisor", "oversight_analyst")
APPROVING = ("commissioner", "provincial_supervisor", "national_supervisor", "oversight_analyst")


def may_answer(actor: Actor) -> Decision:
    if not actor.office or not actor.has(*ANSWERING):
        return deny(
            "Pertanyaan dijawab oleh petugas yang memegang kunci kantor.",
            "Questions are answered by staff who hold the office's key.",
        )
    return ALLOW


def may_approve(actor: Actor, *, written_by: str) -> Decision:
    """A second person approves what is published: four eyes look for traits of the person who asked."""
    if not actor.office or not actor.has(*APPROVING):
        return deny("Penerbitan disetujui oleh anggota atau pengawas.", "Publishing is approved by a commissioner or supervisor.")
    if actor.public_id == written_by:
        return deny(
            "Yang menulis tidak menyetujui tulisannya sendiri. Minta rekan Anda.",
            "Who wrote it does not approve it. Ask a colleague.",
        )
    return ALLOW
