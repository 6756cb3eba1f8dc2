"""How far a case came: two proofs, annulled decisions, and no news as a state of its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saksama.insight import figures
from saksama.insight.courses import STEPS, Course, Done, Fate, Step, course

START = date(2024, 10, 1)


def story(*kinds, waiting_on="agency", place="99.01.01.2001"):
    return course(place, [Done(kind, START + timedelta(days=nth)) for nth, kind in enumerate(kinds)], waiting_on=waiting_on)


TO_PPK = (
    "report.received",
    "requirements.met",
    "registered",
    "pleno.forwarded",
    "recommendation.issued",
    "recommendation.served",
)


def test_a_case_counts_as_carried_out_only_on_two_proofs():
    assert Step.EXECUTED not in story(*TO_PPK, "ppk.decided", "effect.proved").steps
    assert Step.EXECUTED not in story(*TO_PPK, "ppk.decided", "decision.delivered").steps
    assert story(*TO_PPK, "ppk.decided", "decision.delivered", "effect.proved").fate is Fate.EXECUTED


def test_a_decision_annulled_on_appeal_is_no_sanction():
    upheld = story(*TO_PPK, "ppk.decided", "decision.delivered", "effect.proved", "appeal.filed", "appeal.upheld")
    assert (upheld.fate, upheld.furthest) == (Fate.ANNULLED, STEPS.index(Step.RECOMMENDED))
    again = story(*TO_PPK, "ppk.decided", "decision.delivered", "appeal.filed", "appeal.upheld", "ppk.decided")
    assert (again.fate, again.furthest) == (Fate.IN_PROGRESS, STEPS.index(Step.DECIDED))


@pytest.mark.parametrize(
    ("acts", "fate"),
    [
        ((), Fate.NO_NEWS),
        (("reminder.sent", "escalation.sent", "clock.lapsed"), Fate.NO_NEWS),
        (("ppk.more_time",), Fate.IN_PROGRESS),
        (("ppk.refused",), Fate.NOT_EXECUTED),
        (("ppk.decided", "decision.delivered"), Fate.IN_PROGRESS),
        (("execution.denied",), Fate.NOT_EXECUTED),
    ],
)
def test_silence_is_no_news_and_never_a_refusal(acts, fate):
    assert story(*TO_PPK, *acts).fate is fate


def test_a_case_not_recommended_has_no_fate():
    assert story("report.received", "registered").fate is None
    assert story() is None


def test_funnel_is_nested_even_where_a_step_was_never_recorded():
    courses = [story(*TO_PPK), story("report.received"), story("report.received", "ppk.decided"), story("tip.received")]
    counted = figures.funnel(courses)
    assert counted == (4, 2, 2, 2, 1, 0)
    assert list(counted) == sorted(counted, reverse=True)


def test_waiting_leaves_out_what_has_ended():
    courses = [
        story(*TO_PPK),
        story(*TO_PPK),
        story("report.received", waiting_on="bawaslu"),
        story("registered", waiting_on="nobody"),
    ]
    assert figures.waiting(courses) == {"agency": 2, "bawaslu": 1}


def test_every_recommended_case_has_exactly_one_fate():
    courses = [story(*TO_PPK), story(*TO_PPK, "ppk.refused"), story("report.received")]
    counted = figures.execution(courses)
    assert set(counted) == set(Fate)
    assert sum(counted.values()) == figures.funnel(courses)[STEPS.index(Step.RECOMMENDED)]


def test_median_needs_three_cases():
    courses = [Course("99.01", START, {Step.RECEIVED: START, Step.REGISTERED: START + timedelta(days=n)}) for n in (1, 2)]
    assert figures.median_days(courses)[0].days is None
    courses.append(Course("99.01", START, {Step.RECEIVED: START, Step.REGISTERED: START + timedelta(days=30)}))
    first = figures.median_days(courses)[0]
    assert (first.days, first.cases, first.start, first.end) == (2.0, 3, Step.RECEIVED, Step.REGISTERED)


def test_districts_and_months_add_up():
    courses = [story("report.received"), story("report.received", place="99.71.01.1001"), story("report.received")]
    assert figures.by_district(courses) == {"99.01": 2, "99.71": 1}
    assert sum(figures.by_district_and_month(courses).values()) == 3
