"""Lembar salin: the case in the order of another system's fields; the number it gave is typed back.

The reporter's identity only by an opening of its own. It is an export all the same: a fresh second factor is asked for
(security.md section 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from saksama import law
from saksama.cases import actions, queries
from saksama.cases.policies import may_arrange_sheets
from saksama.cases.queries import numbers
from saksama.cases.queries.layouts import layout
from saksama.cases.shown import CopySheet
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.kernel.errors import SaksamaError
from saksama.law import targets as law_targets
from saksama.store import clock
from saksama.web.casework import fields, words
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import export_page
from saksama.web.frame import dates, render, said

from . import sheet_identity

SHEET, NUMBER = "copy_sheet.issued", "outside_number.recorded"
SHORT = 28      # what one line of a telephone holds


class NumberForm(forms.Form):
    """Their number, and when it was entered over there. A number that another case has is taken only when it is confirmed."""

    use_required_attribute = False

    number = forms.RegexField(
        fields.CODE,
        label=gettext_lazy("Nomor yang mereka berikan"),
        widget=forms.TextInput(attrs={"class": "medium mono", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Ketik nomornya."),
            "invalid": gettext_lazy("Tulis nomornya tanpa spasi, paling banyak 60 huruf."),
        },
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, zone: str, target: str, others: tuple[str, ...] = (), **kwargs: Any) -> None:
        """`others` are the numbers of cases that carry the typed number already."""
        super().__init__(*args, **kwargs)
        self.now, self.zone, self.target, self.others = now, zone, target, others
        local = dates.local(now, zone)
        self.fields["day"] = fields.date_field(_("Dimasukkan pada"))
        self.fields["day"].initial = local.date()
        self.fields["at"] = fields.time_field(_("Jam (%(zone)s)") % {"zone": dates.ZONES.get(zone, "WIB")})
        self.fields["at"].initial = local.time()
        if others:
            self.fields["same"] = forms.BooleanField(
                label=_("Nomornya memang sama: satu laporan di sana untuk beberapa perkara"), required=False
            )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if not law_targets.is_number(law.book().target(self.target), number):
            raise forms.ValidationError(_("Ini bukan bentuk nomor mereka. Salin huruf demi huruf."), code="form")
        return number

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.others and not told.get("same") and told.get("number"):
            self.add_error(
                "number",
                _("Nomor ini sudah dipakai perkara %(cases)s. Periksa, atau centang bila memang sama.")
                % {"cases": ", ".join(self.others)},
            )
        return told

    def happened_at(self) -> datetime:
        return min(fields.moment(self.cleaned_data["day"], self.cleaned_data["at"], self.zone), self.now)


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the sheet: long values get a box of their own."""

    label: str
    value: str
    verified: bool
    identity: bool = False
    longest: int = 0

    @property
    def long(self) -> bool:
        return len(self.value) > SHORT or "\n" in self.value

    @property
    def height(self) -> int:
        """Return how many lines the box shows."""
        return min(max(2, sum(1 + len(part) // 60 for part in self.value.split("\n"))), 12)

    @property
    def length(self) -> int:
        return len(self.value)

    @property
    def too_long(self) -> bool:
        return bool(self.longest) and len(self.value) > self.longest


@require_http_methods(["GET", "POST"])
@export_page
def show(request: DeskRequest, case_id: UUID, target: str) -> HttpResponse:
    """The sheet of one system; POST `langkah`: lembar keeps it, nomor records the number, identitas opens the reporter's name."""
    now, zone = clock.now(), request.post.zone
    sheet = queries.copy_sheet(case_id, target, request.actor, keys(request), now=now)
    step = request.POST.get("langkah", "") if request.method == "POST" else ""
    form = _number_form(request, sheet, now, numbering=step == "nomor")
    sentence, status = "", 200
    try:
        if step == "identitas":
            told = sheet_identity.opened(request, queries.page(case_id, request.actor, now=now), now)
            sheet = queries.copy_sheet(case_id, target, request.actor, keys(request), now=now, identity=told)
        elif step == "nomor" and not form.is_valid():
            status = 422
        elif step:
            _take(request, case_id, sheet, form if step == "nomor" else None, now)
            return HttpResponseRedirect(request.path, status=303)
    except ActedMeanwhile as faster:
        sentence, status = said(faster), 409
    except SaksamaError as refused:
        sentence, status = said(refused), refused.status
    context = {"form": form, "sentence": sentence, "zone": zone, "here": "queue", "opened": step == "identitas" and not sentence}
    return render(request, "desk/cases/copy_sheet.html", {**present(sheet), **_own(request, target), **context}, status=status)


def _number_form(request: DeskRequest, sheet: CopySheet, now: datetime, *, numbering: bool) -> NumberForm:
    typed = request.POST.get("number", "") if numbering else ""
    others = numbers.also_used(request.actor, sheet.target, typed, sheet.public_id, now=now) if typed else ()
    return NumberForm(
        request.POST if numbering else None,
        now=now,
        zone=request.post.zone,
        target=sheet.target,
        others=others,
        initial={"seen": sheet.act_count},
    )


def _take(request: DeskRequest, case_id: UUID, sheet: CopySheet, form: NumberForm | None, now: datetime) -> None:
    if form is None:
        step = Input({"target": sheet.target}, now, sheet.act_count)
        actions.take(case_id, SHEET, step, actor=request.actor, keys=keys(request), now=now)
        return
    values = {"system": sheet.target, "number": form.cleaned_data["number"]}
    step = Input(values, form.happened_at(), form.cleaned_data["seen"])
    actions.take(case_id, NUMBER, step, actor=request.actor, keys=keys(request), now=now)


def _own(request: DeskRequest, target: str) -> Mapping[str, object]:
    """Return how this office has arranged the sheet, and whether this officer may."""
    own = layout(request.actor.office, target)
    return {"layout": own, "may_arrange": bool(may_arrange_sheets(request.actor))}


def present(sheet: CopySheet) -> dict[str, object]:
    entry = law.book().target(sheet.target)
    lines = [Line(row.label, row.value, row.verified, row.identity, row.longest) for row in sheet.rows]
    return {
        "sheet": sheet,
        "lines": lines,
        "filled": sum(1 for line in lines if line.value),
        "unverified": [line for line in lines if not line.verified],
        "all_unverified": not any(line.verified for line in lines),
        "note": words.of(entry, "note"),
        "target": words.of(sheet, "target"),
    }
