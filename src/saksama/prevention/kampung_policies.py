"""Who may open, keep and declare a point of kampung pengawasan."""

from __future__ import annotations

from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny

from .policies import ENTERING, PLANNING


def may_read_points(actor: Actor) -> Decision:
    """Those who enter work read what lies behind the public page: volunteers, and since when a point is quiet."""
    if actor.office and actor.has(*ENTERING):
        return ALLOW
    return deny("Bagian ini untuk petugas kantor pengawas.", "This part is for staff of a supervisor's office.")


def may_keep_point(actor: Actor, position: int) -> Decision:
    """Enter activities, notices and volunteers of a point within one's territory."""
    may = may_read_points(actor)
    if not may:
        return may
    return ALLOW if actor.covers(position) else _elsewhere()


def may_declare_point(actor: Actor, position: int) -> Decision:
    """Open, declare and end a point, and set the goal: commissioners and supervisors of the territory."""
    if not actor.office or not actor.has(*PLANNING):
        return deny(
            "Titik dibuka dan dicanangkan oleh anggota atau pimpinan kantor.",
            "A point is opened and declared by a commissioner of the office.",
        )
    return ALLOW if actor.covers(position) else _elsewhere()


def _elsewhere() -> Decision:
    return deny("Titik ini di luar wilayah kantor Anda.", "This point lies outside your office's territory.")
