"""The book of law: every data file read, checked against its schema and against the others, and turned into immutable values.

A file that is not sound is refused with its line: an overlap or a gap between versions of one entry, a name that nothing bears,
a limit without unit. `Book.release` is the hash of all files; acts and letters name it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from saksama.kernel.errors import NoRule

from .calendar import ONE_DAY
from .process import Process
from .rule import ClockRule, Confidence
from .soundness import ENTRY_FILES, SETTING_FILES, cross_check
from .source import BrokenLaw, Problem, Source, complaints, read

DATA = Path(__file__).parent / "data"
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
    reviewed_on: date | None
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
        """Tell whether screens and letters must show *Perlu diperiksa ahli hukum* beside it; not once a lawyer signed it."""
        if self.reviewed_by:
            return False
        unsettled = bool(self.recalled_parts) or not {"conflict_id", "variants"}.isdisjoint(self.data)
        return self.confidence is Confidence.RECALLED or unsettled

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
        return any(
            code.startswith(place.replace(".", "")) or place.replace(".", "").startswith(code or "-") for place in self.places
        )


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
    words: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)

    def said(self, group: str, code: str) -> tuple[str, str]:
        """Return the words of a code of the data (`actors`, `elements`, ...) in both languages, or the code itself."""
        return self.words.get(group, {}).get(code, (code, code))

    def clock(self, clock_id: str, on: date | None = None) -> ClockRule:
        """Return the version in force on a day; without a day the latest."""
        return _version("clock", clock_id, self.clocks.get(clock_id, ()), on)

    def process(self, name: str) -> Process:
        """Return the process of a regime (`pilkada`, `pemilu`, `off_season`) or of the criminal limb (`gakkumdu`)."""
        if name not in self.processes:
            raise NoRule(f"Tidak ada alur perkara bernama {name}.", f"There is no process named {name}.", process=name)
        return self.processes[name]

    def norm(self, norm_id: str, on: date | None = None) -> Entry:
        return self.entry("norms", norm_id, on)

    def violation(self, violation_id: str, on: date | None = None) -> Entry:
        return self.entry("violations", violation_id, on)

    def sanction(self, sanction_id: str, on: date | None = None) -> Entry:
        return self.entry("sanctions", sanction_id, on)

    def category(self, category_id: str, on: date | None = None) -> Entry:
        return self.entry("categories", category_id, on)

    def form(self, form_id: str, on: date | None = None) -> Entry:
        return self.entry("forms", form_id, on)

    def target(self, target_id: str, on: date | None = None) -> Entry:
        return self.entry("targets", target_id, on)

    def situation(self, situation_id: str, on: date | None = None) -> Entry:
        return self.entry("situations", situation_id, on)

    def requirement(self, requirement_id: str, on: date | None = None) -> Entry:
        return self.entry("requirements", requirement_id, on)

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

    def to_be_checked(self) -> tuple[Entry | ClockRule, ...]:
        """Return every version of every entry and clock that a lawyer must still look at."""
        found: list[Entry | ClockRule] = []
        for versions in (versions for kind in self.entries.values() for versions in kind.values()):
            found += [entry for entry in versions if entry.needs_check]
        for rules in self.clocks.values():
            found += [rule for rule in rules if rule.needs_check]
        return tuple(found)

    def categories(self, *, public: bool | None = None) -> tuple[Entry, ...]:
        """Return the answers to *Apa yang Anda lihat?* in order; `public=True` only those of the public form."""
        found = [entry for entry in self._latest("categories") if public is None or entry.public is public]
        return tuple(sorted(found, key=lambda entry: entry.order))

    def election(self, election_id: str) -> Election:
        for election in self.elections:
            if election.id == election_id:
                return election
        raise NoRule(
            f"Tidak ada pemilihan {election_id} dalam data hukum.", f"There is no election {election_id} in the law data."
        )

    def with_demo_election(self, voting_day: date) -> Book:
        """Return the book with the demonstration's election in Provinsi Andai (code 99), its stages counted from polling day."""
        demo = self.demonstration
        stages = {
            name: (voting_day + timedelta(days=first), voting_day + timedelta(days=last))
            for name, (first, last) in demo["stages"].items()
        }
        election = Election(
            id=demo["id"],
            name_id=demo["name_id"],
            name_en=demo["name_en"],
            regime=demo["regime"],
            places=tuple(demo["places"]),
            begins=min(first for first, _ in stages.values()),
            ends=max(last for _, last in stages.values()),
            stages=stages,
            determination=stages["determination"][0],
            citation="Peragaan Saksama",
            confidence=Confidence.OWN_RULE,
            is_demo=True,
        )
        others = tuple(other for other in self.elections if not other.is_demo)
        return replace(self, elections=(*others, election))

    def days_of_24_hour_desk(self) -> frozenset[date]:
        """Return quiet periods and polling days of local elections, when the desk is open around the clock (PK-06)."""
        rules = self.clocks.get("PK-06", ())
        stages = [
            election.stages[name]
            for election in self.elections
            if election.regime == "pilkada"
            for name in ("quiet", "voting", "revote")
            if name in election.stages
        ]
        days = {first + n * ONE_DAY for first, last in stages for n in range((last - first).days + 1)}
        return frozenset(day for day in days if any(rule.holds_on(day) for rule in rules))

    def entry(self, kind: str, entry_id: str, on: date | None = None) -> Entry:
        """Return an entry of any file by the file's name (`regimes`, `windows`, ...) on a day, or its latest version."""
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


@cache
def packaged() -> Book:
    """Return the book of the files this program was installed with."""
    return load(DATA)


def released() -> Book:
    """Return the book in use: the packaged one, or the one this installation took up (`law.in_use`)."""
    from .in_use import current

    return current()


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
    from .making import make

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
    problems = cross_check(sources)
    if problems:
        raise BrokenLaw(sorted(problems))
    return make(sources, digest.hexdigest())


def _files(folder: Path, instead: Mapping[str, Path]) -> list[tuple[str, str, Path]]:
    names = [(name, name, folder / f"{name}.yaml") for name in (*ENTRY_FILES, *SETTING_FILES)]
    processes = {path.name: path for path in sorted((folder / "processes").glob("*.yaml"))}
    names += [(f"processes/{path.stem}", "process", path) for path in processes.values()]
    return [(name, schema, instead.get(path.name, path)) for name, schema, path in names]
