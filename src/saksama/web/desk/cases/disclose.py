"""What the accused may see: copies chosen by an officer, with black areas over what would name somebody else, and typed extracts.

Without script the areas are numbers and the preview is drawn by the server; with script they are drawn on the picture, and the
numbers follow. Either way what is opened is a new drawing without the pixels below, and an extract is what somebody typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama.cases import actions, queries
from saksama.cases.shown import FileShown, StepPage
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.evidence import actions as evidence
from saksama.evidence import queries as files
from saksama.evidence.redact import MOST, Rectangle
from saksama.kernel.errors import Invalid, NotFound, SaksamaError
from saksama.store import clock
from saksama.web.casework import downloads
from saksama.web.casework.dialogue import number_of
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said

ACT = "evidence.disclosed"
SPARE = 4              # empty rows below those that are filled in
SIDES = ("left", "top", "right", "bottom")
NUMBER = re.compile(r"^\d{1,3}([.,]\d)?$")
LONGEST_LINES = 200


@dataclass(slots=True)
class Choice:
    """One copy with its black areas, as typed; percent of width and height from the upper left corner."""

    file: FileShown
    label: str
    chosen: bool
    typed: list[list[str]]
    areas: list[Rectangle]
    preview: str = ""

    @property
    def name(self) -> str:
        return str(self.file.public_id)


@dataclass(slots=True)
class Extract:
    """Lines typed for him, and the lines of the study to choose from once they were asked for."""

    text: str
    source: str
    lines: list[str]


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Choose, cover, look (`langkah=lihat`), take lines of the study (`baris`, `kutip`), then open to the accused (`buka`)."""
    now = clock.now()
    step = queries.step(case_id, ACT, request.actor, now=now)
    step.decision.require()
    page = queries.page(case_id, request.actor, now=now)
    problems: list[str] = []
    choices = [read(file, n, request, problems) for n, file in enumerate(_pictures(page.files), start=1)]
    extract = _extract(request, case_id, now)
    seen = _seen(request, step)
    if request.POST.get("langkah") == "buka" and not problems:
        opened = _open(request, case_id, _input(choices, extract, seen, now), now, problems)
        if isinstance(opened, HttpResponseRedirect):
            return opened
        seen = opened if opened is not None else seen
    if request.POST.get("langkah") == "lihat" and not problems:
        for one in choices:
            one.preview = _preview_url(case_id, one)
    context = {
        "page": page,
        "choices": choices,
        "extract": extract,
        "problems": problems,
        "seen": seen,
        "looked": request.POST.get("langkah") in ("lihat", "buka"),
        "most": MOST,
        "opened_before": any(file.disclosed for file in page.files) or any(one.act == ACT for one in page.entries),
        "has_study": any(one.act == "kajian.written" for one in page.entries),
        "here": "queue",
    }
    return render(request, "desk/cases/disclose.html", context, status=422 if problems else 200)


def _seen(request: DeskRequest, step: StepPage) -> int:
    sent = number_of(request.POST.get("seen"))
    return step.seen if sent is None else sent


def _open(
    request: DeskRequest, case_id: UUID, filled: Input, now: datetime, problems: list[str]
) -> HttpResponseRedirect | int | None:
    """Take the step; a colleague who was faster moves the count on, every other refusal is a sentence."""
    try:
        done = actions.take(case_id, ACT, filled, actor=request.actor, keys=keys(request), now=now)
    except ActedMeanwhile as faster:
        problems.append(said(faster))
        return faster.act_count
    except SaksamaError as refused:
        problems.append(said(refused))
        return None
    return HttpResponseRedirect(f"{reverse('desk:case', args=[case_id])}?baru={done.nth}#baru", status=303)


def _pictures(found: tuple[FileShown, ...]) -> list[FileShown]:
    return [file for file in found if file.kind == "photo" and file.copy]


def read(file: FileShown, n: int, request: DeskRequest, problems: list[str]) -> Choice:
    """Return one copy as the form has it; what cannot be an area is named in `problems`. Empty rows stand ready below."""
    name = str(file.public_id)
    typed = [[request.POST.get(f"{name}_{row}_{side}", "").strip() for side in SIDES] for row in range(MOST)]
    filled = [sides for sides in typed if any(sides)]
    label = _("Foto %(n)d") % {"n": n}
    areas = []
    for row, sides in enumerate(filled, start=1):
        try:
            areas.append(area(sides))
        except Invalid:
            problems.append(
                _("%(label)s, bidang %(row)d: tulis empat angka 0 sampai 100, kiri di bawah kanan, atas di bawah bawah.")
                % {"label": label, "row": row}
            )
    shown = [*filled, *([[""] * len(SIDES)] * min(SPARE, MOST - len(filled)))]
    return Choice(file, label, request.POST.get(f"{name}_pilih") == "1", shown, areas)


def area(sides: list[str]) -> Rectangle:
    """Return an area from four numbers in percent, with one decimal at most; raises `Invalid` for anything else."""
    if not all(NUMBER.match(side) for side in sides):
        raise Invalid(field="redactions")
    return Rectangle(*(round(float(side.replace(",", ".")) * 10) for side in sides))


def _extract(request: DeskRequest, case_id: UUID, now: datetime) -> Extract:
    """Return what was typed; lines of the study are shown when asked for, and the ticked ones join the text."""
    found = Extract(request.POST.get("kutipan", ""), request.POST.get("sumber", ""), [])
    if request.POST.get("langkah") not in ("baris", "kutip"):
        return found
    study = queries.study(case_id, request.actor, keys=keys(request), now=now)
    actions.note_reading(case_id, what="study", actor=request.actor, now=now)
    facts = [text for part in study.versions[0].parts if part.name == "facts" for kind, text in part.pieces if kind != "gone"]
    found.lines = [line.strip() for line in "".join(facts).splitlines() if line.strip()][:LONGEST_LINES]
    if request.POST.get("langkah") == "kutip":
        ticked = {number_of(one) for one in request.POST.getlist("baris_ke")}
        chosen = [line for n, line in enumerate(found.lines) if n in ticked]
        found.text = "\n".join([*([found.text.rstrip()] if found.text.strip() else []), *chosen])
        found.source = found.source or _("kajian")
        found.lines = []
    return found


def _input(choices: list[Choice], extract: Extract, seen: int, now: datetime) -> Input:
    chosen = [one for one in choices if one.chosen]
    lines = [f"{one.name} {','.join(str(side) for side in area.as_tuple())}" for one in chosen for area in one.areas]
    values: dict[str, object] = {"files": [one.name for one in chosen], "redactions": "\n".join(lines)}
    return Input(values=values | {"extract": extract.text, "extract_source": extract.source}, happened_at=now, seen=seen)


def _preview_url(case_id: UUID, one: Choice) -> str:
    sides = [("bidang", ",".join(str(side) for side in area.as_tuple())) for area in one.areas]
    return f"{reverse('desk:cover_preview', args=[case_id, one.file.public_id])}?{urlencode(sides)}"


@require_GET
@desk_page
def preview(request: DeskRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """The picture as he would be given it, drawn anew by the same program with the areas of the address; nothing is kept."""
    now = clock.now()
    queries.step(case_id, ACT, request.actor, now=now).decision.require()
    page = queries.page(case_id, request.actor, now=now)
    if all(str(file.public_id) != str(file_id) for file in _pictures(page.files)):
        raise NotFound("Berkas ini tidak ada di perkara ini.", "This file does not belong to this case.")
    areas = [_area_of(typed) for typed in request.GET.getlist("bidang")[: MOST + 1]]
    kind, content = evidence.preview_disclosure(files.copy_of(files.file(file_id)), redactions=areas, keys=keys(request))
    return downloads.picture(content, kind)


def _area_of(typed: str) -> Rectangle:
    sides = typed.split(",")
    if len(sides) != len(SIDES) or not all(side.isdecimal() and len(side) < 5 for side in sides):
        raise Invalid("Bidang hitam ini tidak dapat dibaca.", "This black area cannot be read.", field="redactions")
    return Rectangle(*(int(side) for side in sides))
