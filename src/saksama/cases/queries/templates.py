"""An office's templates, as its own people see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from saksama.accounts import known
from saksama.cases import lettering
from saksama.cases.office_templates import OfficeTemplate
from saksama.cases.policies import may_offer_template, may_put_in_force
from saksama.kernel.actor import Actor
from saksama.kernel.decision import Decision
from saksama.kernel.errors import NotFound
from saksama.law import book
from saksama.law.forms import fields

NO_TEMPLATE = ("Templat ini tidak ditemukan.", "This template was not found.")


@dataclass(frozen=True, slots=True)
class FormShown:
    """A form, and by what its letters are drawn: `version` 0 is ours; `waiting` counts versions nobody approved yet."""

    form: str
    label_id: str
    label_en: str
    version: int
    waiting: int


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version; `may` tells whether this person puts it in force."""

    row: OfficeTemplate
    offered_by: str
    approved_by: str
    may: Decision

    @property
    def why_id(self) -> str:
        return self.may.reason

    @property
    def why_en(self) -> str:
        return self.may.reason_en


def forms_of(actor: Actor) -> tuple[FormShown, ...]:
    """Return the forms whose letters an office may draw its own way."""
    may_offer_template(actor).require()
    rows = list(OfficeTemplate.objects.filter(office=actor.office).defer("content"))
    return tuple(_form(form, [row for row in rows if row.form == form]) for form in fields.OFFICES_OWN)


def _form(form: str, rows: Sequence[OfficeTemplate]) -> FormShown:
    entry = book().form(form)
    version = next((row.version for row in rows if row.state == OfficeTemplate.State.IN_FORCE), 0)
    waiting = sum(1 for row in rows if row.state == OfficeTemplate.State.OFFERED)
    return FormShown(form, entry.title_id, entry.title_en, version, waiting)


def form_of(actor: Actor, form: str) -> FormShown:
    """Return one of them; `NotFound` for what is no such form."""
    return next((one for one in forms_of(actor) if one.form == form), None) or _missing()


def _missing() -> FormShown:
    raise NotFound(*NO_TEMPLATE)


def versions_of(actor: Actor, form: str) -> tuple[VersionShown, ...]:
    """Return the versions of the actor's office, the newest first."""
    may_offer_template(actor).require()
    rows = list(OfficeTemplate.objects.filter(office=actor.office, form=form).defer("content").order_by("-version"))
    names = known.names_of({one for row in rows for one in (row.offered_by, row.approved_by) if one})
    return tuple(
        VersionShown(
            row,
            names.get(row.offered_by, ""),
            names.get(row.approved_by, ""),
            may_put_in_force(actor, row.office, row.offered_by),
        )
        for row in rows
    )


def content(actor: Actor, public_id: UUID | str) -> tuple[OfficeTemplate, bytes]:
    """Return a version of the actor's own office with its file."""
    may_offer_template(actor).require()
    row = OfficeTemplate.objects.filter(public_id=public_id, office=actor.office).first()
    if row is None:
        raise NotFound(*NO_TEMPLATE)
    return row, lettering.content_of(row)
