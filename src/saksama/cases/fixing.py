"""What fixing the hour of a hearing rests on: who may lead it, which appointments stand, what an hour has to fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from saksama import store
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role
from saksama.institutions import office_settings
from saksama.institutions import queries as institutions
from saksama.institutions.known_settings import as_days, as_hours
from saksama.kernel.actor import SYSTEM
from saksama.law import book
from saksama.law import wording as say
from saksama.law.calendar import zone
from saksama.law.clocks import State

from . import hearings, reading
from .hearings import ACCUSED, Frame, Taken
from .kinds.hearing import INVITED
from .models import Case, Limb
from .projecting import Derived, derive
from .projections import Appointment

Choices = tuple[tuple[str, str, str], ...]
DESK = "PK-06"      # the hours of the desk, which a hearing keeps to as well
NOTICE = {"hand": "SAK-WAY-HAND", "messenger": "SAK-WAY-MESSENGER", "agency": "SAK-WAY-AGENCY", "post": "SAK-WAY-POST"}
WHO = {ACCUSED: ("yang dilaporkan", "the reported person"), **{code: words for code, *words in INVITED}}


def officer_choices(case: Case, now: datetime) -> Choices:
    people = accounts.users_of_office(case.office, now.date(), Role.EXAMINER, Role.COMMISSIONER)
    return tuple((str(one.public_id), one.display_name or one.username, one.display_name or one.username) for one in people)


def appointment_choices(case: Case, now: datetime, *, accused: bool) -> Choices:
    """Return the appointments that are still open, by the place of their act."""
    state = derive(case, reading.acts_of(case, Limb.ASN), now).state
    return tuple(_choice(one, case) for one in hearings.planned(state) if (one.who == ACCUSED) == accused)


def _choice(one: hearings.Appointment, case: Case) -> tuple[str, str, str]:
    words_id, words_en = WHO.get(one.who, (one.who, one.who))
    at = zone(case.timezone)
    return str(one.nth), f"{words_id}, {say.instant_id(one.at, at)}", f"{words_en}, {say.instant_en(one.at, at)}"


def frame_of(case: Case, derived: Derived, now: datetime, *, without: int = 0) -> Frame:
    """Return what an hour has to fit, `without` an appointment of this case that is about to move."""
    running = (State.RUNNING, State.PAUSED)
    limit = next(
        (one for one in derived.clocks if one.subject == "handling" and not one.stopped_by and one.state in running), None
    )
    rules = {name: versions[-1] for name, versions in book().clocks.items()}
    own = office_settings.values(institutions.office(case.office))
    return Frame(
        now=now,
        calendar=derived.calendar,
        closes=rules[DESK].desk_hours if DESK in rules else {},
        notice={way: rules[name].count or 0 for way, name in NOTICE.items() if name in rules},
        limit=limit,
        taken=taken_by(case, now, without=without),
        hours=as_hours(own["hearing_hours"]),
        friday=as_hours(own["friday_hours"]),
        shut=as_days(own["closed_days"]),
    )


def taken_by(case: Case, now: datetime, *, without: int = 0) -> tuple[Taken, ...]:
    """Return the open appointments of the office from today on; hours and rooms only, so that no case is told of."""
    with store.reading(SYSTEM):
        rows: Sequence[Appointment] = list(
            Appointment.objects.filter(case__office=case.office, state="planned", until__gt=now - timedelta(days=1))
            .exclude(case=case, nth=without)
            .exclude(room__in=("", "online", "outside"), officer="")
        )
    return tuple(Taken(one.at, one.until, one.officer, _place(one.room)) for one in rows)


def _place(room: str) -> str:
    """Return a room of the office; what is online or outside is never taken."""
    return room if room.startswith("room_") else ""
