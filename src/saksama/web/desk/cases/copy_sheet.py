"""Lembar salin: the case in the order of another system's fields; the number it gave is typed back.

No reporter's identity. It is an export all the same: a fresh second factor is asked for (security.md section 6).
"""

from __future__ import annotations

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
from saksama.cases.shown import CopySheet
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.kernel.errors import SaksamaError
from saksama.store import clock
from saksama.web.casework import fields, words
from saksama.web.casework.dialogue import sentence_of
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import export_page
from saksama.web.frame import dates, render

SHEET, NUMBER = "copy_sheet.issued", "outside_number.recorded"
SHORT = 42


class NumberForm(forms.Form):
    """Their number, and when it was entered over there."""

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

    def __init__(self, *args: Any, now: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.zone = now, zone
        local = dates.local(now, zone)
        self.fields["day"] = fields.date_field(_("Dimasukkan pada"))
        self.fields["day"].initial = local.date()
        self.fields["at"] = fields.time_field(_("Jam (%(zone)s)") % {"zone": dates.ZONES.get(zone, "WIB")})
        self.fields["at"].initial = local.time()

    def happened_at(self) -> datetime:
        return min(fields.moment(self.cleaned_data["day"], self.cleaned_data["at"], self.zone), self.now)


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the sheet: long values get a box of their own."""

    label: str
    value: str
    verified: bool

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


@require_http_methods(["GET", "POST"])
@export_page
def show(request: DeskRequest, case_id: UUID, target: str) -> HttpResponse:
    """The sheet of one system; POST `langkah=lembar` keeps it as a document, `langkah=nomor` records the number typed back."""
    now = clock.now()
    sheet = queries.copy_sheet(case_id, target, request.actor, keys(request), now=now)
    zone = request.post.zone
    numbering = request.POST.get("langkah") == "nomor"
    form = NumberForm(request.POST if numbering else None, now=now, zone=zone, initial={"seen": sheet.act_count})
    sentence, status = "", 200
    if request.method == "POST" and (not numbering or form.is_valid()):
        step = (
            Input({"system": target, "number": form.cleaned_data["number"]}, form.happened_at(), form.cleaned_data["seen"])
            if numbering
            else Input({"target": target}, now, sheet.act_count)
        )
        try:
            actions.take(case_id, NUMBER if numbering else SHEET, step, actor=request.actor, keys=keys(request), now=now)
        except ActedMeanwhile as faster:
            sentence, status = sentence_of(faster), 409
        except SaksamaError as refused:
            sentence, status = sentence_of(refused), refused.status
        else:
            return HttpResponseRedirect(request.path, status=303)
    elif request.method == "POST":
        status = 422
    return render(
        request,
        "desk/cases/copy_sheet.html",
        {**present(sheet), "form": form, "sentence": sentence, "zone": zone, "here": "queue"},
        status=status,
    )


def present(sheet: CopySheet) -> dict[str, object]:
    entry = law.book().target(sheet.target)
    lines = [Line(row.label, row.value, row.verified) for row in sheet.rows]
    return {
        "sheet": sheet,
        "lines": lines,
        "unverified": [line for line in lines if not line.verified],
        "all_unverified": not any(line.verified for line in lines),
        "note": words.of(entry, "note"),
        "target": words.of(sheet, "target"),
    }
