"""What derives from the acts, as columns and clock rows. `project` writes them; `expected` only says what they ought to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from saksama.intake.routing import shield_of
from saksama.kernel.errors import IllegalStep
from saksama.law import book, keeping
from saksama.law.calendar import Calendar
from saksama.law.clocks import Reading, State, readings
from saksama.law.guard import KEYS
from saksama.law.rule import Duty

from . import hearings, reading
from .fold import OTHER_BODIES, ActView, CaseState, fold, undone
from .models import FAR, Case, Clock, Limb
from .precedents import sync
from .processes import calendar_of, process_of
from .projections import Appointment

_OPENINGS = ("report.received", "tip.received", "finding.recorded")
MOVES = ("case.transferred", "case.taken_over", "transfer.returned")
"""Acts by which another office handles the case from then on."""
_ENDED_RIGHTS = frozenset({"accused", "nobody"})
_LASTING = ("agency", "category")
_APPOINTED = ("nth", "who", "at", "until", "officer", "room", "state", "moved")


@dataclass(frozen=True, slots=True)
class Derived:
    """One limb as its acts make it: the state, its clocks (act numbers are real ones, not places), and the lapses on record."""

    state: CaseState
    clocks: tuple[Reading, ...]
    calendar: Calendar
    lapsed: frozenset[tuple[str, int]]
    numbers: Mapping[int, int]

    @property
    def lapsed_subjects(self) -> frozenset[str]:
        """Return the subjects whose running limit has passed by its later reading: that opens a gate."""
        return frozenset(one.subject for one in self.clocks if one.state is State.MISSED and not one.stopped_by)

    def number(self, place: int) -> int:
        return self.numbers.get(place, place)


def derive(case: Case, acts: Sequence[ActView], now: datetime, limb: str = Limb.ASN) -> Derived:
    """Fold the acts of a limb and count its clocks. Raises `IllegalStep` where an act does not fit."""
    process = process_of(case, limb)
    state = fold(acts, process)
    calendar = calendar_of(case, now)
    counted = readings(state.standing, process, calendar, now)
    return Derived(
        state=state,
        clocks=keeping.kept(counted, ended_before(acts, limb), calendar.zone),
        calendar=calendar,
        lapsed=_lapsed(state),
        numbers={one.nth: one.act.nth for one in state.standing},
    )


def ended_before(acts: Sequence[ActView], limb: str) -> list[Mapping[str, object]]:
    """Return the ended limits that these acts carry, oldest first; a limit that an undone act ended has not ended."""
    own = [act for act in acts if act.limb == limb]
    without = undone(own)
    mine = sorted((act for act in own if act.limits and act.nth not in without), key=lambda act: act.nth)
    return [limit for act in mine for limit in act.limits]


def _lapsed(state: CaseState) -> frozenset[tuple[str, int]]:
    """Return the limits whose lapse is on record; one that moved since may lapse again."""
    found: set[tuple[str, int]] = set()
    for act in state.every("clock.lapsed", "clock.moved"):
        limit = (str(act.body.get("subject")), _whole(act.body.get("started_by")))
        if act.kind == "clock.lapsed":
            found.add(limit)
        else:
            found.discard(limit)
    return frozenset(found)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def project(case: Case, acts: Sequence[ActView], now: datetime, limb: str = Limb.ASN) -> Derived:
    """Rewrite the projections of a limb from all its acts, in the caller's transaction. Only the ASN limb touches `Case`."""
    return write(case, derive(case, acts, now, limb), now, limb)


def write(case: Case, derived: Derived, now: datetime, limb: str = Limb.ASN) -> Derived:
    """Write the projections of a limb that has been derived, in the caller's transaction."""
    before = case.outcome
    if limb == Limb.ASN:
        for name, value in columns(case, derived, now).items():
            setattr(case, name, value)
        case.save()
        _write_appointments(case, derived.state)
    Clock.objects.filter(case=case, limb=limb).delete()
    Clock.objects.bulk_create([Clock(case=case, limb=limb, **row) for row in clock_rows(derived)])
    if limb == Limb.ASN:
        sync(case, derived, before)
    return derived


def _write_appointments(case: Case, state: CaseState) -> None:
    """Rewrite the appointments of a case; before its study there are none."""
    if hearings.BEGIN.isdisjoint(state.done):
        return
    Appointment.objects.filter(case=case).delete()
    Appointment.objects.bulk_create([Appointment(case=case, **row) for row in appointment_rows(state)])


def appointment_rows(state: CaseState) -> list[dict[str, Any]]:
    return [{name: getattr(one, name) for name in _APPOINTED} for one in hearings.appointments(state)]


def clock_rows(derived: Derived) -> list[dict[str, Any]]:
    release = book().release
    rows = []
    for one in derived.clocks:
        started = derived.number(one.started_by)
        rows.append(
            {
                "subject": one.subject,
                "rule": one.rule,
                "version": one.version,
                "started_by": started,
                "stopped_by": derived.number(one.stopped_by),
                "started_at": one.started_at,
                "stopped_at": one.stopped_at,
                "due_early": one.due_early,
                "due_late": one.due_late,
                "state": one.state.value,
                "actor": one.actor,
                "lapse_recorded": (one.subject, started) in derived.lapsed,
                "law_release": one.release or release,
                "basis": one.basis,
            }
        )
    return rows


def columns(case: Case, derived: Derived, now: datetime) -> dict[str, Any]:
    """Return the projected columns of a case by name."""
    state = derived.state
    following = _next(derived)
    own = {
        "number": _last(state, "number", "registered", "transfer.accepted", "case.taken_over"),
        "category": _last(state, "category", *_OPENINGS),
        "violations": _last(state, "violations", "registered", "tracks.chosen", "kajian.written") or [],
        "meter": _meter(state),
        "oversight_office": _last(state, "oversight_office", "pleno.forwarded"),
        "agency_key": _last(state, "agency_key", "recommendation.issued"),
        "stage": state.stage,
        "outcome": state.outcome,
        "waiting_on": state.waiting_on,
        "waiting_since": state.waiting_since,
        "silent_since": silent_since(derived),
        "next_rule": following.rule if following else "",
        "next_subject": following.subject if following else "",
        "next_due": following.due_early if following else None,
        "next_due_late": following.due_late if following else None,
        "sort_due": following.due_early if following and following.due_early else FAR,
        "in_queue": state.stage != "closed" and (state.waiting_on != "nobody" or following is not None),
        "last_act_at": state.standing[-1].happened_at if state.standing else None,
        "closed_on": _day(derived, state.since) if state.stage == "closed" else None,
    }
    return {**own, **_agency(case, state), **_assigned(state)}


def _assigned(state: CaseState) -> dict[str, Any]:
    """Return who works on the case; whoever is excluded from it by act does not any more."""
    found: dict[str, Any] = {"assigned_to": "", "assigned_since": None, "handed_back": ""}
    for act in state.every("officer.assigned", "officer.unassigned", "exclusion.recorded", *MOVES):
        if act.kind == "officer.assigned":
            found = {"assigned_to": str(act.body["officer"]), "assigned_since": act.happened_at, "handed_back": ""}
        elif act.kind == "officer.unassigned":
            found = {"assigned_to": "", "assigned_since": None, "handed_back": str(act.body.get("ground", "own"))}
        elif act.kind in MOVES:
            found = {"assigned_to": "", "assigned_since": None, "handed_back": ""}
        elif act.body.get("person") == found["assigned_to"]:
            found = {"assigned_to": "", "assigned_since": None, "handed_back": "barred"}
    return found


def _agency(case: Case, state: CaseState) -> dict[str, str]:
    """Return the accused's agency and the chair over it; until an officer names one, what intake assumed stands."""
    named = _last(state, "agency", *_OPENINGS, "registered", "post_holder.recorded")
    if named == case.agency:
        return {"agency": case.agency, "authority": case.authority}
    return {"agency": named, "authority": shield_of(named, case.opened_at.date())}


def _last(state: CaseState, name: str, *kinds: str) -> Any:
    for act in reversed(state.every(*kinds)):
        if act.body.get(name):
            return act.body[name]
    return ""


def _meter(state: CaseState) -> list[str]:
    """Return the six conditions by the last assessment; what was asked of the reporter since is missing until judged anew."""
    found: dict[str, str] = {}
    for act in state.every(*_OPENINGS, "conditions.assessed", "completion.requested"):
        if act.kind == "completion.requested":
            found |= dict.fromkeys(cast("list[str]", act.body.get("missing") or []), "no")
        else:
            found = dict(cast("dict[str, str]", act.body.get("conditions") or found))
    return [found.get(key, "assess") for key in KEYS]


def _next(derived: Derived) -> Reading | None:
    """Return the limit that ends first by its early reading, among those that still ask something of somebody."""
    asking = [one for one in derived.clocks if one.due_early is not None and not one.stopped_by and _asks(one)]
    return min(asking, key=lambda one: one.due_early or FAR, default=None)


def _asks(one: Reading) -> bool:
    if one.state is State.RUNNING:
        return True
    lapsed_right = one.kind is Duty.RIGHT and one.actor in _ENDED_RIGHTS
    return one.state is State.MISSED and not lapsed_right


def silent_since(derived: Derived) -> datetime | None:
    """Return since when nothing was heard (*belum ada kabar*): none of it where the body has spoken within its limit.

    It is never "refused", "late" or "not carried out": a document would have to say so.
    """
    state = derived.state
    if state.waiting_on not in OTHER_BODIES:
        return None
    passed = any(one.state is State.MISSED and not one.stopped_by and one.kind is Duty.DUTY for one in derived.clocks)
    if state.last_news is None:
        return state.waiting_since
    return state.last_news if passed else None


def _day(derived: Derived, at: datetime | None) -> date | None:
    return derived.calendar.local_day(at) if at else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A projection that is not what the acts say: a defect of code, never of history."""

    case: str
    column: str
    stored: str
    expected: str


def differences(case: Case, now: datetime) -> tuple[Difference, ...]:
    """Recompute everything and name what differs, as of the moment the projections were last due to be written."""
    acts = reading.acts_of(case, Limb.ASN)
    now = _as_of(case, acts, now)
    found = []
    try:
        derived = derive(case, acts, now)
    except IllegalStep as illegal:
        return (Difference(str(case.public_id), "acts", "", illegal.detail_en),)
    for name, value in {**columns(case, derived, now), "act_count": len(acts)}.items():
        if getattr(case, name) != value:
            found.append(Difference(str(case.public_id), name, str(getattr(case, name)), str(value)))
    for limb in Limb.values:
        found += _clock_differences(case, limb, now)
    return (*found, *_appointment_differences(case, derived.state))


def _appointment_differences(case: Case, state: CaseState) -> list[Difference]:
    wanted = sorted(appointment_rows(state), key=lambda row: row["nth"])
    kept = list(Appointment.objects.filter(case=case).order_by("nth").values(*_APPOINTED)) if wanted else []
    return [] if kept == wanted else [Difference(str(case.public_id), "appointments", str(kept), str(wanted))]


def _as_of(case: Case, acts: Sequence[ActView], now: datetime) -> datetime:
    """Return up to when the projections know: a limit that passed since the last act is news only once its lapse is recorded."""
    pending = Clock.objects.filter(case=case, stopped_by=0, lapse_recorded=False, due_late__lt=now)
    first = pending.exclude(state=State.VOID.value).order_by("due_late").values_list("due_late", flat=True).first()
    last = max((act.recorded_at for act in acts if act.recorded_at), default=now)
    return now if first is None else max(first, last)


def _clock_differences(case: Case, limb: str, now: datetime) -> list[Difference]:
    derived = derive(case, reading.acts_of(case, limb), now, limb)
    wanted = sorted(_key(row) for row in clock_rows(derived))
    stored = sorted(_key(row) for row in Clock.objects.filter(case=case, limb=limb).values())
    if wanted == stored:
        return []
    return [Difference(str(case.public_id), f"clocks of {limb}", str(stored), str(wanted))]


def _key(row: Mapping[str, Any]) -> tuple[str, ...]:
    """A clock without its state: whether a running one has been missed depends on the hour, not on the acts."""
    names = ("subject", "rule", "started_by", "stopped_by", "due_early", "due_late", "lapse_recorded", "basis")
    return tuple(str(_in_utc(row[name])) for name in names)


def _in_utc(value: Any) -> Any:
    """Return an instant as the database gives it back, so that one instant is written one way."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value
