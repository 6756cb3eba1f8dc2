"""Plausible values for every field of a step, drawn by its type. All words come from the pool, all names are invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from saksama.cases.fold import CaseState
from saksama.cases.kinds import Field, Kind
from saksama.cases.models import Case
from saksama.law import season
from saksama.law.applicable import standing_on, tracks
from saksama.law.calendar import WIB
from saksama.law.conditions import KEYS

from .people import Person

FOLDER = Path(__file__).parent
MOSTLY = {  # what a choice mostly is; anything offered where none of these is
    "status": ("pns", "pns", "pns", "pppk", "cpns"), "present": ("yes", "yes", "no"), "interest": ("none",),
    "way": ("hand", "agency"), "to_body": ("own_agency", "camat", "regent"), "manner": ("written", "oral"),
    "reason": ("not_asn", "requirements", "no_other_evidence"), "source": ("own_document", "public_source", "other_witness"),
    "as_recommended": ("as_recommended", "as_recommended", "as_recommended", "differently"), "measure": ("C-1",),
}
WORDS = {"allegation": "allegations", "text": "replies", "message": "messages", "reasons": "reasons",
         "outcome_reasons": "reasons", "outside_reasons": "reasons"}
# Asked for, though a form can do without.
READS_BETTER = ("contest", "violations", "warned", "minutes", "elements", "anyway", "outside_reasons")
POST_SOURCES = ("decree", "agency_letter", "website", "personnel_system")
NUMBERS = "CONTOH-{:04d}"


@cache
def pool() -> Mapping[str, Any]:
    return yaml.safe_load((FOLDER / "phrases.yaml").read_text(encoding="utf-8"))


class Chance:
    """Draws from the pool by one seeded source, so that the same seed tells the same story."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  plays, keeps no secret

    def one(self, among: Sequence[Any]) -> Any:
        return self.random.choice(among)

    def happens(self, per_cent: float) -> bool:
        return self.random.random() * 100 < per_cent

    def sentence(self, about: str) -> str:
        return str(self.one(pool()[about]))

    def name(self) -> str:
        return f"{self.one(pool()['given'])} {self.one(pool()['family'])}"

    def person(self) -> str:
        """Return an invented person as a form takes it: name; post."""
        return f"{self.name()}; {self.one(pool()['posts'])}"


class Filler:
    """Fills the fields of one case's steps. The reported person stays the same in all of them."""

    def __init__(self, chance: Chance, accused: str, voters: Sequence[Person]) -> None:
        self.chance = chance
        self.accused = accused
        self.voters = voters

    def values(self, kind: Kind, fields: Sequence[Field], case: Case, state: CaseState, at: datetime) -> dict[str, object]:
        """Return a value for every required field, and for optional ones where it reads better with one."""
        values = {one.name: self._value(kind, one, case, at) for one in fields if self._is_asked(kind, one)}
        if kind.act == "ppk.decided":
            self._decide(values, state)
        if "against" in dict(values.get("votes") or {}).values():  # type: ignore[call-overload]
            values["dissent"] = self.chance.sentence("reasons")
        return values

    def _decide(self, values: dict[str, object], state: CaseState) -> None:
        """Let the decision be the one that was recommended, or say why it is not."""
        issued = state.last("recommendation.issued")
        recommended = issued.body.get("grade") if issued else ""
        if values["as_recommended"] == "as_recommended":
            values["grade"] = recommended
        else:
            values["reasons"] = self.chance.sentence("reasons")

    def _is_asked(self, kind: Kind, field: Field) -> bool:
        reads_better = field.name in READS_BETTER or (field.name == "accused" and kind.act == "handed_over")
        return field.required or reads_better

    def _value(self, kind: Kind, field: Field, case: Case, at: datetime) -> object:
        readers: Mapping[str, Callable[[], object]] = {
            "text": lambda: self.chance.sentence(WORDS.get(field.name, "notes")),
            "choice": lambda: self._choice(kind, field, case),
            "choices": lambda: self._choices(field, case),
            "grade": lambda: self.chance.one(field.choices[:3])[0],
            "date": lambda: case.happened_on or case.opened_at.date(),
            "datetime": lambda: self._next_morning(at),
            "number": lambda: self.chance.one((2, 3)),
            "agency": lambda: case.agency,
            "person": lambda: self.accused,
            "conditions": self._conditions,
            "votes": self._votes,
            "bool": lambda: True,
            "elements": lambda: judged(field, self.chance.sentence("notes")),
            "questions": self._questions,
            "code": lambda: NUMBERS.format(self.chance.random.randrange(1, 9999)),
        }
        return readers[field.type]()

    def _choice(self, kind: Kind, field: Field, case: Case) -> str:
        offered = [code for code, _, _ in field.choices]
        liked = POST_SOURCES if kind.act == "post_holder.recorded" and field.name == "source" else MOSTLY.get(field.name, ())
        if kind.act == "registration.refused":
            liked = ("late",) if case.meter[KEYS.index("time_limit")] == "no" else ("requirements", "requirements", "not_asn")
        if field.name == "contest":
            liked = ("PW",) if case.place_code.startswith("99.71") else ("PB", "PB", "PG")
        fitting = [code for code in liked if code in offered]
        return str(self.chance.one(fitting or offered))

    def _choices(self, field: Field, case: Case) -> list[str]:
        offered = [code for code, _, _ in field.choices]
        if field.name == "violations":
            fitting = [one for one in suspected(case) if one in offered]
            standing = [one for one in case.violations if one in offered]
            return [str(self.chance.one(standing or fitting or offered[:3]))]
        if field.name == "warned":
            return offered
        return self.chance.random.sample(offered, k=self.chance.one((1, 2)))

    def _conditions(self) -> dict[str, str]:
        met = dict.fromkeys(KEYS, "yes")
        if self.chance.happens(35):
            met[self.chance.one(KEYS)] = self.chance.one(("no", "assess"))
        return met

    def _votes(self) -> dict[str, str]:
        votes = {voter.actor.public_id: "agree" for voter in self.voters}
        if self.chance.happens(15):
            votes[self.voters[-1].actor.public_id] = self.chance.one(("against", "abstain"))
        return votes

    def _questions(self) -> dict[str, str]:
        return {str(n): "yes" if self.chance.happens(12) else self.chance.one(("no", "no", "unknown")) for n in range(1, 6)}

    def _next_morning(self, at: datetime) -> datetime:
        day = at.astimezone(WIB) + timedelta(days=self.chance.one((1, 2)))
        return day.replace(hour=self.chance.one((9, 10, 13)), minute=0, second=0, microsecond=0)


def judged(field: Field, reasons: str) -> dict[str, dict[str, object]]:
    """Return a finding on every element that a study offers, with the first evidence there is."""
    first = [file for file, _, _ in field.rows[:1]]
    return {key: {"finding": "yes", "reasons": reasons, "evidence": first} for key, _, _ in field.choices}


def suspected(case: Case) -> list[str]:
    """Return what the act may be by the rules of its day, apart from crimes: ethics first, discipline once candidates stand."""
    on = case.happened_on or case.opened_at.date()
    election = season.book_in_use().election(case.election) if case.election else None
    helped = standing_on(election, on) if election else ""
    found = tracks(case.category, helped, on, "pns", regime=case.regime if case.election else None)
    return [one.violation for one in found if one.track in ("ethics", "discipline")]
