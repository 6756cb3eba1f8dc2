"""The hearings of an office by day, and hours that would fit another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from saksama import store
from saksama.accounts import known
from saksama.cases import access, hearings
from saksama.cases.fixing import WHO, frame_of
from saksama.cases.hearings import Taken
from saksama.cases.kinds.hearing import ROOMS
from saksama.cases.processes import calendar_from
from saksama.cases.projections import Appointment
from saksama.cases.shown import Agenda, AgendaDay, MeetingShown, Proposals, Words
from saksama.cases.words import category_words
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.law.calendar import ONE_DAY, Calendar, NoCalendar, zone

from .page import read_case

MOST_DAYS = 31
MOST_OVERDUE = 50
STATES = {
    "planned": ("direncanakan", "planned"),
    "held": ("dilakukan", "held"),
    "missed": ("tidak dihadiri", "not attended"),
    "replaced": ("diganti", "replaced"),
}
NO_HOUR = Words(
    "Tidak ada waktu yang cukup sebelum batas. Pilih penyampaian langsung, atau perpanjang penanganan.",
    "No hour is left before the limit. Deliver by hand, or extend the handling.",
)
_ROOMS = {code: (words_id, words_en) for code, words_id, words_en in ROOMS}


def agenda(actor: Actor, *, first: date, days: int, now: datetime) -> Agenda:
    """Return the hearings of the actor's office in so many days (31 at most), of the cases he may see; planned ones and past."""
    office = institutions.office(actor.office)
    calendar = calendar_from(first.year - 1, office.timezone, now)
    span = min(max(days, 1), MOST_DAYS)
    last = first + (span - 1) * ONE_DAY
    with store.reading(actor):
        mine = access.visible(actor, now.date()).filter(office=actor.office).values("pk")
        rows = list(
            Appointment.objects.filter(case__in=mine, at__gte=calendar.begin_of(first), at__lte=calendar.end_of(last))
            .exclude(state="replaced")
            .select_related("case")
        )
        before = min(now, calendar.begin_of(first))
        open_ones = Appointment.objects.filter(case__in=mine, state="planned", until__lt=before)
        late = list(open_ones.select_related("case")[:MOST_OVERDUE])
    names = known.names_of({row.officer for row in (*rows, *late) if row.officer})
    clashing = hearings.colliding([_taken(row) for row in rows])
    shown = [_shown(row, names, n in clashing) for n, row in enumerate(rows)]
    return Agenda(
        first=first,
        last=last,
        days=tuple(_day(first + n * ONE_DAY, shown, calendar) for n in range(span)),
        overdue=tuple(_shown(row, names, False) for row in late),
        timezone=office.timezone,
    )


def planned_days(actor: Actor, *, now: datetime) -> list[date]:
    """Return the day of each hearing that is still to come in the actor's office, of the cases he may see."""
    office = institutions.office(actor.office)
    with store.reading(actor):
        mine = access.visible(actor, now.date()).filter(office=actor.office).values("pk")
        found = Appointment.objects.filter(case__in=mine, state="planned", at__gt=now).values_list("at", flat=True)
        return [at.astimezone(zone(office.timezone)).date() for at in found]


def _taken(row: Appointment) -> Taken:
    """Return what an appointment takes up; one that is over takes nothing."""
    if row.state != "planned":
        return Taken(row.at, row.until, "", "")
    return Taken(row.at, row.until, row.officer, row.room if row.room.startswith("room_") else "")


def _day(day: date, shown: Sequence[MeetingShown], calendar: Calendar) -> AgendaDay:
    closed = _closed(day, calendar)
    return AgendaDay(day, *closed, tuple(one for one in shown if calendar.local_day(one.at) == day))


def _closed(day: date, calendar: Calendar) -> tuple[str, str]:
    try:
        if day in calendar.open_all_day or calendar.is_working_day(day):
            return "", ""
    except NoCalendar:
        return "", ""
    if day in calendar.holidays:
        return calendar.holidays[day], calendar.name_en(day)
    return "akhir pekan", "weekend"


def _shown(row: Appointment, names: dict[str, str], clashes: bool) -> MeetingShown:
    title_id, title_en = category_words(row.case.category)
    who_id, who_en = WHO.get(row.who, (row.who, row.who))
    room_id, room_en = _ROOMS.get(row.room, ("", ""))
    state_id, state_en = STATES[row.state]
    return MeetingShown(
        public_id=str(row.public_id),
        case=str(row.case.public_id),
        number=row.case.number,
        title_id=title_id,
        title_en=title_en,
        place=row.case.place_label,
        who_id=who_id,
        who_en=who_en,
        at=row.at,
        until=row.until,
        officer=names.get(row.officer, ""),
        room_id=room_id,
        room_en=room_en,
        state=row.state,
        state_id=state_id,
        state_en=state_en,
        moved=row.moved,
        clashes=clashes,
    )


def proposals(case_public_id: UUID | str, actor: Actor, *, way: str = "hand", lasts: int = 60, now: datetime) -> Proposals:
    """Return hours for a hearing of this case that nothing speaks against, given how its letter goes."""
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
    frame = frame_of(read.case, read.derived, now)
    asked = hearings.Asked(now + timedelta(days=1), lasts, way=way, officer=actor.public_id)
    found = hearings.proposals(asked, frame)
    limit = frame.limit
    return Proposals(
        hours=found,
        due_early=limit.due_early if limit else None,
        due_late=limit.due_late if limit else None,
        why=Words(limit.why_id, limit.why_en) if limit else None,
        none=None if found else NO_HOUR,
        timezone=read.case.timezone,
    )
