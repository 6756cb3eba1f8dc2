"""Verbs of the answer room: what is opened to the reported person and taken back, and who is told that he is cleared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.cases import judging
from saksama.cases.fixing import Choices
from saksama.cases.fold import CaseState
from saksama.cases.kinds import Field
from saksama.cases.kinds.room import NOTIFIED
from saksama.cases.models import Act, Case
from saksama.cases.queries.accused import notified
from saksama.cases.verbs import Taking, Verb, verb
from saksama.cases.words import category_words
from saksama.evidence import actions as evidence
from saksama.evidence import queries as files
from saksama.evidence.actions import PreparedDisclosure
from saksama.evidence.models import File
from saksama.evidence.redact import Rectangle
from saksama.institutions import queries as institutions
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotFound
from saksama.law import letters
from saksama.vault import actions as vault
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.sealed import Compartment

from . import rooms
from .letters import agency_name, compartment_or_refuse, draw, head, issuer, number_for, person_of

EXTRACT = "extract"
DISCLOSED = "evidence.disclosed"


@verb("evidence.disclosed")
class Disclose(Verb):
    """Draw selected copies anew with black areas and seal them to the accused's room.

    `redactions`: one area a line, `file left,top,right,bottom` in thousandths of the picture.
    """

    prepared: list[PreparedDisclosure]
    reply: Draft | Compartment
    typed: PreparedItem | None

    def check(self, taking: Taking) -> None:
        rooms.require_keys(taking)
        chosen, typed = taking.cleaned.body.get("files") or (), taking.text("extract")
        if not chosen and not typed:
            raise Invalid(
                "Pilih sedikitnya satu salinan, atau ketik kutipan.",
                "Choose at least one copy, or type an extract.",
                field="files",
            )
        if typed and not taking.text("extract_source"):
            raise Invalid(
                "Sebutkan dari dokumen mana kutipan ini.", "Say which document this extract is from.", field="extract_source"
            )
        areas = areas_of(taking.text("redactions"))
        if set(areas) - set(chosen):
            raise Invalid(
                "Ada bidang hitam untuk berkas yang tidak dipilih.", "An area belongs to a file not chosen.", field="redactions"
            )
        for file in chosen:
            file_of_case(taking.case, file)

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        self.reply = taking.compartment("reply") or rooms.begin(taking, "reply", also=[rooms.oversight_owner(taking.case)])
        areas = areas_of(taking.text("redactions"))
        self.prepared = [
            evidence.prepare_disclosure(
                files.copy_of(file_of_case(taking.case, file)),
                redactions=areas.get(file, ()),
                reply=self.reply,
                keys=taking.keys,  # type: ignore[arg-type]  # checked
            )
            for file in taking.cleaned.body.get("files") or ()
        ]
        self.typed = self._extract(taking)

    def _extract(self, taking: Taking) -> PreparedItem | None:
        """Seal the typed lines to his room; they are the officer's words, copied by hand, never cut from a file."""
        if not taking.text("extract"):
            return None
        told = {
            "nth": taking.step.seen + 1,
            "at": taking.step.happened_at.isoformat(),
            "source": taking.text("extract_source"),
            "text": taking.text("extract"),
        }
        words = json.dumps(told, ensure_ascii=False)
        if isinstance(self.reply, Draft):
            return self.reply.seal_text(EXTRACT, "kutipan.json", words)
        return vault.add_text(self.reply, klass=EXTRACT, name="kutipan.json", text=words)

    def write(self, taking: Taking) -> Act:
        compartment = rooms.keep(taking, "reply", self.reply) if isinstance(self.reply, Draft) else self.reply
        if self.typed is not None:
            taking.body["extracts"] = 1
            if not isinstance(self.reply, Draft):
                self.typed.row = compartment
                self.typed.save()
        act = self.perform(taking)
        for one in self.prepared:
            one.save(case_public_id=taking.case.public_id, reply=compartment, actor=taking.actor, now=taking.now)
        return act

    def discard(self, taking: Taking) -> None:
        super().discard(taking)
        for one in getattr(self, "prepared", ()):
            one.item.discard()
        if getattr(self, "typed", None) is not None:
            self.typed.discard()  # type: ignore[union-attr]


def areas_of(text: str) -> dict[str, list[Rectangle]]:
    """Return the black areas by file; raises `Invalid` for a line that is no area."""
    found: dict[str, list[Rectangle]] = {}
    for line in text.splitlines():
        file, _, sides = line.strip().partition(" ")
        numbers = [side.strip() for side in sides.split(",")]
        if not file:
            continue
        if len(numbers) != 4 or not all(side.isdecimal() and len(side) < 5 for side in numbers):
            raise Invalid(
                "Bidang hitam ditulis: berkas kiri,atas,kanan,bawah.",
                "A black area is written: file left,top,right,bottom.",
                field="redactions",
            )
        found.setdefault(file, []).append(Rectangle(*(int(side) for side in numbers)))
    return found


def file_of_case(case: Case, public_id: str) -> File:
    """Return a file of this case or of one of its reports; another's is not found."""
    file = files.file(public_id)
    if file.case_public_id == case.public_id or file.report_public_id in {UUID(str(one)) for one in rooms.reports_of(case)}:
        return file
    raise NotFound("Berkas ini tidak ada di perkara ini.", "This file does not belong to this case.")


@verb("disclosure.withdrawn")
class Withdraw(Verb):
    """Take one copy or one extract out of his room. What he has read stays read; the record says when it was taken."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name == "disclosure":
            return disclosed_choices(case)
        return extract_choices(case) if field.name == "quotation" else None

    def check(self, taking: Taking) -> None:
        if bool(taking.cleaned.body.get("disclosure")) == bool(taking.cleaned.body.get("quotation")):
            raise Invalid("Pilih satu: salinan atau kutipan.", "Choose one: a copy or an extract.", field="disclosure")

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        chosen = taking.cleaned.body.get("disclosure")
        if chosen:
            evidence.withdraw_disclosure(
                UUID(str(chosen)), case_public_id=taking.case.public_id, actor=taking.actor, now=taking.now
            )
        return act


def disclosed_choices(case: Case) -> Choices:
    """Return the copies that lie in his room, by the number and mark of their file."""
    labels = {file: (words_id, words_en) for file, words_id, words_en in judging.evidence_choices(case)}
    found = []
    for one in files.disclosures(case.public_id):
        words = labels.get(str(one.copy.file.public_id), ("salinan", "copy"))
        found.append((str(one.public_id), *words))
    return tuple(found)


def extract_choices(case: Case) -> Choices:
    """Return the extracts that lie in his room, by the act that put them there."""
    with store.reading(SYSTEM):
        rows = list(Act.objects.filter(case=case, limb="asn", kind__in=(DISCLOSED, "disclosure.withdrawn")).order_by("nth"))
    gone = {str(row.body.get("quotation")) for row in rows if row.kind == "disclosure.withdrawn"}
    there = [row for row in rows if row.kind == DISCLOSED and row.body.get("extracts") and str(row.nth) not in gone]
    return tuple((str(row.nth), f"kutipan, langkah {row.nth}", f"extract, step {row.nth}") for row in there)


@verb("exoneration.sent")
class SendOutcome(Verb):
    """Write the letter that clears him, into his own room where he has one: nobody else gets it without his consent."""

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        if taking.state.last("post_holder.recorded") is None:
            return  # nobody was ever written to, so there is nobody to tell
        target = taking.compartment("reply") or compartment_or_refuse(taking, "case")
        number = number_for(issuer(taking), "exoneration", taking.on)
        audience = "reply" if taking.case.compartments.get("reply") else "case"
        taking.letters = [
            draw(taking, "exoneration", letters.exoneration(self._facts(taking, number.text)), number, target, audience)
        ]

    def _facts(self, taking: Taking, number: str) -> letters.Exoneration:
        person = person_of(taking)
        decided = taking.state.last("pleno.not_proven", "review.not_proven")
        at = decided.happened_at if decided else taking.step.happened_at
        return letters.Exoneration(
            head=head(taking, number),
            to=f"{person.name}\n{person.post}",
            person=person,
            register_number=taking.case.number or "tanpa nomor",
            act=f"{category_words(taking.case.category)[0]}, {taking.case.place_label}.",
            decided_on=taking.derived.calendar.local_day(at),
            decided_by="review" if decided is not None and decided.kind == "review.not_proven" else "pleno",
        )


def require_cleared(state: CaseState) -> None:
    if state.outcome != "not_proven":
        raise Invalid("Hasil perkara ini bukan tidak terbukti.", "This case did not end as not proven.", field="to")


@verb("exoneration.agreed")
class Agree(Verb):
    """His consent, given on paper: to whom the outcome may be told among those who had been told."""

    def check(self, taking: Taking) -> None:
        require_cleared(taking.state)
        require_notified(taking.cleaned.body.get("to") or (), taking.state)

    def write(self, taking: Taking) -> Act:
        taking.body["agrees"] = bool(taking.cleaned.body.get("to"))
        return self.perform(taking)


def require_notified(chosen: object, state: CaseState) -> None:
    if set(chosen) - set(notified(state)):  # type: ignore[call-overload]
        raise Invalid(
            "Hanya yang pernah diberi tahu resmi yang dapat dipilih.",
            "Only those who were told formally can be chosen.",
            field="to",
        )


@verb("exoneration.shared")
class Share(SendOutcome):
    """A letter of outcome to each body that he agreed to; nobody else is told."""

    def check(self, taking: Taking) -> None:
        require_cleared(taking.state)
        last = taking.state.last("exoneration.agreed")
        agreed = set(last.body.get("to") or ()) if last else set()  # type: ignore[call-overload]
        if not agreed or set(taking.cleaned.body["to"]) - agreed:
            raise Invalid(
                "Ia belum menyetujui pemberitahuan kepada yang dipilih.", "There is no consent to tell those chosen.", field="to"
            )

    def prepare(self, taking: Taking) -> None:
        Verb.prepare(self, taking)
        file = compartment_or_refuse(taking, "case")
        number = number_for(issuer(taking), "exoneration", taking.on)
        to = " dan ".join(self._addressee(body, taking.case) for body in taking.cleaned.body["to"])
        facts = replace(self._facts(taking, number.text), to=to)
        taking.letters = [draw(taking, "exoneration", letters.exoneration(facts), number, file)]

    @staticmethod
    def _addressee(body: str, case: Case) -> str:
        if body == "agency":
            return f"Pimpinan {agency_name(case)}" if case.agency else "Pimpinan instansi"
        if case.oversight_office:
            return institutions.office(case.oversight_office).name
        return next(words for code, words, _ in NOTIFIED if code == body)
