"""Tasks of a case, derived from its open steps and running limits; nobody types a list of things to do."""

from __future__ import annotations

from collections.abc import Sequence

from saksama.cases.shown import ClockShown, StepOffer
from saksama.cases.shown.tasks import TaskShown
from saksama.law import book
from saksama.law.process import Process

RUNNING = frozenset({"running", "missed"})
US = ("petugas perkara", "the officer of the case")
MOST = 6


def tasks(
    steps: Sequence[StepOffer], clocks: Sequence[ClockShown], process: Process, stage: str, *, officer: str = ""
) -> tuple[TaskShown, ...]:
    """Return what is expected, what runs out first before the rest: a task for each running limit, and the next step.

    `officer` is the name of who works on the case, for what the handling office has to do.
    """
    offered = {step.act: step for step in steps if step.allowed}
    primary = next((step for step in steps if step.primary and step.allowed), None)
    found: list[TaskShown] = []
    taken: set[str] = set()
    for clock in clocks:
        if clock.stopped_by or clock.state not in RUNNING:
            continue
        act = _stopping(clock, process, stage, offered, primary)
        if act in taken:
            continue
        taken.add(act)
        found.append(_task(clock, offered.get(act), officer))
    if primary is not None and primary.act not in taken:
        found.insert(0, _next(primary, officer))
    return tuple(found[:MOST])


def _stopping(clock: ClockShown, process: Process, stage: str, offered: dict[str, StepOffer], primary: StepOffer | None) -> str:
    """Return the open step that stops a limit, the next one before others; nothing where none is this reader's to take."""
    acts = [row.act for row in process.steps if stage in row.sources and clock.subject in row.stops and not row.voids]
    if primary is not None and primary.act in acts:
        return primary.act
    mine = [act for act in acts if act in offered and not offered[act].minor]
    return mine[0] if mine else f"-{clock.subject}"


def _task(clock: ClockShown, step: StepOffer | None, officer: str) -> TaskShown:
    who = _who(clock.actor, officer)
    label = (step.button_id, step.button_en) if step else (clock.label_id, clock.label_en)
    return TaskShown(
        *label, *who, step.act if step else "", clock.due_early, clock.due_late, clock.label_id if step else "",
        clock.label_en if step else "",
    )


def _next(step: StepOffer, officer: str) -> TaskShown:
    who = (officer, officer) if officer else US
    return TaskShown(step.button_id, step.button_en, *who, step.act, None, None, "", "")


def _who(actor: str, officer: str) -> tuple[str, str]:
    if actor in ("", "bawaslu"):
        return (officer, officer) if officer else US
    return book().said("actors", actor)
