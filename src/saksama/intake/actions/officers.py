"""The mailbox from the officers' side, and what cases tells of a report: status, case file, office, openings of the name.

Steps that an officer takes on a report run in his scope. What follows from an act of the case (status, links) runs in the
system's: the act was judged where it was taken, and its actor (an agency, the reported person) may not see the report at all.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from saksama import ledger, store
from saksama.institutions.models import Office
from saksama.intake import facts, queries
from saksama.intake.errors import MailboxClosed, MessageTooLong, NothingWritten
from saksama.intake.models import Message, Opening, Report, Status
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import NotFound
from saksama.vault import actions as vault

from .mailbox import LONGEST, MESSAGE

OPENING = "opening"


def post_message(report_public_id: UUID | str, text: str, *, actor: Actor, now: datetime) -> Message:
    """Write to the reporter. `NotFound` for a report the actor may not know of; `MailboxClosed` for a closed one."""
    return _post(report_public_id, text, asks=False, due=None, actor=actor, now=now)


def ask_completion(report_public_id: UUID | str, text: str, *, due: datetime | None, actor: Actor, now: datetime) -> Message:
    """Ask the reporter for what is missing, until `due` where there is a limit."""
    return _post(report_public_id, text, asks=True, due=due, actor=actor, now=now)


def _post(report_public_id: UUID | str, text: str, *, asks: bool, due: datetime | None, actor: Actor, now: datetime) -> Message:
    report = queries.get(report_public_id, actor, on=now.date())
    words = text.strip()
    if not words:
        raise NothingWritten(field="text")
    if len(words) > LONGEST:
        raise MessageTooLong(field="text")
    item = vault.add_text(report.report, klass=MESSAGE, name="pesan.txt", text=words)
    with transaction.atomic(), store.scope(actor):
        locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
        if locked.closed_at is not None:
            raise MailboxClosed
        message = Message(report=report, nth=_next(Message, report), author=Message.Author.OFFICER, written_by=actor.public_id,
                          item=item.save(), at=now, asks=asks, due=due)
        message.save(force_insert=True)
        ledger.append(facts.OfficerWrote(object_id=str(report.public_id), at=now,
                                         detail={"message": str(message.public_id), "item": item.sha256, "asks": asks}),
                      actor=actor)
    return message


def _next(model: type[Message] | type[Status], report: Report) -> int:
    last = model.objects.filter(report=report).aggregate(last=Max("nth"))["last"]
    return (last or 0) + 1


def post_status(report_public_ids: Collection[UUID], *, stage: str, waiting_on: str, since: datetime, due: datetime | None = None,
                sentence_id: str = "", sentence_en: str = "", owner_id: str = "", owner_en: str = "") -> None:
    """Tell the reporters of a case where it stands, in the caller's transaction.

    `waiting_on`: reporter, bawaslu, oversight, agency, bpasn, accused, nobody. `owner_*` name that body where it should be
    named ("Bupati Umpamo"). `sentence_*` is what the act says to a reporter; empty where it says nothing.
    """
    with store.scope(SYSTEM):
        reports = list(Report.objects.select_for_update(of=("self",)).filter(public_id__in=report_public_ids).order_by("pk"))
        Status.objects.bulk_create([
            Status(report=report, nth=_next(Status, report), stage=stage, waiting_on=waiting_on, since=since, due=due,
                   sentence_id=sentence_id, sentence_en=sentence_en, owner_id=owner_id, owner_en=owner_en)
            for report in reports
        ])


def link_case(report_public_id: UUID | str, case_public_id: UUID) -> None:
    """Note which case file a report belongs to, in the caller's transaction. Joining moves it to another."""
    _change([UUID(str(report_public_id))], case_public_id=case_public_id)


def note_silence(report_public_ids: Collection[UUID], since: datetime | None) -> None:
    """Note since when another body has said nothing, as the case counts it; None where it spoke. In the caller's transaction."""
    _change(report_public_ids, silent_since=since)


def close_reports(report_public_ids: Collection[UUID], *, now: datetime) -> None:
    """Close the boxes: readable, but no more messages. In the caller's transaction, safe to repeat."""
    with store.scope(SYSTEM):
        Report.objects.filter(public_id__in=report_public_ids, closed_at=None).update(closed_at=now)


def transfer(report_public_ids: Collection[UUID], office: Office) -> None:
    """Move reports to another office, in the caller's transaction; keys are shared and withdrawn by the caller's act."""
    _change(report_public_ids, office=office.public_id, office_position=office.position)


def reassess(report_public_ids: Collection[UUID], conditions: Mapping[str, str]) -> None:
    """Keep what an officer judged of the six conditions (key -> yes, no, assess), in the caller's transaction."""
    _change(report_public_ids, conditions=dict(conditions))


def name_agency(report_public_ids: Collection[UUID], agency: str, shield: str) -> None:
    """Keep which agency the reported person belongs to, now that an officer knows, and whose staff must not see the reports.

    In the caller's transaction; the keys follow by the caller's act.
    """
    _change(report_public_ids, agency=agency, shield=shield)


def _change(report_public_ids: Collection[UUID], **values: object) -> None:
    with store.scope(SYSTEM):
        if Report.objects.filter(public_id__in=report_public_ids).update(**values) != len(set(report_public_ids)):
            raise NotFound(*queries.NO_REPORT)


def note_opening(report_public_id: UUID | str, *, who: str, why: str, actor: Actor, now: datetime) -> Opening:
    """Tell the reporter that the name, or an original, was opened: by whom and why, sealed to the reporter's own box."""
    with transaction.atomic(), store.scope(SYSTEM):
        report = Report.objects.select_related("report").get(public_id=report_public_id)
        item = vault.add_text(report.report, klass=OPENING, name="pembukaan.json",
                              text=json.dumps({"who": who, "why": why}, ensure_ascii=False))
        opening = Opening(report=report, item=item.save(), at=now)
        opening.save(force_insert=True)
        ledger.append(facts.NameOpened(object_id=str(report.public_id), at=now, detail={"item": item.sha256}), actor=actor)
    return opening
