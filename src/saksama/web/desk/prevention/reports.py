"""Laporan kerja: the list with who is late, one report with its figures and sources, signing, receiving, and the paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saksama.accounts import queries as accounts
from saksama.kernel.errors import Invalid
from saksama.law.forms import sheet as paper
from saksama.law.forms import sheet_word
from saksama.prevention import actions, policies, queries
from saksama.prevention.reports import State, pattern
from saksama.store import clock
from saksama.web.casework import downloads, fields
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said, see_other

from . import report_words
from .words import note

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PeriodForm(forms.Form):
    """The first and the last day of a report."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"] = fields.date_field(_("Hari pertama"))
        self.fields["last"] = fields.date_field(_("Hari terakhir"))


class RemarksForm(forms.Form):
    """What people add to the figures, section by section."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in pattern().sections:
            self.fields[section.key] = forms.CharField(
                label=section.label_en if get_language() == "en" else section.label_id, required=False, max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )


def last_month(today: date) -> tuple[date, date]:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


@require_http_methods(["GET", "POST"])
@desk_page
def listing(request: DeskRequest) -> HttpResponse:
    """The office's own reports, those waiting to be read, who below is late, and the form to begin one."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    today = request.post.day(now)
    first, last = last_month(today)
    form = PeriodForm(request.POST or None, initial={"first": first, "last": last})
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.begin_report(**form.cleaned_data, actor=request.actor, today=today, now=now)
            return see_other("desk:work_report", begun.public_id)
        except Invalid as refused:
            field = str(refused.context.get("field", ""))
            form.add_error(field if field in form.fields else None, said(refused))
    context = {
        "form": form,
        "own": [(one, report_words.state(one.state)) for one in queries.reports(request.actor)],
        "to_judge": queries.to_judge(request.actor),
        "below": [(one, report_words.state(one.state)) for one in queries.expected(request.actor, first, last, today=today)],
        "first": first,
        "last": last,
        "today": today,
        "source": note(pattern()),
        "here": "work_reports",
    }
    return render(request, "desk/prevention/reports.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, report: UUID) -> HttpResponse:
    """One report: its figures, the reports it takes in, what people wrote; edited until it is signed."""
    policies.may_record_visit(request.actor).require()
    found = queries.report(report, request.actor)
    row = found.report
    is_open = row.state in (State.DRAFT, State.RETURNED)
    may_write = is_open and bool(policies.may_write_report(request.actor, office=row.office))
    form = RemarksForm(request.POST or None, initial=found.remarks)
    if request.method == "POST" and form.is_valid():
        actions.write_remarks(report, form.cleaned_data, actor=request.actor, now=clock.now())
        return see_other("desk:work_report", report)
    context = {
        "found": found,
        "row": row,
        "state": report_words.state(row.state),
        "lines": report_words.lines(found.own, found.totals),
        "cases": report_words.plain(found.own, found.totals),
        "parts": [(one, name, report_words.state(one.state)) for one, name in found.parts],
        "waiting": [(one, name, report_words.state(one.state)) for one, name in found.waiting],
        "written": [(form.fields[key].label, text) for key, text in found.remarks.items() if text],
        "form": form,
        "may_write": may_write,
        "may_sign": is_open and bool(policies.may_sign_report(request.actor, office=row.office, level=row.level)),
        "over": request.post.day(clock.now()) >= row.last,
        "may_judge": row.state in (State.SIGNED, State.RECEIVED)
        and bool(policies.may_judge_report(request.actor, addressee=row.addressee)),
        "signed_by": accounts.name_of(row.signed_by) if row.signed_by else "",
        "source": note(pattern()),
        "here": "work_reports",
    }
    return render(request, "desk/prevention/report.html", context, status=422 if form.is_bound else 200)


def _version(request: DeskRequest) -> int:
    text = request.POST.get("versi", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1


@require_POST
@desk_page
def sign(request: DeskRequest, report: UUID) -> HttpResponse:
    """Sign: the figures are fixed from now on."""
    now = clock.now()
    actions.sign_report(report, version=_version(request), actor=request.actor, today=request.post.day(now), now=now)
    return see_other("desk:work_report", report)


@require_POST
@desk_page
def judge(request: DeskRequest, report: UUID) -> HttpResponse:
    """Receive the report, or return it with the reason (`langkah`)."""
    version, now = _version(request), clock.now()
    if request.POST.get("langkah") == "kembalikan":
        actions.return_report(report, request.POST.get("alasan", ""), version=version, actor=request.actor, now=now)
    else:
        actions.receive_report(report, version=version, actor=request.actor, now=now)
    return see_other("desk:work_report", report)


@require_GET
@desk_page
def download(request: DeskRequest, report: UUID) -> HttpResponse:
    """The report as PDF, or as a Word file to edit (`bentuk=docx`)."""
    policies.may_record_visit(request.actor).require()
    found = queries.report(report, request.actor)
    by = accounts.name_of(found.report.signed_by) if found.report.signed_by else ""
    drawn = report_words.sheet(found, by, demo=settings.SAKSAMA.demo)
    stem = f"laporan-kerja-{found.report.first:%Y%m%d}-{found.report.last:%Y%m%d}"
    if request.GET.get("bentuk") == "docx":
        return downloads.attachment(sheet_word.draw(drawn), f"{stem}.docx", DOCX)
    return downloads.attachment(paper.draw(drawn, found.report.last), f"{stem}.pdf", "application/pdf")
