"""Reports that did not come through the web: paper, telephone, messenger, the field; and captures of public posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from saksama.accounts.models import Role
from saksama.cases.inputs import CLOCK_SLACK, LATE_AFTER
from saksama.cases.steps import Paper
from saksama.evidence.types import Refused
from saksama.institutions import queries as institutions
from saksama.intake import actions as intake
from saksama.intake.answers import Answers
from saksama.intake.routing import route
from saksama.kernel import receipt
from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.kernel.errors import Invalid
from saksama.places import queries as places
from saksama.vault.keyring import Keyring

from .opening import open_file

CHANNELS = frozenset({"walk_in", "letter", "phone", "messenger", "field", "social_media"})
CAPTURE = "social_media"


@dataclass(frozen=True, slots=True, repr=False)
class ByOfficer:
    """What an officer enters for somebody who came, wrote or called; with `social_media`, what he captured himself.

    `arrived_at` is when it reached the office. A capture's address stands in `answers.links`, its picture is a paper.
    """

    channel: str
    arrived_at: datetime
    answers: Answers
    door: str
    papers: tuple[Paper, ...] = ()
    late_reason: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class OpenedByOfficer:
    """The case that was opened at once. `code` is the reporter's, to be handed over now: it is not kept."""

    case_public_id: str
    code: str
    refused: tuple[Refused, ...]


def open_by_officer(filled: ByOfficer, *, actor: Actor, keys: Keyring | None, now: datetime) -> OpenedByOfficer:
    """Enter a report and open its case file. A file that is not taken is named, and never refuses the report."""
    may_take_in(actor).require()
    _check(filled, now)
    place = places.by_code(filled.answers.place_code)
    if not actor.covers(place.low):
        raise Invalid(
            "Tempat ini di luar wilayah kantor Anda.", "This place lies outside your office's territory.", field="place_code"
        )
    agency = institutions.agency(filled.answers.agency) if filled.answers.agency else None
    code = receipt.draw()
    filing = intake.begin(
        code, answers=filled.answers, door=filled.door, route=route(place, agency, now.date()), channel=filled.channel, now=now
    )
    try:
        for paper in filled.papers:
            filing.take_file(paper.name, paper.type, [paper.content])
    except BaseException:
        filing.discard()
        raise
    done = intake.submit_report(filing, actor=actor, now=now, received_at=filled.arrived_at)
    case = open_file(done.report, now=now, actor=actor, note=filled.late_reason.strip())
    return OpenedByOfficer(str(case.public_id), code, done.refused)


def may_take_in(actor: Actor) -> Decision:
    """Examiners enter what comes to the office; field supervisors what they meet outside."""
    if actor.has(Role.EXAMINER, Role.FIELD_SUPERVISOR) and actor.office:
        return ALLOW
    return deny("Laporan langsung dicatat oleh pemeriksa.", "Reports in person are entered by an examiner.")


def _check(filled: ByOfficer, now: datetime) -> None:
    if filled.channel not in CHANNELS:
        raise Invalid("Pilih cara laporan ini datang.", "Choose how this report came.", field="channel")
    if filled.arrived_at.tzinfo is None or filled.arrived_at > now + CLOCK_SLACK:
        raise Invalid(
            "Waktu datangnya tidak mungkin. Isi waktu sampai sekarang.",
            "The arrival is not possible. Give a time up to now.",
            field="arrived_at",
        )
    if filled.channel == CAPTURE and not (filled.answers.links.strip() and filled.papers):
        raise Invalid(
            "Rekaman memerlukan alamat unggahan dan gambarnya.",
            "A capture needs the post's address and its picture.",
            field="documents" if filled.answers.links.strip() else "links",
        )
    if now - filled.arrived_at > LATE_AFTER and filled.channel != CAPTURE:
        if not filled.late_reason.strip():
            raise Invalid(
                "Dicatat lebih dari sehari sesudah datang: tulis alasannya. Dicatat kemudian itu wajar.",
                "Entered over a day after it came: give the reason. Recording later is normal.",
                field="late_reason",
            )
        if not filled.papers:
            raise Invalid(
                "Dicatat kemudian memerlukan pindaian kertasnya. Lampirkan berkasnya.",
                "Recording later needs a scan of the paper. Attach the file.",
                field="documents",
            )
