"""Why a district needs to be looked at first: reasons in words by dated facts, never a score. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import yaml

from .measures import DATA
from .reports import State


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the data file; `in_season`: it holds at a stage of an election only."""

    key: str
    urgent: bool
    id: str
    en: str
    in_season: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The reasons in their order, and the two thresholds that are numbers of our own."""

    reasons: tuple[Reason, ...]
    roll_call_days: int
    letters_waiting: int


@cache
def rules() -> Rules:
    told = yaml.safe_load((DATA / "attention.yaml").read_text(encoding="utf-8"))
    return Rules(tuple(Reason(**row) for row in told["reasons"]), told["roll_call_days"], told["letters_waiting"])


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a district on a day. `report_due` is None where no report is owed yet."""

    today: date
    in_season: bool
    cases_late: int = 0
    cases_soon: int = 0
    letters_late: int = 0
    letters_waiting: int = 0
    last_roll_call: date | None = None
    report_state: str = ""
    report_due: date | None = None
    unplanned: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """One reason that holds, with its number."""

    reason: Reason
    n: int

    def words(self, language: str) -> str:
        return (self.reason.en if language == "en" else self.reason.id).format(n=self.n)


def why(seen: Seen) -> tuple[Why, ...]:
    """Return the reasons that hold, the urgent ones first, each in the order of the data file."""
    numbers = _numbers(seen)
    found = [Why(one, n) for one in rules().reasons if (n := numbers.get(one.key)) is not None]
    found = [one for one in found if seen.in_season or not one.reason.in_season]
    return tuple(sorted(found, key=lambda one: not one.reason.urgent))


def _numbers(seen: Seen) -> Mapping[str, int | None]:
    limits = rules()
    done = seen.report_state in (State.SIGNED, State.RECEIVED)
    days = (seen.today - seen.report_due).days if seen.report_due else 0
    since = (seen.today - seen.last_roll_call).days if seen.last_roll_call else None
    return {
        "report_late": days if days > 0 and not done else None,
        "report_returned": 1 if seen.report_state == State.RETURNED else None,
        "case_late": seen.cases_late or None,
        "case_soon": seen.cases_soon or None,
        "no_roll_call": since // 7 if since is not None and since >= limits.roll_call_days else None,
        "never_roll_call": 0 if since is None else None,
        "letters_late": seen.letters_late or None,
        "letters_waiting": seen.letters_waiting if seen.letters_waiting >= limits.letters_waiting else None,
        "unplanned": seen.unplanned or None,
    }
