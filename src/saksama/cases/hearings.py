"""Appointments of a case, read off its acts, and whether an hour fits: the running limit, the office's days, the letter's way.

Pure. Nothing here refuses: an hour that does not fit is warned of with its reason, and an officer may take it nonetheless.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from saksama.law import wording as say
from saksama.law.calendar import END_OF_DAY, ONE_DAY, Calendar, NoCalendar
from saksama.law.clocks import Reading

from .fold import CaseState, Standing

Pair = tuple[str, str]
INVITING = ("accused.invited", "witness.invited")
HOLDING = ("clarification.held", "witness.heard")
MISSING = ("clarification.missed", "witness.missed")
MOVING = ("clarification.moved", "witness.moved")
BEGIN = frozenset({"registered", "witness.invited"})     # before these a case has no appointment, corrected or not
ACCUSED = "accused"
USUAL = 60                                              # minutes, where the act says nothing else
# Settings of ours, no law: when an office opens, and when nobody is invited on a Friday. Which hours are proposed an office sets.
OPENS = time(8)
FRIDAY_PRAYER = (time(11, 30), time(13, 30))
AHEAD = 14                                              # days that proposals look ahead
OFFERED = 6


@dataclass(frozen=True, slots=True)
class Appointment:
    """One hearing that was fixed. `nth` is the place of the act that fixed it; `state`: planned, held, missed or replaced."""

    nth: int
    who: str
    at: datetime
    lasts: int
    officer: str
    room: str
    state: str = "planned"
    moved: int = 0

    @property
    def until(self) -> datetime:
        return self.at + timedelta(minutes=self.lasts)


def appointments(state: CaseState) -> tuple[Appointment, ...]:
    """Return the appointments of a case in the order they were made."""
    found: dict[int, Appointment] = {}
    for one in state.standing:
        if one.kind in INVITING and one.body.get("when"):
            new = _fixed(one)
            _replace(found, new)
            found[one.nth] = new
        elif one.kind in (*HOLDING, *MISSING, *MOVING):
            _follow(found, one)
    return tuple(found.values())


def planned(state: CaseState) -> tuple[Appointment, ...]:
    """Return those that are still to come, or whose outcome nobody has recorded."""
    return tuple(one for one in appointments(state) if one.state == "planned")


def _fixed(one: Standing) -> Appointment:
    return Appointment(
        nth=one.nth,
        who=ACCUSED if one.kind == "accused.invited" else str(one.body.get("who", "witness")),
        at=_instant(one.body["when"]),
        lasts=_minutes(one.body.get("lasts")),
        officer=str(one.body.get("officer", "")),
        room=str(one.body.get("room", "")),
    )


def _replace(found: dict[int, Appointment], new: Appointment) -> None:
    """A second invitation of the reported person takes the place of one that is still open."""
    if new.who != ACCUSED:
        return
    for nth, one in found.items():
        if one.who == ACCUSED and one.state == "planned":
            found[nth] = replace(one, state="replaced")


def _follow(found: dict[int, Appointment], one: Standing) -> None:
    nth = _meant(found, one)
    if nth is None:
        return
    if one.kind in MOVING:
        moved = found[nth]
        found[nth] = replace(
            moved,
            at=_instant(one.body["when"]),
            lasts=_minutes(one.body.get("lasts") or moved.lasts),
            officer=str(one.body.get("officer") or moved.officer),
            room=str(one.body.get("room") or moved.room),
            moved=moved.moved + 1,
        )
    else:
        held = one.kind in HOLDING and one.body.get("present", "yes") == "yes"
        found[nth] = replace(found[nth], state="held" if held else "missed")


def _meant(found: Mapping[int, Appointment], one: Standing) -> int | None:
    """Return which appointment an act is about: the one it names, else the last open one of the reported person."""
    named = str(one.body.get("appointment", ""))
    if named.isdecimal() and int(named) in found:
        return int(named)
    if not one.kind.startswith("clarification."):
        return None
    return next((nth for nth, kept in reversed(list(found.items())) if kept.who == ACCUSED and kept.state == "planned"), None)


def _instant(value: object) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def _minutes(value: object) -> int:
    return int(str(value)) if value and str(value).isdecimal() else USUAL


# ---- whether an hour fits --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taken:
    """Another hearing of the office: when, who leads it, in which room."""

    at: datetime
    until: datetime
    officer: str
    room: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An hour as it is asked for. `way` is how the letter goes; empty where none does."""

    at: datetime
    lasts: int
    way: str = ""
    officer: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an hour has to fit: now, the office's calendar, the limit of handling (None: none runs), and what is taken.

    `closes` is when the office shuts, by weekday (Monday = 0); `notice` how many working days a letter needs, by its way. The
    office itself sets the hours it proposes (`hours`, `friday`) and the days on which it is shut (`shut`).
    """

    now: datetime
    calendar: Calendar
    closes: Mapping[int, time]
    notice: Mapping[str, int]
    limit: Reading | None = None
    taken: tuple[Taken, ...] = ()
    hours: tuple[time, ...] = ()
    friday: tuple[time, ...] = ()
    shut: frozenset[date] = frozenset()


def warnings(asked: Asked, frame: Frame) -> tuple[Pair, ...]:
    """Return what speaks against an hour, each in both languages; nothing where it fits."""
    return (*_closed(asked, frame), *_too_soon(asked, frame), *_beyond(asked, frame), *_collides(asked, frame.taken))


def proposals(asked: Asked, frame: Frame) -> tuple[datetime, ...]:
    """Return the first hours that nothing speaks against, in the next two weeks; none where the limit leaves none."""
    found: list[datetime] = []
    for start in _hours(frame):
        if not warnings(replace(asked, at=start), frame):
            found.append(start)
        if len(found) == OFFERED:
            break
    return tuple(found)


def _hours(frame: Frame) -> Iterator[datetime]:
    today = frame.calendar.local_day(frame.now)
    for n in range(AHEAD + 1):
        day = today + n * ONE_DAY
        for hour in frame.friday if day.weekday() == 4 else frame.hours:
            start = datetime.combine(day, hour, frame.calendar.zone)
            if start > frame.now:
                yield start


def _closed(asked: Asked, frame: Frame) -> Iterator[Pair]:
    calendar = frame.calendar
    local, end = asked.at.astimezone(calendar.zone), (asked.at + timedelta(minutes=asked.lasts)).astimezone(calendar.zone)
    day = local.date()
    if day in frame.shut:
        yield (
            f"Kantor tutup pada {say.day_id(day)} (pengaturan kantor).",
            f"The office is closed on {say.day_en(day)} (its own setting).",
        )
        return
    if day in calendar.open_all_day:
        return
    try:
        works = calendar.is_working_day(day)
    except NoCalendar as unknown:
        yield unknown.detail, unknown.detail_en
        works = day.weekday() < 5
    if not works:
        name_id = calendar.holidays.get(day) or "akhir pekan"
        name_en = calendar.name_en(day) if day in calendar.holidays else "the weekend"
        yield f"{say.day_id(day)} bukan hari kerja ({name_id}).", f"{say.day_en(day)} is no working day ({name_en})."
        return
    closes = frame.closes.get(day.weekday(), END_OF_DAY)
    if local.time() < OPENS or end.date() != day or end.time() > closes:
        yield (
            f"Di luar jam kantor: {OPENS:%H.%M} sampai {closes:%H.%M}.",
            f"Outside office hours: {OPENS:%H:%M} to {closes:%H:%M}.",
        )
    elif day.weekday() == 4 and local.time() < FRIDAY_PRAYER[1] and end.time() > FRIDAY_PRAYER[0]:
        yield "Jam itu bertepatan dengan salat Jumat.", "That hour falls into Friday prayer."


def _too_soon(asked: Asked, frame: Frame) -> Iterator[Pair]:
    days = frame.notice.get(asked.way, 0)
    if not days:
        return
    try:
        first = frame.calendar.add_working_days(frame.calendar.local_day(frame.now), days)
    except NoCalendar:
        return
    if frame.calendar.local_day(asked.at) < first:
        yield (
            f"Surat perlu {days} hari kerja dengan cara ini (aturan kami). Hari paling awal: {say.day_id(first)}.",
            f"The letter needs {days} working days this way (our rule). First day: {say.day_en(first)}.",
        )


def _beyond(asked: Asked, frame: Frame) -> Iterator[Pair]:
    """Say which reading of the limit the hour lies beyond, and why that reading ends then."""
    limit = frame.limit
    if limit is None or limit.due_early is None or limit.due_late is None:
        return
    zone, end = frame.calendar.zone, asked.at + timedelta(minutes=asked.lasts)
    if end > limit.due_late:
        words = ("Sesudah batas penanganan", "After the limit of handling")
        due = limit.due_late
    elif end > limit.due_early:
        words = ("Sesudah batas penanganan menurut hitungan awal", "After the limit of handling by the earlier reading")
        due = limit.due_early
    else:
        return
    yield (
        f"{words[0]}: {say.instant_id(due, zone)}. {limit.why_id}",
        f"{words[1]}: {say.instant_en(due, zone)}. {limit.why_en}",
    )


def _collides(asked: Asked, taken: Iterable[Taken]) -> Iterator[Pair]:
    end = asked.at + timedelta(minutes=asked.lasts)
    meanwhile = [one for one in taken if one.at < end and asked.at < one.until]
    if asked.officer and any(one.officer == asked.officer for one in meanwhile):
        yield "Petugas ini sudah memimpin pemeriksaan lain pada jam itu.", "This officer leads another hearing at that hour."
    if asked.room and any(one.room == asked.room for one in meanwhile):
        yield "Ruang ini sudah dipakai pada jam itu.", "This room is taken at that hour."


def colliding(taken: Sequence[Taken]) -> frozenset[int]:
    """Return the places in a list of those that overlap another by officer or room."""
    found: set[int] = set()
    for n, one in enumerate(taken):
        for m, other in enumerate(taken[:n]):
            same = (one.officer and one.officer == other.officer) or (one.room and one.room == other.room)
            if same and one.at < other.until and other.at < one.until:
                found |= {n, m}
    return frozenset(found)

