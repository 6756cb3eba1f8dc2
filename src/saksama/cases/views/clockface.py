"""A clock as it is shown: both readings, which day of how many, and what must stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from saksama.cases.projecting import Derived
from saksama.cases.reading import rule_words
from saksama.cases.shown import ClockShown
from saksama.kernel.errors import NoRule
from saksama.law import wording as say
from saksama.law.calendar import Unit
from saksama.law.clocks import Reading, State, elapsed

SUBJECT_WORDS: Mapping[str, tuple[str, str]] = {
    "handling": ("Penanganan", "Handling"),
    "registration": ("Registrasi", "Registration"),
    "finding": ("Menetapkan temuan", "Fixing a finding"),
    "initial_study": ("Kajian awal", "Initial study"),
    "completion": ("Melengkapi laporan", "Completion"),
    "report": ("Batas menyampaikan laporan", "Deadline to report"),
}
SOON = timedelta(days=2)
LAST = timedelta(days=1)


def faces(derived: Derived, now: datetime) -> tuple[ClockShown, ...]:
    """Return the clocks of a limb: running ones first by their early reading, then those that ended, latest first."""
    shown = [face(one, derived, now) for one in derived.clocks]
    running = [one for one in shown if not one.stopped_by and one.state in (State.RUNNING, State.PAUSED, State.MISSED)]
    ended = [one for one in shown if one not in running]
    running.sort(key=lambda one: (one.due_early is None, one.due_early or now))
    return (*running, *reversed(ended))


def face(one: Reading, derived: Derived, now: datetime) -> ClockShown:
    label_id, label_en = rule_words(one.rule) if one.rule else SUBJECT_WORDS.get(one.subject, (one.subject, one.subject))
    day, of = _days(one, derived, now)
    unit_id, unit_en = _unit(one.unit)
    return ClockShown(
        subject=one.subject,
        label_id=label_id,
        label_en=label_en,
        rule=one.rule,
        version=one.version,
        state=one.state.value,
        due_early=one.due_early,
        due_late=one.due_late,
        settled=one.settled,
        late=one.due_late is not None and not one.stopped_by and one.due_late < now,
        day=day,
        of=of,
        unit_id=unit_id,
        unit_en=unit_en,
        why_id=one.why_id,
        why_en=one.why_en,
        refused_id=one.refused,
        refused_en=one.refused_en,
        citation=one.citation,
        confidence=one.confidence,
        check_id=one.label_id,
        check_en=one.label_en,
        kind=one.kind.value,
        actor=one.actor,
        started_by=derived.number(one.started_by),
        stopped_by=derived.number(one.stopped_by),
        urgency=urgency(one.due_early, one.due_late, now) if not one.stopped_by else "",
    )


def _days(one: Reading, derived: Derived, now: datetime) -> tuple[int | None, int | None]:
    try:
        passed = elapsed(one, derived.calendar, now)
    except NoRule:
        return None, None
    return (passed.day, passed.of) if passed else (None, None)


def _unit(unit: str) -> tuple[str, str]:
    return (say.UNITS_ID[Unit(unit)], say.UNITS_EN[Unit(unit)]) if unit else ("", "")


def urgency(early: datetime | None, late: datetime | None, now: datetime) -> str:
    """Return ease, soon (two days), last (a day) or late (the later reading has passed); nothing without a date."""
    if early is None:
        return ""
    if late is not None and late < now:
        return "late"
    left = early - now
    return "last" if left <= LAST else "soon" if left <= SOON else "ease"
