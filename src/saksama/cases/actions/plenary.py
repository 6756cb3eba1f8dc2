"""Verbs of the plenary: votes, quorum, statements of interest, and what each decision sets in motion."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from saksama import ledger, store
from saksama.accounts import away
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role
from saksama.cases import facts, parties
from saksama.cases.fold import CaseState
from saksama.cases.judging import evidence_choices
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
from .disclosing import file_of_case
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

ENCLOSED = "enclosed"
Choices = tuple[tuple[str, str, str], ...]


def members_of(case: Case, now: datetime) -> Choices:
    """Return the commissioners of the office that handles a case, on a day; who only stands in for one is none of them."""
    people = accounts.users_of_office(case.office, now.date(), Role.COMMISSIONER)
    lent = {one.user_id for one in away.lent_roles(case.office, now.date()) if one.role == Role.COMMISSIONER}
    members = [
        one
        for one in people
        if one.pk not in lent or Role.COMMISSIONER in away.own_roles(one.pk, case.office, now.date())
    ]
    return tuple((str(one.public_id), one.display_name or one.username, one.display_name or one.username) for one in members)


def on_leave(case: Case, day: date) -> set[str]:
    """Return the people of the office who are on recorded leave on a day."""
    return {str(one.user.public_id) for one in away.standing(case.office, day, day)}


def accused_of(case: Case) -> Choices:
    """Return the persons who are reported in a case; their names go into the form only."""
    with store.reading(SYSTEM):
        found = parties.of(case, without=parties.corrected(rows_of(case, "asn")), role=parties.ACCUSED)
    return tuple((str(one.public_id), one.name, one.name) for one in found)


class Sitting(Verb):
    """A meeting of the members, whatever comes of it: who is away is one of them."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name in ("votes", "away"):
            return members_of(case, now)
        if field.name == "outcomes":
            people = accused_of(case)
            return people if len(people) > 1 else ()
        return evidence_choices(case) if field.type == "files" else None


@verb("pleno.adjourned")
class Adjourn(Sitting):
    """The members met and decided nothing; every limit runs on."""


class Plenary(Sitting):
    """Count the votes. Quorum (SAK-QUORUM): more than half of the office's commissioners; the decision needs most of them.

    A member with a stated interest does not vote, nor does whoever registered the case or is away. Who votes against says why.
    """

    outcome: ClassVar[str]

    def check(self, taking: Taking) -> None:
        votes: dict[str, str] = taking.cleaned.body["votes"]
        members = {value for value, _, _ in members_of(taking.case, taking.step.happened_at)}
        judged = case_view(taking.case, [view(row) for row in rows_of(taking.case, "asn")])
        _require_study(taking.state)
        _require_voters(votes, members, judged, set(taking.cleaned.body.get("away") or ()) | on_leave(taking.case, taking.on))
        _require_majority(votes, members)
        if "against" in votes.values() and not taking.text("dissent"):
            raise Invalid(
                "Ada suara tidak setuju. Tulis pendapat berbeda dan alasannya.",
                "A member votes against. Write the dissent and its reasons.",
                field="dissent",
            )
        self._require_outcomes(taking)

    def _require_outcomes(self, taking: Taking) -> None:
        """Hold the outcome of each person against that of the case: the case goes the way of somebody in it."""
        people = {value for field in taking.fields if field.name == "outcomes" for value, _, _ in field.choices}
        if not people:
            return
        given = taking.cleaned.body.get("outcomes") or {}
        if set(given) != people:
            raise Invalid("Catat putusan tiap orang.", "Record the outcome for each person.", field="outcomes")
        alike = self.outcome in given.values()
        if not alike or (self.outcome == "not_proven" and set(given.values()) != {"not_proven"}):
            raise Invalid(
                "Putusan tiap orang tidak sesuai dengan putusan ini. Bila ada yang diteruskan, pilih: teruskan.",
                "The outcomes do not fit this decision. Where somebody is forwarded, decide to forward.",
                field="outcomes",
            )

    def write(self, taking: Taking) -> Act:
        votes: dict[str, str] = taking.cleaned.body["votes"]
        stated = {act.actor for act in taking.state.every("interest.stated")}
        taking.body |= {
            "present": len(votes),
            "agree": sum(1 for vote in votes.values() if vote == "agree"),
            "members": len(members_of(taking.case, taking.step.happened_at)),
            "unstated": len(set(votes) - stated),
            "heard": taking.state.heard,
        }
        return self.perform(taking)


def _require_study(state: CaseState) -> None:
    """Refuse to decide on a study that was sent back and not written anew."""
    last = state.last("kajian.written", "kajian.returned")
    if last is not None and last.kind == "kajian.returned":
        raise Invalid(
            "Kajian terakhir dikembalikan. Tulis versi baru dulu.",
            "The last study was returned. Write a new version first.",
            field="minutes",
        )


def _require_majority(votes: dict[str, str], members: set[str]) -> None:
    agree, against = list(votes.values()).count("agree"), list(votes.values()).count("against")
    if len(votes) * 2 <= len(members):
        raise Invalid(
            f"Belum kuorum: {len(votes)} dari {len(members)} anggota. Perlu lebih dari separuh.",
            f"No quorum: {len(votes)} of {len(members)} members. More than half is needed.",
            field="votes",
        )
    if agree and agree == against:
        raise Invalid(
            "Suara seimbang: belum ada putusan. Musyawarah lagi, atau catat pleno ditunda.",
            "The votes are equal: nothing is decided. Confer again, or record that the plenary is adjourned.",
            field="votes",
        )
    if agree * 2 <= len(votes):
        raise Invalid(
            "Suara setuju belum lebih dari separuh yang hadir. Catat putusan yang memperoleh suara terbanyak.",
            "Fewer than most of those present agree. Record the decision that got most votes.",
            field="votes",
        )


def _require_voters(votes: dict[str, str], members: set[str], case: CaseView, away: set[str]) -> None:
    if not set(votes) <= members:
        raise Invalid("Yang memutus hanya anggota kantor ini.", "Only members of this office decide.", field="votes")
    if set(votes) & away:
        raise Invalid(
            "Anggota yang berhalangan atau tercatat cuti tidak memberi suara. Hapus suaranya, atau akhiri cutinya.",
            "A member who is away or on leave does not vote. Take that vote out, or end the leave.",
            field="votes",
        )
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

    outcome = "forward"
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

    outcome = "not_proven"


@verb("pleno.transferred")
class Transfer(HandOver, Plenary):
    """Decide that another body is competent, with the letter that hands it over."""

    outcome = "transfer"

    def check(self, taking: Taking) -> None:
        Plenary.check(self, taking)

    def write(self, taking: Taking) -> Act:
        return Plenary.write(self, taking)
