"""Verbs of the door: conditions, completion, registration, joining, tracing to a finding, handing over."""

from __future__ import annotations

from datetime import datetime

from saksama.cases import access, counters, guarding, kinds, reading
from saksama.cases.kinds import Field
from saksama.cases.kinds.door import OWN_SOURCES
from saksama.cases.models import Act, Case, Link
from saksama.cases.performing import perform
from saksama.cases.verbs import Taking, Verb, verb
from saksama.cases.words import category_words
from saksama.institutions import queries as institutions
from saksama.intake import actions as intake
from saksama.kernel.errors import Invalid, NotAllowed, NotFound
from saksama.law import book, forms, letters
from saksama.law.guard import CURABLE, KEYS
from saksama.places import queries as places

from . import rooms
from .joining import keep_out
from .letters import ROMAN, agency_name, area, draw, event_day, head, issuer, number_for, violations_of

Choices = tuple[tuple[str, str, str], ...]
REGISTER_FORMS = {"pemilu": "register-pemilu"}


def violation_choices(case: Case) -> Choices:
    """Return what the category may be, first, then the rest of the catalogue; no crimes.

    What stands on the ASN limb is read by the overseer and the accused: a crime named there would tell of the criminal limb.
    """
    first = [one for one in book().categories() if one.id == case.category]
    wanted = list(first[0].violations) if first else []
    catalogue = {entry.id: entry for entry in book().violations if entry.track != "criminal"}
    rest = [one for one in catalogue if one not in wanted]
    return tuple((one, *reading.violation_words(one)) for one in (*wanted, *rest) if one in catalogue)


@verb("conditions.assessed")
class AssessConditions(Verb):
    """Keep the officer's assessment of the six conditions, and tell intake."""

    def write(self, taking: Taking) -> Act:
        met = taking.cleaned.body["conditions"]
        taking.body["met"] = sum(1 for key in KEYS if met.get(key) == "yes")
        act = self.perform(taking)
        intake.reassess(rooms.reports_of(taking.case), met)
        return act

    def prefilled(self, case: Case, derived: object) -> dict[str, object]:
        return {"conditions": dict(zip(KEYS, case.meter, strict=False))}


@verb("completion.requested")
class RequestCompletion(Verb):
    """Write to each reporter's mailbox what is missing and until when; the repair clock starts with this notice."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        if field.name == "missing":
            return tuple((key, *reading.CONDITION_WORDS[key]) for key in CURABLE)
        return None

    def write(self, taking: Taking) -> Act:
        due = guarding.closes(taking.case, taking.step.happened_at, taking.derived.calendar)
        taking.body["due"] = due
        act = self.perform(taking)
        for report in rooms.reports_of(taking.case):
            intake.ask_completion(report, taking.text("message"), due=due, actor=taking.actor, now=taking.now)
        return act

    def prefilled(self, case: Case, derived: object) -> dict[str, object]:
        return {"missing": [one.key for one in guarding.guard_of(case, ()).curable]}


def _require_assessed(taking: Taking) -> None:
    if "conditions.assessed" not in taking.state.done:
        raise Invalid(
            "Nilai dahulu keenam syaratnya, lalu registrasi.",
            "Assess the six conditions first, then register.",
            field="conditions",
        )


@verb("requirements.met")
class DeclareComplete(Verb):
    """A report is complete when each condition is judged met: nothing is declared over a gap, nor before a person judged."""

    def check(self, taking: Taking) -> None:
        if taking.case.door != "nameless":
            _require_assessed(taking)
        guarding.require_met(guarding.guard_of(taking.case, taking.state.done))


@verb("registration.refused")
class RefuseRegistration(Verb):
    """Nobody is turned away for a condition that stands as met."""

    def check(self, taking: Taking) -> None:
        guarding.require_ground(guarding.guard_of(taking.case, taking.state.done), taking.cleaned.body["reason"])


@verb("registered")
class Register(Verb):
    """Draw the number as the last lock, write the reported persons to encrypted fields, bar who must not read.

    The number's pattern is that of the regime's register form, marked unverified. Whoever registers does not decide.
    """

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        return violation_choices(case) if field.name == "violations" else None

    def check(self, taking: Taking) -> None:
        if taking.cleaned.body.get("status") == "not_asn":
            raise Invalid(
                "Yang dilaporkan bukan ASN. Alihkan perkara ini kepada yang berwenang.",
                "The reported person is not a civil servant. Hand this case over to the competent body.",
                field="status",
            )
        if taking.case.door == "nameless" or taking.case.stage == "temuan":
            return
        _require_assessed(taking)
        guarding.require_met(guarding.guard_of(taking.case, taking.state.done))

    def write(self, taking: Taking) -> Act:
        entry = "TM" if taking.case.stage == "temuan" else "LP"
        office = institutions.office(taking.case.office)
        taking.body |= {"entry": entry, "number": register_number(taking, office, entry)}
        act = self.perform(taking)
        bar_excluded(taking)
        return act


def register_number(taking: Taking, office: object, entry: str, *, contest: str = "") -> str:
    """Return a number of the office's register; its counter row stays locked until the end of the transaction."""
    on, case = taking.on, taking.case
    n = counters.draw(str(office.public_id), f"register-{entry}", on.year)  # type: ignore[attr-defined]
    tail = f"{area(office)}/{ROMAN[on.month - 1]}/{on.year}"  # type: ignore[arg-type]
    if case.regime == "pemilu":
        return f"{n:03d}/{entry}/PL/{tail}"
    return f"{n:03d}/Reg/{entry}/{contest or taking.cleaned.body.get('contest') or 'PB'}/{tail}"


def bar_excluded(taking: Taking) -> None:
    """Take the keys from whoever must not read, now that the accused's agency is known (decision 35)."""
    if taking.case.agency:
        intake.name_agency(rooms.reports_of(taking.case), taking.case.agency, taking.case.authority)
    rooms.bar(taking, rooms.barred_officers(taking.case, taking))


# A case that has ended takes nothing in: its reporters were told the end. One whose decision was annulled goes on.
NOT_JOINED_INTO = frozenset({"joined", "closed", "handed_over", "not_registered", "not_proven", "executed"})


@verb("joined")
class Join(Verb):
    """Move this case's reports to the other case; every reporter stays informed there, and hears of the joining here."""

    def beside(self, taking: Taking) -> tuple[str, ...]:
        return (str(taking.cleaned.body["case"]),)

    def check(self, taking: Taking) -> None:
        (other,) = self.beside(taking)
        if other == str(taking.case.public_id):
            raise Invalid("Pilih perkara lain sebagai tujuan.", "Choose another case to join.", field="case")
        target = self._other(taking, other)
        if target.office != taking.case.office or target.stage in NOT_JOINED_INTO:
            raise Invalid(
                "Perkara tujuan tidak dapat menerima gabungan. Pilih perkara yang masih berjalan di kantor ini.",
                "That case cannot take it in. Choose one that is still open at this office.",
                field="case",
            )

    def _other(self, taking: Taking, public_id: str) -> Case:
        try:
            return access.case(public_id, taking.actor, taking.now.date())
        except NotFound as absent:
            raise Invalid(absent.detail, absent.detail_en, field="case") from None

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        target = self._other(taking, *self.beside(taking))
        for link in Link.objects.filter(case=taking.case):
            Link.objects.get_or_create(case=target, report=link.report, defaults={"door": link.door, "joined": True})
            intake.link_case(link.report, target.public_id)
            perform(
                target,
                "evidence.added",
                actor=taking.actor,
                happened_at=taking.step.happened_at,
                now=taking.now,
                body={"report": str(link.report), "origin": "joined"},
            )
        keep_out(taking, taking.case, target)
        return act


@verb("temuan.made")
class MakeFinding(Verb):
    """A finding needs at least one item that did not come from the informant (decision 38)."""

    def check(self, taking: Taking) -> None:
        own = [act for act in taking.state.every("tracing.noted") if act.body.get("source") in OWN_SOURCES]
        found_by_officer = taking.state.last("finding.recorded") is not None
        if not own and not found_by_officer:
            raise NotAllowed(
                "Temuan memerlukan satu hal yang tidak berasal dari pemberi informasi. Catat dulu hasil penelusuran sendiri.",
                "A finding needs one item that did not come from the informant. Note a result of your own tracing first.",
            )


@verb("handed_over")
class HandOver(Verb):
    """Make the letter to the body that is competent; it names no reporter."""

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        target = taking.compartment("case")
        if target is not None:
            number = number_for(issuer(taking), "handover", taking.on)
            taking.letters = [draw(taking, "handover", self.letter(taking, number.text), number, target)]

    def to(self, taking: Taking) -> str:
        """Return to whom it goes, in the letter's language."""
        return kinds.get(taking.kind.act).field("to_body").word(taking.cleaned.body["to_body"], "id")

    def note(self, taking: Taking) -> str:
        return taking.text("note")

    def letter(self, taking: Taking, number: str) -> forms.Letter:
        case = taking.case
        person = taking.person("accused")
        violations = [one for one in violations_of(taking) if one.startswith("OA-")]
        reason = next((one for one in taking.kind.fields if one.name == "reason"), None)
        words = reason.word(taking.cleaned.body.get("reason"), "id") if reason else "menurut keputusan pleno"
        facts = letters.Handover(
            head=head(taking, number),
            to=capitalised(self.to(taking)),
            person=letters.Person(
                name=person.name if person else "", post=person.post if person else "", agency=agency_name(case), source="laporan"
            ),
            act=f"{category_words(case.category)[0]}. {self.note(taking)}".strip(),
            happened_on=event_day(case),
            happened_where=places.by_code(case.place_code).label,
            reason=f"{words.capitalize()}.",
            violation=violations[0] if violations else "",
            heard=taking.state.heard,
        )
        return letters.handover(facts)


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
