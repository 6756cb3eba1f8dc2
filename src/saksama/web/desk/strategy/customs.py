"""Kebiasaan dan risiko: which custom may become a risk, what is said before it does. Inside the office only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid
from saksama.kernel.ids import new_id
from saksama.law import season
from saksama.prevention import actions, policies, queries
from saksama.prevention.measures import MEASURES
from saksama.prevention.messages import OFF_SEASON, words
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.desk.prevention.forms import label_of
from saksama.web.desk.prevention.plan_forms import stage_word
from saksama.web.frame import dates, render, said, see_other

EMPTY = {"required": _("Tulis satu atau dua kalimat.")}


class CustomForm(forms.Form):
    """One sheet, in three short answers."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    custom = forms.CharField(
        label=_("Kebiasaan atau keadaan"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}), error_messages=EMPTY,
        help_text=_("Ceritakan keadaannya. Jangan sebut tempat, kelompok, atau orang."),
    )
    risk = forms.CharField(
        label=_("Bagaimana dapat menjadi pelanggaran"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=EMPTY,
    )
    before = forms.CharField(
        label=_("Yang disampaikan sebelumnya"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}), error_messages=EMPTY
    )
    stage = forms.ChoiceField(label=_("Tahapan"))
    measure = forms.ChoiceField(label=_("Langkah yang menjawabnya"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(code, stage_word(code)) for code in words().stages]  # type: ignore[attr-defined]
        self.fields["measure"].choices = [(one.key, f"{one.key}. {label_of(one)}") for one in MEASURES]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """The sheets of this office, those of the present stage first, and the form for one more."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    office = institutions.office(request.actor.office)
    today = dates.local(now, office.timezone).date()
    stage = _stage(office.place.code if office.place else "", today)
    form = CustomForm(request.POST or None, initial={"token": str(new_id()), "stage": stage})
    if request.method == "POST" and form.is_valid() and _written(form, request):
        return see_other("desk:strategy_customs")
    rows = [
        {
            "sheet": one,
            "stage": stage_word(one.custom.stage),
            "may_read": bool(policies.may_approve(request.actor, written_by=one.custom.written_by)),
        }
        for one in queries.customs(request.actor, stage=stage, year=today.year)
    ]
    context = {"rows": rows, "form": form, "year": today.year, "here": "strategy"}
    return render(request, "desk/strategy/customs.html", context, status=422 if form.errors else 200)


@require_POST
@desk_page
def read(request: DeskRequest, sheet_id: UUID) -> HttpResponse:
    """A second person has read a sheet: it holds."""
    actions.read_custom(sheet_id, actor=request.actor, now=clock.now())
    return see_other("desk:strategy_customs")


@require_POST
@desk_page
def end(request: DeskRequest, sheet_id: UUID) -> HttpResponse:
    """A sheet is taken off."""
    actions.end_custom(sheet_id, actor=request.actor, now=clock.now())
    return see_other("desk:strategy_customs")


def _stage(place_code: str, today: Any) -> str:
    found = season.today(place_code, today) if place_code else None
    return OFF_SEASON if found is None or found.off_season or found.stage not in words().stages else found.stage


def _written(form: CustomForm, request: DeskRequest) -> bool:
    told = dict(form.cleaned_data)
    token = told.pop("token")
    try:
        actions.write_custom(token, actions.CustomWritten(**told), actor=request.actor, now=clock.now())
    except Invalid as refused:
        field = str(refused.context.get("field", ""))
        form.add_error(field if field in form.fields else None, said(refused))
        return False
    return True
