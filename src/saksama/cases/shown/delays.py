"""The sheet of limits: whose turn it was and whose limit ran, by each reading. For a lawyer; it blames nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .parts import ClockShown
from .words import Words


@dataclass(frozen=True, slots=True)
class Moment:
    """The act that began or ended a limit. `late`: recorded over a day after it happened. `by`: whose act it was."""

    nth: int
    label: Words
    happened_at: datetime
    recorded_at: datetime
    late: bool
    by: Words


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit with its end by both readings.

    `started` is None where the limit ran before the case did: `started_at` is then the day that an act names.
    `early` and `late` say how it stands by each: kept, passed, running, void, or none where the law data give no date.
    `over_early` and `over_late` are calendar days in the office's zone from that end to the act (or to now), 0 where it was not
    passed or ended on the same day. `counted`: a duty in law; a right or a standard of ours enters no sum.
    """

    clock: ClockShown
    owner: Words
    started_at: datetime | None
    started: Moment | None
    ended: Moment | None
    early: str
    late: str
    over_early: int
    over_late: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it was, from when until when (None: still); `days` are calendar days between the two dates."""

    body: Words
    since: datetime
    until: datetime | None
    days: int


@dataclass(frozen=True, slots=True)
class OwnerSum:
    """The duties of one owner: how many by how they stand, and the days past their ends by each reading.

    `unsettled` are those kept by the late reading and passed by the early one: which of the two is law decides.
    """

    owner: Words
    limits: int
    kept: int
    unsettled: int
    passed: int
    running: int
    over_early: int
    over_late: int


@dataclass(frozen=True, slots=True)
class DelaySheet:
    """All limits of the ASN limb of one case, whose turn it was when, and the sums by owner."""

    public_id: str
    number: str
    title_id: str
    title_en: str
    place: str
    office: str
    timezone: str
    law_release: str
    lines: tuple[LimitLine, ...]
    turns: tuple[Turn, ...]
    sums: tuple[OwnerSum, ...]
