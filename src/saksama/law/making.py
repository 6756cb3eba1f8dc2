"""Turning checked plain values into an immutable book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Any

from .calendar import Unit
from .process import Process, Stage, Step
from .rule import ClockRule, Confidence, Duty, Extension, FirstDay
from .rulebook import Book, Dated, Election, Entry, HolidaySettings
from .soundness import ENTRY_FILES, REGIMES, day_of, entries_of, names_of
from .source import Source

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def make(sources: Mapping[str, Source], release: str) -> Book:
    entries = {
        name: _by_id([_entry(name, entry) for entry in entries_of(sources[name])]) for name in ENTRY_FILES if name != "clocks"
    }
    clocks = _clocks(sources["clocks"])
    elections, holiday = sources["elections"], sources["holidays"].data
    return Book(
        release=release,
        entries=entries,
        clocks=clocks,
        processes=_processes(sources, clocks),
        elections=tuple(_election(entry) for entry in entries_of(elections)),
        stage_words={name: (words["id"], words["en"]) for name, words in elections.data["stages"].items()},  # type: ignore[attr-defined]
        holidays=_holidays(holiday),
        demonstration=elections.data["demonstration"],  # type: ignore[arg-type]
        words=_words(sources["words"].data),
    )


def _words(data: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, str]]]:
    groups = {name: said for name, said in data.items() if name != "schema"}
    return {name: {code: (words["id"], words["en"]) for code, words in said.items()} for name, said in groups.items()}


def _holidays(data: Mapping[str, Any]) -> HolidaySettings:
    return HolidaySettings(
        decreed=frozenset(data["decreed"]),
        estimated=frozenset(data["estimated"]),
        add={date.fromisoformat(day["day"]): day["name_id"] for day in data["add"]},
        remove=frozenset(date.fromisoformat(day["day"]) for day in data["remove"]),
    )


_COMMON = frozenset(
    (
        "id",
        "valid_from",
        "valid_to",
        "citation",
        "source_kind",
        "confidence",
        "recalled_parts",
        "note_id",
        "note_en",
        "reviewed_by",
        "reviewed_on",
        "reviewed_as",
    )
)


def _entry(kind: str, data: Mapping[str, Any]) -> Entry:
    return Entry(
        kind=kind,
        id=data["id"],
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_to=day_of(data.get("valid_to")),
        citation=data["citation"],
        source_kind=data["source_kind"],
        confidence=Confidence(data["confidence"]),
        recalled_parts=tuple(data.get("recalled_parts", ())),
        note_id=data.get("note_id", ""),
        note_en=data.get("note_en", ""),
        reviewed_by=data.get("reviewed_by") or "",
        reviewed_on=day_of(data.get("reviewed_on")),
        data={key: _frozen(value) for key, value in data.items() if key not in _COMMON},
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return MappingProxyType({key: _frozen(item) for key, item in value.items()}) if isinstance(value, dict) else value


def _by_id(items: Iterable[Dated]) -> dict[str, tuple[Dated, ...]]:
    found: dict[str, list[Dated]] = defaultdict(list)
    for item in items:
        found[item.id].append(item)
    return {name: tuple(sorted(versions, key=lambda version: version.valid_from)) for name, versions in found.items()}


def _clocks(source: Source) -> dict[str, tuple[ClockRule, ...]]:
    hours = {entry["id"]: _closing(entry["hours"]) for entry in entries_of(source) if "hours" in entry}
    return _by_id([_clock(entry, hours) for entry in entries_of(source)])


def _closing(hours: Mapping[str, str]) -> dict[int, time]:
    return {_WEEKDAYS.index(day): time.fromisoformat(value) for day, value in hours.items() if day in _WEEKDAYS}


def _clock(data: Mapping[str, Any], hours: Mapping[str, Mapping[int, time]]) -> ClockRule:
    limit = data.get("limit", {"count": None, "units": [Unit.HOUR]})
    also, more = data.get("also_from", {}), data.get("extension")
    return ClockRule(
        id=data["id"],
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_to=day_of(data.get("valid_to")),
        name_id=data["name_id"],
        name_en=data["name_en"],
        procedure=data["procedure"],
        count=limit["count"],
        units=tuple(Unit(unit) for unit in limit["units"]),
        first_days=tuple(FirstDay(day) for day in data["first_day"]),
        trigger_id=data["trigger_id"],
        trigger_en=data["trigger_en"],
        actor=data["actor"],
        citation=data["citation"],
        source_kind=data["source_kind"],
        confidence=Confidence(data["confidence"]),
        kind=Duty(data.get("kind", "duty")),
        recalled_parts=tuple(data.get("recalled_parts", ())),
        extension=Extension(more["act"], more["count"], Unit(more["unit"]), more.get("from_start", False), more.get("times", 1))
        if more
        else None,
        also_from=tuple(also.get("acts", ())),
        also_from_unless=tuple(also.get("unless", ())),
        from_body=data.get("from_body", ""),
        pauses=tuple(data.get("pauses", ())),
        resumes=tuple(data.get("resumes", ())),
        restarts=tuple(data.get("restarts", ())),
        desk_hours=hours.get(data.get("desk_hours", data["id"]), {}),
        consequence_id=data.get("consequence_id", ""),
        consequence_en=data.get("consequence_en", ""),
        note_id=data.get("note_id", ""),
        note_en=data.get("note_en", ""),
        instrument=data.get("instrument", ""),
        variants=_frozen(data.get("variants", [])),
        reviewed_by=data.get("reviewed_by") or "",
        reviewed_on=day_of(data.get("reviewed_on")),
    )


def _election(data: Mapping[str, Any]) -> Election:
    return Election(
        id=data["id"],
        name_id=data["name_id"],
        name_en=data["name_en"],
        regime=data["regime"],
        places=tuple(data["places"]),
        begins=date.fromisoformat(data["valid_from"]),
        ends=day_of(data.get("valid_to")) or date.max,
        stages={name: (date.fromisoformat(first), date.fromisoformat(last)) for name, (first, last) in data["stages"].items()},
        determination=day_of(data.get("determination")),
        citation=data["citation"],
        confidence=Confidence(data["confidence"]),
        recalled_parts=tuple(data.get("recalled_parts", ())),
        expected_id=data.get("expected_id", ""),
        expected_en=data.get("expected_en", ""),
    )


def _processes(sources: Mapping[str, Source], clocks: Mapping[str, tuple[ClockRule, ...]]) -> dict[str, Process]:
    found = {}
    for name, source in sources.items():
        if not name.startswith("processes/"):
            continue
        data: dict[str, Any] = source.data
        always = data["clocks"].get("always", {})
        for regime in [regime for regime in REGIMES if regime in data["clocks"]] or [""]:
            subjects = {**always, **data["clocks"].get(regime, {})}
            found[regime or data["process"]] = _process(data, regime, subjects, clocks)
    return found


def _process(
    data: Mapping[str, Any], regime: str, subjects: Mapping[str, str], clocks: Mapping[str, tuple[ClockRule, ...]]
) -> Process:
    stages = {code: Stage(code, words["id"], words["en"], words["waits_on"]) for code, words in data["stages"].items()}
    groups = {name: frozenset(members) for name, members in data.get("groups", {}).items()}
    steps = tuple(
        Step(
            act=row["act"],
            sources=_sources(row["from"], groups, stages),
            target=row["to"],
            starts=tuple(row.get("starts", ())),
            stops=tuple(row.get("stops", ())),
            roles=frozenset(row["by"]),
            rule=row.get("rule", ""),
            once=row.get("once", False),
            needs=tuple(row.get("needs", ())),
            gate=row.get("gate", ""),
            voids=row.get("voids", False),
            limb=row.get("limb", ""),
        )
        for row in data["steps"]
    )
    return Process(
        name=regime or data["process"],
        limb=data["limb"],
        stages=stages,
        steps=steps,
        clocks=dict(subjects),
        rules={subject: clocks[clock_id] for subject, clock_id in subjects.items()},
        groups=groups,
        initial_stage=data["initial_stage"],
        regime=regime,
    )


def _sources(written: object, groups: Mapping[str, frozenset[str]], stages: Mapping[str, Stage]) -> frozenset[str]:
    """`*` is every stage of an opened case, `@name` a group, `a+b` both, an empty text the case before it is opened."""
    found: set[str] = set()
    for name in names_of(written):
        if name == "*":
            found |= set(stages)
        elif name.startswith("@"):
            found |= groups[name[1:]]
        else:
            found.add(name)
    return frozenset(found)
