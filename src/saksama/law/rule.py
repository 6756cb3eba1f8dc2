"""One clock rule as the engine reads it: what starts it, how much, in which unit, and what is unsettled in the counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from .calendar import Unit


class Confidence(StrEnum):
    """How sure we are of an entry. `recalled` must carry the label *Perlu diperiksa ahli hukum* wherever it is seen."""

    VERIFIED = "verified"
    RECALLED = "recalled"
    OWN_RULE = "own_rule"


class FirstDay(StrEnum):
    """Which day is day 1: the day after the event, or the day of the event itself."""

    AFTER = "after"
    SAME = "same"


class Duty(StrEnum):
    """What a lapse means: a duty not done, a right not used, or a standard of our own not kept."""

    DUTY = "duty"
    RIGHT = "right"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Extension:
    """An act that moves the limit. `from_start`: the count replaces the first one and runs from the start, else it is added.

    `count` 0 means: read it from the act's body, field `days`. At most `times` acts count (0: any number).
    """

    act: str
    count: int
    unit: Unit
    from_start: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One version of one clock. `count` None: no limit in law. More than one unit or first day: unsettled, all are counted.

    `also_from` are acts whose time is another possible start (law against regulation), `also_from_unless` acts after which
    that other start no longer matters; `from_body` names the field of the stopping act that holds the day the clock began.
    `restarts` are acts from which a running clock is counted anew, as if it began there.
    `desk_hours` maps weekdays (Monday = 0) to the closing hour, where it is unsettled whether an evening is still in time.
    `variants` are what differing sources say, each whole (`id`, `en`, `source_id`, `source_en`, `confidence`); none is chosen.
    """

    id: str
    valid_from: date
    valid_to: date | None
    name_id: str
    name_en: str
    procedure: str
    count: int | None
    units: tuple[Unit, ...]
    first_days: tuple[FirstDay, ...]
    trigger_id: str
    trigger_en: str
    actor: str
    citation: str
    source_kind: str
    confidence: Confidence
    kind: Duty = Duty.DUTY
    recalled_parts: tuple[str, ...] = ()
    extension: Extension | None = None
    also_from: tuple[str, ...] = ()
    also_from_unless: tuple[str, ...] = ()
    from_body: str = ""
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    restarts: tuple[str, ...] = ()
    desk_hours: Mapping[int, time] = field(default_factory=dict)
    consequence_id: str = ""
    consequence_en: str = ""
    note_id: str = ""
    note_en: str = ""
    instrument: str = ""
    variants: tuple[Mapping[str, str], ...] = ()
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def version(self) -> str:
        """Return the rule with the day from which it holds: `PK-05@2015-02-02`."""
        return f"{self.id}@{self.valid_from.isoformat()}"

    @property
    def needs_check(self) -> bool:
        """Tell whether a lawyer must look at it before anybody relies on it; one who signed it has."""
        if self.reviewed_by:
            return False
        return self.confidence is Confidence.RECALLED or bool(self.recalled_parts) or bool(self.variants)

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
