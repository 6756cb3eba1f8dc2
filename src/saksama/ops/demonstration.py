"""The demonstration as an operator meets it: its sheet, the codes of the moment, its clock."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import NoRule
from saksama.law import calendar
from saksama.ledger import append
from saksama.store import clock

from . import facts, opening, totp
from .console import say
from .demo import monday
from .errors import CommandRefused

ZONE = ZoneInfo("Asia/Jakarta")
STEP = re.compile(r"\+(\d{1,4})(wd|d)")
LONGEST = timedelta(days=3660)
LESSONS = {
    "registered": "complete: register",
    "joined": "told already by another: compare and join",
    "handed_over": "not a civil servant: hand over",
    "completion_requested": "something is missing: ask for it",
    "conflict": "profits the one who would sanction: conflict test",
    "criminal": "may be a crime too: flag the criminal limb",
    "wrong_person": "look up who held the post that day",
}


def show_codes() -> None:
    """Print each account with its code; these use the real time, whatever the demonstration's clock says."""
    accounts = opening.sheet()["accounts"]
    if not accounts:
        raise CommandRefused("The demonstration has no accounts yet; `saksama run` builds it.")
    at = time.time()
    for account in accounts:
        say(f"{totp.code(account['totp_secret'], at)}  {account['username']:<28} {account['role']}")
    say(f"These codes hold for another {totp.seconds_left(at)} seconds.")


def show_sheet() -> None:
    for line in opening.sheet_lines():
        say(line)


def let_monday_in(*, lessons: bool) -> None:
    """File twelve reports of one weekend and print the code of each; with `lessons`, what there is to learn from it."""
    if not opening.sheet()["accounts"]:
        raise CommandRefused("The demonstration has no offices yet; `saksama run` builds it.")
    for report in monday.arrive(now=clock.now()):
        say(f"{report.code}  {report.id}  {report.title}" + (f"  [{LESSONS[report.lesson]}]" if lessons else ""))
    say("They wait in the queue of pemeriksa.umpamo.")


def move(step: str) -> None:
    """Show the clock, or move it and record that it was moved."""
    if step != "show":
        before = clock.offset()
        clock.set_offset(_offset(step))
        moved = clock.offset() - before
        fact = facts.ClockMoved(object_id="clock", at=clock.now(), detail={"seconds": round(moved.total_seconds())})
        with transaction.atomic():
            append(fact, actor=SYSTEM)
    ahead = clock.offset()
    say(f"{_spelled(clock.now())} in the demonstration; really {_spelled(datetime.now(UTC))}." if ahead
        else f"{_spelled(clock.now())}, the real time.")


def _offset(step: str) -> timedelta:
    real = datetime.now(UTC)
    if step == "reset":
        return timedelta(0)
    if found := STEP.fullmatch(step):
        count, unit = int(found[1]), found[2]
        now = clock.now().astimezone(ZONE)
        day = _working_days_on(now.date(), count) if unit == "wd" else now.date() + timedelta(days=count)
        return _within(clock.offset() + timedelta(days=(day - now.date()).days))
    return _within(timedelta(days=(_day(step) - real.astimezone(ZONE).date()).days))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandRefused(f"{text!r} is no step of the clock; write +5wd, +3d, a date such as 2024-10-07, or reset.") from None


def _working_days_on(start: date, count: int) -> date:
    if not count:
        return start
    years = range(start.year, start.year + count // 200 + 2)
    try:
        return calendar.calendar_for(years).add_working_days(start, count)
    except NoRule as refusal:
        raise CommandRefused(refusal.detail_en) from None


def _within(ahead: timedelta) -> timedelta:
    if abs(ahead) > LONGEST:
        raise CommandRefused("The demonstration's clock moves ten years at most; try a smaller step, or reset.")
    return ahead


def _spelled(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%A %Y-%m-%d %H:%M WIB")


