"""Measured inside a house: queues, their views, and searches over a million cases; then twenty officers at work at once."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from typing import Any

from django.db import connection
from tests.cast import Cast, Person
from tests.residents import furnished

from saksama import store
from saksama.cases import access, queries
from saksama.cases.models import Case
from saksama.cases.queries import lists, narrowing
from saksama.cases.shown import Wanted
from saksama.institutions.models import Level, Office

from . import desk, million
from .ruler import Request, Ruler, statements

WHO = ("bagus", "rahmat", "raya", "nurma")       # raya: of the province with the most offices
WORDS = ("0007/Reg", "7/reg/lp/pb/kab/99.01", "0123/Reg/LP/PB/Kab/32.04", "Umpamo", "kampanye", "media sosial", "kampanye Umpamo",
         "Bandung", "dinas kesehatan", "kajian Bandung", "Irwan", "Irwan Umpamo", "tidak ada di mana pun", "2024", "diregistrasi")
VIEWS: dict[str, Wanted] = {
    "all": Wanted(), "today": Wanted(due="today"), "late": Wanted(due="late"),
    "mine": Wanted(officer="me"), "new": Wanted(state="new"),
    "mine_or_free": Wanted(waiting="us", officer="me_or_nobody"), "stage": Wanted(stage="kajian"),
    "place": Wanted(place="99.01"),
    "kind": Wanted(category="kampanye"),
    "silent": Wanted(state="silent"), "door_and_channel": Wanted(door="sealed", channel="web"),
}
EACH, OFFICERS, THINKS = 5, 20, 4.0


def prepared(*, cases: int, nation: bool = True) -> dict[str, Any]:
    """Furnish the house, tell a case, spread it; return the browsers of twenty officers for `at_work`."""
    cast = furnished(nation=nation)
    cast.add("raya", "provincial_supervisor", office=_largest_province())
    people = [cast.people[name] for name in WHO] + _examiners(cast, OFFICERS - len(WHO))
    long = desk.told(cast, len(desk.STEPS), notes=6)
    began = time.monotonic()
    million.spread(desk.told(cast, 2), count=cases, now=cast.now, officers=[str(one.user.public_id) for one in people])
    made = round(time.monotonic() - began, 1)
    found = measured(cast, long)
    cookies = [desk.signed_in(one) for one in people]       # last: who signs in again leaves his first session
    return {"made_in_s": made, "long": str(long.public_id), "cookies": cookies} | found


def _largest_province() -> Office:
    districts = Office.objects.filter(level=Level.KABKOTA, valid_to=None)
    provinces = Office.objects.filter(level=Level.PROVINCE, valid_to=None)
    return max(provinces, key=lambda one: districts.filter(position__range=(one.low, one.high)).count())


def _examiners(cast: Cast, count: int) -> list[Person]:
    offices = Office.objects.filter(level=Level.KABKOTA, valid_to=None).order_by("pk")[:count]
    return [cast.add(f"staf{n}", "examiner", office=office) for n, office in enumerate(offices)]


def measured(cast: Cast, long: Case, *, rounds: int = 15) -> dict[str, Any]:
    ruler, found = Ruler(), {}
    for who in WHO:
        person = cast.people[who]
        request = Request(desk.QUEUE, cookies=desk.signed_in(person))
        found[f"list_{who}"] = ruler.measure(lambda request=request: request, rounds=rounds).as_dict() | {
            "worklist_statements": desk._counted(lambda actor=person.actor: queries.worklist(actor, now=cast.now)),
            "views_ms": _views(person, cast), "plan": _plan(person, cast)}
    found["search"] = _searches(cast)
    request = Request(f"/petugas/perkara/{long.public_id}/", cookies=desk.signed_in(cast.bagus))
    found["case_page"] = ruler.measure(lambda: request, rounds=rounds).as_dict()
    return found


def _views(person: Person, cast: Cast) -> dict[str, float]:
    def ask(wanted: Wanted) -> None:
        queries.worklist(person.actor, now=cast.now, wanted=wanted, timezone="Asia/Jakarta")

    return {name: _p95([_took(lambda wanted=wanted: ask(wanted)) for _ in range(EACH)]) for name, wanted in VIEWS.items()}


def _plan(person: Person, cast: Cast) -> str:
    """Return how the engine walks the queue: by an index in its order, never a sort of the whole."""
    with store.reading(person.actor):
        rows = lists._ours(access.visible(person.actor, cast.now.date()), person.actor).filter(in_queue=True)
        rows = narrowing.narrowed(rows, Wanted(), person.actor, now=cast.now)
        return str(rows.order_by("sort_due", "public_id")[:26].explain())[:1500]


def _searches(cast: Cast) -> dict[str, Any]:
    took: dict[str, float] = {}
    everything: list[float] = []
    for who in WHO:
        for text in WORDS:
            times = [_took(lambda who=who, text=text: queries.search(cast.people[who].actor, text, now=cast.now))
                     for _ in range(EACH)]
            took[f"{who}: {text}"] = _p95(times)
            everything += times
    with statements() as sent:
        queries.search(cast.bagus.actor, "kampanye Umpamo", now=cast.now)
    slowest = dict(sorted(took.items(), key=lambda pair: -pair[1])[:8])
    return {"p95_ms": _p95(everything), "slowest_ms": slowest, "statements": len(sent), "engine": connection.vendor}


def _took(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _p95(values: list[float]) -> float:
    if len(values) < 20:
        return round(max(values) * 1000, 1)
    return round(statistics.quantiles(values, n=100, method="inclusive")[94] * 1000, 1)


# Twenty officers at work

def at_work(*, port: int, cookies: list[str], long: str, seconds: float) -> dict[str, Any]:
    """Let each officer open his queue, a view and a case in turn, thinking four seconds between, and time the queues."""
    return asyncio.run(_at_work(port, cookies, long, seconds))


async def _at_work(port: int, cookies: list[str], long: str, seconds: float) -> dict[str, Any]:
    end, lists_took, all_took, failed = time.perf_counter() + seconds, [], [], []

    async def officer(n: int, cookie: str) -> None:
        chance = random.Random(n)
        await asyncio.sleep(chance.random() * THINKS)
        while time.perf_counter() < end:
            path = chance.choice(("/petugas/", "/petugas/", "/petugas/?lihat=perkara-saya", "/petugas/?lihat=terlambat",
                                  f"/petugas/perkara/{long}/" if n == 0 else "/petugas/?tahap=kajian"))
            began = time.perf_counter()
            status = await _get(port, path, cookie)
            took = time.perf_counter() - began
            (all_took if "perkara/" in path else lists_took).append(took)
            if status != 200:
                failed.append(f"{n} {path[:32]}: {status}")
            await asyncio.sleep(THINKS * (0.5 + chance.random()))

    await asyncio.gather(*(officer(n, cookie) for n, cookie in enumerate(cookies)))
    return {"officers": len(cookies), "lists": len(lists_took), "p95_ms": _p95(lists_took), "median_ms": round(
        statistics.median(lists_took) * 1000, 1), "failed": len(failed), "which": sorted(set(failed))[:12]}


async def _get(port: int, path: str, cookie: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        answer = await reader.read()
        return int(answer.split(b" ", 2)[1])
    finally:
        writer.close()
