"""The exercise of a drill: twelve reports of one Monday, and what became of each, told from the acts alone.

Judged is only what the acts say: whether the first deciding act on a report was the one its lesson asks for. A report that was
turned away though it should not have been is a *wrong refusal*: the worst slip, and counted by itself.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from saksama.cases import queries as cases
from saksama.intake import queries as mailboxes
from saksama.kernel.errors import Conflict, NotAllowed
from saksama.store import clock
from saksama.web.desk.drill.exercises import DoneShown, ResultShown

from .demo import monday

KEPT = "exercise.json"
# What a practised officer does first with a report of this lesson: any of these acts.
RIGHT = {
    "registered": ("registered",),
    "joined": ("joined",),
    "handed_over": ("handed_over",),
    "completion_requested": ("completion.requested",),
    "conflict": ("registered",),
    "criminal": ("registered", "criminal_limb.opened"),
    "wrong_person": ("registered",),
}
# Beyond the door: the step that the lesson is about, asked for as well.
BEYOND = {
    "conflict": ("conflict.tested", "conflict.declared"),
    "criminal": ("criminal_limb.opened", "criminal.flagged"),
    "wrong_person": ("post_holder.recorded",),
}
TWINS = {"M01": "M02", "M02": "M01", "M04": "M05", "M05": "M04"}     # which of two is joined to which, an officer chooses
DECIDING = frozenset({"registered", "registration.refused", "kept_as_tip", "joined", "handed_over", "completion.requested"})
REFUSING = frozenset({"registration.refused", "kept_as_tip", "handed_over"})


@dataclass(frozen=True, slots=True)
class Began:
    """One report of the exercise as it was let in."""

    id: str
    title: str
    lesson: str
    report: str


class Exercises:
    """Serves `web.desk.drill.exercises`."""

    def begin(self) -> None:
        """Let the twelve reports in; once a drill."""
        if not settings.SAKSAMA.drill:
            raise NotAllowed("Latihan hanya ada dalam mode latihan.", "Exercises exist in a drill only.")
        with transaction.atomic():
            if _path().exists():
                raise Conflict("Latihan ini sudah dimulai.", "This exercise has begun already.")
            now = clock.now().replace(microsecond=0)
            arrived = monday.arrive(now=now)
            kept = [asdict(Began(one.id, one.title, one.lesson, str(mailboxes.by_code(one.code).public_id))) for one in arrived]
            _keep({"began": now.isoformat(), "reports": kept})

    def result(self) -> ResultShown | None:
        """Return what became of the reports so far; nothing before the exercise has begun."""
        if not _path().exists():
            return None
        kept = json.loads(_path().read_text(encoding="utf-8"))
        began = datetime.fromisoformat(kept["began"])
        rows = tuple(_done(one, began) for one in _with_twins([Began(**one) for one in kept["reports"]], began))
        decided = [one.minutes for one in rows if one.minutes is not None]
        return ResultShown(
            began=began, rows=rows, minutes=max(decided, default=0), right=sum(one.verdict == "right" for one in rows),
            wrong_refusals=sum(one.verdict == "wrong_refusal" for one in rows), open=sum(one.verdict == "open" for one in rows),
        )


def _with_twins(reports: list[Began], at: datetime) -> list[Began]:
    """Return the reports; of two that tell the same, the one that was joined is the one whose lesson that is."""
    joined = {one.id for one in reports if any(kind == "joined" for kind, _ in cases.since(one.report, at).acts)}
    swapped = {name for name in TWINS if (name in joined) != (TWINS[name] in joined)}
    return [replace(one, lesson="joined" if one.id in joined else "registered") if one.id in swapped else one for one in reports]


def _done(began: Began, at: datetime) -> DoneShown:
    found = cases.since(began.report, at)
    act, when = next(((kind, when) for kind, when in found.acts if kind in DECIDING), ("", at))
    minutes = round((when - at).total_seconds() / 60) if act else None
    return DoneShown(began.title, began.lesson, found.case, act, minutes, verdict(began.lesson, [kind for kind, _ in found.acts]))


def verdict(lesson: str, kinds: list[str]) -> str:
    """Judge the acts on one report: open, right, half (the step beyond the door is missing), wrong_refusal or wrong."""
    first = next((kind for kind in kinds if kind in DECIDING), "")
    if not first and not set(kinds) & set(RIGHT[lesson]):
        return "open"
    if first and first not in RIGHT[lesson]:
        return "wrong_refusal" if (first in REFUSING) else "wrong"
    beyond = BEYOND.get(lesson, ())
    return "right" if not beyond or set(kinds) & set(beyond) else "half"


def _path() -> Path:
    return Path(settings.SAKSAMA.data) / KEPT


def _keep(what: dict[str, Any]) -> None:
    from .installation import write_private

    write_private(_path(), json.dumps(what) + "\n")
