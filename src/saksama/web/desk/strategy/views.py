"""Papan strategi: read, added to, changed, ended."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saksama.institutions import queries as institutions
from saksama.kernel.errors import SaksamaError
from saksama.kernel.ids import new_id
from saksama.prevention import actions, policies, queries
from saksama.prevention.founding import founding_board
from saksama.prevention.strategy import KINDS
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.desk.prevention.forms import label_of, this_year
from saksama.web.frame import dates, english, render, said, see_other

from .forms import AimForm, known


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """The board of this office in a year, what belongs to nothing, and what is still open."""
    policies.may_record_visit(request.actor).require()
    today = dates.local(clock.now()).date()
    year = this_year(today, request.GET.get("tahun", ""))
    board = queries.board(request.actor, year=year)
    founding = founding_board()
    context = {
        "board": board,
        "loose_measures": [(one.key, label_of(one), count) for one, count in board.loose_measures],
        "office": institutions.office(request.actor.office),
        "year": year,
        "years": [one for one in (today.year - 1, today.year, today.year + 1) if one != year],
        "may_plan": bool(policies.may_plan(request.actor)),
        "founding": founding,
        "founding_note": founding.note_en if english() else founding.note_id,
        "here": "strategy",
    }
    return render(request, "desk/strategy/board.html", context)


@require_POST
@desk_page
def adopt(request: DeskRequest) -> HttpResponse:
    """Start from the founding paper's board."""
    actions.adopt_founding_board(language="en" if english() else "id", actor=request.actor, now=clock.now())
    return see_other("/petugas/strategi/?tahun=2024")


@require_http_methods(["GET", "POST"])
@desk_page
def add(request: DeskRequest, kind: str) -> HttpResponse:
    """A new part of one kind."""
    policies.may_plan(request.actor).require()
    words = _words(kind)
    year = dates.local(clock.now()).date().year
    initial = {"token": str(new_id()), "first_year": year, "last_year": year, "under": request.GET.get("di", "")}
    form = AimForm(request.POST or None, kind=kind, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_aim(form.cleaned_data["token"], form.wanted(), actor=request.actor, now=clock.now())
            return see_other("desk:strategy")
        except SaksamaError as refused:
            _tell(form, refused)
    return _draw(request, form, words, None)


@require_http_methods(["GET", "POST"])
@desk_page
def change(request: DeskRequest, aim_id: UUID) -> HttpResponse:
    """One part, changed."""
    policies.may_plan(request.actor).require()
    aim = queries.aim(aim_id, request.actor)
    form = AimForm(request.POST or None, kind=aim.kind, actor=request.actor, initial=known(aim))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_aim(aim_id, form.wanted(), actor=request.actor, now=clock.now())
            return see_other("desk:strategy")
        except SaksamaError as refused:
            _tell(form, refused)
    return _draw(request, form, _words(aim.kind), aim)


@require_POST
@desk_page
def end(request: DeskRequest, aim_id: UUID) -> HttpResponse:
    """A part leaves the board; what belonged to it is seen as belonging to nothing."""
    actions.end_aim(aim_id, actor=request.actor, now=clock.now())
    return see_other("desk:strategy")


def _words(kind: str) -> str:
    for code, word_id, word_en in KINDS:
        if code == kind:
            return word_en if english() else word_id
    raise Http404


def _tell(form: AimForm, refused: SaksamaError) -> None:
    field = str(refused.context.get("field", ""))
    form.add_error(field if field in form.fields else None, said(refused))


def _draw(request: DeskRequest, form: AimForm, words: str, aim: object) -> HttpResponse:
    context = {"form": form, "words": words, "aim": aim, "here": "strategy"}
    return render(request, "desk/strategy/part.html", context, status=422 if form.errors else 200)
