"""The public page of a regional desk: who serves today, when people can come, how to reach it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from saksama.institutions import desks as reads
from saksama.store import clock
from saksama.web.frame import dates, public_page, render


@public_page("GET")
def desk(request: HttpRequest, desk_id: UUID) -> HttpResponse:
    """One desk; a name stands here only where its bearer agreed."""
    on = dates.local(clock.now()).date()
    found = reads.desk(desk_id, on)
    [shown] = reads.public([found], on)
    return render(request, "public/desk.html", {"shown": shown, "desk": found, "today": on})
