"""The examination of PP 94/2021 as the agency plans it: the last lawful day, and the three papers from one entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from saksama.kernel.errors import Invalid
from saksama.law import book, forms, letters
from saksama.law.calendar import Calendar, NoCalendar
from saksama.law.clocks import limit

FIRST, SECOND = "DP-01", "DP-02"
PAPERS = ("exam_summons", "exam_team", "exam_minutes")
TOO_LATE = (
    "Pemeriksaan paling lambat {0} ({1}, hari kerja sejak tanggal surat panggilan). Pilih hari yang lebih awal.",
    "The examination may be held by {0} at the latest ({1}, working days from the summons). Choose an earlier day.",
)
TOO_SOON = ("Pemeriksaan harus sesudah surat panggilan.", "The examination must follow the summons.")
NO_WORKING_DAY = (
    "Hari itu bukan hari kerja ({0}). Pilih hari kerja.",
    "That is not a working day ({0}). Choose a working day.",
)


@dataclass(frozen=True, slots=True)
class Last:
    """Until when an examination may be held: `safe` by the earlier reading, `by` by the later; None where no calendar tells."""

    safe: date | None
    by: date | None
    rule: str
    citation: str
    needs_check: bool
    why_id: str
    why_en: str


def last_day(nth: int, summoned: datetime, calendar: Calendar) -> Last:
    """Return until when the first or second examination may be held, counted from the day of the summons."""
    rule = book().clock(FIRST if nth == 1 else SECOND, calendar.local_day(summoned))
    try:
        ends = limit(rule, summoned, calendar)
    except NoCalendar:
        ends = None
    if ends is None:
        return Last(None, None, rule.id, rule.citation, rule.needs_check, "", "")
    safe, by = calendar.local_day(ends.due_early), calendar.local_day(ends.due_late)
    return Last(safe, by, rule.id, rule.citation, rule.needs_check, ends.why_id, ends.why_en)


def require_lawful(at: datetime, summoned: datetime, last: Last, calendar: Calendar) -> None:
    """Refuse a day before the summons, after the last lawful day, or on which nobody works."""
    day = calendar.local_day(at)
    if at <= summoned:
        raise Invalid(*TOO_SOON, field="exam_at")
    if last.by is not None and day > last.by:
        until = f"{last.by:%d-%m-%Y}"
        raise Invalid(TOO_LATE[0].format(until, last.rule), TOO_LATE[1].format(until, last.rule), field="exam_at")
    try:
        works = calendar.is_working_day(day)
    except NoCalendar:
        return
    if not works:
        raise Invalid(NO_WORKING_DAY[0].format(f"{day:%d-%m-%Y}"), NO_WORKING_DAY[1].format(f"{day:%d-%m-%Y}"), field="exam_at")


def papers(facts: letters.Examination) -> tuple[tuple[str, forms.Letter], ...]:
    """Return the papers of one examination: summons, decree and minutes; a second summons comes with the minutes only."""
    drawn = {"exam_summons": letters.summons, "exam_team": letters.team, "exam_minutes": letters.minutes}
    wanted = PAPERS if facts.nth == 1 else ("exam_summons", "exam_minutes")
    return tuple((form, drawn[form](facts)) for form in wanted)
