"""What the letters of the ladder say, from a step as it is taken, or as it would be: for sending and for looking at before."""

from __future__ import annotations

from datetime import datetime

from saksama.cases import kinds
from saksama.cases.actions.letters import head
from saksama.cases.inputs import Cleaned
from saksama.cases.models import Case
from saksama.cases.processes import process_of
from saksama.cases.projecting import Derived
from saksama.cases.steps import Input
from saksama.cases.verbs import Taking
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.law import forms, letters
from saksama.law.clocks import Reading, elapsed

from . import chairs, ladder

NO_NUMBER = "tanpa nomor"


def ppk_clock(derived: Derived) -> Reading | None:
    """Return the clock of the authority, running or run out, of the last recommendation that was received."""
    found = [one for one in derived.clocks if one.subject == "ppk"]
    return found[-1] if found else None


def would_take(case: Case, derived: Derived, act: str, *, actor: Actor, now: datetime) -> Taking:
    """Return a step as somebody would take it now, to draw its letter from; it is never written."""
    row = process_of(case).rows(act)[0]
    step = Input(values={}, happened_at=now, seen=case.act_count)
    return Taking(case, kinds.get(act), row, (), step, Cleaned({}), derived, actor, None, now)


def reminder(taking: Taking, number: str) -> forms.Letter | None:
    """Return the reminder; None where the receipt is not on record, so that nothing can be counted."""
    clock = ppk_clock(taking.derived)
    served, issued = taking.state.last("recommendation.served"), taking.state.last("recommendation.issued")
    if clock is None or served is None or issued is None:
        return None
    day = taking.derived.calendar.local_day
    passed = elapsed(clock, taking.derived.calendar, taking.now)
    return letters.reminder(
        letters.Reminder(
            head=head(taking, number),
            to=chairs.authority(taking.case, taking.on),
            recommendation_number=str(issued.body.get("number") or NO_NUMBER),
            recommendation_on=day(issued.happened_at),
            served_on=day(served.happened_at),
            ppk=clock,
            timezone=taking.case.timezone,
            days=passed.day if passed else 0,
        )
    )


def escalation(taking: Taking, rung: str, number: str) -> forms.Letter:
    """Return the letter of a measure; the notice upward goes to who stands above, every other one to the authority.

    Raises `Invalid` for a notice upward where nobody else stands above the authority.
    """
    served, issued = taking.state.last("recommendation.served"), taking.state.last("recommendation.issued")
    day = taking.derived.calendar.local_day
    authority = chairs.authority(taking.case, taking.on)
    return letters.escalation(
        letters.Escalation(
            head=head(taking, number),
            to=chairs.above(taking.case, taking.on, field="measure") if rung == ladder.HIGHER else authority,
            measure=rung,
            authority=authority,
            recommendation_number=str(issued.body.get("number") or NO_NUMBER) if issued else NO_NUMBER,
            served_on=day(served.happened_at) if served else None,
            ppk=ppk_clock(taking.derived),
            timezone=taking.case.timezone,
            before=tuple((words, day(at)) for words, at in sent_before(taking)),
            reasons=taking.text("reasons"),
        )
    )


def sent_before(taking: Taking) -> list[tuple[str, datetime]]:
    """Return what went out before, oldest first, in Indonesian words."""
    taken = sorted(ladder.measures(taking.state).items(), key=lambda one: one[1])
    return [(ladder.WORDS[code][0], at) for code, at in taken if code in ladder.WORDS]


def of_rung(taking: Taking, rung: str, number: str = "") -> forms.Letter | None:
    """Return the letter of a rung; without a number it is a draft. None where nothing can be drawn."""
    if rung == ladder.REMINDER:
        return reminder(taking, number)
    try:
        return escalation(taking, rung, number)
    except Invalid:
        return None
