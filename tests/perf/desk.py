"""Measured inside a house: an officer's list out of 100,000 cases, a case with a whole timeline, and the sweep of all limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from tests.cases.courses import ALL_MET, Course
from tests.cast import Cast, Person
from tests.residents import furnished

from saksama import store
from saksama.cases import actions, queries
from saksama.cases.actions import sweeping
from saksama.cases.models import Case, Clock
from saksama.kernel.actor import SYSTEM
from saksama.vault import session

from . import copies
from .ruler import Request, Ruler, statements

QUEUE = "/petugas/"
LATE = 20          # limits that have really passed when the sweep runs


def desk(*, rounds: int, cases: int, nation: bool = True) -> dict[str, Any]:
    """Furnish the house, tell cases, multiply them, measure. In one process: who signs in here has his keys only here."""
    cast = furnished(nation=nation)
    began = time.monotonic()
    patterns = [told(cast, steps) for steps in range(len(STEPS) + 1)]
    long = told(cast, len(STEPS), notes=6)
    copies.multiply(patterns, count=cases - len(patterns) - 1, now=cast.now)
    found: dict[str, Any] = {"cases": cases, "made_in_s": round(time.monotonic() - began, 1)}
    ruler = Ruler()
    for who in ("nurma", "bagus"):
        request = Request(QUEUE, cookies=signed_in(cast.people[who]))
        found[f"list_{who}"] = ruler.measure(lambda request=request: request, rounds=rounds, fits=_is_list).as_dict()
        found[f"list_{who}"]["worklist_statements"] = _counted(
            lambda who=who: queries.worklist(cast.people[who].actor, now=cast.now))
    request = Request(f"/petugas/perkara/{long.public_id}/", cookies=signed_in(cast.bagus))
    found["case_page"] = ruler.measure(lambda: request, rounds=rounds, fits=lambda page: b"Riwayat" in page).as_dict()
    found["case_page"]["page_statements"] = _counted(lambda: queries.page(long.public_id, cast.bagus.actor, now=cast.now))
    found["case_page"]["acts"] = long.act_count
    found["sweep"] = sweep(cast)
    return found


STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("initial_study.opened", {}),
    ("conditions.assessed", {"conditions": ALL_MET}),
    ("requirements.met", {}),
    ("registered", {"accused": "Irwan; Camat Koto Umpamo", "status": "pns"}),
    ("post_holder.recorded", {"accused": "Irwan; Camat Koto Umpamo", "status": "pns", "source": "decree"}),
    ("kajian.written", {"facts": "Fakta.", "analysis": "Analisis.", "conclusion": "forward"}),
)


def told(cast: Cast, steps: int, *, notes: int = 0) -> Case:
    """Tell a case as far as its `steps`-th step, by the verbs that screens use."""
    course = Course(cast, cast.now - timedelta(days=2))
    course.report()
    for act, values in STEPS[:steps]:
        course.pass_days(0.1)
        course.step(act, cast.bagus, **_full(course, act, values))
    for n in range(notes):
        course.step("note.added", cast.bagus, note=f"Catatan {n}: dihubungi lewat telepon.")
    return course.case


def _full(course: Course, act: str, values: dict[str, Any]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if act in ("registered", "post_holder.recorded"):
        more["agency"] = str(course.cast.agency.public_id)
    if act == "post_holder.recorded":
        more["on"] = course.now.date()
    if act == "accused.invited":
        more["when"] = course.now + timedelta(days=1)
    return {**values, **more}


def signed_in(person: Person) -> str:
    """Return the Cookie header of a browser in which he is signed in and his key is open."""
    client = person.client()
    client.get("/petugas/", HTTP_HOST="127.0.0.1")
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    assert session.cookie_name() in kept
    return "; ".join(f"{name}={value}" for name, value in kept.items())


def _is_list(page: bytes) -> bool:
    return page.count(b"/petugas/perkara/") >= 25


def _counted(ask: Callable[[], object]) -> int:
    with statements() as sent:
        ask()
    return len(sent)


def sweep(cast: Cast) -> dict[str, Any]:
    """Sweep all limits, where none and where `LATE` have passed: how the query is planned, how long it takes."""
    with store.reading(SYSTEM):
        rows = sweeping._unrecorded(cast.now).order_by("due_late")
        plan = rows.explain()
        clocks = Clock.objects.count()
    nothing = _timed(lambda: actions.lapse_due_clocks(cast.now - timedelta(days=400)))
    lapsed, seconds, count = 0, 0.0, 0
    with store.reading(SYSTEM):
        due = list(Clock.objects.filter(stopped_by=0, lapse_recorded=False, state="running", due_late__gt=cast.now)
                   .order_by("due_late").values_list("due_late", flat=True)[:LATE])
    if due:
        with statements() as sent:
            began = time.perf_counter()
            lapsed = actions.lapse_due_clocks(due[-1] + timedelta(seconds=1))
            seconds, count = time.perf_counter() - began, len(sent)
    return {"clocks": clocks, "plan": plan, "uses_index": _by_index(plan), "nothing_due_ms": round(nothing * 1000, 2),
            "lapsed": lapsed, "lapse_ms": round(seconds * 1000, 1), "statements": count}


def _by_index(plan: str) -> bool:
    whole = plan.replace("\n", " ")
    if connection.vendor == "sqlite":
        return "SEARCH cases_clock USING INDEX" in whole or "SEARCH cases_clock USING COVERING INDEX" in whole
    return "Index" in whole and "Seq Scan on cases_clock" not in whole


def _timed(act: Callable[[], object], *, times: int = 20) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return sorted(took)[len(took) // 2]
