"""Counting over courses. Pure: the same courses give the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .courses import STEPS, Course, Fate, Step


@dataclass(frozen=True, slots=True)
class Median:
    """Median days between two steps, over `cases` cases."""

    start: Step
    end: Step
    days: float | None
    cases: int


def funnel(courses: Iterable[Course]) -> tuple[int, ...]:
    """Return how many cases came at least as far as each step of `STEPS`."""
    reached = Counter(course.furthest for course in courses)
    return tuple(sum(count for furthest, count in reached.items() if furthest >= nth) for nth in range(len(STEPS)))


def waiting(courses: Iterable[Course]) -> dict[str, int]:
    """Return open cases by the body whose step is awaited."""
    return dict(Counter(course.waiting_on for course in courses if course.waiting_on != "nobody"))


def execution(courses: Iterable[Course]) -> dict[Fate, int]:
    """Return what became of recommended cases, all five fates named; no news is one of its own."""
    counted = Counter(course.fate for course in courses if course.fate is not None)
    return {fate: counted[fate] for fate in Fate}


def by_district(courses: Iterable[Course]) -> dict[str, int]:
    """Return cases by the code of their kabupaten or kota."""
    return dict(Counter(course.place_code[:5] for course in courses))


def by_district_and_month(courses: Iterable[Course]) -> dict[tuple[str, str], int]:
    """Return cases by district and month of opening."""
    return dict(Counter((course.place_code[:5], f"{course.opened_on:%Y-%m}") for course in courses))


def median_days(courses: Sequence[Course], *, fewest: int = 3) -> list[Median]:
    """Return the median days of each step; no number where fewer than `fewest` cases reached both ends."""
    return [_median(courses, start, end, fewest) for start, end in pairwise(STEPS)]


def _median(courses: Sequence[Course], start: Step, end: Step, fewest: int) -> Median:
    spans = [
        (course.steps[end] - course.steps[start]).days for course in courses if start in course.steps and end in course.steps
    ]
    return Median(start, end, float(median(spans)) if len(spans) >= fewest else None, len(spans))
