"""Background cases: reports from everywhere in Provinsi Andai that take random, lawful ways to wherever they stand today.

The process offers the open acts, `courses.yaml` how likely each is and how long it takes; every act goes through `cases.take`, so
what would not be lawful would be refused. The same seed gives the same cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import kinds, reading, verbs
from saksama.cases.fold import CaseState
from saksama.cases.kinds import Field, Kind
from saksama.cases.models import Case, Limb
from saksama.cases.processes import process_of
from saksama.cases.projecting import derive
from saksama.institutions import demo as agencies
from saksama.intake.answers import Answers
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import SaksamaError
from saksama.law.calendar import WIB

from . import acting
from .acting import Days, Doing, Filed, Told
from .filling import Chance, Filler, pool
from .people import MISAL, UMPAMO, Person

DAYS_BACK = 240
WAIT = "wait"
OPENS, CLOSES = time(8, 0), time(16, 30)
VILLAGES = {UMPAMO: ("99.01.01.2001", "99.01.01.2002", "99.01.01.2003", "99.01.02.2001", "99.01.02.2002", "99.01.02.2003"),
            MISAL: ("99.71.01.1001", "99.71.01.1002", "99.71.02.1001", "99.71.02.1002")}
TEAMS = {  # two examiners, three who vote, the agency's officer
    UMPAMO: ("pemeriksa.umpamo", "pemeriksa2.umpamo", "ketua.umpamo", "anggota.umpamo", "anggota2.umpamo", "instansi.umpamo"),
    MISAL: ("pemeriksa.misal", "pemeriksa.misal", "ketua.misal", "anggota.misal", "anggota2.misal", "instansi.misal"),
}
CATEGORIES = ("medsos", "medsos", "medsos", "kampanye", "kampanye", "kampanye", "ajakan", "ajakan", "fasilitas", "program",
              "tekanan", "partai", "lain")
PROXIES = {"oversight": "surat_bkn.pdf", "agency": "surat_instansi.pdf", "bpasn": "putusan_bpasn.pdf",
           "accused": "berita_acara.pdf"}
PAPERS = {"ppk.decided": "keputusan_ppk.pdf", "decision.delivered": "tanda_terima.pdf"}


@cache
def stages() -> Mapping[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "courses.yaml").read_text(encoding="utf-8"))["stages"]


@dataclass(frozen=True, slots=True)
class Move:
    """The next act of a case, and after how long."""

    act: str
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands, what the process allows now, whose limits have passed, and how many acts that is seen from."""

    case: Case
    state: CaseState
    open_acts: frozenset[str]
    lapsed: frozenset[str]
    seen: int

    def allows(self, act: str, row: Mapping[str, Any]) -> bool:
        """Tell whether the process and this row of the courses allow an act now; nothing forbids to wait."""
        done = set(self.state.done)
        in_order = done.issuperset(row.get("after", ())) and set(self._since(row)).isdisjoint(row.get("unless", ()))
        if "complete" in row and row["complete"] != all(one == "yes" for one in self.case.meter):
            return False
        return (act == WAIT or act in self.open_acts) and in_order and self.lapsed.issuperset(row.get("lapsed", ()))

    def _since(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what was done; of a row that counts anew, what was done since the last of those acts."""
        places = [n for n, act in enumerate(self.state.done) if act in row.get("anew", ())]
        return self.state.done[places[-1] + 1 :] if places else self.state.done

    def renewed(self, filed: Filed, at: datetime) -> Standing:
        """Return how it stands at a later instant, read anew only where something was recorded meanwhile."""
        return self if acting.act_count(filed.case, self.state.stage) == self.seen else standing_of(filed, at)


class Background:
    """One background case on the timeline."""

    def __init__(self, nth: int, *, seed: int, days: Days, people: Mapping[str, Person], refused: list[str]) -> None:
        self.refused = refused
        self.chance = Chance(seed * 100_003 + nth)
        self.days = days
        self.district = UMPAMO if self.chance.happens(60) else MISAL
        self.team = [people[name] for name in TEAMS[self.district]]
        self.examiner = self.team[self.chance.one((0, 1))]
        self.analyst = people[self.chance.one(("analis.lembaga", "analis2.lembaga"))]
        self.filler = Filler(self.chance, self.chance.person(), self.team[2:5])

    def course(self) -> Iterator[datetime]:
        """Yield the instant of each act, and take it when resumed."""
        at = self._told_at()
        yield at
        filed = self._file(at)
        standing = standing_of(filed, at)
        while (move := self._choose(standing)) is not None:
            at = self._at_the_office(at + move.wait)
            yield at
            if not self._goes_on(filed, standing.renewed(filed, at), move.act, at):
                return
            standing = standing_of(filed, at)

    # ---- the report ------------------------------------------------------------------------------------------------------

    def _told_at(self) -> datetime:
        """Return when it was told: seldom long ago, often in the campaign."""
        back = round(DAYS_BACK * self.chance.random.random() ** 2.2)
        return self.days.at(-back - 1, "06:00") + timedelta(minutes=self.chance.random.randrange(1020))

    def _file(self, at: datetime) -> Filed:
        named, category = self.chance.happens(45), self.chance.one(CATEGORIES)
        happened = (at - timedelta(days=self.chance.one((0, 1, 1, 2, 3, 5, 9)))).date()
        answers = Answers(
            category=category, place_code=self.chance.one(VILLAGES[self.district]), happened_on=happened,
            known_on=max(happened, (at - timedelta(days=4)).date()), who=self.filler.accused.replace("; ", ", "),
            story=f"{self.chance.one(pool()['stories'][category])} {self.chance.sentence('details')}", agency=self._agency(),
            landmark=self.chance.sentence("spots"), witnesses=str(self.chance.one((0, 1, 2))),
            **({"name": self.chance.name(), "address": "Jorong Contoh", "contact": "0800-0000-0000"} if named else {}))
        door = "named" if named else "sealed" if self.chance.happens(70) else "nameless"
        if self.chance.happens(10):
            return acting.enter(Told(answers, "nameless", channel="field"), by=self.examiner, arrived_at=at, now=at)
        return acting.tell(Told(answers, door), now=at)

    def _agency(self) -> str:
        rows = [row for row in (*agencies.AGENCIES, *agencies.PARTS)
                if row.place.startswith(self.district) and "nagari" not in row.code]
        return acting.agency(self.chance.one(rows).code)

    # ---- the next step ---------------------------------------------------------------------------------------------------

    def _choose(self, standing: Standing) -> Move | None:
        here = stages().get(standing.case.stage)
        if here is None or self.chance.happens(here["rest"]):
            return None
        likely = {act: row for act, row in here["acts"].items() if standing.allows(act, row)}
        if not likely:
            return None
        act = self.chance.random.choices(list(likely), weights=[row["weight"] for row in likely.values()])[0]
        shortest, longest = likely[act]["hours"]
        return Move(act, timedelta(minutes=self.chance.random.randrange(shortest * 60, longest * 60)))

    def _at_the_office(self, at: datetime) -> datetime:
        """Move an instant into the hours in which an office works."""
        local = at.astimezone(WIB)
        if local.time() > CLOSES:
            local = (local + timedelta(days=1)).replace(hour=8)
        elif local.time() < OPENS:
            local = local.replace(hour=8)
        return local

    def _goes_on(self, filed: Filed, standing: Standing, act: str, at: datetime) -> bool:
        """Take the act, or note why it was refused; a case that is refused a step rests where it stands."""
        try:
            with transaction.atomic():
                self._take(filed, standing, act, at)
        except SaksamaError as refusal:
            self.refused.append(f"{act}: {refusal.detail_en}")
            return False
        return True

    def _take(self, filed: Filed, standing: Standing, act: str, at: datetime) -> None:
        if act not in standing.open_acts:
            return
        if act == "completion.received":
            acting.answer(filed, self.chance.sentence("completions"), completes=True, now=at)
            return
        kind, case = kinds.get(act), standing.case
        by = self._by(kind, case)
        proxy = _is_proxy(kind, by)
        paper = PROXIES[kind.body_of] if proxy else PAPERS.get(act, "surat_instansi.pdf") if kind.needs_document else ""
        values = self.filler.values(kind, offered(case, act, at), case, standing.state, at)
        doing = Doing(values, papers=(paper,) if paper else (), provenance="letter" if proxy else "own")
        acting.take(filed.case, act, doing, by=by, now=at, seen=standing.seen)

    def _by(self, kind: Kind, case: Case) -> Person:
        """Return who takes the step: his own body's officer, or an examiner by proxy."""
        roles = {role for row in process_of(case).rows(kind.act) for role in row.roles}
        if kind.act.startswith("pleno.") or kind.act == "interest.stated" or Role.EXAMINER not in roles:
            return self.team[2] if kind.act.startswith("pleno.") else self.team[3]
        own = {"oversight": self.analyst, "agency": self.team[5]}.get(kind.body_of)
        if own is None and case.waiting_on == "oversight" and Role.OVERSIGHT_ANALYST in roles:
            own = self.analyst
        return own if own is not None and _reaches(own, case) and self.chance.happens(70) else self.examiner


def _is_proxy(kind: Kind, by: Person) -> bool:
    """Tell whether the step is another body's, recorded for it."""
    if kind.body_of in ("accused", "bpasn"):
        return True
    return bool(kind.body_of) and not by.actor.has(Role.OVERSIGHT_ANALYST, Role.AGENCY_OFFICER)


def _reaches(person: Person, case: Case) -> bool:
    if person.actor.has(Role.OVERSIGHT_ANALYST):
        return person.actor.office == case.oversight_office
    return bool(case.agency_key) and person.actor.agency == case.agency_key


def standing_of(filed: Filed, at: datetime) -> Standing:
    with store.reading(SYSTEM):
        case = Case.objects.get(public_id=filed.case)
        acts = reading.acts_of(case, Limb.ASN)
        found = derive(case, acts, at)
    lapsed = found.lapsed_subjects
    open_acts = process_of(case).open_acts(found.state.stage, done=found.state.done, lapsed=lapsed)
    return Standing(case, found.state, frozenset(open_acts), lapsed, len(acts))


def offered(case: Case, act: str, at: datetime) -> Sequence[Field]:
    """Return the fields of a step with the choices of this case filled in, as its form would show them."""
    kind, verb = kinds.get(act), verbs.of(act)
    with store.reading(SYSTEM):
        return verbs.with_choices(kind.asked, lambda field: verb.choices(case, field, at))
