"""Building the demonstration, once: people, sixteen stories, background cases, prevention, figures, the printed sheet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from saksama.accounts import queries as accounts
from saksama.cases import actions as cases
from saksama.insight import actions as insight
from saksama.institutions import actions as institutions
from saksama.institutions import queries as offices
from saksama.kernel.actor import SYSTEM
from saksama.law import demonstration
from saksama.law.calendar import WIB
from saksama.ledger import actions as ledger
from saksama.ops.installation import write_private
from saksama.places import queries as places
from saksama.store import clock
from saksama.vault import worker
from saksama.web.desk.demo import sheet as printed
from saksama.web.desk.demo.sheet import Code, DemoSheet

from . import kampung, prevention
from . import people as cast
from .acting import Days
from .background import Background
from .people import PARTS, Person
from .stories import Played, Player, stories
from .timeline import Timeline

CASES, SEED = 400, 99
OPENS = "08:05"                # the hour the demonstration shows when its doors open
SOONEST = timedelta(days=5)    # polling day is the first Wednesday from then on: the present day lies in the campaign
WEDNESDAY = 2
SINCE = timedelta(days=600)    # before the earliest story; every grant and key holds from there
SWEEP = "00:30"
A_SECOND = timedelta(seconds=1)    # the clock keeps whole seconds: never before the hour
Progress = Callable[[str], None]


def build(*, now: datetime, progress: Progress, background: int = CASES, seed: int = SEED) -> DemoSheet:
    """Build the demonstration around the day of `now` and return its sheet; what is built stays as it is.

    All of it is one transaction: a build that was broken off leaves nothing behind and begins anew. Afterwards it is 08.05 in
    Provinsi Andai.
    """
    if printed.path().exists() or _take_up():
        return printed.read()
    began = time.monotonic()
    days = days_of(now)
    demonstration.fix_voting_day(days.voting)
    sheet = _play(days, progress, background, seed)
    _settle(days, sheet)
    progress(f"Demonstration ready after {time.monotonic() - began:.0f} s.")
    return sheet


def days_of(now: datetime) -> Days:
    """Return the present day of the demonstration and its polling day, a Wednesday five to eleven days ahead."""
    present = now.astimezone(WIB).date()
    soonest = present + SOONEST
    return Days(present, soonest + timedelta(days=(WEDNESDAY - soonest.weekday()) % 7))


def _draft() -> Path:
    return printed.path().with_suffix(".built")


def _take_up() -> bool:
    """Take up a build whose transaction ended, but not its last steps; tell whether there was one."""
    if not (_draft().exists() and accounts.by_username(PARTS[0].username)):
        return False
    _draft().replace(printed.path())
    return True


def _play(days: Days, progress: Progress, background: int, seed: int) -> DemoSheet:
    began = days.at(0, OPENS) - SINCE
    with transaction.atomic():
        _open_season(days)
        worker.rotate(days.at(0, OPENS))
        people = cast.make(now=began, present=days.present, progress=progress)
        played = Played()
        _run(days, people, played, progress, background, seed)
        prevention.enter(days, people, seed=seed)
        kampung.enter(days, people)
        sheet = _sheet(people, played)
        write_private(_draft(), sheet.as_text())
    return sheet


def _open_season(days: Days) -> None:
    """Put the panwascam of this campaign into the tree, unless the season that is loaded has them already."""
    andai = places.by_code("99")
    if offices.ad_hoc_office(places.by_code("99.01.01"), days.voting) is None:
        institutions.open_season(andai, valid_from=days.voting - timedelta(days=200), valid_to=days.voting + timedelta(days=60),
                                 source="peragaan", villages=True)


def _run(days: Days, people: Mapping[str, Person], played: Played, progress: Progress, background: int, seed: int) -> None:
    """Let all of it happen in the order of its days."""
    timeline = Timeline()
    refused: list[str] = []
    for story in stories():
        timeline.add(Player(story, days, people, played).course())
    for nth in range(background):
        timeline.add(Background(nth, seed=seed, days=days, people=people, refused=refused).course())
    timeline.add(_sweeps(days))
    progress(f"Playing {len(stories())} stories and {background} background cases, day by day ...")
    timeline.run(days.at(0, OPENS), after_each=_Telling(days, progress))
    for line in (*(f"{name} stops at {why}" for name, why in played.stopped.items()), *sorted(set(refused))):
        progress(f"  not possible on these days: {line}")


def _sweeps(days: Days) -> Iterator[datetime]:
    """Record each night which limits passed, as the clock process does every minute."""
    for day in range(-420, 1):
        at = days.at(day, SWEEP)
        yield at
        cases.lapse_due_clocks(at)


class _Telling:
    """Says every now and then how far the play is."""

    EVERY = 500

    def __init__(self, days: Days, progress: Progress) -> None:
        self.days, self.progress, self.acts = days, progress, 0

    def __call__(self, at: datetime) -> None:
        self.acts += 1
        if self.acts % self.EVERY == 0:
            left = (self.days.present - at.astimezone(WIB).date()).days
            self.progress(f"  {self.acts} steps, {left} days before the present day")


def _sheet(people: Mapping[str, Person], played: Played) -> DemoSheet:
    told = {name: filed for name, filed in played.filed.items()
            if name in played.titles and (filed.report.door != "nameless" or not filed.report.entered_by)}
    return DemoSheet(
        accounts=tuple(person.account for person in people.values()),
        receipts=tuple(Code(told[name].code, played.titles[name]) for name in sorted(told)),
        passes=tuple(Code(played.passes[name], played.titles[name]) for name in sorted(played.passes)))


def _settle(days: Days, sheet: DemoSheet) -> None:
    """Give every entry its place, count the figures, set the clock, and keep the sheet: then it is built."""
    shown = days.at(0, OPENS)
    ledger.sequence(thorough=True)
    ledger.sign_checkpoint(shown, daily=True)
    insight.compute(actor=SYSTEM, now=shown)
    ledger.sequence(thorough=True)
    clock.set_offset(shown - clock.real() + A_SECOND)
    _draft().replace(printed.path())


def sheet() -> DemoSheet:
    return printed.read()
