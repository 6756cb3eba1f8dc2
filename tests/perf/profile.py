"""Where a page's time goes, for whoever wants to make it faster: `python -m tests.perf --profile report`."""

from __future__ import annotations

import cProfile
import io
import pstats

from tests.reporter import Sheets

from . import pages
from .ruler import Request, Ruler


def profiled(*, what: str, rounds: int, lines: int = 60) -> str:
    """Profile a public page by its path, or the sending of a report (`report`)."""
    return _profile(Ruler(), _requests(what, rounds + 5), lines)


def _requests(what: str, count: int) -> list[Request]:
    if what == "report":
        sheets = Sheets.made()
        return [pages._sending(sheets) for _ in range(count)]
    return [Request(what)] * count


def desk(*, what: str, rounds: int, lines: int = 60) -> str:
    """Profile a page of the desk over a few hundred cases: `list` or `case`."""
    from tests.residents import furnished

    from . import copies
    from . import desk as story

    cast = furnished()
    patterns = [story.told(cast, steps) for steps in range(len(story.STEPS) + 1)]
    long = story.told(cast, len(story.STEPS), notes=6)
    copies.multiply(patterns, count=500, now=cast.now)
    path = story.QUEUE if what == "list" else f"/petugas/perkara/{long.public_id}/"
    ruler, request = Ruler(), Request(path, cookies=story.signed_in(cast.bagus))
    return _profile(ruler, [request] * (rounds + 5), lines)


def _profile(ruler: Ruler, requests: list[Request], lines: int) -> str:
    for request in requests[:5]:
        ruler.ask(request)
    profile = cProfile.Profile()
    profile.enable()
    for request in requests[5:]:
        ruler.ask(request)
    profile.disable()
    text = io.StringIO()
    for order in ("tottime", "cumulative"):
        pstats.Stats(profile, stream=text).sort_stats(order).print_stats(lines)
    return text.getvalue()
