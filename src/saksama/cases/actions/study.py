"""Verbs of the study: who held the post, the invitation with its code, evidence for the accused, the letter of outcome."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from saksama.accounts import actions as accounts
from saksama.cases.models import Act, Case
from saksama.cases.verbs import Taking, Verb, seal_papers, seal_prose, verb
from saksama.cases.words import category_words
from saksama.evidence import actions as evidence
from saksama.evidence import queries as files
from saksama.evidence.actions import PreparedDisclosure
from saksama.evidence.models import File
from saksama.evidence.redact import Rectangle
from saksama.kernel import receipt as codes
from saksama.kernel.errors import Invalid, NotFound
from saksama.law import letters
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault import receipt
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.sealed import Compartment

from . import appointing, hearing, rooms
from .appointing import Fixing
from .door import bar_excluded
from .letters import (
    answer_url,
    compartment_or_refuse,
    draw,
    event_day,
    head,
    holder_of,
    issuer,
    number_for,
    person_of,
    violations_of,
)

ALLEGATION = "allegation"


@verb("post_holder.recorded")
class RecordHolder(Verb):
    """Keep who held the post on the day; whoever is employed under the same authority loses his keys now."""

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        bar_excluded(taking)
        return act


@verb("accused.invited", "accused.notified")
class Invite(Fixing):
    """Write to the accused: a letter with the code of his room, and the words of what is suspected sealed into it.

    The code is drawn before the letter is sealed and stands nowhere else; a new letter ends the code before it. The reply
    compartment has his code among its readers, so that he reads what was sealed for him, and nothing of the study.
    """

    code: str
    reply: Draft | Compartment
    allegation: PreparedItem

    def check(self, taking: Taking) -> None:
        holder_of(taking.case, taking)
        rooms.require_keys(taking)
        super().check(taking)

    def prepare(self, taking: Taking) -> None:
        file = compartment_or_refuse(taking, "case")
        self.code = codes.draw()
        self.reply = taking.compartment("reply") or rooms.begin(
            taking,
            "reply",
            extra=[(rooms.PASS, receipt.mailbox_recipient(self.code))],
            also=[rooms.oversight_owner(taking.case)],
        )
        self.allegation = self._seal_allegation(taking, self.told(taking))
        taking.prose = seal_prose(taking, file)
        taking.papers = seal_papers(taking, file, "case")
        number = number_for(issuer(taking), "invitation", taking.on)
        taking.letters = [draw(taking, "invitation", letters.invitation(self._facts(taking, number.text)), number, file)]

    def told(self, taking: Taking) -> dict[str, str]:
        """Return what the letter says he is suspected of, and where he is expected."""
        return {key: taking.text(key) for key in ("allegation", "where") if taking.text(key)}

    def meeting(self, taking: Taking) -> datetime:
        when = taking.cleaned.body.get("when")
        return when if isinstance(when, datetime) else taking.step.happened_at

    def _seal_allegation(self, taking: Taking, told: dict[str, str]) -> PreparedItem:
        words = json.dumps(told, ensure_ascii=False)
        if isinstance(self.reply, Draft):
            return self.reply.seal_text(ALLEGATION, "dugaan.json", words)
        return vault.add_text(self.reply, klass=ALLEGATION, name="dugaan.json", text=words)

    def _facts(self, taking: Taking, number: str) -> letters.Invitation:
        case, person, told = taking.case, person_of(taking), self.told(taking)
        return letters.Invitation(
            head=head(taking, number),
            to=f"{person.name}\n{person.post}",
            person=person,
            meeting_at=self.meeting(taking),
            timezone=case.timezone,
            where=told.get("where") or "Jawaban tertulis",
            allegation=told.get("allegation", ""),
            happened_on=event_day(case),
            violations=violations_of(taking),
            pass_code=codes.pretty(self.code),
            answer_url=answer_url(),
        )

    def write(self, taking: Taking) -> Act:
        appointing.settle(taking)
        if isinstance(self.reply, Draft):
            compartment = rooms.keep(taking, "reply", self.reply)
        else:
            compartment = self.reply
            self._renew(taking, compartment)
            self.allegation.row = compartment
            self.allegation.save()
        taking.body["reply"] = str(compartment.public_id)
        accounts.issue_pass(taking.case.public_id, actor=taking.actor, now=taking.now, code=self.code)
        return self.perform(taking)

    def _renew(self, taking: Taking, compartment: Compartment) -> None:
        """End the reading of the code before, and let the new one read."""
        vault.withdraw(compartment, rooms.PASS, actor=taking.actor, now=taking.now)
        if taking.keys is not None:
            key = receipt.mailbox_recipient(self.code)
            vault.share(compartment, rooms.PASS, keys=taking.keys, actor=taking.actor, now=taking.now, public_key=key)


@verb("interest.stated")
class StateInterest(Verb):
    """A member states his own interest; with one he does not vote."""

    def write(self, taking: Taking) -> Act:
        taking.body["officer"] = taking.actor.public_id
        return self.perform(taking)


@verb("pass.reissued")
class ReplaceCode(Invite):
    """Write the last letter again with a new code; the lost one opens nothing any more. No limit moves."""

    def check(self, taking: Taking) -> None:
        super().check(taking)
        if taking.compartment("reply") is None:
            raise Invalid("Belum ada kode yang dapat diganti.", "There is no code to replace yet.", field="way")

    def told(self, taking: Taking) -> dict[str, str]:
        room = compartment_or_refuse(taking, "reply")
        found = sealed.items_of(room, ALLEGATION)
        return dict(json.loads(vault.read_text(found[-1], keys=taking.keys))) if found and taking.keys else {}

    def meeting(self, taking: Taking) -> datetime:
        return hearing.last_meeting(taking)


@verb("evidence.disclosed")
class Disclose(Verb):
    """Draw selected copies anew with black areas and seal them to the accused's room.

    `redactions`: one area a line, `file left,top,right,bottom` in thousandths of the picture.
    """

    prepared: list[PreparedDisclosure]
    reply: Draft | Compartment

    def check(self, taking: Taking) -> None:
        rooms.require_keys(taking)
        for file in taking.cleaned.body["files"]:
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
            for file in taking.cleaned.body["files"]
        ]

    def write(self, taking: Taking) -> Act:
        compartment = rooms.keep(taking, "reply", self.reply) if isinstance(self.reply, Draft) else self.reply
        act = self.perform(taking)
        for one in self.prepared:
            one.save(case_public_id=taking.case.public_id, reply=compartment, actor=taking.actor, now=taking.now)
        return act

    def discard(self, taking: Taking) -> None:
        super().discard(taking)
        for one in getattr(self, "prepared", ()):
            one.item.discard()


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
