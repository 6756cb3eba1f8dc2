"""The study of a case. What was found stands open; the words are opened by a POST and shown in that one answer only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saksama.cases import actions, queries
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

STEPS = ("kajian.commented", "kajian.answered", "kajian.approved", "kajian.returned", "kajian.written")


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The versions; `buka=kajian` opens their words, which is recorded as a reading."""
    now = clock.now()
    opens = request.POST.get("buka") == "kajian"
    if opens:
        opened = queries.study(case_id, request.actor, keys=keys(request), now=now)
        actions.note_reading(case_id, what="study", actor=request.actor, now=now)
    else:
        opened = queries.study(case_id, request.actor, now=now)
    context = {"study": opened, "steps": _steps(request, case_id, now), "here": "queue"}
    return render(request, "desk/study/study.html", context)


def _steps(request: DeskRequest, case_id: UUID, now: datetime) -> list[tuple[str, str]]:
    """Return the steps on the study that are this reader's to take now."""
    page = queries.page(case_id, request.actor, now=now)
    allowed = {step.act: step for step in page.steps if step.allowed}
    return [
        (reverse("desk:step", args=[case_id, act]), words.of(allowed[act], "button")) for act in STEPS if act in allowed
    ]
