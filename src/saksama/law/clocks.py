"""The limits of a case, counted from its acts: `readings` says until when, by which rule and why. Pure, and never a guess.

Where the counting is unsettled (does the day of the event count, calendar or working days, from receipt or from registration,
is an evening after closing hour in time) every reading is counted; `due_early` is the first of them and `due_late` the last.
Work lists sort by the early one; a limit is missed only after the late one. Without a rule, without a regime or without the
holidays of a year there is no date, only the reason (`refused`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from saksama.kernel.errors import Invalid

from . import basis
from . import wording as say
from .calendar import ONE_DAY, Calendar, NoCalendar, Unit
from .counting import Counted, count, estimated, first, last, why
from .process import Process, Step
from .rule import ClockRule, Confidence, Duty


class State(StrEnum):
    """How a clock stands now. A missed limit refuses, forwards and sanctions nothing by itself."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    VOID = "void"


class OutOfOrder(Invalid):
    """Something that moves a limit happened before the limit began, or a pause ended before it began."""

    code = "out_of_order"
    default_detail = "Urutan kejadiannya tidak mungkin: periksa tanggal dan jamnya."
    default_detail_en = "The events cannot have come in this order: look at their dates and hours again."


class Event(Protocol):
    """An act as the fold hands it over: standing acts only, `happened_at` aware."""

    @property
    def nth(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def happened_at(self) -> datetime: ...
    @property
    def body(self) -> Mapping[str, object]: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One clock of one case, now. `started_by` and `stopped_by` are act numbers (0: none).

    `rule` is the clock's id and `version` that id with the day from which this version holds; both are empty where no rule was
    found. `refused` says in words why there is no date; `due_early` and `due_late` are then None. `days` may be asked with
    `elapsed`. `kind` says what a lapse means: a duty not done, a right not used, a standard of our own. `readings` are all ways
    of counting, first end first, each with its own reason; `estimated` the years whose holidays are not decreed, where they
    matter. `basis` is what the law counts from, in one line: equal lines under one rule and calendar end at the same moment.
    `release` names the law data of an ended limit that is kept as it was counted then (`law.keeping`); else it is empty.
    """

    rule: str
    subject: str
    started_by: int
    stopped_by: int
    due_early: datetime | None
    due_late: datetime | None
    state: State
    why_id: str
    why_en: str
    citation: str
    confidence: str
    refused: str = ""
    refused_en: str = ""
    version: str = ""
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    actor: str = ""
    kind: Duty = Duty.DUTY
    count: int | None = None
    unit: str = ""
    needs_check: bool = False
    readings: tuple[Counted, ...] = ()
    estimated: tuple[int, ...] = ()
    basis: str = ""
    release: str = ""

    @property
    def ended(self) -> bool:
        """Tell whether it was stopped or counts no more: from then on no later law moves it."""
        return bool(self.stopped_by) or self.state is State.VOID

    @property
    def settled(self) -> bool:
        """Tell whether every reading ends at the same moment."""
        return self.due_early == self.due_late

    @property
    def label_id(self) -> str:
        """Return the label a screen or letter must show beside the date; empty where none is needed."""
        return " · ".join((*self._marks(0), *(say.estimate_id(year) for year in self.estimated)))

    @property
    def label_en(self) -> str:
        return " · ".join((*self._marks(1), *(say.estimate_en(year) for year in self.estimated)))

    def _marks(self, language: int) -> tuple[str, ...]:
        if self.confidence == Confidence.OWN_RULE:
            return (_OWN[language],)
        return ((say.CHECK_ID, say.CHECK_EN)[language],) if self.needs_check or not self.settled else ()


_OWN = ("Standar kami sendiri, bukan undang-undang", "Our own standard, not law")


@dataclass(frozen=True, slots=True)
class Limit:
    """The end of a limit by its first and its last reading, with what was counted.

    `readings` are all ways of counting, first end first, each with its own reason; `skipped` the holidays on weekdays that were
    passed over; `estimated` the years whose holidays are not decreed yet, where they matter.
    """

    due_early: datetime
    due_late: datetime
    why_id: str
    why_en: str
    readings: tuple[Counted, ...] = ()
    skipped: tuple[date, ...] = ()
    estimated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Elapsed:
    """`day` of `of` in the clock's unit, by the later reading (the day after the event is day 1); `of` None: no limit."""

    day: int
    of: int | None
    unit: str


@dataclass(slots=True)
class _Run:
    """One clock while the acts are walked."""

    subject: str
    starts: list[tuple[int, datetime]]
    extended: list[tuple[datetime, int]] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    stopped_by: int = 0
    stopped_at: datetime | None = None
    void: bool = False
    nothing_to_count_from: bool = False

    @property
    def running(self) -> bool:
        return not self.stopped_by and not self.void

    @property
    def begin(self) -> datetime:
        return self.starts[-1][1]

    @property
    def basis(self) -> str:
        starts = [at for _, at in self.starts]
        return basis.written(starts, self.extended, self.pauses)


def readings(events: Iterable[Event], process: Process, calendar: Calendar, now: datetime) -> tuple[Reading, ...]:
    """Return every clock the acts started, in the order they began.

    `events` are the standing acts (without corrected ones) of the process's limb; acts the process does not know are passed over.
    """
    return tuple(
        _reading(run, process, calendar, now) for run in _walk(sorted(events, key=lambda event: event.nth), process, calendar)
    )


Pause = tuple[datetime, datetime | None]


def limit(
    rule: ClockRule,
    started: date | datetime,
    calendar: Calendar,
    *,
    extended: Sequence[tuple[datetime, int]] = (),
    pauses: Sequence[Pause] = (),
) -> Limit | None:
    """Return the end of one limit from its day or instant alone; None where the law gives none. Raises `NoCalendar`.

    A bare day stands for its beginning in the calendar's zone. `extended` are moments with the days granted (0: as the rule
    says), `pauses` pairs of moments; where one of them comes before what it moves, `OutOfOrder` is raised.
    """
    if rule.count is None:
        return None
    at = started if isinstance(started, datetime) else datetime.combine(started, time(0), calendar.zone)
    _in_order(at, extended, pauses)
    counted = count(rule, [at], _granted(rule, extended), pauses, calendar)
    early, late = first(counted), last(counted)
    days = any(one.unit is Unit.WORKING_DAY for one in counted)
    return Limit(
        early.due,
        late.due,
        *why(rule, at, counted, calendar),
        readings=_by_end(counted),
        skipped=calendar.skipped(calendar.local_day(at), calendar.local_day(late.due)) if days else (),
        estimated=estimated(rule, counted, calendar),
    )


def _in_order(at: datetime, extended: Sequence[tuple[datetime, int]], pauses: Sequence[Pause]) -> None:
    moments = [moment for moment, _ in extended]
    bounds = [moment for pause in pauses for moment in pause if moment is not None]
    if any(moment < at for moment in (*moments, *bounds)) or moments != sorted(moments) or bounds != sorted(bounds):
        raise OutOfOrder


def _granted(rule: ClockRule, extended: Sequence[tuple[datetime, int]]) -> list[tuple[datetime, int]]:
    """Return the extensions that count: those with days to grant, no more of them than the rule allows."""
    if rule.extension is None:
        return []
    found = [(moment, rule.extension.count or days) for moment, days in extended if rule.extension.count or days > 0]
    return found[: rule.extension.times] if rule.extension.times else found


def _by_end(counted: Sequence[Counted]) -> tuple[Counted, ...]:
    return tuple(sorted(counted, key=lambda one: one.due))


def elapsed(reading: Reading, calendar: Calendar, now: datetime) -> Elapsed | None:
    """Return which day of the limit it is, up to the stop; None where there is nothing to count. Raises `NoCalendar`."""
    if reading.started_at is None or reading.unit not in (Unit.CALENDAR_DAY, Unit.WORKING_DAY):
        return None
    begin = calendar.local_day(reading.started_at)
    end = max(begin, calendar.local_day(reading.stopped_at or now))
    days = (begin + n * ONE_DAY for n in range(1, (end - begin).days + 1))
    counted = sum(1 for day in days if reading.unit == Unit.CALENDAR_DAY or calendar.is_working_day(day))
    return Elapsed(counted, reading.count, reading.unit)


# ---- walking the acts ------------------------------------------------------------------------------------------------


def _walk(events: Sequence[Event], process: Process, calendar: Calendar) -> list[_Run]:
    runs: list[_Run] = []
    stage = process.initial_stage
    for n, event in enumerate(events):
        row = _row(process, event.kind, stage)
        if row is None:
            continue
        stage = stage if row.target == "same" else row.target
        _stop(runs, row, event, process, calendar)
        if row.voids:
            for run in runs:
                run.void = run.void or run.running
        for subject in row.starts:
            _start(runs, subject, event, events[:n], process, calendar)
        for run in runs:
            _adjust(run, event, process, calendar)
    return runs


def _row(process: Process, kind: str, stage: str) -> Step | None:
    rows = process.rows(kind)
    return next((row for row in rows if stage in row.sources), rows[0] if rows else None)


def _stop(runs: list[_Run], row: Step, event: Event, process: Process, calendar: Calendar) -> None:
    for subject in row.stops:
        running = [run for run in runs if run.subject == subject and run.running]
        for run in running:
            run.stopped_by, run.stopped_at = event.nth, event.happened_at
        rule = _rule(process, subject, calendar.local_day(event.happened_at))
        if not running and rule is not None and rule.from_body:
            runs.append(_from_body(subject, rule, event, calendar))


def _from_body(subject: str, rule: ClockRule, event: Event, calendar: Calendar) -> _Run:
    """A clock that ran before the case existed: its first day stands in the act that ends it (`known_on`)."""
    day = _day(event.body.get(rule.from_body))
    begin = event.happened_at if day is None else datetime.combine(day, time(0), calendar.zone)
    return _Run(
        subject, [(event.nth, begin)], stopped_by=event.nth, stopped_at=event.happened_at, nothing_to_count_from=day is None
    )


def _start(runs: list[_Run], subject: str, event: Event, before: Sequence[Event], process: Process, calendar: Calendar) -> None:
    here = (event.nth, event.happened_at)
    running = next((run for run in runs if run.subject == subject and run.running), None)
    if running is not None:
        running.starts.append(here)  # begun twice: the early reading keeps the first start, the late one takes this
        return
    rule = _rule(process, subject, calendar.local_day(event.happened_at))
    others: list[tuple[int, datetime]] = []
    for earlier in before if rule else ():
        if rule and earlier.kind in rule.also_from_unless:
            others.clear()
        elif rule and earlier.kind in rule.also_from:
            others.append((earlier.nth, earlier.happened_at))
    runs.append(_Run(subject, [*others[-1:], here]))


def _adjust(run: _Run, event: Event, process: Process, calendar: Calendar) -> None:
    rule = _rule(process, run.subject, calendar.local_day(run.begin))
    if rule is None or not run.running:
        return
    if event.kind in rule.restarts:
        run.starts, run.extended, run.pauses = [(event.nth, event.happened_at)], [], []
    if rule.extension and event.kind == rule.extension.act:
        days = event.body.get("days")
        more = (event.happened_at, days if isinstance(days, int) else 0)
        run.extended = _granted(rule, [*run.extended, more])
    if event.kind in rule.pauses and not (run.pauses and run.pauses[-1][1] is None):
        run.pauses.append((event.happened_at, None))
    if event.kind in rule.resumes and run.pauses and run.pauses[-1][1] is None:
        run.pauses[-1] = (run.pauses[-1][0], event.happened_at)


def _rule(process: Process, subject: str, day: date) -> ClockRule | None:
    return next((rule for rule in process.rules.get(subject, ()) if rule.holds_on(day)), None)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


# ---- one reading -----------------------------------------------------------------------------------------------------


def _reading(run: _Run, process: Process, calendar: Calendar, now: datetime) -> Reading:
    rule = _rule(process, run.subject, calendar.local_day(run.begin))
    if rule is None:
        return _refused(run, None, *_no_rule(run, process, calendar))
    if run.nothing_to_count_from:
        return _refused(
            run,
            rule,
            "Tanggal mulainya belum dicatat, jadi tenggat ini tidak dapat dihitung.",
            "Its first day is not recorded, so this limit cannot be counted.",
        )
    if rule.count is None:
        return _refused(
            run,
            rule,
            "Tidak ada batas waktu yang diumumkan untuk langkah ini; hari yang lewat tetap dihitung.",
            "No limit is published for this step; the days that pass are still counted.",
        )
    try:
        counted = count(rule, [at for _, at in run.starts], run.extended, run.pauses, calendar)
    except NoCalendar as error:
        return _refused(run, rule, error.detail, error.detail_en)
    early, late = first(counted).due, last(counted).due
    why_id, why_en = why(rule, run.begin, counted, calendar)
    state = _state(run, late, now)
    open_pause = state is State.PAUSED
    return Reading(
        rule=rule.id,
        subject=run.subject,
        started_by=run.starts[0][0] if not rule.from_body else 0,
        stopped_by=run.stopped_by,
        due_early=None if open_pause else early,
        due_late=None if open_pause else late,
        state=state,
        why_id=why_id,
        why_en=why_en,
        citation=rule.citation,
        confidence=rule.confidence.value,
        version=rule.version,
        started_at=run.begin,
        stopped_at=run.stopped_at,
        actor=rule.actor,
        kind=rule.kind,
        count=rule.count,
        unit=rule.units[0].value,
        needs_check=rule.needs_check,
        readings=_by_end(counted),
        estimated=estimated(rule, counted, calendar),
        basis=run.basis,
    )


def _state(run: _Run, late: datetime, now: datetime) -> State:
    if run.void:
        return State.VOID
    if run.stopped_at is not None:
        return State.MET if run.stopped_at <= late else State.MISSED
    if run.pauses and run.pauses[-1][1] is None:
        return State.PAUSED
    return State.RUNNING if now <= late else State.MISSED


def _no_rule(run: _Run, process: Process, calendar: Calendar) -> tuple[str, str]:
    if run.subject in process.clocks:
        day = calendar.local_day(run.begin)
        return (
            f"Data hukum tidak memuat aturan {process.clocks[run.subject]} yang berlaku pada {say.short_id(day)}.",
            f"The law data hold no version of {process.clocks[run.subject]} in force on {day.isoformat()}.",
        )
    if process.regime == "off_season":
        return (
            "Tidak ada pemilihan yang sedang berjalan, jadi tidak ada batas waktu undang-undang untuk langkah ini.",
            "No election is under way, so the law sets no limit for this step.",
        )
    return ("Tidak ditemukan aturan yang memberi batas waktu untuk langkah ini.", "No rule was found that limits this step.")


def _refused(run: _Run, rule: ClockRule | None, why_id: str, why_en: str) -> Reading:
    return Reading(
        rule=rule.id if rule else "",
        subject=run.subject,
        started_by=run.starts[0][0],
        stopped_by=run.stopped_by,
        due_early=None,
        due_late=None,
        state=State.RUNNING if run.running else State.VOID,
        why_id=why_id,
        why_en=why_en,
        citation=rule.citation if rule else "",
        confidence=rule.confidence.value if rule else "",
        refused=why_id,
        refused_en=why_en,
        version=rule.version if rule else "",
        started_at=run.begin,
        stopped_at=run.stopped_at,
        actor=rule.actor if rule else "",
        kind=rule.kind if rule else Duty.DUTY,
        unit=rule.units[0].value if rule else "",
        needs_check=rule.needs_check if rule else True,
        basis=run.basis,
    )


__all__ = ["Elapsed", "Event", "Limit", "OutOfOrder", "Reading", "State", "elapsed", "limit", "readings"]
