"""Sealed content, opened with somebody's keys for one request."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import access
from saksama.cases.legality import case_view
from saksama.cases.models import Act, Case, Document, Limb
from saksama.cases.policies import may_open_letter, may_see_criminal_limb
from saksama.cases.reading import rows_of, view
from saksama.cases.shown import MessageShown, NarrativeShown, NoteShown, SealedPage
from saksama.cases.timeline import kind_words
from saksama.intake import queries as intake
from saksama.intake.models import Report
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.vault import actions as vault
from saksama.vault import queries as items
from saksama.vault.actions import Opened
from saksama.vault.errors import NotAReader
from saksama.vault.keyring import Keyring
from saksama.vault.session import FactorNeeded

REPLIES = frozenset({"accused.replied", "accused.silent"})
NO_DOCUMENT = ("Dokumen ini tidak ditemukan.", "This document was not found.")


def sealed(case_public_id: UUID | str, actor: Actor, keys: Keyring, *, now: datetime) -> SealedPage:
    """Return what the actor's keys open of a case he may see; what they do not open is left out.

    Narratives and messages are for Bawaslu: the overseer gets the study and the papers, an agency what it wrote itself.
    """
    with store.reading(actor):
        case = access.case(case_public_id, actor, now.date())
        rows = rows_of(case)
        if not may_see_criminal_limb(actor, case_view(case, [view(row) for row in rows if row.limb == Limb.ASN])):
            rows = [row for row in rows if row.limb == Limb.ASN]
    notes = [note for row in rows if row.item and (note := _note(row, keys)) is not None]
    inside = actor.has(*access.BAWASLU)
    reports = intake.of_case(case.public_id) if inside else []
    return SealedPage(
        narratives=tuple(one for report in reports if (one := _narrative(report, keys)) is not None),
        messages=tuple(message for report in reports for message in _messages(report, keys)),
        notes=tuple(note for note in notes if note.act not in REPLIES),
        replies=tuple(note for note in notes if note.act in REPLIES),
    )


def _narrative(report: Report, keys: Keyring) -> NarrativeShown | None:
    try:
        words = intake.narrative(report, keys)
    except NotAReader:
        return None
    return NarrativeShown(
        report=str(report.public_id),
        who=words.who,
        story=words.story,
        landmark=words.landmark,
        links=words.links,
        received_at=report.received_at,
        helper=words.helper,
    )


def _messages(report: Report, keys: Keyring) -> list[MessageShown]:
    try:
        letters = intake.messages(report, keys)
    except NotAReader:
        return []
    return [
        MessageShown(
            report=str(report.public_id),
            author="reporter" if one.mine else "officer",
            at=one.at,
            text=one.text,
            asks=one.asks,
            due=one.due,
        )
        for one in letters
    ]


def _note(row: Act, keys: Keyring) -> NoteShown | None:
    try:
        texts = json.loads(vault.read_text(items.item(str(row.item)), keys=keys))
    except NotAReader:
        return None
    label_id, label_en = kind_words(row.kind)
    return NoteShown(nth=row.nth, act=row.kind, label_id=label_id, label_en=label_en, texts=texts, at=row.happened_at)


def document(
    public_id: UUID | str,
    actor: Actor,
    keys: Keyring,
    *,
    now: datetime,
    format: str = "pdf",  # noqa: A002
    fresh: bool = False,
) -> Opened:
    """Return a letter or paper of a case the actor may see. `format="docx"` gives the editable form where there is one.

    A kept copy sheet is an export: it raises `FactorNeeded` unless the second factor is `fresh` (security.md section 6).
    """
    with store.reading(actor):
        row = _document(public_id)
        case = access.case(row.case.public_id, actor, now.date())
        _require_audience(row, case, actor)
    if row.form == "copy_sheet" and not fresh:
        raise FactorNeeded
    item = row.editable if format == "docx" and row.editable else row.item
    return vault.read(items.item(item), keys=keys)


def _document(public_id: UUID | str) -> Document:
    try:
        row: Document | None = Document.objects.select_related("case").filter(public_id=UUID(str(public_id))).first()
    except ValueError:
        row = None
    if row is None:
        raise NotFound(*NO_DOCUMENT)
    return row


def _require_audience(row: Document, case: Case, actor: Actor) -> None:
    """An agency opens what is addressed to it, an office its letters with a code; the criminal limb's papers open to its role."""
    if actor.has(Role.AGENCY_OFFICER) and row.audience != "agency":
        raise NotFound(*NO_DOCUMENT)
    sender = Act.objects.filter(case=case, limb=row.limb, nth=row.nth).values_list("office", flat=True).first() or ""
    may_open_letter(actor, _letter_form(row), sender).require()
    if row.limb == Limb.CRIMINAL and not may_see_criminal_limb(actor, case_view(case, [])):
        raise NotFound(*NO_DOCUMENT)


def _letter_form(row: Document) -> str:
    """Return the form of a letter; a signed version is kept as closely as the letter it is of."""
    if row.signs is None:
        return row.form
    return Document.objects.filter(public_id=row.signs).values_list("form", flat=True).first() or row.form


def note_of(act: Act, keys: Keyring) -> dict[str, str]:
    """Return the sealed prose of one act, by field."""
    return dict(json.loads(vault.read_text(items.item(act.item), keys=keys))) if act.item else {}
