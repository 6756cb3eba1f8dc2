"""How an office arranges a copy sheet: order, own labels, what is hidden, and that somebody saw the screen."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from saksama.cases.actions.layouts import arrange_sheet, reset_sheet
from saksama.cases.policies import may_arrange_sheets
from saksama.cases.queries.layouts import Layout, layout
from saksama.kernel.errors import Invalid
from saksama.law.targets import Changed, arrange
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said

STEP = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One field as the form shows it; `name` is what the data call it, `label` the office's own."""

    key: str
    name: str
    place: str
    label: str
    hidden: bool
    identity: bool
    new: bool
    wrong: str = ""


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, target: str) -> HttpResponse:
    """The arrangement; POST keeps it, `langkah=kembali` goes back to the list of the data."""
    may_arrange_sheets(request.actor).require()
    own = layout(request.actor.office, target)
    rows, sentence = _rows(own), ""
    if request.method == "POST":
        if request.POST.get("langkah") == "kembali":
            reset_sheet(own.target.id, actor=request.actor)
            return HttpResponseRedirect(request.path, status=303)
        typed = [_typed(request, row) for row in rows]
        try:
            seen = bool(request.POST.get("dilihat"))
            placed = [(one.key, one.place, one.label, one.hidden) for one in typed]
            arrange_sheet(own.target.id, placed, seen=seen, actor=request.actor, on=request.post.day(clock.now()))
        except Invalid as refused:
            rows, sentence = [_marked(one, refused) for one in typed], said(refused)
        else:
            return HttpResponseRedirect(f"{request.path}?tersimpan=1", status=303)
    context = {
        "layout": own,
        "rows": rows,
        "sentence": sentence,
        "target": words.of(own.target, "name"),
        "note": words.of(own.target, "note"),
        "gained": _names(own, own.changed),
        "lost": own.changed.gone,
        "saved": bool(request.GET.get("tersimpan")),
        "zone": request.post.zone,
        "here": "queue",
    }
    return render(request, "desk/copying/arranging.html", context, status=422 if sentence else 200)


def _rows(own: Layout) -> list[Row]:
    new = set(own.changed.added)
    return [
        Row(
            field["key"],
            field["label_en"] if words.language() == "en" else field["label_id"],
            str(n * STEP),
            placed.label,
            placed.hidden,
            bool(field.get("identity", False)),
            field["key"] in new,
        )
        for n, (field, placed) in enumerate(arrange(own.target, own.placed), start=1)
    ]


def _typed(request: DeskRequest, row: Row) -> Row:
    told = request.POST
    place, label = told.get(f"place_{row.key}", "").strip(), told.get(f"label_{row.key}", "")
    return Row(row.key, row.name, place, label, bool(told.get(f"hidden_{row.key}")), row.identity, row.new)


def _marked(row: Row, refused: Invalid) -> Row:
    field = str(refused.context.get("field", ""))
    wrong = said(refused) if field in (f"place_{row.key}", f"label_{row.key}") else ""
    return Row(row.key, row.name, row.place, row.label, row.hidden, row.identity, row.new, wrong)


def _names(own: Layout, changed: Changed) -> list[str]:
    label = "label_en" if words.language() == "en" else "label_id"
    return [str(field[label]) for field in own.target.fields if field["key"] in changed.added]
