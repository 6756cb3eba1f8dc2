"""What a list shows: rows, a page of them, the head of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. No name of a person stands in it.

    `next_due` is the early reading of the next limit, `late_by_later_reading` tells that the late one has passed. `meter` are the
    six conditions in order (yes|no|assess), `similar` how many open reports look like it, `silent_since` is set for *belum ada
    kabar*. `officer` is who works on it; his name is looked up for others than the reader. `office` is empty where it is the
    reader's own.
    """

    public_id: str
    number: str
    title_id: str
    title_en: str
    place: str
    office: str
    office_public_id: str
    stage: str
    stage_id: str
    stage_en: str
    waiting_on: str
    waiting_id: str
    waiting_en: str
    waiting_since: datetime | None
    next_due: datetime | None
    due_late: datetime | None
    next_rule: str
    next_rule_id: str
    next_rule_en: str
    late_by_later_reading: bool
    meter: tuple[str, ...]
    is_new: bool
    similar: int
    door: str
    channel: str
    limb: str
    silent_since: datetime | None
    opened_at: datetime
    act_count: int
    timezone: str
    officer: str = ""
    officer_name: str = ""
    handed_back: str = ""

    @property
    def met(self) -> int:
        return sum(1 for condition in self.meter if condition == "yes")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `next_key` goes back in as `after`, empty at the end."""

    rows: tuple[Row, ...]
    next_key: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the queue: received and not yet opened, due today by the early reading, and the oldest that waits."""

    unopened: int
    due_today: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a queue is narrowed to, in codes; empty: everything.

    `waiting`: a body, or `us`; `due`: today|soon|week|late; `officer`: me|nobody|me_or_nobody; `state`: new|silent; `limb`:
    criminal; `place`: a place's code, or the beginning of what it is called.
    """

    stage: str = ""
    waiting: str = ""
    limb: str = ""
    place: str = ""
    category: str = ""
    due: str = ""
    channel: str = ""
    door: str = ""
    officer: str = ""
    state: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> Wanted:
        """Return it from a mapping; what it does not know is left out."""
        names = {one.name for one in fields(cls)}
        return cls(**{name: str(value)[:80] for name, value in kept.items() if name in names})

    def as_dict(self) -> dict[str, str]:
        """Return what is set."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def __bool__(self) -> bool:
        return bool(self.as_dict())


@dataclass(frozen=True, slots=True)
class View:
    """A view of the queue that somebody keeps. `own`: the reader's; others are shared by colleagues of his office."""

    public_id: str
    name: str
    wanted: Wanted
    own: bool
    shared: bool
