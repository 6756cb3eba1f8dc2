"""Search over plain fields, and in sealed words while the session is open. By POST: what is looked for stands in no address."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from saksama.cases import queries
from saksama.cases.actions import looking
from saksama.cases.actions.looking import Looked
from saksama.kernel.errors import Invalid
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

from . import policy, streaming
from .streaming import Part

SHORTEST, LONGEST = 3, 80
MOST = 50
SECONDS = 20.0      # after that a search in sealed words says how far it came


@require_http_methods(["GET", "POST"])
@desk_page
def find(request: DeskRequest) -> HttpResponse:
    """Find cases by number, code, name, place, agency, stage or kind."""
    policy.may_use_the_desk(request.actor).require()
    text = request.POST.get("cari", "").strip()[:LONGEST]
    asked = len(text) >= SHORTEST
    rows = queries.search(request.actor, text, now=clock.now(), limit=MOST) if asked else ()
    context = {"text": text, "rows": rows, "asked": asked, "short": bool(text) and not asked, "full": len(rows) == MOST}
    return render(request, "desk/cases/search.html", context | {"here": "search"})


@require_POST
@desk_page
def inside(request: DeskRequest) -> HttpResponseBase:
    """Look for words in what this session's keys open: each case is recorded as read, the words are kept nowhere."""
    policy.may_use_the_desk(request.actor).require()
    text = request.POST.get("kata", "").strip()[:LONGEST]
    try:
        found = looking.look_through(text, actor=request.actor, keys=keys(request), now=clock.now())
    except Invalid:
        return render(request, "desk/cases/search.html", {"inside_short": True, "here": "search"}, status=422)
    return streaming.page(request, "desk/cases/search_inside.html", {"here": "search"}, _parts(found))


def _parts(found: Iterator[Looked]) -> Iterator[Part]:
    end, hits, last = time.monotonic() + SECONDS, 0, None
    for last in found:
        if last.row is not None:
            hits += 1
            yield "desk/cases/_inside_hit.html", {"one": last, "row": last.row}
        elif last.nth % looking.AT_ONCE == 0:
            yield "desk/cases/_inside_read.html", {"one": last}
        if time.monotonic() > end:
            break
    yield "desk/cases/_inside_end.html", {"last": last, "hits": hits}
