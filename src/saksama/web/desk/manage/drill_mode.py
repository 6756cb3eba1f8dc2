"""Mode latihan at the desk: started and wiped by the administrator, without a shell. The drill itself is another installation."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from saksama.kernel.errors import SaksamaError
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render, said, see_other

from .door import manage_page, weighty
from .machine import machine

LOOK_AGAIN = 3  # seconds, while it is being made or wiped


@require_GET
@manage_page
def show(request: DeskRequest) -> HttpResponse:
    return _page(request)


def _page(request: DeskRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    if settings.SAKSAMA.drill:
        raise Http404
    drill = machine().drill_mode()
    context = {
        "here": "manage",
        "drill": drill,
        "refused": refused,
        "hours": machine().drill_hours(),
        "url": machine().drill_url(),
    }
    response = render(request, "desk/manage/drill_mode.html", context, status=status)
    if drill is not None and drill.state in ("preparing", "wiping"):
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@require_http_methods(["POST"])
@weighty
def order(request: DeskRequest) -> HttpResponse:
    """Start a drill for some hours, or wipe the one there is."""
    hours = request.POST.get("jam", "")
    try:
        if "hapus" in request.POST:
            machine().wipe_drill(actor=request.actor)
        else:
            machine().start_drill(int(hours) if hours.isdecimal() and len(hours) < 4 else 0, actor=request.actor)
    except SaksamaError as error:
        return _page(request, refused=said(error), status=error.status)
    return see_other("desk:drill_mode")
