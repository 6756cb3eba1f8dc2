"""An office offers a template of a letter, a second person puts it in force, and one press goes back to ours."""

from __future__ import annotations

import base64
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from saksama import ledger
from saksama.cases import facts, lettering
from saksama.cases.office_templates import OfficeTemplate
from saksama.cases.policies import may_offer_template, may_put_in_force
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.law.forms import fields

State = OfficeTemplate.State
MOST_VERSIONS = 200
UNKNOWN_FORM = ("Surat ini tidak dikenal.", "This form is not known.")


def offer_template(form: str, content: bytes, *, actor: Actor, now: datetime) -> OfficeTemplate:
    """Keep a template as the next version of the actor's office. Raises `TemplateRefused` with every fault and its place."""
    may_offer_template(actor).require()
    if form not in fields.OFFICES_OWN:
        raise NotFound(*UNKNOWN_FORM)
    looked = lettering.look(form, content)
    try:
        with transaction.atomic():
            last = _last(actor.office, form)
            _refuse_again(last, looked.sha256)
            row = OfficeTemplate(
                office=actor.office,
                form=form,
                version=(last.version if last else 0) + 1,
                sha256=looked.sha256,
                content=base64.b64encode(content).decode(),
                offered_by=actor.public_id,
                offered_at=now,
            )
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict("Rekan Anda baru saja mengunggah. Muat ulang halaman.", "A colleague just uploaded. Reload.") from None
    return row


def _last(office: str, form: str) -> OfficeTemplate | None:
    return OfficeTemplate.objects.filter(office=office, form=form).order_by("-version").first()


def _refuse_again(last: OfficeTemplate | None, sha256: str) -> None:
    if last is not None and last.sha256 == sha256:
        raise Invalid(
            f"Berkas ini sama persis dengan versi {last.version}.",
            f"This file is the same as version {last.version}.",
            field="file",
        )
    if last is not None and last.version >= MOST_VERSIONS:
        raise Invalid(f"Paling banyak {MOST_VERSIONS} versi.", f"{MOST_VERSIONS} versions at most.", field="file")


def put_in_force(public_id: UUID | str, *, actor: Actor, now: datetime) -> OfficeTemplate:
    """Let the next letters be drawn by this version; letters already issued stay as they are."""
    with transaction.atomic():
        row = OfficeTemplate.objects.select_for_update().filter(public_id=public_id, office=actor.office).first()
        if row is None or not actor.office:
            raise NotFound("Templat ini tidak ditemukan.", "This template was not found.")
        may_put_in_force(actor, row.office, row.offered_by).require()
        if row.state == State.IN_FORCE:
            return row
        _end(row.office, row.form, now)
        row.state, row.approved_by, row.approved_at, row.ended_at = State.IN_FORCE, actor.public_id, now, None
        row.save(update_fields=["state", "approved_by", "approved_at", "ended_at"])
        _note(row.office, row.form, row.version, row.sha256, actor, now)
    return row


def back_to_ours(form: str, *, actor: Actor, now: datetime) -> None:
    """Draw the next letters of a form by the built-in template again. One person is enough: ours has been read by many."""
    may_offer_template(actor).require()
    if form not in fields.OFFICES_OWN:
        raise NotFound(*UNKNOWN_FORM)
    with transaction.atomic():
        if _end(actor.office, form, now):
            _note(actor.office, form, 0, "", actor, now)


def _end(office: str, form: str, now: datetime) -> int:
    held = OfficeTemplate.objects.filter(office=office, form=form, state=State.IN_FORCE)
    return held.update(state=State.RETIRED, ended_at=now)


def _note(office: str, form: str, version: int, sha256: str, actor: Actor, now: datetime) -> None:
    detail = {"form": form, "version": version, "sha256": sha256}
    ledger.append(facts.TemplateChosen(object_id=office, at=now, detail=detail), actor=actor)
