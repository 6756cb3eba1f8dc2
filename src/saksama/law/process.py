"""What may happen next: the process of one limb of a case, read from `law/data/processes`. Pure.

An act is possible where its row names the stage. `Process.step` answers with the row, or raises `IllegalStep` with the acts that
are open, which is also what the screen offers. Who may act is the policies' business; the row only lists the roles.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from saksama.kernel.errors import IllegalStep

from .rule import ClockRule

SAME = "same"


@dataclass(frozen=True, slots=True)
class Stage:
    """One station of a case, with its words and whose turn it is."""

    code: str
    id: str
    en: str
    waits_on: str


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a procedure: an act, where it may happen, and what it leads to.

    `target` is `same` in the table and a stage in what `Process.step` returns. `starts` and `stops` are clock subjects;
    `voids` ends every clock that still runs. `once`, `needs` and `gate` look at what has happened before.
    """

    act: str
    sources: frozenset[str]
    target: str
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    rule: str = ""
    once: bool = False
    needs: tuple[str, ...] = ()
    gate: str = ""
    voids: bool = False
    limb: str = ""


@dataclass(frozen=True)
class Process:
    """The rows of one limb under one regime. `clocks` maps a clock subject to its rule's id, `rules` to its versions."""

    name: str
    limb: str
    stages: Mapping[str, Stage]
    steps: tuple[Step, ...]
    clocks: Mapping[str, str]
    rules: Mapping[str, tuple[ClockRule, ...]] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    initial_stage: str = ""
    regime: str = ""

    @cached_property
    def _by_act(self) -> Mapping[str, tuple[Step, ...]]:
        rows: dict[str, list[Step]] = {}
        for step in self.steps:
            rows.setdefault(step.act, []).append(step)
        return {act: tuple(found) for act, found in rows.items()}

    def rows(self, act: str) -> tuple[Step, ...]:
        """Return the rows of an act at whatever stage; empty where the process does not know it."""
        return self._by_act.get(act, ())

    def step(self, act: str, stage: str, *, done: Sequence[str] | None = None, lapsed: Collection[str] = ()) -> Step:
        """Return the row with its target stage, or say which acts the stage does allow.

        With `done`, the acts performed so far in order, `once`, `needs` and `gate` are held too; `lapsed` are the clock
        subjects whose limit has passed by its later reading, which opens a gate as an answer does.
        """
        for row in self.rows(act):
            if stage in row.sources and not self._missing(row, done, lapsed):
                return replace(row, target=stage if row.target == SAME else row.target)
        self._refuse(act, stage, done, lapsed)
        raise AssertionError("unreachable")

    def open_acts(self, stage: str, *, done: Sequence[str] | None = None, lapsed: Collection[str] = ()) -> tuple[str, ...]:
        """Return the acts possible at this stage, in the order of the table."""
        found = [row.act for row in self.steps if stage in row.sources and not self._missing(row, done, lapsed)]
        return tuple(dict.fromkeys(found))

    def waits_on(self, stage: str) -> str:
        return self.stages[stage].waits_on if stage in self.stages else "nobody"

    def _missing(self, row: Step, done: Sequence[str] | None, lapsed: Collection[str]) -> str:
        """Return what keeps the row shut: `once`, an act it needs, or `gate:<subject>`; empty where nothing does."""
        if done is None:
            return ""
        if row.once and row.act in done:
            return "once"
        for needed in row.needs:
            if needed not in done:
                return needed
        if row.gate and row.gate not in lapsed and not self._answered(row.gate, done):
            return f"gate:{row.gate}"
        return ""

    def _answered(self, subject: str, done: Sequence[str]) -> bool:
        """Tell whether the last act that touched this clock stopped it."""
        for act in reversed(done):
            if any(subject in row.stops for row in self.rows(act)):
                return True
            if any(subject in row.starts for row in self.rows(act)):
                return False
        return False

    def _refuse(self, act: str, stage: str, done: Sequence[str] | None, lapsed: Collection[str]) -> None:
        here = next((row for row in self.rows(act) if stage in row.sources), None)
        missing = self._missing(here, done, lapsed) if here else ""
        named = self.stages.get(stage)
        words, words_en = (named.id, named.en) if named else ("belum dibuka", "not opened")
        if missing == "once":
            reason, reason_en = (
                "Langkah ini hanya boleh sekali dan sudah dilakukan.",
                "This step may be taken once and has been taken.",
            )
        elif missing.startswith("gate:"):
            reason = "Langkah ini menunggu jawaban yang dilaporkan atau lewatnya batas waktu jawaban."
            reason_en = "This step waits for the reported person's answer or the lapse of its time limit."
        elif missing:
            reason, reason_en = (
                f"Langkah ini baru bisa sesudah {missing} dicatat.",
                f"This step is possible once {missing} is recorded.",
            )
        else:
            reason = (
                f"Langkah ini tidak dapat dilakukan selama perkara pada tahap {words}. Pilih salah satu langkah yang terbuka."
            )
            reason_en = f"This step is not possible while the case is at the stage {words_en}. Choose one of the open steps."
        raise IllegalStep(
            reason, reason_en, act=act, stage=stage, missing=missing, allowed=self.open_acts(stage, done=done, lapsed=lapsed)
        )
