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
    _around(days, people)


def _around(days: Days, people: Mapping[str, Person]) -> None:
    """Tie some of it together: a campaign, a training with its own fields and a unit, a visit to come, last month's report."""
    chair, field = people[KEEPERS[UMPAMO][1]], people[KEEPERS[UMPAMO][0]]
    at, morning, health = days.at(-3, "10:00"), days.at(0, "07:00"), acting.agency("umpamo:kesehatan")
    told = actions.CampaignEntry(token=str(uuid5(SPACE, "campaign")), name="Melayani semua, memihak tidak",
                                 goal="Semua unit paham", partners="Radio Andai", first=at.date() - timedelta(days=20),
                                 last=at.date() + timedelta(days=40))
    campaign = actions.begin_campaign(told, actor=chair.actor, now=at)
    entry = VisitEntry(token=str(uuid5(SPACE, "training")), measure="b", place_code=PLACES[UMPAMO][0], agency="",
                       held_on=at.date(), headcount=24, able=19, able_before=8, led_by="", questions="", cost=1_750_000,
                       own={"topic": "whole", "passed": 20, "certified": 20}, campaign=str(campaign.public_id))
    visit = actions.record_visit(entry, actor=field.actor, today=at.date(), now=at)
    government = acting.agency("pemda:99.01")
    actions.reach(visit.public_id, health, heads=14, briefed_by=government, actor=field.actor, now=at)
    plan = actions.PlanEntry(token=str(uuid5(SPACE, "to come")), measure="e", place_code=PLACES[UMPAMO][1],
                             due_on=days.present + timedelta(days=4), agency=acting.agency("umpamo:camat-koto"),
                             campaign=str(campaign.public_id))
    actions.plan_activity(plan, actor=field.actor, today=days.present, now=morning)
    last = days.present.replace(day=1) - timedelta(days=1)
    report = actions.begin_report(last.replace(day=1), last, actor=chair.actor, today=days.present, now=morning)
    actions.sign_report(report.public_id, version=0, actor=chair.actor, today=days.present, now=morning)


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
