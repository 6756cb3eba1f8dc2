"""Measured inside a house: one letter as PDF, and five hundred letters in one run, drawn, sealed, numbered and recorded.

The run is what the page does while its officer is there (`cases.actions.many`): each letter by its own act in a transaction
of its own. Wall time of one process; the download of all of them as one file is measured beside it.
"""

from __future__ import annotations

import statistics
import time
from typing import Any
from uuid import uuid4

from tests.cases.courses import Course
from tests.residents import furnished

from saksama.cases.actions import many
from saksama.cases.queries import many as asked
from saksama.cases.steps import Input
from saksama.law.forms import pdf, qr, sample
from saksama.law.forms.letter import context


def letters(*, count: int) -> dict[str, Any]:
    """Open the cases, then draw a receipt for each; return seconds, milliseconds a letter, and the PDF alone."""
    cast = furnished(nation=False)
    course, who, seen = Course(cast, cast.now), cast.bagus, {}
    for _ in range(count):
        course.report()
        seen[course.case_id] = 1
    run = uuid4()
    many.begin_run(run, asked.LETTER, seen, actor=who.actor, now=cast.now, form="receipt")
    step = Input(values={"form": "receipt"}, happened_at=cast.now, seen=0)
    began, cpu = time.monotonic(), time.process_time()
    states = [state for _nth, state in many.work_through(run, step, actor=who.actor, keys=who.keys, now=cast.now)]
    drawn, used = time.monotonic(), time.process_time() - cpu
    taken = asked.letters(run, who.actor, who.keys, now=cast.now)
    ended = time.monotonic()
    assert states == ["done"] * count and len(taken) == count
    return {"letters": count, "run_s": round(drawn - began, 1), "run_cpu_s": round(used, 1),
            "taken_s": round(ended - drawn, 1), "pdf_ms": _pdf()}


def _pdf() -> float:
    """Return the median of one PDF in milliseconds, once typst is warm."""
    words = {**context(sample.letter("forwarding"), "Contoh"), "qr": qr.svg("https://contoh.example/verifikasi/C0NT0HXX/")}
    took = []
    for _ in range(21):
        began = time.perf_counter()
        pdf.draw(words, sample.letter("forwarding").date)
        took.append(time.perf_counter() - began)
    return round(statistics.median(took[1:]) * 1000, 1)
