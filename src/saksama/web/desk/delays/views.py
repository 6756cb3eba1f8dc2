"""The sheet of limits. Nothing sealed stands on it, so no key is asked for."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from saksama.cases import queries
from saksama.law.calendar import zone
from saksama.law.forms import sheet as paper
from saksama.store import clock
from saksama.web.casework import downloads
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

from . import words


@require_GET
@desk_page
def show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The sheet on the screen."""
    now = clock.now()
    found = queries.delay_sheet(case_id, request.actor, now=now)
    context = {
        "sheet": found,
        "lines": [words.row(line, found.timezone) for line in found.lines],
        "turns": [words.turn(one, found.timezone) for one in found.turns],
        "notes": words.notes(),
        "now": now,
        "here": "queue",
    }
    return render(request, "desk/delays/sheet.html", context)


@require_GET
@desk_page
def download(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The same sheet as a tagged PDF."""
    now = clock.now()
    found = queries.delay_sheet(case_id, request.actor, now=now)
    day = now.astimezone(zone(found.timezone)).date()
    content = paper.draw(words.sheet(found, now, demo=settings.SAKSAMA.demo), day)
    name = f"{words.TITLE_FILE}-{found.number or found.public_id}.pdf".replace("/", "-")
    return downloads.attachment(content, name, "application/pdf")
