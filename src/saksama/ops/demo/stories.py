"""The sixteen narratives as live cases: each played step by step to the stage its `path` names.

What is told stands in `narratives.yaml`, how the case went in `stories.yaml`; here are only the hands that do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from saksama.accounts.models import Role
from saksama.cases import kinds
from saksama.cases.kinds import Kind
from saksama.cases.models import Case
from saksama.evidence import queries as files_of
from saksama.intake.answers import Answers
from saksama.kernel.errors import SaksamaError
from saksama.law.conditions import KEYS

from . import acting
from .acting import Days, Doing, Filed, Told
from .background import offered
from .filling import judged
from .people import Person

FOLDER = Path(__file__).parent
Step = Mapping[str, Any]
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Story:
    """One narrative with the way its case went. `told` and `plan` are the two files' entries."""

    id: str
    told: Mapping[str, Any]
    plan: Mapping[str, Any]

    @property
    def title(self) -> str:
        return f"{self.id}: {self.told['title']}"

    @property
    def ends(self) -> tuple[str, ...]:
        return tuple(self.plan["ends"])


@dataclass(slots=True, repr=False)
class Played:
    """What came of the stories so far: reports and cases by id, codes of letters, and why a story had to stop early."""

    filed: dict[str, Filed] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)
    passes: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


@cache
def stories() -> tuple[Story, ...]:
    told = {one["id"]: one for one in _read("narratives.yaml")["reports"]}
    plans = _read("stories.yaml")["stories"]
    return tuple(Story(name, told[name], plans[name]) for name in sorted(told))


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


@dataclass(slots=True, repr=False)
class Player:
    """Plays one story on the timeline."""

    story: Story
    days: Days
    people: Mapping[str, Person]
    played: Played

    def course(self) -> Iterator[datetime]:
        """Yield the instant of each step, and take it when resumed.

        A story stops where the law of its days does not allow a step: the days may be years before or after our own.
        """
        plan = self.story.plan
        at = self.days.read(str(plan.get("entered", plan["told"])))
        yield at
        self.played.filed[self.story.id] = self._file(at)
        self.played.titles[self.story.id] = self.story.title
        for step in plan["steps"]:
            at = max(self._instant(step), at + A_MINUTE)
            yield at
            try:
                with transaction.atomic():
                    self._do(step, at)
            except SaksamaError as refusal:
                self.played.stopped[self.story.id] = f"{step.get('act', '')}: {refusal.detail_en}"
                return

    def _instant(self, step: Step) -> datetime:
        """Return when a step is taken; overseer and agencies work from Monday to Friday."""
        at = self.days.read(step["at"])
        by = self.people.get(step.get("by", ""))
        if by is not None and by.actor.has(Role.OVERSIGHT_ANALYST, Role.AGENCY_OFFICER):
            at += timedelta(days=max(0, 7 - at.weekday()) if at.weekday() > 4 else 0)
        return at

    # ---- the report ------------------------------------------------------------------------------------------------------

    def _file(self, at: datetime) -> Filed:
        told = self._told()
        by = self.story.plan.get("by")
        if by is None:
            return acting.tell(told, now=at)
        arrived = self.days.read(self.story.plan["told"])
        return acting.enter(told, by=self.people[by], arrived_at=arrived, late_reason=self.story.plan.get("late", ""), now=at)

    def _told(self) -> Told:
        told, plan = self.story.told, self.story.plan
        door = "nameless" if told["door"] == "officer" else told["door"]
        return Told(answers=self._answers(), door=door, channel=plan.get("channel", "web"), files=tuple(told["files"]),
                    exclude_district=plan.get("exclude_district", False))

    def _answers(self) -> Answers:
        told, plan = self.story.told, self.story.plan
        happened = self._day(plan["event"])
        accused = [", ".join(part for part in (one["name"], one["post"], one["agency"]) if part) for one in told["accused"]]
        return Answers(
            category=plan["category"], place_code=plan["place"], happened_on=happened,
            known_on=self._day(plan["known"]) if "known" in plan else happened, who="\n".join(accused), story=told["story"],
            agency=acting.agency(plan["agency"]), happened_at=told["time"], landmark=told["place"].get("spot", ""),
            links="\n".join(told["links"]), witnesses=str(told["witnesses"] or ""), crowd=told.get("how_many_know", ""),
            **plan.get("reporter", {}))

    def _day(self, day: int) -> date:
        return self.days.present + timedelta(days=day)

    # ---- the steps -------------------------------------------------------------------------------------------------------

    def _do(self, step: Step, at: datetime) -> None:
        doing: Mapping[str, Callable[[Step, datetime], None]] = {
            "act": self._act, "say": self._say, "answers": self._answers_back, "room": self._room, "disclose": self._disclose,
            "part": self._part,
        }
        next(do for name, do in doing.items() if name in step)(step, at)

    def _filed(self, step: Step) -> Filed:
        return self.played.filed[step.get("of", self.story.id)]

    def _act(self, step: Step, at: datetime) -> None:
        case, by = self._filed(step).case, self.people[step["by"]]
        kind = kinds.get(step["act"])
        values = self._values(kind, step.get("fields", {}))
        doing = Doing(values=values | usual(kind, acting.read_case(case), values, at), papers=tuple(step.get("papers", ())),
                      provenance=step.get("from", "own"))
        if by.actor.has(Role.OVERSIGHT_ANALYST) and by.actor.office != acting.read_case(case).oversight_office:
            by, doing = self._by_proxy(kind, doing)
        acting.take(case, kind.act, doing, by=by, now=at)
        if kind.letter == "invitation":
            self.played.passes[self.story.id] = acting.letter_code(case, by=by, now=at)

    def _by_proxy(self, kind: Kind, doing: Doing) -> tuple[Person, Doing]:
        """Let an examiner record what an overseer did who is not on board: the body that held the role on those days."""
        examiner = self.people[next(step["by"] for step in self.story.plan["steps"] if step.get("act") == "registered")]
        if kind.body_of != "oversight":
            return examiner, doing
        return examiner, replace(doing, papers=("surat_bkn.pdf",), provenance="letter")

    def _say(self, step: Step, at: datetime) -> None:
        acting.say(self._filed(step).report, step["say"], by=self.people[step["by"]], now=at)

    def _answers_back(self, step: Step, at: datetime) -> None:
        acting.answer(self._filed(step), step["answers"], completes=step.get("completes", False), now=at)

    def _room(self, step: Step, at: datetime) -> None:
        words = self.story.told["reply"] if step.get("text") == "reply" else step.get("text", "")
        acting.reply_in_room(self.played.passes[self.story.id], step["room"], words, step.get("papers", ()), now=at)

    def _disclose(self, step: Step, at: datetime) -> None:
        filed = self._filed(step)
        copies = [str(file.public_id) for file in files_of.of_report(filed.report.public_id)][: step["disclose"]]
        covers = "\n".join(f"{copies[0]} {','.join(str(side) for side in area)}" for area in step["cover"])
        acting.take(filed.case, "evidence.disclosed", Doing({"files": copies, "redactions": covers}), by=self.people[step["by"]],
                    now=at)

    def _part(self, step: Step, at: datetime) -> None:
        """Open a file of its own for a part of the story that belongs to another body."""
        part, by = step["part"], self.people[step["by"]]
        happened = self._day(self.story.plan["event"])
        answers = Answers(category=part["category"], place_code=part["place"], happened_on=happened, known_on=at.date(),
                          who=part["who"], story=part["story"], agency=acting.agency(part["agency"]))
        told = Told(answers=answers, door="nameless", channel=part["channel"])
        self.played.filed[part["name"]] = acting.enter(told, by=by, arrived_at=at, now=at)

    # ---- values ----------------------------------------------------------------------------------------------------------

    def _values(self, kind: Kind, written: Mapping[str, Any]) -> dict[str, object]:
        return {name: self._value(kind.field(name).type, value) for name, value in written.items()}

    def _value(self, type_: str, value: Any) -> object:
        readers: Mapping[str, Callable[[Any], object]] = {
            "agency": acting.agency,
            "case": lambda name: str(self.played.filed[name].case),
            "conditions": lambda met: dict.fromkeys(KEYS, "yes") if met == "all" else dict(zip(KEYS, met, strict=True)),
            "date": lambda day: self._day(self.story.plan["event"] if day == "event" else day),
            "datetime": self.days.read,
            "questions": lambda answers: {str(n): one for n, one in enumerate(answers, start=1)},
            "votes": lambda votes: {self.people[name].actor.public_id: vote for name, vote in votes.items()},
        }
        return readers.get(type_, lambda plain: plain)(value)


OUTCOMES = {"pleno.forwarded": "forward", "pleno.not_proven": "not_proven", "pleno.transferred": "transfer"}


def usual(kind: Kind, case: Case, written: Mapping[str, object], at: datetime) -> dict[str, object]:
    """Return what a story leaves unsaid because it goes without saying: warnings read out, a finding on every element."""
    asked = {field.name for field in kind.asked}
    found: dict[str, object] = {"anyway": True} if "anyway" in asked else {}
    if written.get("present") == "yes":
        found["warned"] = [code for code, _, _ in kind.field("warned").choices]
    if asked & {"elements", "outcomes"}:
        reasons, outcome = str(written.get("analysis", "")), OUTCOMES.get(kind.act, "")
        fields = {one.name: one for one in offered(case, kind.act, at)}
        found |= {"elements": judged(fields["elements"], reasons)} if "elements" in fields else {}
        found |= {"outcomes": {key: outcome for key, _, _ in fields["outcomes"].choices}} if "outcomes" in fields else {}
    if "against" in dict(written.get("votes") or {}).values():  # type: ignore[call-overload]
        found["dissent"] = str(written.get("minutes", ""))
    return {name: value for name, value in found.items() if name not in written}
