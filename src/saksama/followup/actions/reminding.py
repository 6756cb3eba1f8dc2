"""Where nothing was heard: the reminder once the later reading has passed, and the next measure after it."""

from __future__ import annotations

from saksama.cases.actions import rooms
from saksama.cases.actions.letters import compartment_or_refuse, draw, issuer, number_for
from saksama.cases.models import Act
from saksama.cases.verbs import Taking, Verb, verb
from saksama.followup import chairs, ladder
from saksama.followup import letters as drawing
from saksama.followup.drafting import settle
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.law.clocks import Reading, State

from .recommending import agency_officers

NOT_YET = (
    "Pengingat dikirim sesudah batas waktu PPK lewat menurut cara hitung yang paling akhir.",
    "A reminder goes out once the authority's limit has passed by its latest reading.",
)


def ppk_clock(taking: Taking) -> Reading | None:
    return drawing.ppk_clock(taking.derived)


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
        number = number_for(issuer(taking), "reminder", taking.on)
        letter = drawing.reminder(taking, number.text)
        if letter is None:
            return
        target = compartment_or_refuse(taking, "agency")
        taking.letters = [draw(taking, "reminder", letter, number, target, "agency")]
        taking.body["number"] = number.text

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        settle(taking.case, ladder.REMINDER, now=taking.now)
        for officer in agency_officers(taking):
            rooms.share(taking, ["agency"], officer)  # whoever joined since may read what is addressed to them
        return act


@verb("escalation.sent")
class Escalate(Verb):
    """Take the next measure, prepared and signed by a person: after a reminder, or a document that says no."""

    def check(self, taking: Taking) -> None:
        refused_by_document = taking.case.stage == "not_executed"
        clock = ppk_clock(taking)
        if not refused_by_document and (clock is None or clock.state is not State.MISSED):
            raise NotAllowed(*NOT_YET)
        measure = str(taking.cleaned.body["measure"])
        if measure == ladder.HIGHER and not taking.recorded_for:
            chairs.above(taking.case, taking.on, field="measure")
        missing = ladder.missing_before(taking.state, measure, reminded=refused_by_document)
        if missing:
            words_id, words_en = ladder.WORDS[missing]
            raise NotAllowed(
                f"Langkah ini menyusul {words_id}. Ambil langkah itu lebih dulu.",
                f"This measure follows: {words_en}. Take that step first.",
            )

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        if taking.recorded_for:
            return
        number = number_for(issuer(taking), "escalation", taking.on)
        letter = drawing.escalation(taking, str(taking.cleaned.body["measure"]), number.text)
        target = compartment_or_refuse(taking, "agency")
        taking.letters = [draw(taking, "escalation", letter, number, target, "agency")]
        taking.body["number"] = number.text

    def write(self, taking: Taking) -> Act:
        act = self.perform(taking)
        settle(taking.case, str(taking.cleaned.body["measure"]), now=taking.now)
        return act
