"""Where nothing was heard: the reminder once the later reading has passed, and the next measure after it."""

from __future__ import annotations

from saksama.cases.actions import rooms
from saksama.cases.actions.letters import compartment_or_refuse, draw, head, issuer, number_for
from saksama.cases.models import Act
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.law import letters
from saksama.law.clocks import Reading, State, elapsed

from .recommending import agency_officers, authority_title

NOT_YET = (
    "Pengingat dikirim sesudah batas waktu PPK lewat menurut cara hitung yang paling akhir.",
    "A reminder goes out once the authority's limit has passed by its latest reading.",
)


def ppk_clock(taking: Taking) -> Reading | None:
    """Return the clock of the authority, running or run out, of the last recommendation that was received."""
    found = [one for one in taking.derived.clocks if one.subject == "ppk"]
    return found[-1] if found else None


@verb("reminder.sent")
class Remind(Verb):
    """Remind the authority, in a letter that accuses nobody: *kami belum menerima kabar*."""

    def check(self, taking: Taking) -> None:
        clock = ppk_clock(taking)
        if taking.case.stage == "with_ppk" and (clock is None or clock.state is not State.MISSED):
            raise NotAllowed(*NOT_YET)
        if clock is None and not taking.step.documents:
            raise Invalid(
                "Rekomendasi belum tercatat diterima. Lampirkan surat pengingat Anda sendiri.",
                "The receipt of the recommendation is not recorded. Attach your own reminder.",
                field="documents",
            )

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        clock = ppk_clock(taking)
        served, issued = taking.state.last("recommendation.served"), taking.state.last("recommendation.issued")
        if clock is None or served is None or issued is None:
            return
        day = taking.derived.calendar.local_day
        passed = elapsed(clock, taking.derived.calendar, taking.now)
        number = number_for(issuer(taking), "reminder", taking.on)
        facts = letters.Reminder(
            head=head(taking, number.text),
            to=authority_title(taking.case, taking.on),
            recommendation_number=str(issued.body.get("number") or "tanpa nomor"),
            recommendation_on=day(issued.happened_at),
            served_on=day(served.happened_at),
            ppk=clock,
            timezone=taking.case.timezone,
            days=passed.day if passed else 0,
        )
        target = compartment_or_refuse(taking, "agency")
        taking.letters = [draw(taking, "reminder", letters.reminder(facts), number, target, "agency")]
        taking.body["number"] = number.text

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        for officer in agency_officers(taking):
            rooms.share(taking, ["agency"], officer)  # whoever joined since may read what is addressed to them
        return act


@verb("escalation.sent")
class Escalate(Verb):
    """Take the next measure, prepared and signed by a person: after a reminder, or a document that says no."""

    def check(self, taking: Taking) -> None:
        clock = ppk_clock(taking)
        if taking.case.stage == "not_executed":
            return
        if "reminder.sent" not in taking.state.done or clock is None or clock.state is not State.MISSED:
            raise NotAllowed(
                "Langkah berikutnya menyusul surat pengingat yang tidak berkabar.",
                "The next measure follows a reminder after which nothing was heard.",
            )
