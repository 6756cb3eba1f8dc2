"""The registers of the office by year: on screen, in print, and as a file with a fresh second factor."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.cases import actions
from saksama.cases.policies import may_offer_template
from saksama.cases.queries import registers
from saksama.institutions import queries as institutions
from saksama.store import clock, sheets
from saksama.web.casework import downloads
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page, export_page
from saksama.web.frame import dates, render

FIRST_YEAR = 2015
PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Name:
    """A register as the page lists it."""

    form: str
    label: str
    last: int


@require_GET
@desk_page
def index(request: DeskRequest) -> HttpResponse:
    """Every register in which this office gave a number in a year."""
    year = _year(request, request.GET.get("tahun", ""))
    found = registers.registers(request.actor, year=year)
    context = {
        "registers": [_name(one) for one in found],
        "year": year,
        "years": [one for one in registers.years(request.actor) if one != year],
        "office": institutions.office(request.actor.office),
        "may_template": bool(may_offer_template(request.actor)),
        "here": "documents",
    }
    return render(request, "desk/documents/registers.html", context)


@require_GET
@desk_page
def show(request: DeskRequest, form: str, year: int) -> HttpResponse:
    """One register: number, day, case. `cetak` shows it whole, for print."""
    found = _lines(request, form, year)
    printing = "cetak" in request.GET
    page, pages = _paged(len(found.rows), request.GET.get("halaman", ""))
    rows = found.rows if printing else found.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    context = {
        "register": _name(found.register),
        "rows": rows,
        "lines": found,
        "year": year,
        "page": page,
        "pages": pages,
        "printing": printing,
        "zone": request.post.zone,
        "office": institutions.office(request.actor.office),
        "here": "documents",
    }
    return render(request, "desk/documents/register.html", context)


@require_GET
@export_page
def download(request: DeskRequest, form: str, year: int) -> HttpResponse:
    """The register as a file: `bentuk=csv`, else XLSX."""
    found = _lines(request, form, year)
    actions.note_export("register", cases=len(found.rows), actor=request.actor, now=clock.now())
    heading = [_("Nomor urut"), _("Nomor"), _("Tanggal"), _("Perkara")]
    hidden, zone = _("tidak ditampilkan"), request.post.zone
    rows: list[list[str | int | float | bool | date | None]] = [
        [row.n, row.number, dates.local(row.at, zone).date(), _case_of(row, hidden)] for row in found.rows
    ]
    out = io.BytesIO()
    if request.GET.get("bentuk") == "csv":
        sheets.write_delimited(out, heading, rows, delimiter=";")
        return downloads.attachment(out.getvalue(), f"{form}-{year}.csv", sheets.CSV)
    sheets.write_workbook(out, [sheets.Page(_name(found.register).label, heading, rows)])
    return downloads.attachment(out.getvalue(), f"{form}-{year}.xlsx", sheets.XLSX)


def _case_of(row: registers.Numbered, hidden: str) -> str:
    if row.moved_to:
        return _("dilimpahkan ke %(office)s") % {"office": row.moved_to}
    return row.case_number if row.case else hidden


def _lines(request: DeskRequest, form: str, year: int) -> registers.Lines:
    if not FIRST_YEAR <= year <= dates.local(clock.now()).year + 1:
        raise Http404
    found = registers.lines(request.actor, form, year=year, now=clock.now())
    if not found.register.last and not found.rows:
        raise Http404
    return found


def _name(one: registers.Register) -> Name:
    return Name(one.form, one.en if get_language() == "en" else one.id, one.last)


def _year(request: DeskRequest, asked: str) -> int:
    today = request.post.day(clock.now())
    sane = asked.isascii() and asked.isdigit() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= today.year + 1
    return int(asked) if sane else today.year


def _paged(rows: int, asked: str) -> tuple[int, int]:
    pages = max(1, -(-rows // PER_PAGE))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return min(max(1, number), pages), pages
