"""The mailbox from the reporter's side: write, answer a request, add files, withdraw. The code is the only key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from saksama import ledger, store
from saksama.evidence import actions as evidence
from saksama.evidence import types
from saksama.evidence.actions import Received
from saksama.evidence.models import File
from saksama.evidence.types import Refused
from saksama.intake import completeness, facts, queries
from saksama.intake.errors import MailboxClosed, MessageTooLong, NothingWritten
from saksama.intake.models import Message, Report
from saksama.intake.routing import Wishes, route
from saksama.kernel.actor import Actor, reporter
from saksama.kernel.ids import new_id
from saksama.places import queries as places
from saksama.vault import actions as vault
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.sealed import Compartment

from .filing import Incoming, identity_of

MESSAGE = "message"
LONGEST = 12_000


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a sending to the mailbox. `repeated`: this very message was there already."""

    message: Message | None
    files: tuple[File, ...]
    refused: tuple[Refused, ...]
    repeated: bool = False


def reply(code: str, text: str, *, files: Iterable[Incoming] = (), completes: bool = False, message_id: UUID | None = None,
          now: datetime) -> Answered:
    """Write to the office, with files; `completes` answers its last request. Sealed before the transaction.

    Raises `NothingWritten`, `MessageTooLong`, `MailboxClosed`, and what a wrong code raises. One `message_id` is one message.
    """
    report = queries.by_code(code)
    words = text.strip()
    if len(words) > LONGEST:
        raise MessageTooLong(field="pesan")
    if report.closed_at is not None:
        raise MailboxClosed
    identity: Compartment | Draft | None = report.identity or _identity_for(report, now)
    received, refused = _receive(files, identity, now)
    if not words and not received:
        if not refused:
            raise NothingWritten(field="pesan")
        return Answered(None, (), refused)
    item = vault.add_text(report.report, klass=MESSAGE, name="pesan.txt", text=words) if words else None
    try:
        with transaction.atomic(), store.scope(reporter(report.locator)) as actor:
            message = _write(report, item, completes, message_id or new_id(), actor, now) if item else None
            kept = _keep(report, received, identity, actor, now)
    except BaseException as error:
        evidence.discard(received)
        if isinstance(error, IntegrityError) and message_id is not None and _exists(report, message_id):
            return Answered(None, (), refused, repeated=True)
        raise
    return Answered(message, tuple(kept), refused)


def add_files(code: str, files: Iterable[Incoming], *, now: datetime) -> Answered:
    """Add evidence to a report by its code."""
    return reply(code, "", files=files, now=now)


def withdraw(code: str, *, now: datetime) -> Report:
    """Withdraw the report: its reporter is no longer one; what was told stays as initial information. Safe to repeat."""
    report = queries.by_code(code)
    with transaction.atomic(), store.scope(reporter(report.locator)) as actor:
        at = _kept(report, now)
        if Report.objects.filter(pk=report.pk, withdrawn_at=None).update(withdrawn_at=at):
            report.withdrawn_at = at
            fact = facts.ReporterWithdrew(object_id=str(report.public_id), at=now, to_the_hour=_hidden(report))
            ledger.append(fact, actor=actor)
    return report


def _receive(files: Iterable[Incoming], identity: Compartment | Draft | None,
             now: datetime) -> tuple[list[Received], tuple[Refused, ...]]:
    """Seal the files as they arrive; an error of the source (a body that broke off) keeps none of them."""
    received: list[Received] = []
    refused: list[Refused] = []
    try:
        for file in files:
            outcome = types.no_place(file.name) if identity is None else evidence.receive(
                file.chunks, name=file.name, declared_type=file.declared_type, identity=identity, now=now)
            if isinstance(outcome, Refused):
                refused.append(outcome)
            else:
                received.append(outcome)
    except BaseException:
        evidence.discard(received)
        raise
    return received, tuple(refused)


def _identity_for(report: Report, now: datetime) -> Draft | None:
    """Begin a two-person compartment for a report that came without name and files; None where there can be no second person."""
    place = places.by_code(report.place_code)
    wishes = Wishes(report.exclude_district, report.exclude_province)
    return identity_of(route(place, report.agency, completeness.day_in(place, now), wishes=wishes, now=now))


def _keep(report: Report, received: Sequence[Received], identity: Compartment | Draft | None, actor: Actor,
          now: datetime) -> list[File]:
    if not received:
        return []
    compartment = identity.save() if isinstance(identity, Draft) else identity
    if compartment is None:
        raise ValueError("files were sealed to no compartment")
    if report.identity_id != compartment.pk:
        Report.objects.filter(pk=report.pk).update(identity=compartment)
    return evidence.save(received, report_public_id=report.public_id, compartment=compartment, copy_to=report.report, actor=actor,
                         now=now)


def _write(report: Report, item: PreparedItem, completes: bool, message_id: UUID, actor: Actor, now: datetime) -> Message:
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.closed_at is not None:
        raise MailboxClosed
    before = list(Message.objects.filter(report=report).order_by("nth").values_list("nth", "asks", "completes"))
    answers = completes and _is_asked(before)
    message = Message(public_id=message_id, report=report, nth=before[-1][0] + 1 if before else 1, item=item.save(),
                      author=Message.Author.REPORTER, at=_kept(report, now), completes=answers)
    message.save(force_insert=True)
    kind = facts.ReporterCompleted if answers else facts.ReporterWrote
    ledger.append(kind(object_id=str(report.public_id), at=now, to_the_hour=_hidden(report),
                       detail={"message": str(message_id), "item": item.sha256}), actor=actor)
    return message


def _is_asked(messages: Sequence[tuple[int, bool, bool]]) -> bool:
    for _nth, asks, completes in reversed(messages):
        if asks or completes:
            return asks
    return False


def _exists(report: Report, message_id: UUID) -> bool:
    with store.reading(reporter(report.locator)):
        return Message.objects.filter(public_id=message_id, report=report).exists()


def _hidden(report: Report) -> bool:
    return report.door != Report.Door.NAMED


def _kept(report: Report, now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) if _hidden(report) else now.replace(second=0, microsecond=0)
