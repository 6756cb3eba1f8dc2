"""Half of the work of the demonstration's offices: roll calls, meetings and trainings, and what they planned for the year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid5

from saksama.prevention import actions
from saksama.prevention.actions import VisitEntry
from saksama.prevention.measures import KEYS

from . import acting
from .acting import Days
from .filling import Chance
from .people import MISAL, UMPAMO, Person

SPACE = UUID("00000000-0000-5000-8000-000000000099")
KEEPERS = {UMPAMO: ("lapangan.umpamo", "ketua.umpamo"), MISAL: ("pemeriksa.misal", "ketua.misal")}
PLACES = {UMPAMO: ("99.01.01", "99.01.02", "99.01.01.2001", "99.01.02.2001"), MISAL: ("99.71.01", "99.71.02")}
AGENCIES = {UMPAMO: ("umpamo:pendidikan", "umpamo:kesehatan", "umpamo:camat-koto", "umpamo:pasar"),
            MISAL: ("misal:arsip", "misal:bkpsdm", "misal:pasa")}
QUESTIONS = ("Bolehkah memakai baju yang warnanya sama dengan calon?", "Bolehkah menyukai unggahan teman yang menjadi calon?",
             "Bagaimana bila istri saya menjadi tim kampanye?", "Bolehkah hadir di kampanye hanya untuk mendengar?")
VISITS = {UMPAMO: 14, MISAL: 8}


def enter(days: Days, people: Mapping[str, Person], *, seed: int) -> None:
    """Enter the visits of the last months and the plans of the year."""
    chance = Chance(seed + 7)
    for district, (visitor, planner) in KEEPERS.items():
        for nth in range(VISITS[district]):
            _visit(nth, district, days, people[visitor], chance)
        for measure in KEYS:
            actions.set_plan(measure, year=days.present.year, planned=chance.random.randrange(2, 16), actor=people[planner].actor,
                             now=days.at(-180, "09:00"))


def _visit(nth: int, district: str, days: Days, by: Person, chance: Chance) -> None:
    at = days.at(-4 - 5 * nth, "09:40")
    while at.weekday() > 4:
        at -= timedelta(days=1)
    present = chance.random.randrange(12, 90)
    entry = VisitEntry(token=str(uuid5(SPACE, f"{district} {nth}")), measure=str(chance.one(KEYS)),
                       place_code=str(chance.one(PLACES[district])), agency=acting.agency(chance.one(AGENCIES[district])),
                       held_on=at.date(), headcount=present, able=chance.random.randrange(present // 2, present + 1),
                       led_by=chance.name(), questions=str(chance.one(QUESTIONS)))
    actions.record_visit(entry, actor=by.actor, today=at.date(), now=at)
