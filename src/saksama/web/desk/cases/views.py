"""An officer's own views of the queue: kept from what is on the screen, then named, ordered, shared, thrown away."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from saksama.cases import queries
from saksama.cases.actions import viewing
from saksama.kernel.errors import Conflict, Invalid, SaksamaError
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said, see_other

from . import narrowing, policy

CHANGES = ("naik", "turun", "hapus", "simpan")


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """The list of views; a POST keeps what the address of the queue asked for under a name."""
    policy.may_use_the_desk(request.actor).require()
    if request.method != "POST":
        return _listed(request)
    asked = narrowing.read(QueryDict(request.POST.get("saringan", "")[:1000]), request.actor)
    name, shared = request.POST.get("nama", ""), bool(request.POST.get("bersama"))
    try:
        kept = viewing.keep_view(name=name, wanted=asked.wanted, shared=shared, actor=request.actor)
    except (Invalid, Conflict) as refused:
        return _listed(request, refused, new=urlencode(asked.query), typed=name)
    return see_other(f"{reverse('desk:queue')}?{urlencode({narrowing.VIEW: kept})}")


@require_POST
@desk_page
def change(request: DeskRequest, view_id: UUID) -> HttpResponse:
    """Rename and share, move up or down, or throw away."""
    policy.may_use_the_desk(request.actor).require()
    wanted = request.POST.get("ubah", "simpan")
    try:
        if wanted == "hapus":
            viewing.drop_view(view_id, actor=request.actor)
        elif wanted in ("naik", "turun"):
            viewing.move_view(view_id, up=wanted == "naik", actor=request.actor)
        else:
            viewing.change_view(
                view_id, name=request.POST.get("nama", ""), shared=bool(request.POST.get("bersama")), actor=request.actor
            )
    except Invalid as refused:
        return _listed(request, refused, at=str(view_id))
    return see_other("desk:views")


def _listed(
    request: DeskRequest, refused: SaksamaError | None = None, *, at: str = "", new: str = "", typed: str = ""
) -> HttpResponse:
    asked = new or request.GET.urlencode()[:1000]
    context = {
        "views": queries.views(request.actor),
        "asked": asked,
        "typed": typed[: viewing.LONGEST],
        "refused": said(refused) if refused else "",
        "at": at,
        "longest": viewing.LONGEST,
        "here": "queue",
    }
    return render(request, "desk/cases/views.html", context, status=refused.status if refused else 200)
