"""The agency's examination: summoned once or twice, with its three papers drawn under its own letterhead from one entry."""

from __future__ import annotations

from datetime import datetime

from saksama.cases.actions.letters import DOCX, LETTER, compartment_or_refuse, holder_of
from saksama.cases.verbs import Letter, Taking, Verb, verb
from saksama.followup import examination
from saksama.institutions import queries as institutions
from saksama.law import book, forms, letters
from saksama.vault import actions as vault
from saksama.vault.sealed import Compartment

from .answering import in_order

NTH = {"examination.summoned": 1, "examination.missed": 2}
UNSIGNED = "Pejabat yang berwenang,\n\n(tanda tangan menurut kewenangan instansi)"


@verb("examination.summoned", "examination.missed")
class Summon(Verb):
    """Record the summons; where the agency gave day and place, draw summons, decree and minutes as its own drafts.

    They carry no check code of ours: they are the agency's letters, and it signs them. An officer who records them for the
    agency attaches the agency's paper instead.
    """

    def check(self, taking: Taking) -> None:
        in_order(taking)
        at = exam_at(taking)
        if at is not None:
            calendar = taking.derived.calendar
            examination.require_lawful(at, taking.step.happened_at, self._last(taking), calendar)

    def _last(self, taking: Taking) -> examination.Last:
        return examination.last_day(NTH[taking.kind.act], taking.step.happened_at, taking.derived.calendar)

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        at = exam_at(taking)
        if at is None or taking.recorded_for:
            return
        target = compartment_or_refuse(taking, "agency")
        for form, letter in examination.papers(self._facts(taking, at)):
            taking.letters.append(_drawn(taking, form, letter, target))

    def _facts(self, taking: Taking, at: datetime) -> letters.Examination:
        holder, last = holder_of(taking.case, taking), self._last(taking)
        issued = taking.state.last("recommendation.issued")
        return letters.Examination(
            head=agency_head(taking),
            person=", ".join(part for part in (holder.name, holder.post) if part),
            meeting_at=at,
            timezone=taking.case.timezone,
            where=taking.text("exam_where") or "........",
            team=tuple(line.strip() for line in taking.text("team").splitlines() if line.strip()),
            recommendation_number=str(issued.body.get("number") or "tanpa nomor") if issued else "tanpa nomor",
            nth=NTH[taking.kind.act],
            by=last.safe,
            rule=last.rule,
            citation=last.citation,
            needs_check=last.needs_check,
        )


def exam_at(taking: Taking) -> datetime | None:
    value = taking.cleaned.body.get("exam_at")
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def agency_head(taking: Taking) -> letters.Head:
    """Return the agency's letterhead with the number it typed; an empty one is a draft."""
    government = institutions.agency(taking.case.agency_key)
    return letters.Head(
        office=government.name,
        office_address="",
        place=government.place.full_name if government.place else "",
        number=str(taking.cleaned.body.get("letter_number", "")),
        on=taking.on,
        signed_by=UNSIGNED,
        demo=government.is_demo,
    )


def _drawn(taking: Taking, form: str, letter: forms.Letter, target: Compartment) -> Letter:
    rendered = forms.render(form, letter)
    stem = f"{form}-{taking.step.seen + 1}"
    pdf = vault.add_stream(target, klass=LETTER, name=f"{stem}.pdf", type="application/pdf", chunks=[rendered.pdf])
    docx = vault.add_stream(target, klass=LETTER, name=f"{stem}.docx", type=DOCX, chunks=[rendered.docx])
    return Letter(
        form=form,
        number=letter.number,
        version=f"{book().form(form).version}",
        audience="agency",
        pdf=pdf,
        editable=docx,
        compartment=target,
        at=taking.now,
    )
