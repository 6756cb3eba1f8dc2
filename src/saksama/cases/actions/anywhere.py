"""Verbs that fit every stage: evidence, receipts, copy sheets, exclusion; and the criminal limb."""

from __future__ import annotations

from datetime import datetime

from saksama.accounts import known
from saksama.cases import verbs
from saksama.cases.kinds import Field
from saksama.cases.models import Act, Case, Exclusion, Limb
from saksama.cases.performing import perform
from saksama.cases.queries.sheets import copy_sheet
from saksama.cases.verbs import Paper, Taking, Verb, verb
from saksama.evidence import actions as evidence
from saksama.evidence.actions import Received
from saksama.kernel.errors import Conflict, Invalid
from saksama.law import book
from saksama.law.calendar import zone
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault.actions import Draft
from saksama.vault.sealed import Compartment, Item

from . import rooms
from .letters import compartment_or_refuse


@verb("evidence.added")
class AddEvidence(Verb):
    """Keep an officer's own papers as evidence of the case."""

    received: list[Received]

    def prepare(self, taking: Taking) -> None:
        target = compartment_or_refuse(taking, self.audience(taking))
        self.received = evidence.seal_papers(taking.step.documents, case=target)
        taking.prose = verbs.seal_prose(taking, target)

    def write(self, taking: Taking) -> Act:
        taking.body["origin"] = "officer"
        act = self.perform(taking)
        target = compartment_or_refuse(taking, self.audience(taking))
        evidence.save_papers(
            self.received, case_public_id=taking.case.public_id, compartment=target, actor=taking.actor, now=taking.now
        )
        return act

    def discard(self, taking: Taking) -> None:
        super().discard(taking)
        evidence.discard(getattr(self, "received", ()))


@verb("copy_sheet.issued")
class IssueCopySheet(Verb):
    """Keep the sheet as it was handed out, sealed to the case: what was copied, and when, stays provable."""

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        name = self.audience(taking)
        target = compartment_or_refuse(taking, name)
        sheet = copy_sheet(taking.case.public_id, str(taking.cleaned.body["target"]), taking.actor, taking.keys, now=taking.now)
        lines = "\n".join(f"{row.label}: {row.value}" for row in sheet.rows)
        sealed = vault.add_stream(
            target, klass="copy_sheet", name=f"lembar-salin-{sheet.target}.txt", type="text/plain", chunks=[lines.encode()]
        )
        taking.papers = [*taking.papers, Paper(sealed, target, name, taking.now, form="copy_sheet")]


@verb("exclusion.recorded")
class Exclude(Verb):
    """Bar an officer: he sees nothing of the case any more, and his keys are taken out of its compartments."""

    def check(self, taking: Taking) -> None:
        person = str(taking.cleaned.body["person"])
        if person == taking.actor.public_id and taking.cleaned.body["ground"] != "recusal":
            raise Invalid(
                "Untuk diri sendiri pilih alasan mengundurkan diri.",
                "For yourself choose the ground of standing aside.",
                field="ground",
            )
        if not known.names_of([person]):
            raise Invalid("Petugas ini tidak dikenal.", "This officer is not known.", field="person")

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        person = str(taking.cleaned.body["person"])
        rooms.bar(taking, frozenset({f"officer:{person}"}))
        Exclusion.objects.get_or_create(
            case=taking.case, person=person, defaults={"ground": taking.cleaned.body["ground"], "nth": act.nth}
        )
        return act


@verb("criminal_limb.opened")
class OpenCriminalLimb(Verb):
    """Open the criminal limb beside: its first act is written there, and nothing on the ASN limb tells of it."""

    draft: Draft | Compartment

    def choices(self, case: Case, field: Field, now: datetime) -> tuple[tuple[str, str, str], ...] | None:
        return crimes_of(case, now) if field.name == "basis" else None

    def check(self, taking: Taking) -> None:
        if Act.objects.filter(case=taking.case, limb=Limb.CRIMINAL).exists():
            raise Conflict("Jalur pidana perkara ini sudah dibuka.", "This case's criminal limb is open already.")

    def prepare(self, taking: Taking) -> None:
        self.draft = taking.compartment("criminal") or rooms.begin(taking, "case", alone=True)
        taking.prose = verbs.seal_prose(taking, self.draft)

    def write(self, taking: Taking) -> Act:
        item = None
        if isinstance(self.draft, Draft):
            rooms.keep(taking, "criminal", self.draft)
            item = saved_item(taking)
            taking.case.save(update_fields=["compartments"])
        return perform(
            taking.case,
            "criminal.flagged",
            actor=taking.actor,
            happened_at=taking.step.happened_at,
            now=taking.now,
            body={"basis": taking.cleaned.body["basis"]},
            item=item,
            limb=Limb.CRIMINAL,
        )


def crimes_of(case: Case, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """Return the crimes in force on the day of the event under the case's regime: no other article can be the basis."""
    on = case.happened_on or case.opened_at.astimezone(zone(case.timezone)).date()
    versions = [one for found in book().entries["violations"].values() for one in found if one.track == "criminal"]
    regime = case.regime if case.election else ""
    here = [one for one in versions if one.holds_on(on) and regime in ("", one.get("regime", regime))]
    return tuple((one.id, f"{one.name_id} ({one.id})", f"{one.name_en} ({one.id})") for one in here)


def saved_item(taking: Taking) -> Item | None:
    """Return the row of prose that was saved with its draft."""
    return sealed.item(taking.prose.public_id) if taking.prose else None
