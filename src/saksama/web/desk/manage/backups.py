"""Backups and drills at the desk: seen, asked for, taken away sealed. Bringing one back is done on the machine, by commands."""

from __future__ import annotations

from datetime import timedelta

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from saksama.kernel.errors import SaksamaError
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render, said, see_other

from .door import manage_page, weighty
from .machine import machine

OLD = timedelta(days=30)
LOOK_AGAIN = 5              # seconds


@require_GET
@manage_page
def show(request: DeskRequest) -> HttpResponse:
    """What there is, what is at work, whether the last tries were green, and how to bring one back."""
    return _page(request)


def _page(request: DeskRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    known = machine()
    listed, work, drills = known.backups(), known.work(), known.drills()
    running = work is not None and work.state == "running"
    context = {
        "here": "manage", "backups": listed[:20], "drills": drills[:8], "work": work, "running": running, "refused": refused,
        "old": not listed or clock.real() - listed[0].at > OLD,
        "commands": known.restore_commands(listed[0].name) if listed else (),
    }
    response = render(request, "desk/manage/backups.html", context, status=status)
    if running:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@require_http_methods(["POST"])
@weighty
def order(request: DeskRequest, what: str) -> HttpResponse:
    """Have a backup made, or the newest one tried aside."""
    if what not in ("backup", "drill"):
        return HttpResponse(status=404)
    try:
        machine().order(what, actor=request.actor, now=clock.now())
    except SaksamaError as error:
        return _page(request, refused=said(error), status=error.status)
    return see_other("desk:backups")


@require_GET
@weighty
def fetch(request: DeskRequest, name: str) -> HttpResponseBase:
    """Give the sealed file out as it lies: only the recovery sheet, or the keys folder, opens it."""
    path = machine().fetch(name, actor=request.actor, now=clock.now())
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="application/octet-stream")
