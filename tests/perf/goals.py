"""The goals, what was measured beside each, and the table that says which are met."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Goal:
    """`part` is the measurement it is read from; `least`: more is better; `source`: issue 2, or stack.md where it adds."""

    key: str
    part: str
    words: str
    limit: float
    unit: str
    read: Callable[[Found], float]
    least: bool = False
    source: str = "issue 2"


def _at(*path: str) -> Callable[[Found], float]:
    def read(found: Found) -> float:
        value: Any = found
        for name in path:
            value = value[name]
        return float(value)

    return read


def _worst(name: str, *parts: str) -> Callable[[Found], float]:
    return lambda found: max(float(found[part][name]) for part in parts)


def _astray(found: Found) -> float:
    """How many entries of the field kit are missing, or there twice: what was put, tokens and activities must be one number."""
    arrived, put = found["arrived"], found["queued"] + found["put"]
    return float(sum(abs(arrived[name] - put) for name in ("entries", "tokens", "visits")))


REPORTS = ("report_sealed", "report_named", "report_nameless")
LISTS = ("list_nurma", "list_bagus")
QUEUES = ("list_bagus", "list_rahmat", "list_raya", "list_nurma")
GOALS: tuple[Goal, ...] = (
    Goal("report_cpu", "pages", "report POST, no file", 14, "H", _worst("h", *REPORTS)),
    Goal("report_queries", "pages", "report POST, statements", 14, "", _worst("statements", *REPORTS), source="stack 5.3"),
    Goal("form_cpu", "pages", "form page, GET", 4, "H", _at("form_page", "h"), source="stack 5.3"),
    Goal("list_cpu", "desk", "desk list, 25 of all cases", 9, "H", _worst("h", *LISTS)),
    Goal("list_own_cpu", "desk", "  the same in hellos of the officer", 9, "H own", _worst("own_h", *LISTS)),
    Goal("list_queries", "desk", "desk list, statements of the list", 6, "", _worst("worklist_statements", *LISTS)),
    Goal("case_cpu", "desk", "case page with timeline", 20, "H", _at("case_page", "h")),
    Goal("case_own_cpu", "desk", "  the same in hellos of the officer", 20, "H own", _at("case_page", "own_h")),
    Goal("case_queries", "desk", "case page, statements of the case", 15, "", _at("case_page", "page_statements"),
         source="stack 5.3"),
    Goal("sweep", "desk", "sweep of all clocks: by an index (1 = yes)", 1, "", _at("sweep", "uses_index"), least=True),
    Goal("field_weight", "field", "field kit, first load and worker", 150, "KB", _at("first_load_kb"), source="issue 5"),
    Goal("field_offline", "field", "  opens without network, CPU slowed 4x", 1.0, "s", _at("offline_open_s"), source="issue 5"),
    Goal("field_thin", "field", "  500 entries at 50 kbit/s", 30, "s", _at("thin_s"), source="issue 5"),
    Goal("field_once", "field", "  entries twice or lost under disconnects", 0, "", _astray, source="issue 5"),
    Goal("queue_own_cpu", "casework", "queue, 25 of a million cases", 9, "H own", _worst("own_h", *QUEUES), source="issue 4"),
    Goal("queue_queries", "casework", "  its statements", 6, "", _worst("worklist_statements", *QUEUES), source="issue 4"),
    Goal("queue_at_work", "casework", "  p95 with 20 officers at work", 200, "ms", _at("at_work", "p95_ms"), source="issue 4"),
    Goal("queue_failed", "casework", "  failures", 0, "", _at("at_work", "failed"), source="issue 4"),
    Goal("case_million_cpu", "casework", "case page among a million", 20, "H own", _at("case_page", "own_h"), source="issue 4"),
    Goal("search", "casework", "search over a million cases, p95", 150, "ms", _at("search", "p95_ms"), source="issue 4"),
    Goal("law_recount", "law", "300,000 limits after a moved polling day", 10, "s CPU", _at("recount", "cpu_s"),
         source="issue 3"),
    Goal("law_due", "law", "one limit with its reason", 200, "us CPU", _at("due", "worst_us"), source="issue 3"),
    Goal("list_taken", "lists", "staff list of 200,000: uploaded, tried, taken", 180, "s", _at("total_s"), source="issue 4"),
    Goal("list_memory", "lists", "  the most memory meanwhile", 1024, "MB", _at("memory_mb"), source="issue 4"),
    Goal("letters_run", "letters", "500 letters in one run", 30, "s", _at("run_s"), source="issue 4"),
    Goal("letters_pdf", "letters", "  one letter as PDF", 150, "ms", _at("pdf_ms"), source="issue 4"),
    Goal("similar", "similar", "similar cases among 1,000,000 rows, p95", 300, "ms", _at("worst_ms"), source="issue 4"),
    Goal("matrix", "prevention", "matrix of 514 by 7, whole page, p95", 300, "ms", _at("page", "p95_ms"), source="issue 5"),
    Goal("provincial", "prevention", "provincial report over 19 and 179 offices", 5, "s", _at("report", "s"), source="issue 5"),
    Goal("first_page", "weight", "first page on the wire", 25 * 1024, "B", _at("first_page")),
    Goal("flow", "weight", "whole flow on the wire", 80 * 1024, "B", _at("flow")),
    Goal("memory", "weight", "idle memory of `saksama serve`", 350, "MB", _at("idle_mb"), source="stack 5.3"),
    Goal("text_rate", "text", "text reports, steady", 40, "/s", _at("load", "per_s"), least=True),
    Goal("text_p95", "text", "  p95", 400, "ms", _at("load", "p95_ms")),
    Goal("text_failed", "text", "  failures", 0, "", _at("load", "failed")),
    Goal("text_drained", "text", "  jobs drained after", 60, "s", _at("drained", "seconds")),
    Goal("photo_rate", "photo", "reports with a 1 MB photo, steady", 30, "/s", _at("load", "per_s"), least=True),
    Goal("photo_p95", "photo", "  p95", 400, "ms", _at("load", "p95_ms")),
    Goal("photo_failed", "photo", "  failures", 0, "", _at("load", "failed")),
    Goal("photo_drained", "photo", "  jobs drained after", 60, "s", _at("drained", "seconds")),
    Goal("together", "together", "64 at once with 1 MB: failures", 0, "", _at("load", "failed")),
    Goal("slow_p95", "slow", "form page beside 64 slow senders, p95", 1000, "ms", _at("load", "pages", "p95_ms")),
    Goal("slow_failed", "slow", "  failures of pages and senders", 0, "",
         lambda found: found["load"]["pages"]["failed"] + found["load"]["slow"]["failed"]),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    goal: Goal
    measured: float

    @property
    def met(self) -> bool:
        return (operator.ge if self.goal.least else operator.le)(self.measured, self.goal.limit)

    @property
    def ratio(self) -> float:
        """How the measured value stands to the goal; 1 and below is met, also where more is better."""
        if self.goal.least:
            return self.goal.limit / self.measured if self.measured else float("inf")
        return self.measured / self.goal.limit if self.goal.limit else self.measured

    def as_dict(self) -> dict[str, Any]:
        return {"goal": self.goal.limit, "measured": self.measured, "unit": self.goal.unit, "ratio": round(self.ratio, 2),
                "met": self.met, "words": self.goal.words.strip(), "source": self.goal.source}


def verdicts(found: Mapping[str, Found]) -> list[Verdict]:
    """Judge what was measured; a part that was not run has no verdict."""
    return [Verdict(goal, round(goal.read(found[goal.part]), 2)) for goal in GOALS if goal.part in found]


def table(judged: Sequence[Verdict]) -> str:
    lines = [f"{'goal':<44}{'wanted':>12}{'measured':>12}{'ratio':>8}  "]
    for one in judged:
        sign = "≥" if one.goal.least else "≤"
        wanted = f"{sign} {one.goal.limit:g} {one.goal.unit}".rstrip()
        lines.append(f"{one.goal.words:<44}{wanted:>12}{one.measured:>12g}{one.ratio:>8.2f}  {'met' if one.met else 'MISSED'}")
    return "\n".join(lines)
