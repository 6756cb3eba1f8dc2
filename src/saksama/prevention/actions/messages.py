"""The communication plan: for each stage what is told to whom, by which way, by whom, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid, NotFound
from saksama.prevention.messages import words
from saksama.prevention.models import MessageLine
from saksama.prevention.policies import may_plan, may_record_visit

from . import pressed

LONGEST, MOST_LINES = 1_000, 200


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """One line as the form brings it. `stage` is a stage of the rule base or `off_season`."""

    token: str
    year: int
    stage: str
    audience: str
    channel: str
    message: str = field(repr=False)
    owner: str = ""


def write_message(entry: MessageEntry, *, actor: Actor, now: datetime) -> MessageLine:
    """Write a line into the office's communication plan; sent twice it is one. Raises `Invalid` with its field."""
    may_plan(actor).require()
    known = words()
    for name, value, codes in (
        ("stage", entry.stage, known.stages),
        ("audience", entry.audience, known.audiences),
        ("channel", entry.channel, known.channels),
    ):
        if value not in codes:
            raise Invalid("Pilih satu dari daftar.", "Choose one of the list.", field=name)
    if not entry.message.strip() or len(entry.message) > LONGEST:
        raise Invalid("Tulis pesannya, satu atau dua kalimat.", "Write the message, one or two sentences.", field="message")
    row = MessageLine(
        token=entry.token, office=actor.office, office_position=institutions.office(actor.office).position, year=entry.year,
        stage=entry.stage, audience=entry.audience, channel=entry.channel, message=entry.message.strip(), owner=entry.owner,
        made_by=actor.public_id, made_at=now,
    )
    with transaction.atomic(), store.scope(actor):
        if (before := pressed.already(MessageLine, entry.token, actor)) is not None:
            return before
        if MessageLine.objects.filter(office=actor.office, year=entry.year).count() >= MOST_LINES:
            raise Invalid(f"Paling banyak {MOST_LINES} baris setahun.", f"{MOST_LINES} lines a year at most.", field="message")
        row.save(force_insert=True)
    return row


def note_result(public_id: UUID | str, result: str, *, actor: Actor, now: datetime) -> None:
    """Write what came of a line; an empty result takes the line out of the plan."""
    may_record_visit(actor).require()
    with transaction.atomic(), store.scope(actor):
        try:
            row = MessageLine.objects.select_for_update(of=("self",)).get(public_id=public_id, office=actor.office)
        except (MessageLine.DoesNotExist, ValidationError, ValueError):
            raise NotFound("Baris ini tidak ditemukan.", "This line was not found.") from None
        row.result = result.strip()[:LONGEST]
        row.ended_at = None if row.result else now
        row.save(update_fields=["result", "ended_at"])
