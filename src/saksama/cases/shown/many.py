"""What the screens of steps on many cases are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from saksama.kernel.decision import Decision

from .lists import Row


@dataclass(frozen=True, slots=True)
class Picked:
    """A case somebody picked, with how many acts he saw, and what he may do there of what can be done in bulk."""

    row: Row
    seen: int
    acts: dict[str, Decision]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One case of a run; `row` is None where it is out of the reader's reach by now. `state`: waiting|done|changed|refused."""

    nth: int
    case: str
    row: Row | None
    state: str
    sentence_id: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class Run:
    """A step asked of many cases, with what became of each; `letters` of the form were drawn."""

    public_id: str
    act: str
    asked_at: datetime
    finished: bool
    lines: tuple[RunLine, ...]
    form: str = ""
    letters: int = 0
    stopped: bool = False

    def count(self, state: str) -> int:
        return sum(1 for line in self.lines if line.state == state)

    @property
    def done(self) -> int:
        return self.count("done")

    @property
    def waiting(self) -> int:
        return self.count("waiting")

    @property
    def others(self) -> int:
        return len(self.lines) - self.done - self.waiting
