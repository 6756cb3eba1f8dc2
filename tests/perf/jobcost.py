"""What the worker's jobs cost: opening a case file, making a clean copy of a 1 MB photograph. `--profile jobs`."""

from __future__ import annotations

import cProfile
import io
import pstats
import resource
import time

from tests.reporter import Sheets

from saksama.jobs import worker
from saksama.jobs.models import Job
from saksama.store import clock
from saksama.vault import worker as worker_key

from . import load
from .ruler import Request, Ruler, statements


def profiled(*, reports: int, size: int) -> str:
    """File reports with a photograph, then run their jobs under the profiler."""
    worker_key.rotate(clock.now())
    ruler, sheets = Ruler(), Sheets.made()
    for n in range(reports):
        sending = load._report(sheets, n, size)
        ruler.ask(Request("/lapor/kirim/", "POST", sending.pieces, sending.content_type))
    worker.run_once(clock.real())
    profile = cProfile.Profile()
    own, children, began = time.process_time(), _children(), time.perf_counter()
    profile.enable()
    ran = worker.drain(clock.real())
    profile.disable()
    text = io.StringIO()
    text.write(f"{ran} jobs, {(time.perf_counter() - began) / reports * 1000:.1f} ms a report on the wall, "
               f"{(time.process_time() - own) / reports * 1000:.1f} ms own CPU (profiled), "
               f"{(_children() - children) / reports * 1000:.1f} ms of children\n")
    for order in ("tottime", "cumulative"):
        pstats.Stats(profile, stream=text).sort_stats(order).print_stats(70)
    return text.getvalue()


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def statements_of_jobs(*, size: int, before: int = 3) -> dict[str, list[str]]:
    """Return the statements each job sends, for the last of a few reports that look alike."""
    worker_key.rotate(clock.now())
    ruler, sheets = Ruler(), Sheets.made()
    found: dict[str, list[str]] = {}
    for n in range(before + 1):
        sending = load._report(sheets, n, size)
        ruler.ask(Request("/lapor/kirim/", "POST", sending.pieces, sending.content_type))
        while (job := Job.objects.filter(state="waiting").order_by("-priority", "id").first()) is not None:
            with statements() as sent:
                worker.run_once(clock.real())
            found[job.task] = sent
    return found
