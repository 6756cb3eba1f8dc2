"""Replaying published timelines: the limits and tracks Saksama would have shown, and the readable table of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.law import clocks
from saksama.law.applicable import Chain, Track, standing_on, tracks
from saksama.law.calendar import calendar_for

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/reference/timelines.md"
CALENDAR = calendar_for(range(2018, 2027), "WIB")
Told = Mapping[str, Any]


def published() -> list[Told]:
    """Return the timelines as they were written down."""
    found: list[Told] = yaml.safe_load((HERE / "timelines.yaml").read_text(encoding="utf-8"))["timelines"]
    return found


@dataclass(frozen=True)
class Replayed:
    """One limit of a published case: its end by the two readings (None where it was not counted), and what that says."""

    due: tuple[date, date] | None
    verdict: str
    reason: str


def replay(told: Told) -> Replayed:
    """Count one limit as the case page would have on its day."""
    if told["from"] is None:
        return Replayed(None, "open", "no starting day")
    start = date.fromisoformat(told["from"])
    try:
        rule = law.book().clock(told["clock"], start)
    except NoRule as refused:
        return Replayed(None, "refused", refused.detail_en)
    ends = clocks.limit(rule, start, CALENDAR, extended=_extended(told, start))
    assert ends is not None
    due = (ends.due_early.astimezone(CALENDAR.zone).date(), ends.due_late.astimezone(CALENDAR.zone).date())
    return Replayed(due, _verdict(told, due), ends.why_en)


def _extended(told: Told, start: date) -> list[tuple[datetime, int]]:
    if not told.get("extended"):
        return []
    return [(datetime.combine(start + timedelta(days=1), time(9), CALENDAR.zone), 0)]


def _verdict(told: Told, due: tuple[date, date]) -> str:
    if told["done"] is None:
        return "open"
    done = date.fromisoformat(told["done"])
    if told.get("window"):
        return "inside" if done >= due[0] else "outside"
    if done <= due[0]:
        return "kept"
    return "unsettled" if done <= due[1] else "missed"


def helped_on(told: Told, day: date) -> str:
    """Return the standing of the one helped: as told, or by the calendar of 2024 where `standing` says so."""
    return standing_on(law.book().election("pilkada-2024"), day) if told.get("standing") else str(told["helped"])


def suggested(told: Told, day: date) -> tuple[Track, ...]:
    """Ask for the tracks of one day."""
    return tracks(
        told["act"],
        helped_on(told, day),
        day,
        told["actor"],
        regime=told["regime"],
        chain=Chain(secretary=bool(told.get("secretary")), conflict=str(told.get("conflict", ""))),
        sent=date.fromisoformat(told["sent"]) if "sent" in told else None,
    )


def days_of(told: Told) -> list[date]:
    return [date.fromisoformat(day) for day in told["days"]]


# ---- the readable table ----------------------------------------------------------------------------------------------

HEAD = """# Published timelines, replayed

Real neutrality cases as press and court registers told them, and what Saksama says about each limit and track. Generated from
`tests/law/timelines.yaml` by `python -m tests.law.timelines`; a test holds this page, the data and the engine to each other.

**How to read it.** No person is named: office or post, and kabupaten or kota only. Dates are those the sources print; a day
that was not published stays open, and a limit without its first day is not counted. *Due* gives the early and the late reading
(whether the day of the event counts is not settled). *Kept*: within the early reading. *Unsettled*: within the late one only.
*Missed*: after both. *Open*: the other day was not published. *Refused*: no rule of that day is in the data. A missed limit is
no reproach to anybody: the public record rarely tells when a report was registered or an extension decided. The press is the
source almost throughout, read in November 2026, partly in excerpts; nothing here was checked with the offices.

"""


def page() -> str:
    """Return the page as it must stand in the docs."""
    cases = published()
    two = sum(1 for case in cases if len(case["published"]) > 1)
    lines = [HEAD + f"{len(cases)} timelines, {two} of them with two or more dated steps.\n", *_overview(cases)]
    for case in cases:
        lines += _case(case)
    return "\n".join(lines) + "\n"


def _overview(cases: list[Told]) -> list[str]:
    rows = ["| Place, year | Who | Limits (verdicts) | Tracks suggested |", "|---|---|---|---|"]
    for case in cases:
        verdicts = ", ".join(f"{one['clock']} {replay(one).verdict}" for one in case["limits"]) or "none counted"
        rows.append(f"| [{case['place']}, {case['year']}](#{_anchor(case)}) | {case['office']} | {verdicts} | {_found(case)} |")
    return [*rows, ""]


def _found(case: Told) -> str:
    found = [one for asked in case["tracks"] for one in suggested(asked, days_of(asked)[-1])]
    names = dict.fromkeys("refused" if one.refused else one.violation for one in found)
    return ", ".join(names) or "not asked: the act was not published"


def _title(case: Told) -> str:
    return f"{case['place']}, {case['year']}: {case['office']}"


def _anchor(case: Told) -> str:
    """Return the anchor that readers of Markdown give to a heading."""
    return re.sub(r"[^\w\- ]", "", _title(case).lower()).replace(" ", "-")


def _case(case: Told) -> list[str]:
    lines = [f"## {_title(case)}", ""]
    lines += [
        "| Day | What was published |",
        "|---|---|",
        *(f"| {one['day']} | {one['what']} |" for one in case["published"]),
        "",
    ]
    lines += [f"Not published: {'; '.join(case['open'])}.", ""]
    if case["limits"]:
        lines += [
            "| Limit | From | Due | Done | Saksama says |",
            "|---|---|---|---|---|",
            *(_limit(one) for one in case["limits"]),
            "",
        ]
    for asked in case["tracks"]:
        lines += _asked(asked)
    lines += [f"**Authorities.** {case['did']}", "", f"**Saksama.** {case['says']}", ""]
    lines += ["Sources: " + "; ".join(_source(one) for one in case["sources"]) + ".", ""]
    return lines


def _limit(told: Told) -> str:
    found = replay(told)
    due = "not counted" if found.due is None else " / ".join(dict.fromkeys(day.isoformat() for day in found.due))
    name = f"{told['clock']}{', extended' if told.get('extended') else ''}"
    note = f"**{found.verdict}**{': ' + told['note'] if 'note' in told else ''}"
    return f"| {name} | {told['from'] or 'open'} | {due} | {told['done'] or 'open'} | {note} |"


def _asked(told: Told) -> list[str]:
    day = days_of(told)[-1]
    found = suggested(told, day)
    when = " to ".join(dict.fromkeys(told["days"]))
    lines = [f"Tracks for `{told['act']}`, helped `{helped_on(told, day)}`, by `{told['actor']}`, on {when}:", ""]
    for one in found:
        if one.refused:
            lines.append(f"- refused: {one.reason_en}")
            continue
        mark = f" *{one.mark_en}.*" if one.needs_check else ""
        lines.append(
            f"- **{one.track.value}** {one.violation}: {one.article}. {one.sanction_en} To {one.addressee_en}.{_above(one)}{mark}"
        )
    return [*lines, ""]


def _above(one: Track) -> str:
    return f" {one.above_en}" if one.above_en else ""


def _source(told: Told) -> str:
    return f"[{told['outlet']}, {told['date']}]({told['address']})" if told["address"] else f"{told['outlet']}, {told['date']}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
