"""Verbs of the study: who held the post, the invitation with its code, evidence for the accused, the letter of outcome."""

from __future__ import annotations

import json
from datetime import datetime

from saksama.accounts import actions as accounts
from saksama.cases.models import Act
from saksama.cases.verbs import Taking, Verb, seal_papers, seal_prose, verb
from saksama.kernel import receipt as codes
from saksama.kernel.errors import Invalid
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
