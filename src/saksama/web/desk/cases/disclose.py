"""What the accused may see: copies chosen by an officer, with black areas over what would name somebody else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksama.cases import actions, queries
from saksama.cases.shown import FileShown
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.evidence.redact import Rectangle
from saksama.kernel.errors import Invalid, SaksamaError
from saksama.store import clock
from saksama.web.casework.dialogue import number_of, sentence_of
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render

ACT = "evidence.disclosed"
ROWS = 4
SIDES = ("left", "top", "right", "bottom")
NUMBER = re.compile(r"^\d{1,3}$")


@dataclass(slots=True)
class Choice:
    """One copy with its black areas, as typed; percent of width and height from the upper left corner."""

    file: FileShown
    label: str
    chosen: bool
    typed: list[list[str]]
    areas: list[Rectangle]

    @property
    def name(self) -> str:
        return str(self.file.public_id)


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Choose, cover, look (`langkah=lihat`), then open to the accused (`langkah=buka`)."""
    now = clock.now()
    step = queries.step(case_id, ACT, request.actor, now=now)
    step.decision.require()
    page = queries.page(case_id, request.actor, now=now)
    problems: list[str] = []
    choices = [read(file, n, request, problems) for n, file in enumerate(_pictures(page.files), start=1)]
    sent = number_of(request.POST.get("seen"))
    seen = step.seen if sent is None else sent
    if request.POST.get("langkah") == "buka" and not problems:
        if not any(one.chosen for one in choices):
            problems.append(_("Pilih sedikitnya satu salinan."))
        else:
            try:
                done = actions.take(case_id, ACT, _input(choices, seen, now), actor=request.actor, keys=keys(request), now=now)
            except ActedMeanwhile as faster:
                problems.append(sentence_of(faster))
                seen = faster.act_count
            except SaksamaError as refused:
                problems.append(sentence_of(refused))
            else:
                return HttpResponseRedirect(f"{reverse('desk:case', args=[case_id])}?baru={done.nth}#baru", status=303)
    context = {
        "page": page,
        "choices": choices,
        "problems": problems,
        "seen": seen,
        "looked": request.method == "POST",
        "here": "queue",
    }
    return render(request, "desk/cases/disclose.html", context, status=422 if problems else 200)


def _pictures(files: tuple[FileShown, ...]) -> list[FileShown]:
    return [file for file in files if file.kind == "photo" and file.copy]


def read(file: FileShown, n: int, request: DeskRequest, problems: list[str]) -> Choice:
    """Return one copy as the form has it; what cannot be an area is named in `problems`."""
    name = str(file.public_id)
    typed = [[request.POST.get(f"{name}_{row}_{side}", "").strip() for side in SIDES] for row in range(ROWS)]
    label = _("Foto %(n)d") % {"n": n}
    areas = []
    for row, sides in enumerate(typed, start=1):
        if not any(sides):
            continue
        try:
            areas.append(area(sides))
        except Invalid:
            problems.append(
                _("%(label)s, bidang %(row)d: tulis empat angka 0 sampai 100, kiri di bawah kanan, atas di bawah bawah.")
                % {"label": label, "row": row}
            )
    if request.POST.get(f"{name}_semua"):
        areas = [Rectangle(0, 0, 1000, 1000)]
    return Choice(file, label, request.POST.get(f"{name}_pilih") == "1", typed, areas)


def area(sides: list[str]) -> Rectangle:
    """Return an area from four numbers in percent; raises `Invalid` for anything else."""
    if not all(NUMBER.match(side) for side in sides):
        raise Invalid(field="redactions")
    return Rectangle(*(int(side) * 10 for side in sides))


def _input(choices: list[Choice], seen: int, now: datetime) -> Input:
    chosen = [one for one in choices if one.chosen]
    lines = [f"{one.name} {','.join(str(side) for side in area.as_tuple())}" for one in chosen for area in one.areas]
    return Input(values={"files": [one.name for one in chosen], "redactions": "\n".join(lines)}, happened_at=now, seen=seen)
