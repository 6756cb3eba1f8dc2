"""Verbs of the plenary: votes, quorum, statements of interest, and what each decision sets in motion."""

from __future__ import annotations

from datetime import datetime

from saksama import ledger, store
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role
from saksama.cases import facts
from saksama.cases.fold import CaseState
from saksama.cases.kinds import Field
from saksama.cases.legality import case_view
from saksama.cases.models import Act, Case
from saksama.cases.policies import CaseView
from saksama.cases.queries.opened import note_of
from saksama.cases.reading import rows_of, view
from saksama.cases.verbs import Paper, Taking, Verb, verb
from saksama.cases.words import category_words
from saksama.evidence import queries as evidence
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.intake.routing import owner
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotFound
from saksama.law import letters
from saksama.places import queries as places
from saksama.vault import actions as vault
from saksama.vault.errors import NotAReader

from . import rooms
from .door import HandOver
from .letters import (
    compartment_or_refuse,
    draw,
    event_day,
    head,
    hearing_words,
    holder_of,
    issuer,
    number_for,
    person_of,
    violations_of,
)
from .study import file_of_case

ENCLOSED = "enclosed"
Choices = tuple[tuple[str, str, str], ...]


class Plenary(Verb):
    """Count the votes. Quorum (our rule): more than half of the office's commissioners; the decision needs most of them.

    A member with a stated interest does not vote, nor does whoever registered the case.
    """

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        if field.type != "votes":
            return None
        members = accounts.users_of_office(case.office, now.date(), Role.COMMISSIONER)
        return tuple((str(one.public_id), one.display_name or one.username, one.display_name or one.username) for one in members)

    def check(self, taking: Taking) -> None:
        votes: dict[str, str] = taking.cleaned.body["votes"]
        members = {value for field in taking.fields if field.type == "votes" for value, _, _ in field.choices}
        judged = case_view(taking.case, [view(row) for row in rows_of(taking.case, "asn")])
        _require_voters(votes, members, judged)
        agree = sum(1 for vote in votes.values() if vote == "agree")
        if len(votes) * 2 <= len(members):
            raise Invalid(
                f"Belum kuorum: {len(votes)} dari {len(members)} anggota. Perlu lebih dari separuh.",
                f"No quorum: {len(votes)} of {len(members)} members. More than half is needed.",
                field="votes",
            )
        if agree * 2 <= len(votes):
            raise Invalid(
                "Suara setuju belum lebih dari separuh yang hadir. Catat putusan yang memperoleh suara terbanyak.",
                "Fewer than most of those present agree. Record the decision that got most votes.",
                field="votes",
            )

    def write(self, taking: Taking) -> Act:
        votes: dict[str, str] = taking.cleaned.body["votes"]
        taking.body |= {
            "present": len(votes),
            "agree": sum(1 for vote in votes.values() if vote == "agree"),
            "heard": taking.state.heard,
        }
        return self.perform(taking)


def _require_voters(votes: dict[str, str], members: set[str], case: CaseView) -> None:
    if not set(votes) <= members:
        raise Invalid("Yang memutus hanya anggota kantor ini.", "Only members of this office decide.", field="votes")
    if set(votes) & case.interested:
        raise Invalid(
            "Anggota yang menyatakan kepentingan tidak ikut memutus. Hapus suaranya.",
            "A member with a stated interest does not vote. Take that vote out.",
            field="votes",
        )
    if case.registered_by in votes:
        raise Invalid(
            "Yang meregistrasi perkara tidak ikut memutusnya. Hapus suaranya.",
            "Whoever registered the case does not decide it. Take that vote out.",
            field="votes",
        )


@verb("pleno.forwarded")
class Forward(Plenary):
    """Write the forwarding letter, let the overseer of the day read the study and the enclosed copies, hand over the turn.

    The letter says *belum didengar* where he has not answered. Reports and messages stay with Bawaslu.
    """

    overseer: Office

    def check(self, taking: Taking) -> None:
        super().check(taking)
        holder_of(taking.case, taking)
        rooms.require_keys(taking)
        for file in taking.cleaned.body.get("files", ()):
            file_of_case(taking.case, file)

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        target = compartment_or_refuse(taking, "case")
        self.overseer = institutions.oversight_office(taking.on)
        number = number_for(issuer(taking), "forwarding", taking.on)
        taking.papers += enclosed(taking)
        taking.letters = [draw(taking, "forwarding", letters.forwarding(self._facts(taking, number.text)), number, target)]

    def _facts(self, taking: Taking, number: str) -> letters.Forwarding:
        case = taking.case
        return letters.Forwarding(
            head=head(taking, number),
            to=self.overseer.name,
            person=person_of(taking),
            register_number=case.number,
            act=act_words(taking),
            happened_on=event_day(case),
            happened_where=places.by_code(case.place_code).label,
            violations=violations_of(taking),
            pleno_on=taking.on,
            heard=taking.state.heard,
            hearing=hearing_words(taking),
        )

    def write(self, taking: Taking) -> Act:
        taking.body["oversight_office"] = str(self.overseer.public_id)
        act = super().write(taking)
        rooms.share(taking, ["case", "reply"], owner(self.overseer))
        detail = {"oversight_office": str(self.overseer.public_id), "heard": taking.state.heard}
        ledger.append(facts.CaseForwarded(object_id=str(taking.case.public_id), at=taking.now, detail=detail), actor=taking.actor)
        return act


def enclosed(taking: Taking) -> list[Paper]:
    """Seal the chosen clean copies once more, to the case file that the overseer will read."""
    target = compartment_or_refuse(taking, "case")
    found = []
    for public_id in taking.cleaned.body.get("files", ()):
        file = file_of_case(taking.case, public_id)
        opened = evidence.open_copy(file, taking.keys)  # type: ignore[arg-type]  # checked
        sealed = vault.add_stream(target, klass=ENCLOSED, name=opened.name, type=opened.type, chunks=[opened.content])
        found.append(Paper(sealed, target, "case", taking.now, form="evidence"))
    return found


def act_words(taking: Taking) -> str:
    """Return what he is said to have done, in the officer's words of the study; the bare category where they do not open."""
    facts_of = study_texts(taking).get("facts", "")
    return facts_of or f"{category_words(taking.case.category)[0]}."


def study_texts(taking: Taking) -> dict[str, str]:
    """Return the prose of the last standing study, as far as the actor's keys open it."""
    return texts_of(taking, taking.state, "kajian.written")


def texts_of(taking: Taking, state: CaseState, *kinds: str) -> dict[str, str]:
    last = state.last(*kinds)
    with store.reading(SYSTEM):
        row = next((one for one in rows_of(taking.case, "asn") if last is not None and one.nth == last.nth), None)
    if row is None or taking.keys is None:
        return {}
    try:
        return note_of(row, taking.keys)
    except (NotAReader, NotFound):
        return {}


@verb("pleno.not_proven")
class NotProven(Plenary):
    """End it as not proven; the letter of outcome has its own clock of 24 hours."""


@verb("pleno.transferred")
class Transfer(HandOver, Plenary):
    """Decide that another body is competent, with the letter that hands it over."""

    def check(self, taking: Taking) -> None:
        Plenary.check(self, taking)

    def write(self, taking: Taking) -> Act:
        return Plenary.write(self, taking)
