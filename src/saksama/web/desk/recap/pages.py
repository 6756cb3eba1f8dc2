"""Rekap: the province's table of cases for a period, on screen by pages and whole as XLSX or CSV.

The files leave the house and ask for a fresh second factor; names of the reported persons only where they were asked for.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from saksama.cases import actions
from saksama.cases.queries import recap as recaps
from saksama.cases.queries.matters import Wanted
from saksama.cases.queries.recap import Recap
from saksama.cases.recaps import Cell, Column, pattern
from saksama.kernel.errors import Invalid
from saksama.law import wording
from saksama.law.calendar import zone
from saksama.store import clock, sheets
from saksama.web.casework import downloads, fields, words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page, export_page
from saksama.web.frame import render, said

PER_PAGE = 50


class RecapForm(forms.Form):
    """Which cases: received between two days, of one office or all, at one stage or all; and whether with names."""

    use_required_attribute = False

    nama = forms.BooleanField(
        label=gettext_lazy("Sertakan nama yang dilaporkan"),
        required=False,
        help_text=gettext_lazy("Hanya untuk unduhan, bila tugas Anda memerlukannya."),
    )

    def __init__(self, *args: Any, offices: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sejak"] = fields.date_field(_("Diterima sejak"))
        self.fields["sampai"] = fields.date_field(_("sampai"))
        self.fields["kantor"] = forms.ChoiceField(
            label=_("Kantor"),
            choices=[("", _("semua")), *offices],
            required=False,
            error_messages={"invalid_choice": _("Pilih salah satu dari daftar.")},
        )
        self.fields["tahap"] = forms.ChoiceField(
            label=_("Tahap"),
            choices=[("", _("semua")), *recaps.stages(words.language())],
            required=False,
            error_messages={"invalid_choice": _("Pilih salah satu dari daftar.")},
        )
        for name in ("kantor", "tahap"):
            self.fields[name].bare = True  # type: ignore[attr-defined]
        self.fields["sejak"].initial, self.fields["sampai"].initial = today.replace(month=1, day=1), today

    def wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(told["sejak"], told["sampai"], told["kantor"], told["tahap"])


@dataclass(frozen=True, slots=True)
class Asked:
    """A recap that was asked for, or the form that says what is wrong."""

    form: RecapForm
    recap: Recap | None


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """The recap on screen, without names, fifty cases a page."""
    asked = _asked(request, names=False)
    found, number = asked.recap, _page(request.GET.get("halaman", ""))
    rows = list(recaps.table(found)) if found else []
    pages = max(1, -(-len(rows) // PER_PAGE))
    number = min(number, pages)
    context = {
        "form": asked.form,
        "recap": found,
        "heads": [(column.label(words.language()), column.means(words.language())) for column in found.columns] if found else [],
        "rows": [_shown(row, found.columns) for row in rows[(number - 1) * PER_PAGE : number * PER_PAGE]] if found else [],
        "sums": _sums(found) if found else [],
        "count": len(rows),
        "page": number,
        "pages": pages,
        "query": urlencode({key: value for key, value in request.GET.items() if key in ("sejak", "sampai", "kantor", "tahap")}),
        "pattern": pattern().note(words.language()),
        "here": "recap",
    }
    return render(request, "desk/recap/recap.html", context, status=422 if asked.form.is_bound and asked.form.errors else 200)


@require_GET
@export_page
def download(request: DeskRequest) -> HttpResponse:
    """The whole recap as a file: `bentuk=csv`, else XLSX with a sheet of definitions. Names only with `nama`."""
    asked = _asked(request, names=bool(request.GET.get("nama")))
    if asked.recap is None:
        return render(request, "desk/recap/recap.html", {"form": asked.form, "recap": None, "here": "recap"}, status=422)
    told, count = bool(request.GET.get("nama")), len(asked.recap.rows)
    actions.note_export("recap", cases=count, names=told, actor=request.actor, now=clock.now())
    stem = f"rekap-{asked.form.cleaned_data['sejak']:%Y%m%d}-{asked.form.cleaned_data['sampai']:%Y%m%d}"
    heading = [column.label(words.language()) for column in asked.recap.columns]
    out = io.BytesIO()
    if request.GET.get("bentuk") == "csv":
        sheets.write_delimited(out, heading, recaps.table(asked.recap), delimiter=";")
        return downloads.attachment(out.getvalue(), f"{stem}.csv", sheets.CSV)
    page = sheets.Page(
        _("Rekap"), heading, recaps.table(asked.recap), widths=[one.width for one in asked.recap.columns], sums=_sums(asked.recap)
    )
    sheets.write_workbook(out, [page, _definitions(request, asked)])
    return downloads.attachment(out.getvalue(), f"{stem}.xlsx", sheets.XLSX)


def _asked(request: DeskRequest, *, names: bool) -> Asked:
    now = clock.now()
    offices = recaps.offices(request.actor, now=now)
    told = {**_usual(request, now), **request.GET.dict()} if request.GET else None
    form = RecapForm(told or _usual(request, now), offices=offices, today=request.post.day(now))
    if not form.is_valid():
        return Asked(form, None)
    try:
        at, language = zone(request.post.zone), words.language()
        found = recaps.recap(request.actor, form.wanted(), names=names, now=now, at=at, language=language)
    except Invalid as refused:
        form.add_error("sampai", said(refused))
        return Asked(form, None)
    return Asked(form, found)


def _usual(request: DeskRequest, now: datetime) -> dict[str, str]:
    """Return the period of a first visit: this year, up to today."""
    today = request.post.day(now)
    return {"sejak": today.replace(month=1, day=1).isoformat(), "sampai": today.isoformat()}


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else 1


def _shown(row: list[Cell], columns: tuple[Column, ...]) -> list[tuple[str, str]]:
    """Return the cells as text with the name of their column, for narrow screens."""
    return [(column.label(words.language()), _text(cell)) for cell, column in zip(row, columns, strict=True)]


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return "" if cell in (None, 0) else str(cell)


def _sums(found: Recap) -> list[Cell]:
    """Return the sums row: the first column says what it is, each counted one how many rows are filled."""
    sums: Mapping[str, int] = found.sums
    cells: list[Cell] = [sums.get(column.key) for column in found.columns]
    return [_("Jumlah: %(n)d perkara") % {"n": len(found.rows)}, *cells[1:]]


def _definitions(request: DeskRequest, asked: Asked) -> sheets.Page:
    """Return the sheet that says what the columns mean, and how the table came about."""
    language = words.language()
    told = asked.form.cleaned_data
    say = wording.short_en if language == "en" else wording.short_id
    recap = asked.recap
    assert recap is not None  # noqa: S101  asked by `download` only
    rows: list[list[sheets.Cell]] = [
        [column.label(language), column.means(language), _("sudah dicocokkan") if column.verified else _("belum diverifikasi")]
        for column in recap.columns
    ]
    rows += [
        [_("Periode"), f"{say(told['sejak'])} - {say(told['sampai'])}", ""],
        [_("Dibuat oleh"), request.post.name, say(request.post.day(clock.now()))],
        [_("Nama yang dilaporkan"), _("ya") if recap.with_names else _("tidak"), ""],
        [_("Rilis aturan"), recaps.release(), ""],
        [_("Pola"), pattern().note(language), ""],
    ]
    return sheets.Page(_("Arti kolom"), [_("Kolom"), _("Artinya"), _("Keadaan")], rows, widths=(26, 70, 22))


