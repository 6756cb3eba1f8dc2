"""What one is told: unread first, each a way to its case; read by a press, one or all."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from saksama.kernel.errors import Invalid
from saksama.notices import actions, queries
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, see_other

MOST = 200


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    now = clock.now()
    inbox = queries.inbox(request.actor, now=now)
    unread = [one for one in inbox.items if not one.read]
    read = [one for one in inbox.items if one.read]
    return render(request, "desk/notices/list.html", {"unread": unread, "read": read, "here": "notices", "now": now})


@require_POST
@desk_page
def read(request: DeskRequest) -> HttpResponse:
    """Mark as read: those named (`id`), those of a case (`perkara`), or all; then go to the case where one is named."""
    now = clock.now()
    case = _id(request.POST.get("perkara", ""))
    named = [_id(one) for one in request.POST.getlist("id")[:MOST]]
    chosen = [one for one in named if one is not None]
    if "id" not in request.POST and case is not None:
        chosen = [UUID(one.public_id) for one in queries.inbox(request.actor, now=now, case=str(case)).items]
    if "id" not in request.POST and case is None and "semua" not in request.POST:
        raise Invalid("Pilih pemberitahuannya dulu.", "Choose the notice first.")
    everything = "semua" in request.POST
    actions.mark_read(None if everything else chosen, actor=request.actor, now=now)
    return see_other("desk:case", case) if case is not None else see_other("desk:notices")


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
