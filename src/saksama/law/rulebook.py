"""The book of law: every data file read, checked against its schema and against the others, and turned into immutable values.

A file that is not sound is refused with its line: an overlap or a gap between versions of one entry, a name that nothing bears,
a limit without unit. `Book.release` is the hash of all files; acts and letters name it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from saksama.kernel.errors import NoRule

from .calendar import ONE_DAY, Unit
from .process import SAME, Process, Stage, Step
from .rule import ClockRule, Confidence, Duty, Extension, FirstDay
from .source import BrokenLaw, Problem, Source, complaints, read

DATA = Path(__file__).parent / "data"
ENTRY_FILES = ("norms", "clocks", "violations", "categories", "sanctions", "requirements", "elections", "situations", "forms", "targets")
REGIMES = ("pilkada", "pemilu", "off_season")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EARLIEST = date(1900, 1, 1)
Dated = TypeVar("Dated", "Entry", ClockRule)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry of any file but the clocks. `data` holds the fields of its kind, read by attribute: `entry.label_id`."""

    kind: str
    id: str
    valid_from: date
    valid_to: date | None
    citation: str
    source_kind: str
    confidence: Confidence
    recalled_parts: tuple[str, ...]
    note_id: str
    note_en: str
    reviewed_by: str
    data: Mapping[str, Any] = field(repr=False)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(f"{self.kind} {self.id} has no {name}") from None

    def get(self, name: str, default: Any = "") -> Any:
        return self.data.get(name, default)

    @property
    def version(self) -> str:
        return f"{self.id}@{self.valid_from.isoformat()}"

    @property
    def needs_check(self) -> bool:
        """Tell whether screens and letters must show *Perlu diperiksa ahli hukum* beside it."""
        return self.confidence is Confidence.RECALLED or bool(self.recalled_parts) or "conflict_id" in self.data

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Election:
    """One election: its regime, its territory (`places` empty: the nation) and its stages, first and last day included."""

    id: str
    name_id: str
    name_en: str
    regime: str
    places: tuple[str, ...]
    begins: date
    ends: date
    stages: Mapping[str, tuple[date, date]]
    determination: date | None
    citation: str
    confidence: Confidence
    recalled_parts: tuple[str, ...] = ()
    expected_id: str = ""
    expected_en: str = ""
    is_demo: bool = False

    @property
    def voting(self) -> date | None:
        stage = self.stages.get("voting") or self.stages.get("revote")
        return stage[0] if stage else None

    def stage_on(self, day: date) -> str:
        """Return the stage under way; `between` inside the election but in no stage. The latest begun stage wins."""
        here = [(first, name) for name, (first, last) in self.stages.items() if first <= day <= last]
        return max(here)[1] if here else "between"

    def reaches(self, place_code: str) -> bool:
        """Tell whether the election is held in this territory; Provinsi Andai (99) has none but its own."""
        code = place_code.replace(".", "")
        if not self.places:
            return not code.startswith("99")
        return any(code.startswith(place.replace(".", "")) or place.replace(".", "").startswith(code or "-") for place in self.places)


@dataclass(frozen=True, slots=True)
class HolidaySettings:
    decreed: frozenset[int]
    estimated: frozenset[int]
    add: Mapping[date, str]
    remove: frozenset[date]


@dataclass(frozen=True)
class Book:
    """All law data of one release, immutable. A look-up that finds nothing raises `NoRule`."""

    release: str
    entries: Mapping[str, Mapping[str, tuple[Entry, ...]]]
    clocks: Mapping[str, tuple[ClockRule, ...]]
    processes: Mapping[str, Process]
    elections: tuple[Election, ...]
    stage_words: Mapping[str, tuple[str, str]]
    holidays: HolidaySettings
    demonstration: Mapping[str, Any]

    def clock(self, clock_id: str, on: date | None = None) -> ClockRule:
        """Return the version in force on a day; without a day the latest."""
        return _version("clock", clock_id, self.clocks.get(clock_id, ()), on)

    def process(self, name: str) -> Process:
        """Return the process of a regime (`pilkada`, `pemilu`, `off_season`) or of the criminal limb (`gakkumdu`)."""
        if name not in self.processes:
            raise NoRule(f"Tidak ada alur perkara bernama {name}.", f"There is no process named {name}.", process=name)
        return self.processes[name]

    def norm(self, norm_id: str, on: date | None = None) -> Entry:
        return self._entry("norms", norm_id, on)

    def violation(self, violation_id: str, on: date | None = None) -> Entry:
        return self._entry("violations", violation_id, on)

    def sanction(self, sanction_id: str, on: date | None = None) -> Entry:
        return self._entry("sanctions", sanction_id, on)

    def category(self, category_id: str, on: date | None = None) -> Entry:
        return self._entry("categories", category_id, on)

    def form(self, form_id: str, on: date | None = None) -> Entry:
        return self._entry("forms", form_id, on)

    def target(self, target_id: str, on: date | None = None) -> Entry:
        return self._entry("targets", target_id, on)

    def situation(self, situation_id: str, on: date | None = None) -> Entry:
        return self._entry("situations", situation_id, on)

    def requirement(self, requirement_id: str, on: date | None = None) -> Entry:
        return self._entry("requirements", requirement_id, on)

    @property
    def situations(self) -> tuple[Entry, ...]:
        """Return the cards *boleh atau tidak?* in the order of the file."""
        return self._latest("situations")

    @property
    def violations(self) -> tuple[Entry, ...]:
        return self._latest("violations")

    @property
    def sanctions(self) -> tuple[Entry, ...]:
        return self._latest("sanctions")

    @property
    def requirements(self) -> tuple[Entry, ...]:
        return self._latest("requirements")

    @property
    def targets(self) -> tuple[Entry, ...]:
        return self._latest("targets")

    @property
    def norms(self) -> tuple[Entry, ...]:
        return self._latest("norms")

    def categories(self, *, public: bool | None = None) -> tuple[Entry, ...]:
        """Return the answers to *Apa yang Anda lihat?* in order; `public=True` only those of the public form."""
        found = [entry for entry in self._latest("categories") if public is None or entry.public is public]
        return tuple(sorted(found, key=lambda entry: entry.order))

    def election(self, election_id: str) -> Election:
        for election in self.elections:
            if election.id == election_id:
                return election
        raise NoRule(f"Tidak ada pemilihan {election_id} dalam data hukum.", f"There is no election {election_id} in the law data.")

    def with_demo_election(self, voting_day: date) -> Book:
        """Return the book with the demonstration's election in Provinsi Andai (code 99), its stages counted from polling day."""
        demo = self.demonstration
        stages = {name: (voting_day + timedelta(days=first), voting_day + timedelta(days=last)) for name, (first, last) in demo["stages"].items()}
        election = Election(
            id=demo["id"], name_id=demo["name_id"], name_en=demo["name_en"], regime=demo["regime"], places=tuple(demo["places"]),
            begins=min(first for first, _ in stages.values()), ends=max(last for _, last in stages.values()), stages=stages,
            determination=stages["determination"][0], citation="Peragaan Saksama", confidence=Confidence.OWN_RULE, is_demo=True)
        others = tuple(other for other in self.elections if not other.is_demo)
        return replace(self, elections=(*others, election))

    def days_of_24_hour_desk(self) -> frozenset[date]:
        """Return quiet periods and polling days of local elections, when the desk is open around the clock (PK-06)."""
        rules = self.clocks.get("PK-06", ())
        stages = [
            election.stages[name] for election in self.elections if election.regime == "pilkada"
            for name in ("quiet", "voting", "revote") if name in election.stages
        ]
        days = {first + n * ONE_DAY for first, last in stages for n in range((last - first).days + 1)}
        return frozenset(day for day in days if any(rule.holds_on(day) for rule in rules))

    def _entry(self, kind: str, entry_id: str, on: date | None) -> Entry:
        return _version(kind, entry_id, self.entries.get(kind, {}).get(entry_id, ()), on)

    def _latest(self, kind: str) -> tuple[Entry, ...]:
        return tuple(versions[-1] for versions in self.entries.get(kind, {}).values())


def _version(kind: str, name: str, versions: tuple[Dated, ...], on: date | None) -> Dated:
    found = versions[-1:] if on is None else tuple(version for version in versions if version.holds_on(on))
    if found:
        return found[0]
    if versions:
        raise NoRule(f"{name} tidak berlaku pada {on}.", f"{name} is not in force on {on}.", kind=kind, name=name)
    raise NoRule(f"Data hukum tidak memuat {name}.", f"The law data hold no {name}.", kind=kind, name=name)


# ---- loading ---------------------------------------------------------------------------------------------------------


@cache
def released() -> Book:
    """Return the book of the files this program was installed with."""
    return load(DATA)


def check(paths: Iterable[Path] = ()) -> list[Problem]:
    """Return the problems of a folder of law data, or of single files read in the place of those of the same name."""
    folder, instead = DATA, {}
    for path in paths:
        if path.is_dir():
            folder = path
        else:
            instead[path.name] = path
    try:
        load(folder, instead=instead)
    except BrokenLaw as broken:
        return sorted(broken.problems)
    return []


def load(folder: Path, *, instead: Mapping[str, Path] | None = None) -> Book:
    """Return the book of a folder. Raises `BrokenLaw` with every problem found: file, line, what to do."""
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    digest = hashlib.sha256()
    for name, schema, path in _files(folder, instead or {}):
        if not path.exists():
            problems.append(Problem(path.name, 1, "the file is missing.", "Put it back."))
            continue
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        try:
            source = read(path)
        except BrokenLaw as broken:
            problems += broken.problems
            continue
        found = complaints(source, schema)
        problems += found
        if not found:
            sources[name] = source
    if problems:
        raise BrokenLaw(sorted(problems))
    problems = _cross_check(sources)
    if problems:
        raise BrokenLaw(sorted(problems))
    return _book(sources, digest.hexdigest())


def _files(folder: Path, instead: Mapping[str, Path]) -> list[tuple[str, str, Path]]:
    names = [(name, name, folder / f"{name}.yaml") for name in (*ENTRY_FILES, "holidays")]
    processes = {path.name: path for path in sorted((folder / "processes").glob("*.yaml"))}
    names += [(f"processes/{path.stem}", "process", path) for path in processes.values()]
    return [(name, schema, instead.get(path.name, path)) for name, schema, path in names]


def _entries(source: Source) -> list[dict[str, Any]]:
    return source.data["entries"]  # type: ignore[return-value]  # the schema has made sure


def _date(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None


def _cross_check(sources: Mapping[str, Source]) -> list[Problem]:
    """Return what the schema cannot see: impossible days, overlaps and gaps of versions, names that nothing bears."""
    problems: list[Problem] = []
    for name in (*ENTRY_FILES, "holidays"):
        problems += _impossible_days(sources[name])
    if problems:
        return problems
    for name in ENTRY_FILES:
        problems += _versions_in_order(sources[name])
    problems += _clock_sense(sources["clocks"])
    problems += _references(sources)
    for name, source in sources.items():
        if name.startswith("processes/"):
            problems += _process_sense(source, sources["clocks"])
    return problems


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
        if isinstance(value, list) and len(value) == 2 and all(isinstance(v, (str, int)) for v in value) and where[-2:-1] == ("stages",):
            first, last = value
            if type(first) is type(last) and first > last:
                problems.append(source.problem(where, f"the stage ends ({last}) before it begins ({first}).", "Swap the two days."))
    return problems


def _versions_in_order(source: Source) -> list[Problem]:
    """Versions of one id follow each other without overlap and without gap; an election is not a version of another."""
    problems = []
    by_id: dict[str, list[tuple[date, date | None, int]]] = defaultdict(list)
    for n, entry in enumerate(_entries(source)):
        begin, end = _date(entry["valid_from"]), _date(entry.get("valid_to"))
        if begin and end and end < begin:
            problems.append(source.problem(("entries", n, "valid_to"), f"{entry['id']} ends before it begins.", "Mend one of the days."))
        by_id[entry["id"]].append((begin or _EARLIEST, end, n))
    for entry_id, versions in by_id.items():
        versions.sort(key=lambda version: version[0])
        for (_, end, _), (begin, _, n) in zip(versions, versions[1:], strict=False):
            where = ("entries", n, "valid_from")
            if end is None or begin <= end:
                problems.append(source.problem(where, f"{entry_id}: this version overlaps the one before it.",
                                               f"Let the earlier one end on {begin - ONE_DAY} (valid_to)."))
            elif begin != end + ONE_DAY:
                problems.append(source.problem(where, f"{entry_id}: nothing holds between {end} and {begin}.",
                                               f"Let this version begin on {end + ONE_DAY} or give the gap its own version."))
    return problems


def _clock_sense(source: Source) -> list[Problem]:
    problems = []
    ids = {entry["id"] for entry in _entries(source)}
    for n, entry in enumerate(_entries(source)):
        if "limit" not in entry and "hours" not in entry:
            problems.append(source.problem(("entries", n), f"{entry['id']} has neither a limit nor desk hours.", "Give it `limit: {count, units}`."))
        if entry["confidence"] == "verified" and entry["source_kind"] == "own_knowledge":
            problems.append(source.problem(("entries", n, "confidence"), f"{entry['id']} is called verified without a source.",
                                           "Call it recalled or name where it was read."))
        if entry.get("desk_hours", entry["id"]) not in ids:
            problems.append(source.problem(("entries", n, "desk_hours"), f"`{entry['desk_hours']}` is not a clock.", "Name an existing clock."))
    return problems


_LINKS = (
    ("violations", "pair", "violations"), ("violations", "sanctions", "sanctions"), ("violations", "possible_crime", "violations"),
    ("categories", "violations", "violations"), ("norms", "follows", "norms"),
)


def _references(sources: Mapping[str, Source]) -> list[Problem]:
    problems = []
    ids = {name: {entry["id"] for entry in _entries(sources[name])} for name in ENTRY_FILES}
    anything = set().union(*ids.values())
    for kind, key, other in _LINKS:
        problems += _dangling(sources[kind], key, ids[other], f"{other}.yaml")
    problems += _dangling(sources["situations"], "rules", anything, "any file")
    return problems


def _dangling(source: Source, key: str, known: set[str], where_known: str) -> list[Problem]:
    problems = []
    for n, entry in enumerate(_entries(source)):
        named = entry.get(key, [])
        for name in [named] if isinstance(named, str) else named:
            if name and name not in known:
                problems.append(source.problem(("entries", n, key), f"{entry['id']} names `{name}`, which {where_known} does not hold.",
                                               "Mend the spelling or add the entry."))
    return problems


def _process_sense(source: Source, clocks: Source) -> list[Problem]:
    """Every stage, group, clock and needed act that a process names must exist."""
    data: dict[str, Any] = source.data
    stages, groups = set(data["stages"]), data.get("groups", {})
    clock_ids = {entry["id"] for entry in _entries(clocks)}
    acts = {step["act"] for step in data["steps"]}
    problems = []
    for regime, subjects in data["clocks"].items():
        if regime not in (*REGIMES, "always"):
            problems.append(source.problem(("clocks", regime), f"`{regime}` is not a regime.", f"Use one of {', '.join(REGIMES)} or always."))
        for subject, clock_id in subjects.items():
            if clock_id not in clock_ids:
                problems.append(source.problem(("clocks", regime, subject), f"`{clock_id}` is not a clock.", "Mend it or add it to clocks.yaml."))
    subjects_known = {subject for subjects in data["clocks"].values() for subject in subjects}
    for name, members in groups.items():
        for stage in members:
            if stage not in stages:
                problems.append(source.problem(("groups", name), f"group `{name}` names the unknown stage `{stage}`.", "Mend the spelling."))
    for n, step in enumerate(data["steps"]):
        act = step["act"]
        for name in _names(step["from"]):
            if name and name != "*" and name not in stages and name.removeprefix("@") not in groups:
                problems.append(source.problem(("steps", n, "from"), f"{act} comes from the unknown stage `{name}`.", "Mend the spelling."))
        if step["to"] != SAME and step["to"] not in stages:
            problems.append(source.problem(("steps", n, "to"), f"{act} leads to the unknown stage `{step['to']}`.", "Mend the spelling."))
        for subject in (*step.get("starts", ()), *step.get("stops", ()), *([step["gate"]] if "gate" in step else ())):
            if subject not in subjects_known:
                problems.append(source.problem(("steps", n), f"{act} names the clock subject `{subject}`, which no regime gives a rule.",
                                               "Add it under `clocks` or mend the spelling."))
        for needed in step.get("needs", ()):
            if needed not in acts:
                problems.append(source.problem(("steps", n, "needs"), f"{act} needs `{needed}`, which no step performs.", "Mend the spelling."))
    return problems


def _names(stages: object) -> list[str]:
    if isinstance(stages, str):
        return [part.strip() for part in stages.split("+")]
    return [part.strip() for item in stages for part in (item.split("+") if item else [""])]  # type: ignore[attr-defined]


# ---- turning plain values into a book --------------------------------------------------------------------------------


def _book(sources: Mapping[str, Source], release: str) -> Book:
    entries = {name: _by_id([_entry(name, entry) for entry in _entries(sources[name])]) for name in ENTRY_FILES if name != "clocks"}
    clocks = _clocks(sources["clocks"])
    elections, holiday = sources["elections"], sources["holidays"].data
    return Book(
        release=release, entries=entries, clocks=clocks, processes=_processes(sources, clocks),
        elections=tuple(_election(entry) for entry in _entries(elections)),
        stage_words={name: (words["id"], words["en"]) for name, words in elections.data["stages"].items()},  # type: ignore[attr-defined]
        holidays=_holidays(holiday), demonstration=elections.data["demonstration"],  # type: ignore[arg-type]
    )


def _holidays(data: Mapping[str, Any]) -> HolidaySettings:
    return HolidaySettings(
        decreed=frozenset(data["decreed"]), estimated=frozenset(data["estimated"]),
        add={date.fromisoformat(day["day"]): day["name_id"] for day in data["add"]},
        remove=frozenset(date.fromisoformat(day["day"]) for day in data["remove"]))


_COMMON = frozenset(("id", "valid_from", "valid_to", "citation", "source_kind", "confidence", "recalled_parts", "note_id", "note_en",
                     "reviewed_by", "reviewed_on"))


def _entry(kind: str, data: Mapping[str, Any]) -> Entry:
    return Entry(
        kind=kind, id=data["id"], valid_from=date.fromisoformat(data["valid_from"]), valid_to=_date(data.get("valid_to")),
        citation=data["citation"], source_kind=data["source_kind"], confidence=Confidence(data["confidence"]),
        recalled_parts=tuple(data.get("recalled_parts", ())), note_id=data.get("note_id", ""), note_en=data.get("note_en", ""),
        reviewed_by=data.get("reviewed_by") or "", data={key: _frozen(value) for key, value in data.items() if key not in _COMMON})


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
    hours = {entry["id"]: _closing(entry["hours"]) for entry in _entries(source) if "hours" in entry}
    return _by_id([_clock(entry, hours) for entry in _entries(source)])


def _closing(hours: Mapping[str, str]) -> dict[int, time]:
    return {_WEEKDAYS.index(day): time.fromisoformat(value) for day, value in hours.items() if day in _WEEKDAYS}


def _clock(data: Mapping[str, Any], hours: Mapping[str, Mapping[int, time]]) -> ClockRule:
    limit = data.get("limit", {"count": None, "units": [Unit.HOUR]})
    also, more = data.get("also_from", {}), data.get("extension")
    return ClockRule(
        id=data["id"], valid_from=date.fromisoformat(data["valid_from"]), valid_to=_date(data.get("valid_to")),
        name_id=data["name_id"], name_en=data["name_en"], procedure=data["procedure"], count=limit["count"],
        units=tuple(Unit(unit) for unit in limit["units"]), first_days=tuple(FirstDay(day) for day in data["first_day"]),
        trigger_id=data["trigger_id"], trigger_en=data["trigger_en"], actor=data["actor"], citation=data["citation"],
        source_kind=data["source_kind"], confidence=Confidence(data["confidence"]), kind=Duty(data.get("kind", "duty")),
        recalled_parts=tuple(data.get("recalled_parts", ())),
        extension=Extension(more["act"], more["count"], Unit(more["unit"]), more.get("from_start", False), more.get("times", 1)) if more else None,
        also_from=tuple(also.get("acts", ())), also_from_unless=tuple(also.get("unless", ())), from_body=data.get("from_body", ""),
        pauses=tuple(data.get("pauses", ())), resumes=tuple(data.get("resumes", ())),
        desk_hours=hours.get(data.get("desk_hours", data["id"]), {}),
        consequence_id=data.get("consequence_id", ""), consequence_en=data.get("consequence_en", ""),
        note_id=data.get("note_id", ""), note_en=data.get("note_en", ""))


def _election(data: Mapping[str, Any]) -> Election:
    return Election(
        id=data["id"], name_id=data["name_id"], name_en=data["name_en"], regime=data["regime"], places=tuple(data["places"]),
        begins=date.fromisoformat(data["valid_from"]), ends=_date(data.get("valid_to")) or date.max,
        stages={name: (date.fromisoformat(first), date.fromisoformat(last)) for name, (first, last) in data["stages"].items()},
        determination=_date(data.get("determination")), citation=data["citation"], confidence=Confidence(data["confidence"]),
        recalled_parts=tuple(data.get("recalled_parts", ())), expected_id=data.get("expected_id", ""), expected_en=data.get("expected_en", ""))


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


def _process(data: Mapping[str, Any], regime: str, subjects: Mapping[str, str], clocks: Mapping[str, tuple[ClockRule, ...]]) -> Process:
    stages = {code: Stage(code, words["id"], words["en"], words["waits_on"]) for code, words in data["stages"].items()}
    groups = {name: frozenset(members) for name, members in data.get("groups", {}).items()}
    steps = tuple(
        Step(act=row["act"], sources=_sources(row["from"], groups, stages), target=row["to"], starts=tuple(row.get("starts", ())),
             stops=tuple(row.get("stops", ())), roles=frozenset(row["by"]), rule=row.get("rule", ""), once=row.get("once", False),
             needs=tuple(row.get("needs", ())), gate=row.get("gate", ""), voids=row.get("voids", False), limb=row.get("limb", ""))
        for row in data["steps"])
    return Process(
        name=regime or data["process"], limb=data["limb"], stages=stages, steps=steps, clocks=dict(subjects),
        rules={subject: clocks[clock_id] for subject, clock_id in subjects.items()}, groups=groups,
        initial_stage=data["initial_stage"], regime=regime)


def _sources(written: object, groups: Mapping[str, frozenset[str]], stages: Mapping[str, Stage]) -> frozenset[str]:
    """`*` is every stage of an opened case, `@name` a group, `a+b` both, an empty text the case before it is opened."""
    found: set[str] = set()
    for name in _names(written):
        if name == "*":
            found |= set(stages)
        elif name.startswith("@"):
            found |= groups[name[1:]]
        else:
            found.add(name)
    return frozenset(found)
