"""Semua daerah: the coordinator's Friday page, sorted by need, printed, and as a table to take along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.institutions import queries as institutions
from saksama.kernel.span import Span
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import policies, queries
from saksama.prevention.measures import KEYS, catalogue
from saksama.prevention.queries import Cell, Territory
from saksama.store import clock, sheets
from saksama.web.casework import downloads
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page, export_page
from saksama.web.frame import render

from .views import place_of

FEW = 3


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """A row for each kabupaten/kota of the territory, or of the province asked for; first those that need somebody."""
    now = clock.now()
    today = request.post.day(now)
    place, rows = found(request, today, now)
    english = get_language() == "en"
    office = institutions.office(request.actor.office)
    context = {
        "rows": [drawn(one) for one in rows],
        "first": sum(1 for one in rows if one.first),
        "count": len(rows),
        "today": today,
        "place": place,
        "office": office,
        "provinces": places.provinces() if office.place is None else [],
        "measures": [(one.key, one.short_en if english else one.short_id) for one in catalogue().measures],
        "here": "all_territories",
    }
    return render(request, "desk/prevention/territories.html", context)


def found(request: DeskRequest, today: date, now: datetime) -> tuple[Place | None, list[Territory]]:
    """Return the territory asked for and its rows; the nation's page begins with its first province, any other by `daerah`."""
    policies.may_see_all(request.actor).require()
    office = institutions.office(request.actor.office)
    place = place_of(request, office) or office.place or places.provinces()[0]
    return place, queries.territories(request.actor, Span(place.low, place.high), today=today, now=now)


def drawn(one: Territory) -> dict[str, Any]:
    language = get_language() or "id"
    return {
        "place": one.place,
        "first": one.first,
        "points": points(one.cells),
        "kampung": one.points,
        "cases": one.cases,
        "share": share(one.kept, one.ended) if one.ended >= FEW else "",
        "kept": one.kept,
        "ended": one.ended,
        "report": report_words(one),
        "report_id": one.report.id,
        "report_late": one.report.late,
        "letters": one.letters,
        "why": "; ".join(each.words(language) for each in one.why),
    }


def report_words(one: Territory) -> str:
    """Return where the month's report stands, in words."""
    words = {
        "draft": _("disusun"),
        "signed": _("masuk, belum dibaca"),
        "received": _("diterima"),
        "returned": _("dikembalikan"),
    }
    if one.report.due is None:
        return _("belum diminta")
    return words.get(one.report.state, _("belum ada"))


def points(cells: Mapping[str, Cell]) -> SafeString:
    """Draw seven points on a line: done this month, scheduled, or nothing; said in words for who does not see them."""
    marks, words = [], []
    for nth, key in enumerate(KEYS):
        cell, x = cells[key], 8 + nth * 20
        kind = "done" if cell.done else "ahead" if cell.scheduled else "none"
        marks.append(f'<circle class="{kind}" cx="{x}" cy="7" r="5"/>')
        if kind == "ahead":
            marks.append(f'<circle class="ahead-core" cx="{x}" cy="7" r="1.75"/>')
        words.append(f"{key} {_said(kind)}")
    line = mark_safe('<line x1="8" x2="128" y1="7" y2="7"/>' + "".join(marks))  # noqa: S308  numbers and our own words
    return format_html(
        '<span class="points"><svg viewBox="0 0 136 14" role="img" aria-label="{}">{}</svg></span>', ", ".join(words), line
    )


def _said(kind: str) -> str:
    return {"done": _("berjalan"), "ahead": _("dijadwalkan"), "none": _("belum")}[kind]


def share(kept: int, ended: int) -> SafeString:
    return format_html(
        '<svg class="bar-share" viewBox="0 0 72 8" aria-hidden="true"><rect width="72" height="8"/>'
        '<rect class="part" width="{}" height="8"/></svg>',
        round(72 * kept / ended),
    )


@require_GET
@export_page
def download(request: DeskRequest) -> HttpResponse:
    """The same rows as XLSX."""
    now = clock.now()
    today = request.post.day(now)
    _place, rows = found(request, today, now)
    heading = [_("Daerah"), *KEYS, _("Kampung"), _("Perkara terbuka"), _("Batas ditepati"), _("Batas berakhir"),
               _("Laporan kerja"), _("Surat menunggu"), _("Mengapa di sini")]
    language = get_language() or "id"
    table: list[list[str | int]] = [
        [one.place.full_name, *(one.cells[key].done for key in KEYS), one.points, one.cases, one.kept, one.ended,
         report_words(one), one.letters, "; ".join(each.words(language) for each in one.why)]
        for one in rows
    ]
    widths = [28, *[5] * 7, 10, 10, 10, 10, 18, 10, 50]
    content = sheets.workbook([sheets.Page(_("Semua daerah"), heading, table, widths=widths)])
    return downloads.attachment(content, f"semua-daerah-{today:%Y%m%d}.xlsx", sheets.XLSX)
