"""One press: *I work on this case*."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from saksama.cases import actions
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.store import clock
from saksama.web.casework.dialogue import number_of
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import see_other

ACT = "officer.assigned"


@require_POST
@desk_page
def take(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Take a case oneself. Where a colleague acted meanwhile, the dialogue of the step shows what he did, and asks again."""
    now = clock.now()
    step = Input(values={"officer": request.actor.public_id}, happened_at=now, seen=number_of(request.POST.get("seen")) or 0)
    try:
        actions.take(case_id, ACT, step, actor=request.actor, keys=None, now=now)
    except ActedMeanwhile:
        return see_other("desk:step", case_id, ACT)
    return see_other("desk:case", case_id)
