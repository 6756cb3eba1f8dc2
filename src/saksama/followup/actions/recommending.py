"""The recommendation: refused before the accused's reply or its lapse, numbered, written to the PPK, readable to the agency."""

from __future__ import annotations

from datetime import date, datetime

from saksama.accounts import queries as accounts
from saksama.accounts.models import Role
from saksama.cases.actions import rooms
from saksama.cases.actions.letters import draw, event_day, head, issuer, number_for, person_of, violations_of
from saksama.cases.actions.plenary import act_words
from saksama.cases.kinds import Field
from saksama.cases.models import Act, Case
from saksama.cases.projecting import Derived
from saksama.cases.verbs import Taking, Verb, verb
from saksama.cases.views import aftermath
from saksama.followup import chairs
from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency
from saksama.kernel.errors import Invalid
from saksama.law import letters
from saksama.vault.actions import Draft
from saksama.vault.sealed import Compartment

from . import weighing
from .weighing import Choices, grades


@verb("recommendation.issued")
class Recommend(Verb):
    """Recommend a grade with reasons. The gate stands in the process: reply given, silence chosen, or its limit lapsed.

    Where the overseer has no account, its letter is recorded by proxy and no letter is drawn in its name. The agency may look
    from now on at what is addressed to it, and at nothing else.
    """

    agency_file: Draft | Compartment
    government: Agency

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        return grades(case) if field.type == "grade" else None

    def check(self, taking: Taking) -> None:
        if not taking.case.agency:
            raise Invalid(
                "Instansi yang dilaporkan belum dicatat. Catat dulu pemegang jabatannya.",
                "The agency is not recorded yet. Record the post holder first.",
                field="agency",
            )
        if not violations_of(taking):
            raise Invalid(
                "Pilih dulu dugaan pelanggarannya dalam kajian.",
                "Choose the suspected violation in the study first.",
                field="violations",
            )
        weighing.weigh(taking)

    def prefilled(self, case: Case, derived: Derived) -> dict[str, object]:
        return {**super().prefilled(case, derived), **weighing.drafted(derived)}

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        self.government = institutions.government_of(institutions.agency(taking.case.agency))
        self.agency_file = taking.compartment("agency") or self._begin(taking)
        if taking.recorded_for:
            return
        number = number_for(issuer(taking), "recommendation", taking.on)
        letter = letters.recommendation(self._facts(taking, number.text))
        taking.letters = [draw(taking, "recommendation", letter, number, self.agency_file, "agency")]
        taking.body["number"] = number.text

    def _begin(self, taking: Taking) -> Draft:
        """Begin the file the agency reads: handling office, overseer, and the agency's own officers one by one."""
        own = agency_officers(taking, str(self.government.public_id))
        return rooms.begin(taking, "case", also=[rooms.oversight_owner(taking.case), *own])

    def _facts(self, taking: Taking, number: str) -> letters.Recommendation:
        case = taking.case
        replied, on = reply_of(taking)
        return letters.Recommendation(
            head=head(taking, number),
            to=chairs.authority(case, taking.on),
            person=person_of(taking),
            register_number=case.number,
            act=act_words(taking),
            happened_on=event_day(case),
            violation=violations_of(taking)[0],
            replied=replied,
            replied_on=on,
            reply_words="",
            reasons=taking.text("reasons"),
            sanctions=(str(taking.cleaned.body["grade"]),),
            conflict=aftermath.outcome(taking.state) == "yes",
            higher_authority=chairs.higher(case, taking.on),
        )

    def write(self, taking: Taking) -> Act:
        if isinstance(self.agency_file, Draft):
            rooms.keep(taking, "agency", self.agency_file)
        taking.body["agency_key"] = str(self.government.public_id)
        if taking.recorded_for:
            taking.body["number"] = str(taking.cleaned.body.get("their_number", ""))
        return self.perform(taking)


def agency_officers(taking: Taking, government: str = "") -> list[str]:
    """Return the key owners of the officers who answer for the addressed government."""
    found = accounts.users_of_agency(government or taking.case.agency_key, taking.now.date(), Role.AGENCY_OFFICER)
    return [one.owner for one in found]


def reply_of(taking: Taking) -> tuple[bool, date | None]:
    """Return whether he answered, and the day of the answer, of the chosen silence, or of the lapse."""
    calendar = taking.derived.calendar
    replied = taking.state.last("accused.replied")
    if replied is not None:
        return True, calendar.local_day(replied.happened_at)
    silent = taking.state.last("accused.silent")
    if silent is not None:
        return False, calendar.local_day(silent.happened_at)
    lapsed = [one.due_late for one in taking.derived.clocks if one.subject == "reply" and one.due_late is not None]
    return False, calendar.local_day(lapsed[-1]) if lapsed and lapsed[-1] < taking.now else None
