"""The list of differences: their export is uploaded, compared and forgotten; the list is shown, or downloaded as XLSX."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from saksama import law
from saksama.cases import actions
from saksama.cases.actions.layouts import name_columns
from saksama.cases.policies import may_arrange_sheets
from saksama.cases.queries.differences import Asked, Found, asked, differences
from saksama.cases.queries.layouts import layout
from saksama.cases.queries.matters import Wanted
from saksama.cases.reconciling import Ours, Pair
from saksama.kernel.errors import SaksamaError
from saksama.law.calendar import zone
from saksama.store import clock, sheets
from saksama.web.casework import downloads, fields, words
from saksama.web.casework.dialogue import files_dropped
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import export_page
from saksama.web.frame import render, said

SHOWN = 100
YEAR = timedelta(days=365)


class UploadForm(forms.Form):
    """The file, and of which days our cases are compared."""

    use_required_attribute = False

    ekspor = forms.FileField(
        label=gettext_lazy("Ekspor dari sistem mereka"),
        help_text=gettext_lazy("CSV atau XLSX, paling besar 10 MB. Berkas ini tidak disimpan."),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya."),
            "empty": gettext_lazy("Berkas itu kosong. Pilih berkas yang lain."),
            "invalid": gettext_lazy("Pilih berkasnya sekali lagi."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sejak"] = fields.date_field(_("Perkara diterima sejak"))
        self.fields["sampai"] = fields.date_field(_("sampai"))
        self.fields["sejak"].initial, self.fields["sampai"].initial = today - YEAR, today

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        first, last = told.get("sejak"), told.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", _("Tanggal akhir lebih dulu dari tanggal awal."))
        return told


@dataclass(frozen=True, slots=True)
class Mapped:
    """One thing looked for, and the column a person may name for it."""

    key: str
    label: str
    column: str
    found: bool


@require_http_methods(["GET", "POST"])
@export_page
def show(request: DeskRequest, target: str) -> HttpResponse:
    """Ask for the export; POST compares it, `bentuk=xlsx` gives the list as a workbook."""
    may_arrange_sheets(request.actor).require()
    now = clock.now()
    own = layout(request.actor.office, target)
    form = UploadForm(request.POST or None, request.FILES or None, today=request.post.day(now))
    name = words.of(own.target, "name")
    context: dict[str, object] = {"form": form, "target": name, "target_id": own.target.id, "here": "queue"}
    chosen, status = _chosen(request, own.target.id), 200
    context["mapping"] = _mapping(own.target.id, {**own.columns, **chosen}, ())
    if request.method == "POST" and files_dropped(request):
        form.add_error("ekspor", _("Berkas itu lebih dari 10 MB. Bagi menurut tanggal, lalu unggah satu per satu."))
    if request.method == "POST" and form.is_valid():
        try:
            found = _compare(request, own.target.id, form, chosen, now)
        except sheets.ColumnsMissing as missing:
            named = _names(missing)
            context |= {"mapping": _mapping(own.target.id, chosen, named), "their_names": named, "map_now": True}
            form.add_error("ekspor", said(missing))
        except SaksamaError as refused:
            form.add_error(_beside(form, refused), said(refused))
        else:
            if request.POST.get("bentuk") == "xlsx":
                actions.note_export("differences", cases=found.ours, actor=request.actor, now=now)
                return _download(own.target.id, found)
            context |= _presented(found, own.target.id)
    if form.is_bound and form.errors:
        status = 422
    return render(request, "desk/copying/differences.html", context, status=status)


def _compare(request: DeskRequest, target: str, form: UploadForm, chosen: Mapping[str, str], now: datetime) -> Found:
    told = form.cleaned_data
    upload: UploadedFile = told["ekspor"]
    file = io.BytesIO(upload.read())
    wanted = Wanted(told["sejak"], told["sampai"])
    found = differences(request.actor, target, file, wanted, chosen=chosen, now=now, at=zone(request.post.zone))
    if chosen:
        kept = {**layout(request.actor.office, target).columns, **{key: found.columns.get(key, "") for key in chosen}}
        name_columns(target, kept, actor=request.actor)
    return found


def _names(missing: sheets.ColumnsMissing) -> tuple[str, ...]:
    """Return the names that stand in their heading."""
    found = missing.context.get("found", ())
    return tuple(str(one) for one in found) if isinstance(found, tuple) else ()


def _beside(form: UploadForm, refused: SaksamaError) -> str:
    field = str(refused.context.get("field", ""))
    return field if field in form.fields else "ekspor"


def _chosen(request: DeskRequest, target: str) -> dict[str, str]:
    """Return the columns a person named on the page."""
    keys = [one.key for one in asked(law.book().target(target))]
    return {key: name for key in keys if (name := request.POST.get(f"kolom_{key}", "").strip())}


def _mapping(target: str, columns: Mapping[str, str], names: Sequence[str]) -> list[Mapped]:
    return [Mapped(one.key, _label(one), columns.get(one.key, ""), bool(names)) for one in asked(law.book().target(target))]


def _label(one: Asked) -> str:
    return one.label_en if words.language() == "en" else one.label_id


def _presented(found: Found, target: str) -> dict[str, object]:
    labels = {one.key: _label(one) for one in asked(law.book().target(target))}
    listed = found.list
    pairs = [(pair, [(labels.get(one.field, one.field), one.ours, one.theirs) for one in pair.differences])
             for pair in listed.differing[:SHOWN]]  # fmt: skip
    return {
        "found": found,
        "equal": len(listed.equal),
        "differing": pairs,
        "differing_count": len(listed.differing),
        "only_ours": listed.only_ours[:SHOWN],
        "only_ours_count": len(listed.only_ours),
        "only_theirs": listed.only_theirs[:SHOWN],
        "only_theirs_count": len(listed.only_theirs),
        "doubled": listed.doubled[:SHOWN],
        "taken": [(labels.get(key, key), name) for key, name in found.columns.items()],
        "missing": [_label(one) for one in found.missing],
        "shown": SHOWN,
        "mapping": [Mapped(key, labels[key], found.columns.get(key, ""), True) for key in labels],
        "their_names": [*found.columns.values(), *found.unknown],
    }


# ---- as a workbook ----------------------------------------------------------------------------------------------------


def _download(target: str, found: Found) -> HttpResponse:
    labels = {one.key: _label(one) for one in asked(law.book().target(target))}
    heading = [_("Hasil"), _("Nomor register"), _("Nomor mereka"), _("Baris mereka"), _("Kolom"), _("Kami"), _("Mereka")]
    page = sheets.Page(_("Beda"), heading, _rows(found, labels), widths=(24, 30, 22, 12, 24, 36, 36))
    told: list[list[sheets.Cell]] = [[_("sama"), len(found.list.equal)], [_("berbeda"), len(found.list.differing)],
            [_("hanya di kami"), len(found.list.only_ours)], [_("hanya di mereka"), len(found.list.only_theirs)],
            [_("kembar di mereka"), len(found.list.doubled)], [_("baris tanpa nomor"), len(found.faults)]]  # fmt: skip
    summary = sheets.Page(_("Ringkasan"), [_("Hasil"), _("Banyaknya")], told, widths=(30, 14))
    return downloads.attachment(sheets.workbook([page, summary]), f"beda-{target}.xlsx", sheets.XLSX)


def _rows(found: Found, labels: Mapping[str, str]) -> Iterator[list[sheets.Cell]]:
    for pair in found.list.pairs:
        yield from _pair_rows(pair, labels)
    for ours in found.list.only_ours:
        yield _lone(_("hanya di kami"), ours)
    for name, lines in ((_("hanya di mereka"), found.list.only_theirs), (_("kembar di mereka"), found.list.doubled)):
        for line in lines:
            yield [name, line.register, line.number, line.line, "", "", ""]
    for number in found.faults:
        yield [_("baris tanpa nomor"), "", "", number, "", "", ""]


def _pair_rows(pair: Pair, labels: Mapping[str, str]) -> Iterator[list[sheets.Cell]]:
    head: list[sheets.Cell] = [pair.ours.register, pair.theirs.number or pair.ours.number, pair.theirs.line]
    if not pair.differences:
        yield [_("sama"), *head, "", "", ""]
    for one in pair.differences:
        yield [_("berbeda"), *head, labels.get(one.field, one.field), one.ours, one.theirs]


def _lone(name: str, ours: Ours) -> list[sheets.Cell]:
    return [name, ours.register, ours.number, None, "", "", ""]


