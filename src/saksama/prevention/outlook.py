"""What three or five times the reports would do to an office, from its own weeks (R-033). Pure; a simulation, no forecast.

Weeks are drawn at random from those the office really had: arrivals from all of them, capacity from the busier half of what it
finished, since a quiet week says little of what people can do. A case is late when the work waiting before it takes longer than
the limit. What comes out is a range; with too little history nothing comes out.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

WEEKS, DRAWS = 12, 200
FEWEST_CASES, FEWEST_WEEKS, MOST_EXTRA = 10, 4, 20
FACTORS = (1, 3, 5)


@dataclass(frozen=True)
class Rates:
    """An office's own weeks: cases begun and ended in each, people who handle them now, days that the limit allows."""

    begun: Sequence[int]
    ended: Sequence[float]
    people: int
    limit_days: float

    @property
    def enough(self) -> bool:
        """Tell whether there is history to draw from."""
        return sum(self.begun) >= FEWEST_CASES and len(self.busy) >= FEWEST_WEEKS and self.people > 0 and self.limit_days > 0

    @cached_property
    def busy(self) -> list[float]:
        """The busier half of the weeks in which something was finished."""
        done = sorted(count for count in self.ended if count > 0)
        return done[len(done) // 2 :] if len(done) > 1 else done


@dataclass(frozen=True, slots=True)
class Outlook:
    """Late cases in per cent of those that come in (a tenth, half, nine tenths of the draws lie below), and the first late week.

    `first_week` is the median over draws in which any case was late, None where fewer than half had one; `extra` the fewest more
    people with whom half of the draws have no late case, None where `MOST_EXTRA` are not enough.
    """

    factor: int
    low: int
    middle: int
    high: int
    first_week: int | None
    extra: int | None


def outlook(rates: Rates, factor: int, *, seed: int = 1945) -> Outlook:
    """Return what `factor` times the arrivals would do. The same rates give the same answer."""
    shares, firsts = _draws(rates, factor, 0, seed)
    late = sorted(shares)
    first = sorted(firsts)
    return Outlook(
        factor,
        low=round(late[DRAWS // 10]),
        middle=round(late[DRAWS // 2]),
        high=round(late[DRAWS * 9 // 10]),
        first_week=first[len(first) // 2] if len(first) * 2 >= DRAWS else None,
        extra=_extra(rates, factor, seed),
    )


def _extra(rates: Rates, factor: int, seed: int) -> int | None:
    """Find the fewest more people; more people never make more cases late, so halving finds it."""
    low, high = 0, MOST_EXTRA + 1
    while low < high:
        middle = (low + high) // 2
        shares, _ = _draws(rates, factor, middle, seed)
        if sorted(shares)[DRAWS // 2] <= 0:
            high = middle
        else:
            low = middle + 1
    return low if low <= MOST_EXTRA else None


def _draws(rates: Rates, factor: int, extra: int, seed: int) -> tuple[list[float], list[int]]:
    luck = random.Random(seed)  # noqa: S311  no secret: the same rates must give the same answer
    shares, firsts = [], []
    for _ in range(DRAWS):
        share, first = _season(rates, factor, (rates.people + extra) / rates.people, luck)
        shares.append(share)
        if first is not None:
            firsts.append(first)
    return shares, firsts


def _season(rates: Rates, factor: int, strength: float, luck: random.Random) -> tuple[float, int | None]:
    """Play twelve weeks: what waits grows or shrinks evenly within a week; who comes while too much waits will be late."""
    waiting, came, late, first = 0.0, 0.0, 0.0, None
    for week in range(WEEKS):
        new = sum(luck.choice(rates.begun) for _ in range(factor))
        able = luck.choice(rates.busy) * strength
        after = max(0.0, waiting + new - able)
        share = _above(waiting, after, able * rates.limit_days / 7)
        came += new
        late += new * share
        first = week + 1 if first is None and new and share > 0 else first
        waiting = after
    return (100 * late / came if came else 0.0), first


def _above(start: float, end: float, most: float) -> float:
    """Return for which part of a week more than `most` waits, going evenly from `start` to `end`."""
    if max(start, end) <= most:
        return 0.0
    if min(start, end) > most:
        return 1.0
    return (max(start, end) - most) / abs(end - start)
