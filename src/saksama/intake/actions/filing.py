"""A report is filed: sealed before any transaction, written in one, and the same report however often it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction

from saksama import ledger, store
from saksama.evidence import actions as evidence
from saksama.evidence import queries as files_of
from saksama.evidence import types
from saksama.evidence.actions import Received
from saksama.evidence.types import Refused
from saksama.intake import completeness, facts
from saksama.intake.answers import Answers
from saksama.intake.errors import NoSecondUnit
from saksama.intake.models import Report
from saksama.intake.routing import Route, owner
from saksama.kernel import receipt as codes
from saksama.kernel.actor import Actor, reporter
from saksama.kernel.ids import new_id
from saksama.vault import actions as vault
from saksama.vault import receipt
from saksama.vault.actions import Draft

NARRATIVE, IDENTITY = "narrative", "reporter"
Door, Channel = Report.Door, Report.Channel


class Incoming(Protocol):
    """A file on its way: `web.public.uploads.Arriving` is one, and an officer's paper can be made one."""

    @property
    def name(self) -> str: ...

    @property
    def declared_type(self) -> str: ...

    @property
    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The report is durable. `repeated`: it was already there and nothing was added; `refused` names files that are not in it."""

    report: Report
    leaf_hash: str
    repeated: bool
    refused: tuple[Refused, ...]


@dataclass(slots=True, repr=False)
class Filing:
    """A report on its way, sealed already. Its files are sealed while they arrive; nothing is in the database yet."""

    code: str
    locator: str
    mailbox_key: str
    answers: Answers
    door: str
    channel: str
    route: Route
    now: datetime
    report: Draft
    identity: Draft | None
    contact: Draft | None
    files: list[Received] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def take_file(self, name: str, declared_type: str, chunks: Iterable[bytes]) -> Received | Refused:
        """Seal one file while it arrives, or say why it is not taken. What the chunks raise goes on."""
        if self.identity is None:
            self.identity = identity_of(self.route)
        outcome = types.no_place(name) if self.identity is None else evidence.receive(
            chunks, name=name, declared_type=declared_type, identity=self.identity, now=self.now)
        if isinstance(outcome, Refused):
            self.refuse(outcome)
        else:
            self.files.append(outcome)
        return outcome

    def refuse(self, refused: Refused) -> None:
        self.refused.append(refused)

    def discard(self) -> None:
        """Take away what was stored for a report that is not filed after all."""
        evidence.discard(self.files)
        for draft in self.drafts:
            for item in draft.items:
                item.discard()

    @property
    def drafts(self) -> list[Draft]:
        return [draft for draft in (self.report, self.identity, self.contact) if draft is not None]

    @property
    def is_named(self) -> bool:
        return self.door == Door.NAMED

    def kept_time(self, at: datetime) -> datetime:
        """Return an instant as it is kept: to the minute for who gave a name to the office, to the hour for everybody else."""
        return at.replace(second=0, microsecond=0) if self.is_named else at.replace(minute=0, second=0, microsecond=0)


def begin(code: str, *, answers: Answers, door: str, route: Route, channel: str = Channel.WEB, now: datetime) -> Filing:
    """Seal the words of a report for its readers; nothing touches a table. Raises `NoSecondUnit` at the sealed door.

    From the receipt code derive the reporter's key to `report` and the locator that makes a repeat the same report.
    """
    code = codes.normalise(code)
    mailbox_key = receipt.mailbox_recipient(code)
    report = vault.begin_compartment("report", readers=route.readers, extra=[("receipt", mailbox_key)],
                                     excluding=route.excluded, owner=owner(route.office), known=route.known)
    report.seal_text(NARRATIVE, "laporan.json", answers.narrative.as_text())
    identity = contact = None
    if door != Door.NAMELESS:
        identity = identity_of(route)
        if identity is None and door == Door.SEALED:
            raise NoSecondUnit
    if identity is not None:
        identity.seal_text(IDENTITY, "pelapor.json", answers.reporter.as_text())
    if door == Door.NAMED:
        contact = vault.begin_compartment("contact", readers=route.readers[:1], excluding=route.excluded, known=route.known)
        contact.seal_text(IDENTITY, "pelapor.json", answers.reporter.as_text())
    return Filing(code, receipt.locator(code), mailbox_key, answers, door, channel, route, now, report, identity, contact)


def identity_of(route: Route) -> Draft | None:
    """Begin the compartment that opens with two persons; None where there can be no second one."""
    if route.identity_units is None:
        return None
    return vault.begin_compartment("identity", two_person=route.identity_units, excluding=route.excluded, known=route.known)


def submit_report(filing: Filing, *, actor: Actor, now: datetime, received_at: datetime | None = None) -> Acknowledgement:
    """Write the report, its sealed items, its files, its ledger entry and the jobs in one transaction, and acknowledge it.

    Sent again with the same code it is the same report and the same answer; files of the second sending that the first did not
    have are named. `received_at`: when an officer's paper, call or message arrived, if earlier than now.
    """
    report_id = new_id()
    try:
        with transaction.atomic(), store.scope(reporter(filing.locator)):
            report = _write(filing, report_id, actor=actor, now=now, received_at=received_at or now)
    except IntegrityError:
        known = _known(filing.locator)
        if known is None:
            filing.discard()
            raise
        return _repeated(filing, known)
    except BaseException:
        filing.discard()
        raise
    return Acknowledgement(report, report.entry.leaf_hash, False, tuple(filing.refused))


def _write(filing: Filing, report_id: UUID, *, actor: Actor, now: datetime, received_at: datetime) -> Report:
    rows = dict(zip((draft.kind for draft in filing.drafts), vault.save_drafts(filing.drafts), strict=True))
    entry = ledger.append(_fact(filing, report_id, received_at), actor=actor)
    report = Report(public_id=report_id, entry=entry, report=rows["report"], identity=rows.get("identity"),
                    contact=rows.get("contact"), **_columns(filing, actor, now, received_at))
    report.save(force_insert=True)
    if filing.files:
        evidence.save(filing.files, report_public_id=report_id, compartment=rows["identity"], copy_to=rows["report"],
                      actor=actor, now=now, announce=False)
    return report


def _columns(filing: Filing, actor: Actor, now: datetime, received_at: datetime) -> dict[str, object]:
    answers, route = filing.answers, filing.route
    found = completeness.conditions(answers, door=filing.door, place=route.place, files=len(filing.files), now=now,
                                    received_at=received_at)
    return {
        "locator": filing.locator, "mailbox_key": filing.mailbox_key, "door": filing.door, "channel": filing.channel,
        "place_code": answers.place_code, "office": route.office.public_id, "office_position": route.office.position,
        "agency": answers.agency, "shield": route.shield, "category": answers.category, "happened_on": answers.happened_on,
        "known_on": answers.known_on, "exclude_district": route.wishes.exclude_district,
        "exclude_province": route.wishes.exclude_province,
        "received_at": filing.kept_time(received_at), "recorded_at": filing.kept_time(now),
        "entered_by": actor.public_id if actor.user_id else "", "conditions": completeness.as_column(found),
    }


def _fact(filing: Filing, report_id: UUID, received_at: datetime) -> facts.ReportReceived:
    detail = {
        "door": str(filing.door), "channel": str(filing.channel), "place": filing.answers.place_code,
        "office": str(filing.route.office.public_id), "category": filing.answers.category,
        "items": [item.sha256 for draft in filing.drafts for item in draft.items],
        "files": {str(one.public_id): one.fingerprint for one in filing.files},
    }
    return facts.ReportReceived(object_id=str(report_id), at=received_at, detail=detail, to_the_hour=not filing.is_named)


def _known(locator: str) -> Report | None:
    with store.reading(reporter(locator)):
        found: Report | None = Report.objects.select_related("entry").filter(locator=locator).first()
    return found


def _repeated(filing: Filing, known: Report) -> Acknowledgement:
    """Answer a repeat: the stored report, and by name each file of this sending that it does not have."""
    held = [(file.kind, file.size_bucket) for file in files_of.of_report(known.public_id)]
    missing = []
    for one in filing.files:
        mark = (one.format.kind, one.item.size_bucket)
        if mark in held:
            held.remove(mark)
        else:
            missing.append(types.sent_before(one.name))
    filing.discard()
    return Acknowledgement(known, known.entry.leaf_hash, True, (*filing.refused, *missing))
