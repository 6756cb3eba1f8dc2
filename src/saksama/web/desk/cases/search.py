"""Search over numbers and names. By POST: what is looked for never stands in an address."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.cases import queries
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

from . import policy

SHORTEST = 3


@require_http_methods(["GET", "POST"])
@desk_page
def find(request: DeskRequest) -> HttpResponse:
    """Find cases by register number, or by a whole word of a reported person's name."""
    policy.may_use_the_desk(request.actor).require()
    text = request.POST.get("cari", "").strip()[:80]
    asked = len(text) >= SHORTEST
    rows = queries.search(request.actor, text, now=clock.now()) if asked else ()
    return render(
        request,
        "desk/cases/search.html",
        {"text": text, "rows": rows, "asked": asked, "short": bool(text) and not asked, "here": "search"},
    )
