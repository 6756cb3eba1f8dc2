"""What the schema of one file cannot see: impossible days, overlaps and gaps of versions, names that nothing bears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from . import situations
from .calendar import ONE_DAY
from .coherence import check as fitting
from .process import SAME
from .source import Problem, Source

ENTRY_FILES = (
    "norms",
    "clocks",
    "violations",
    "classification",
    "categories",
    "sanctions",
    "exceptions",
    "regimes",
    "provisions",
    "bodies",
    "requirements",
    "elections",
    "windows",
    "situations",
    "forms",
    "targets",
    "errata",
)
SETTING_FILES = ("holidays", "words")
REGIMES = ("pilkada", "pemilu", "off_season")
_EARLIEST = date(1900, 1, 1)


def day_of(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None


def entries_of(source: Source) -> list[dict[str, Any]]:
    return source.data["entries"]  # type: ignore[return-value]  # the schema has made sure


def cross_check(sources: Mapping[str, Source]) -> list[Problem]:
    """Return what the schema cannot see: impossible days, overlaps and gaps of versions, names that nothing bears."""
    problems: list[Problem] = []
    for name in (*ENTRY_FILES, *SETTING_FILES):
        problems += _impossible_days(sources[name])
    if problems:
        return problems
    for name in ENTRY_FILES:
        problems += _versions_in_order(sources[name])
    problems += _clock_sense(sources["clocks"])
    problems += _references(sources)
    problems += _situation_trees(sources["situations"])
    for name, source in sources.items():
        if name.startswith("processes/"):
            problems += _process_sense(source, sources["clocks"])
    return problems or fitting(sources, ENTRY_FILES)


def _impossible_days(source: Source) -> list[Problem]:
    """A date of the right form that no calendar has, such as 2024-02-30, and a stage that ends before it begins."""
    problems = []
    for where in source.lines:
        value: Any = source.data
        for part in where:
            value = value[part]
        if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" and value.replace("-", "").isdigit():
            try:
                date.fromisoformat(value)
            except ValueError:
                problems.append(source.problem(where, f"`{value}` is not a day of the calendar.", "Write a day that exists."))
        if (
            isinstance(value, list)
            and len(value) == 2
            and all(isinstance(v, (str, int)) for v in value)
            and where[-2:-1] == ("stages",)
        ):
            first, last = value
            if type(first) is type(last) and first > last:
                problems.append(
                    source.problem(where, f"the stage ends ({last}) before it begins ({first}).", "Swap the two days.")
                )
    return problems


def _versions_in_order(source: Source) -> list[Problem]:
    """Versions of one id follow each other without overlap and without gap; an election is not a version of another."""
    problems = []
    by_id: dict[str, list[tuple[date, date | None, int]]] = defaultdict(list)
    for n, entry in enumerate(entries_of(source)):
        begin, end = day_of(entry["valid_from"]), day_of(entry.get("valid_to"))
        if begin and end and end < begin:
            problems.append(
                source.problem(("entries", n, "valid_to"), f"{entry['id']} ends before it begins.", "Mend one of the days.")
            )
        by_id[entry["id"]].append((begin or _EARLIEST, end, n))
    for entry_id, versions in by_id.items():
        versions.sort(key=lambda version: version[0])
        for (earlier, end, _), (begin, _, n) in pairwise(versions):
            where = ("entries", n, "valid_from")
            if earlier == begin:
                problems.append(
                    source.problem(
                        where,
                        f"{entry_id} stands twice from {begin}: two rules that contradict each other.",
                        "Keep one of the two, or date the change between them.",
                    )
                )
            elif end is None or begin <= end:
                problems.append(
                    source.problem(
                        where,
                        f"{entry_id}: this version overlaps the one before it.",
                        f"Let the earlier one end on {begin - ONE_DAY} (valid_to).",
                    )
                )
            elif begin != end + ONE_DAY:
                problems.append(
                    source.problem(
                        where,
                        f"{entry_id}: nothing holds between {end} and {begin}.",
                        f"Let this version begin on {end + ONE_DAY} or give the gap its own version.",
                    )
                )
    return problems


def _clock_sense(source: Source) -> list[Problem]:
    problems = []
    ids = {entry["id"] for entry in entries_of(source)}
    for n, entry in enumerate(entries_of(source)):
        if "limit" not in entry and "hours" not in entry:
            problems.append(
                source.problem(
                    ("entries", n), f"{entry['id']} has neither a limit nor desk hours.", "Give it `limit: {count, units}`."
                )
            )
        if entry.get("desk_hours", entry["id"]) not in ids:
            problems.append(
                source.problem(
                    ("entries", n, "desk_hours"), f"`{entry['desk_hours']}` is not a clock.", "Name an existing clock."
                )
            )
    return problems


_LINKS = (
    ("violations", "pair", "violations"),
    ("violations", "sanctions", "sanctions"),
    ("violations", "possible_crime", "violations"),
    ("categories", "violations", "violations"),
    ("classification", "about", "violations"),
    ("classification", "exception", "exceptions"),
    ("norms", "follows", "norms"),
    ("violations", "exceptions", "exceptions"),
    ("regimes", "norms", "norms"),
    ("regimes", "clocks", "clocks"),
    ("provisions", "violations", "violations"),
    ("provisions", "clocks", "clocks"),
    ("windows", "rule", "clocks"),
    ("windows", "election", "elections"),
    ("bodies", "owner", "bodies"),
)


def _references(sources: Mapping[str, Source]) -> list[Problem]:
    problems = []
    ids = {name: {entry["id"] for entry in entries_of(sources[name])} for name in ENTRY_FILES}
    anything = set().union(*ids.values())
    for kind, key, other in _LINKS:
        problems += _dangling(sources[kind], key, ids[other], f"{other}.yaml")
    problems += _dangling(sources["situations"], "rules", anything, "any file")
    return problems


def _situation_trees(source: Source) -> list[Problem]:
    """Every answer of a card leads on or to a verdict, every question is reached, and its own verdict can be."""
    return [
        source.problem(("entries", n), what, todo)
        for n, entry in enumerate(entries_of(source))
        for what, todo in situations.faults(entry)
    ]


def _dangling(source: Source, key: str, known: set[str], where_known: str) -> list[Problem]:
    problems = []
    for n, entry in enumerate(entries_of(source)):
        named = entry.get(key, [])
        for name in [named] if isinstance(named, str) else named:
            if name and name not in known:
                problems.append(
                    source.problem(
                        ("entries", n, key),
                        f"{entry['id']} names `{name}`, which {where_known} does not hold.",
                        "Mend the spelling or add the entry.",
                    )
                )
    return problems


def _process_sense(source: Source, clocks: Source) -> list[Problem]:
    """Every stage, group, clock and needed act that a process names must exist."""
    data: dict[str, Any] = source.data
    stages, groups = set(data["stages"]), data.get("groups", {})
    clock_ids = {entry["id"] for entry in entries_of(clocks)}
    acts = {step["act"] for step in data["steps"]}
    problems = []
    for regime, subjects in data["clocks"].items():
        if regime not in (*REGIMES, "always"):
            problems.append(
                source.problem(("clocks", regime), f"`{regime}` is not a regime.", f"Use one of {', '.join(REGIMES)} or always.")
            )
        for subject, clock_id in subjects.items():
            if clock_id not in clock_ids:
                problems.append(
                    source.problem(
                        ("clocks", regime, subject), f"`{clock_id}` is not a clock.", "Mend it or add it to clocks.yaml."
                    )
                )
    subjects_known = {subject for subjects in data["clocks"].values() for subject in subjects}
    for name, members in groups.items():
        for stage in members:
            if stage not in stages:
                problems.append(
                    source.problem(("groups", name), f"group `{name}` names the unknown stage `{stage}`.", "Mend the spelling.")
                )
    for n, step in enumerate(data["steps"]):
        act = step["act"]
        for name in names_of(step["from"]):
            if name and name != "*" and name not in stages and name.removeprefix("@") not in groups:
                problems.append(
                    source.problem(("steps", n, "from"), f"{act} comes from the unknown stage `{name}`.", "Mend the spelling.")
                )
        if step["to"] != SAME and step["to"] not in stages:
            problems.append(
                source.problem(("steps", n, "to"), f"{act} leads to the unknown stage `{step['to']}`.", "Mend the spelling.")
            )
        for subject in (*step.get("starts", ()), *step.get("stops", ()), *([step["gate"]] if "gate" in step else ())):
            if subject not in subjects_known:
                problems.append(
                    source.problem(
                        ("steps", n),
                        f"{act} names the clock subject `{subject}`, which no regime gives a rule.",
                        "Add it under `clocks` or mend the spelling.",
                    )
                )
        for needed in step.get("needs", ()):
            if needed not in acts:
                problems.append(
                    source.problem(
                        ("steps", n, "needs"), f"{act} needs `{needed}`, which no step performs.", "Mend the spelling."
                    )
                )
    return problems


def names_of(stages: object) -> list[str]:
    if isinstance(stages, str):
        return [part.strip() for part in stages.split("+")]
    return [part.strip() for item in stages for part in (item.split("+") if item else [""])]  # type: ignore[attr-defined]
