"""What a step does besides adding its act. A room registers a verb for an act: `@verb("registered") class Register(Verb)`.

`prepare` does what is slow (sealing, drawing letters) before the transaction, `write` the rest in it. The plain verb seals the
prose, keeps the papers as documents and the persons as parties, and performs the act.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from saksama.evidence import actions as evidence
from saksama.kernel.actor import Actor
from saksama.law.process import Step
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.keyring import Keyring
from saksama.vault.sealed import Compartment, Item

from . import parties
from .fold import CaseState
from .inputs import Cleaned, Person
from .kinds import Field, Kind
from .models import Act, Case, Document, Limb
from .performing import perform
from .policies import must_be_by_proxy
from .projecting import Derived
from .steps import Input

ACT = "act"
_ROWS = frozenset({"elements", "outcomes"})


@dataclass(slots=True, repr=False)
class Taking:
    """One step on its way: the case as it was read, what was filled in, and what has been sealed so far.

    In `write`, `case` is the locked row. `body` is what the act's open part will be: verbs add what they compute.
    """

    case: Case
    kind: Kind
    row: Step
    fields: tuple[Field, ...]
    step: Input
    cleaned: Cleaned
    derived: Derived
    actor: Actor
    keys: Keyring | None
    now: datetime
    limb: str = Limb.ASN
    body: dict[str, object] = field(default_factory=dict)
    prose: PreparedItem | None = None
    papers: list[Paper] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    @property
    def state(self) -> CaseState:
        return self.derived.state

    @property
    def on(self) -> date:
        """Return the day of the step in the office's zone."""
        return self.derived.calendar.local_day(self.step.happened_at)

    @property
    def recorded_for(self) -> str:
        """Return the body whose act this is, where somebody else records it."""
        return self.kind.body_of if must_be_by_proxy(self.actor, self.kind.body_of) else ""

    def compartment(self, kind: str) -> Compartment | None:
        """Return one of the case's compartments; None where it was not begun yet."""
        public_id = self.case.compartments.get(kind)
        return sealed.compartment(public_id) if public_id else None

    def person(self, name: str) -> Person | None:
        return next(iter(self.cleaned.persons.get(name, ())), None)

    def text(self, name: str) -> str:
        return self.cleaned.texts.get(name, "")


@dataclass(slots=True)
class Paper:
    """A sealed file on its way into a document's row: a paper that came with a step, or evidence that goes along."""

    prepared: PreparedItem
    compartment: Compartment
    audience: str
    at: datetime
    form: str = "paper"
    signs: UUID | None = None

    @property
    def sha256(self) -> str:
        return self.prepared.sha256

    def save(self, case: Case, act: Act) -> Document:
        self.prepared.row = self.compartment
        item = self.prepared.save()
        return _document(case, act, form=self.form, audience=self.audience, item=item, issued_at=self.at, signs=self.signs)

    def discard(self) -> None:
        self.prepared.discard()


@dataclass(slots=True)
class Letter:
    """A sealed letter, as PDF and as an editable file; its number is claimed in the transaction."""

    form: str
    number: str
    version: str
    audience: str
    pdf: PreparedItem
    editable: PreparedItem
    compartment: Compartment | None
    at: datetime
    claim: Callable[[], None] = lambda: None
    check_code: str = ""
    template: int = 0

    @property
    def sha256(self) -> str:
        return self.pdf.sha256

    def save(self, case: Case, act: Act) -> Document:
        if self.compartment is not None:
            self.pdf.row = self.editable.row = self.compartment
        item, editable = self.pdf.save(), self.editable.save()
        return _document(
            case,
            act,
            form=self.form,
            audience=self.audience,
            item=item,
            issued_at=self.at,
            number=self.number,
            version=self.version,
            editable=editable.public_id,
            check_code=self.check_code,
            template=self.template,
        )

    def discard(self) -> None:
        self.pdf.discard()
        self.editable.discard()


def _document(case: Case, act: Act, *, form: str, audience: str, item: Item, issued_at: datetime, **more: object) -> Document:
    row = Document(
        case=case,
        limb=act.limb,
        nth=act.nth,
        form=form,
        audience=audience,
        item=item.public_id,
        sha256=item.sha256,
        issued_at=issued_at,
        **more,
    )
    row.save(force_insert=True)
    return row


class Verb:
    """The plain step. `keeps`: the compartment its prose and papers are sealed to."""

    keeps: ClassVar[str] = "case"

    def check(self, taking: Taking) -> None:
        """Raise what makes this step impossible, before anything is sealed and again on the locked row."""

    def beside(self, taking: Taking) -> tuple[str, ...]:
        """Return the other cases this step judges and writes in: they are locked together with its own."""
        return ()

    def choices(self, case: Case, field: Field, now: datetime) -> tuple[tuple[str, str, str], ...] | Field | None:
        """Return the choices of a field that depend on the case, or the field itself filled in; None: the common ones."""
        return None

    def prefilled(self, case: Case, derived: Derived) -> dict[str, object]:
        """Return what the form knows already, by field."""
        known: dict[str, object] = {"agency": case.agency, "violations": case.violations, "on": case.happened_on}
        return {name: value for name, value in known.items() if value}

    def prepare(self, taking: Taking) -> None:
        """Seal prose and papers, before the transaction."""
        target = self.target(taking)
        if target is None:
            return
        taking.prose = seal_prose(taking, target)
        taking.papers = seal_papers(taking, target, self.audience(taking))

    def target(self, taking: Taking) -> Compartment | None:
        return taking.compartment(self.audience(taking)) or taking.compartment("case")

    def audience(self, taking: Taking) -> str:
        """Return which compartment what the actor writes belongs in: an agency's own words are for the agency's file."""
        if taking.limb == Limb.CRIMINAL:
            return "criminal"
        if taking.actor.has("agency_officer"):
            return "agency"
        return self.keeps

    def write(self, taking: Taking) -> Act:
        """Perform the act with what was prepared, in the open transaction."""
        return self.perform(taking)

    def perform(self, taking: Taking) -> Act:
        item = taking.prose.save() if taking.prose else None
        for letter in taking.letters:
            letter.claim()
        act = perform(
            taking.case,
            taking.kind.act,
            actor=taking.actor,
            happened_at=taking.step.happened_at,
            now=taking.now,
            body={**taking.cleaned.body, **taking.body},
            provenance=taking.step.provenance,
            recorded_for=taking.recorded_for,
            documents=[*taking.papers, *taking.letters],
            item=item,
            corrects=taking.step.corrects,
            limb=taking.limb,
        )
        self.keep_persons(taking, act)
        return act

    def keep_persons(self, taking: Taking, act: Act) -> None:
        for persons in taking.cleaned.persons.values():
            parties.record(taking.case, persons, nth=act.nth, status=str(taking.cleaned.body.get("status", "unknown")))

    def discard(self, taking: Taking) -> None:
        """Take away the blobs of a step that came to nothing."""
        enclosed: list[Paper | Letter] = [*taking.papers, *taking.letters]
        for one in enclosed:
            one.discard()
        if taking.prose is not None:
            taking.prose.discard()


_VERBS: dict[str, type[Verb]] = {}


def verb(*acts: str) -> Callable[[type[Verb]], type[Verb]]:
    """Register the verb of one or several acts; an act has one verb."""

    def keep(kind: type[Verb]) -> type[Verb]:
        for act in acts:
            if act in _VERBS:
                raise ValueError(f"{act} has a verb already")
            _VERBS[act] = kind
        return kind

    return keep


def of(act: str) -> Verb:
    """Return a fresh verb: what it carries from `prepare` to `write` is one step's."""
    return _VERBS.get(act, Verb)()


def seal_prose(taking: Taking, target: Compartment | Draft) -> PreparedItem | None:
    """Seal the step's texts as one item; nothing where none were written."""
    if not taking.cleaned.texts:
        return None
    words = json.dumps(taking.cleaned.texts, ensure_ascii=False)
    if isinstance(target, Draft):
        return target.seal_text(ACT, "langkah.json", words)
    return vault.add_text(target, klass=ACT, name="langkah.json", text=words)


def seal_papers(taking: Taking, target: Compartment, audience: str) -> list[Paper]:
    sealed_papers = evidence.seal_papers(taking.step.documents, case=target)
    return [Paper(one.item, target, audience, taking.now) for one in sealed_papers]


def with_choices(
    fields: Sequence[Field], choices: Callable[[Field], tuple[tuple[str, str, str], ...] | Field | None]
) -> tuple[Field, ...]:
    """Return the fields with the choices that depend on the case filled in; rows of which there are none are not asked for."""
    filled = (_filled(one, choices(one)) for one in fields)
    return tuple(one for one in filled if one.choices or one.type not in _ROWS)


def _filled(field: Field, found: tuple[tuple[str, str, str], ...] | Field | None) -> Field:
    if isinstance(found, Field):
        return found
    return field if found is None else replace(field, choices=found)
