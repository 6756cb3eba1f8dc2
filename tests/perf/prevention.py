"""Measured inside a house: the matrix of 514 territories by seven measures, and a provincial report over 19 and 179 offices."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.test import Client
from tests.residents import furnished

from saksama import store
from saksama.institutions.models import Body, Confidence, Level, Office
from saksama.kernel.actor import SYSTEM
from saksama.kernel.ids import new_id
from saksama.law.forms import sheet
from saksama.places.models import Place
from saksama.prevention import actions, queries
from saksama.prevention.measures import KEYS
from saksama.prevention.models import Visit, WorkReport
from saksama.prevention.queries import Period
from saksama.prevention.reports import State
from saksama.web.desk.prevention import report_words

YEAR = 2024
EACH = 140          # activities a district and year: 72,000 in the nation
LIMIT = 5_000


def prevention(*, rounds: int) -> dict[str, Any]:
    """Furnish the nation, enter a year of activities, measure the matrix (rows and whole page) and the provincial report."""
    cast = furnished(nation=True)
    districts = list(Place.objects.filter(level="kabkota", is_demo=False, valid_to=None))
    enter(districts)
    period = Period.of_year(YEAR)
    span = cast.national.span
    client = cast.nurma.client()
    found = {
        "districts": len(queries.matrix(cast.nurma.actor, span, period)),
        "visits": len(districts) * EACH,
        "rows": _times(lambda: queries.matrix(cast.nurma.actor, span, period), rounds),
        "page": _times(lambda: _page(client), rounds),
    }
    return found | {"report": provincial(cast)}


def enter(districts: list[Place]) -> None:
    """Enter a year of activities in every district, spread over measures and days."""
    chance = random.Random(7)
    rows = [_visit(place, nth, chance) for place in districts for nth in range(EACH)]
    with store.reading(SYSTEM):
        Visit.objects.bulk_create(rows, batch_size=LIMIT)


def _visit(place: Place, nth: int, chance: random.Random, office: str = "bench", year: int = YEAR) -> Visit:
    present = chance.randrange(10, 120)
    return Visit(
        token=str(new_id()), office=office, office_position=place.low + chance.randrange(0, place.high - place.low),
        measure=KEYS[nth % 7], place_code=place.code, held_on=date(year, 1, 1) + timedelta(days=chance.randrange(365)),
        headcount=present, able=present // 2, entered_by="bench", entered_at="2024-01-01T00:00:00Z",
    )


def _page(client: Client) -> None:
    answer = client.get(f"/petugas/cegah/matriks/?tahun={YEAR}", HTTP_HOST="127.0.0.1")
    assert answer.status_code == 200
    assert answer.content.count(b"<tr>") > 500


def _times(work: Callable[[], object], rounds: int) -> dict[str, float]:
    work()
    taken = []
    for _ in range(max(rounds, 20)):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return {"median_ms": round(statistics.median(taken), 1), "p95_ms": round(statistics.quantiles(taken, n=20)[18], 1)}


def provincial(cast: Any) -> dict[str, Any]:
    """Let 179 panwascam and 19 districts of West Sumatra report, all received; sign the province's and draw its paper."""
    province = Office.objects.get(code="bawaslu:13")
    first, last = date(2023, 10, 1), date(2023, 10, 31)
    cast.add("zainal", "provincial_supervisor", office=province)
    districts = list(Office.objects.filter(parent=province, level=Level.KABKOTA))
    wards = [_ward(place, districts) for place in Place.objects.filter(level="kecamatan", code__startswith="13.", valid_to=None)]
    below = _received(wards, first, last)
    _received(districts, first, last, parts=below)
    began = time.perf_counter()
    actor = cast.zainal.actor
    report = actions.begin_report(first, last, actor=actor, today=date(2023, 11, 20), now=cast.now)
    report = actions.sign_report(report.public_id, version=0, actor=actor, today=date(2023, 11, 20), now=cast.now)
    shown = queries.report(report.public_id, actor)
    drawn = sheet.draw(report_words.sheet(shown, "", demo=False), last)
    taken = time.perf_counter() - began
    with store.reading(SYSTEM):
        counted = report.totals["measures"]["e"]["present"]
    return {"wards": len(wards), "districts": len(districts), "s": round(taken, 2), "bytes": len(drawn), "present": counted}


def _ward(place: Place, districts: list[Office]) -> Office:
    above = next(one for one in districts if one.low <= place.low <= one.high)
    return Office.objects.create(
        code=f"bench:{place.code}", name=f"Panwascam {place.name}", body=Body.BAWASLU, level=Level.KECAMATAN, place=place,
        position=place.low, low=place.low, high=place.high, parent=above, timezone=place.timezone,
        valid_from=date(2023, 1, 1), valid_to=date(2024, 12, 31), confidence=Confidence.FICTIONAL,
    )


def _received(offices: list[Office], first: date, last: date, *, parts: Sequence[WorkReport] = ()) -> list[WorkReport]:
    """Write received reports of offices with the figures of their own activities, those of `parts` added."""
    figures = {
        "measures": {key: {"done": 3, "present": 90, "able": 40, "asked": 3, "cost": 0} for key in KEYS}, "late": 0,
        "cases": dict.fromkeys(("opened", "registered", "not_registered", "forwarded", "not_proven"), 1),
        "letters": {"received": 2, "answered": 2, "in_time": 1},
    }
    rows = [
        WorkReport(
            office=str(one.public_id), office_position=one.position, level=one.level, addressee=str(one.parent.public_id),
            first=first, last=last, due=last, state=State.RECEIVED, version=1, called=one.name, figures=figures,
            totals=figures, drafted_by="bench", drafted_at="2023-11-01T00:00:00Z",
        )
        for one in offices
    ]
    with store.reading(SYSTEM):
        WorkReport.objects.bulk_create(rows)
        for row in rows:
            WorkReport.objects.filter(pk__in=[one.pk for one in parts if one.addressee == row.office]).update(included_in=row)
    return rows
