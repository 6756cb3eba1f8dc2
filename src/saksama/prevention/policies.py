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


def may_withdraw_visit(actor: Actor, *, office: str) -> Decision:
    """Only the office that entered an activity takes it back."""
    entering = may_record_visit(actor)
    if not entering:
        return entering
    if actor.office != office:
        return deny(
            "Hanya kantor yang mencatat kegiatan ini yang menariknya.",
            "Only the office that entered this activity takes it back.",
        )
    return ALLOW


def may_open_file(actor: Actor) -> Decision:
    """Files of activities hold names: they are opened by those of a supervisor's office who hold its key."""
    if actor.office and actor.has("examiner", *PLANNING):
        return ALLOW
    return deny(
        "Berkas kegiatan dibuka oleh petugas yang memegang kunci kantor.",
        "Files of activities are opened by staff who hold the office's key.",
    )


def may_see_all(actor: Actor) -> Decision:
    """The page of all districts is for offices that have districts: the province's and the nation's."""
    if actor.office and actor.has("provincial_supervisor", "national_supervisor"):
        return ALLOW
    return deny("Halaman ini untuk koordinator provinsi dan nasional.", "This page is for provincial and national coordinators.")


def may_write_report(actor: Actor, *, office: str) -> Decision:
    """Staff of an office write its work report."""
    if actor.office == office and office and actor.has(*ENTERING):
        return ALLOW
    return deny("Laporan kerja disusun oleh petugas kantornya.", "A work report is written by staff of its office.")


def may_sign_report(actor: Actor, *, office: str, level: str) -> Decision:
    """Whoever leads the office signs; in an ad hoc office of a kecamatan, where no commissioner sits, its supervisor."""
    signing = (*PLANNING, "field_supervisor") if level == "kecamatan" else PLANNING
    if actor.office == office and office and actor.has(*signing):
        return ALLOW
    return deny("Laporan kerja ditandatangani oleh pimpinan kantornya.", "A work report is signed by whoever leads its office.")


def may_judge_report(actor: Actor, *, addressee: str) -> Decision:
    """Only the office a report goes to receives or returns it."""
    if addressee and actor.office == addressee and actor.has(*PLANNING):
        return ALLOW
    return deny(
        "Laporan ini diterima atau dikembalikan oleh pimpinan kantor di atasnya.",
        "This report is received or returned by whoever leads the office above.",
    )


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
