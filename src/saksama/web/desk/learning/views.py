"""One page with three parts: the bank, the surveys, the agreements; and the table that leaves under one of these."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from saksama import law
from saksama.kernel.errors import Invalid
from saksama.prevention import policies
from saksama.prevention.actions import learning as actions
from saksama.prevention.learning import ANSWERS, Survey
from saksama.prevention.queries import learning as reads
from saksama.store import clock, sheets
from saksama.web.casework import downloads
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page, export_page
from saksama.web.frame import dates, render, said, see_other

from .forms import AgreementForm, QuestionForm, SurveyForm


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    return _page(request)


@require_http_methods(["POST"])
@desk_page
def question(request: DeskRequest) -> HttpResponse:
    """Write a question for the bank, approve a colleague's (`setuju`), or take one out (`tarik`)."""
    now = clock.now()
    on = dates.local(now).date()
    if approved := request.POST.get("setuju", "")[:40]:
        actions.approve_question(approved, actor=request.actor, on=on, now=now)
        return see_other("desk:learning")
    if gone := request.POST.get("tarik", "")[:40]:
        actions.withdraw_question(gone, actor=request.actor, on=on, now=now)
        return see_other("desk:learning")
    form = QuestionForm(request.POST)
    return _taken(request, form, lambda: actions.write_question(form.question(), actor=request.actor, on=on), question_form=form)


@require_http_methods(["POST"])
@desk_page
def survey(request: DeskRequest) -> HttpResponse:
    """Open an awareness survey."""
    now = clock.now()
    on = dates.local(now).date()
    form = SurveyForm(request.POST, today=on)

    def do() -> object:
        told = form.cleaned_data
        return actions.open_survey(told["title"], until=told["until"], actor=request.actor, on=on, now=now)

    return _taken(request, form, do, survey_form=form)


@require_http_methods(["POST"])
@desk_page
def agreement(request: DeskRequest) -> HttpResponse:
    """Record an agreement on research."""
    now = clock.now()
    on = dates.local(now).date()
    form = AgreementForm(request.POST, today=on)

    def do() -> object:
        told = form.cleaned_data
        return actions.agree(
            told["partner"], purpose=told["purpose"], document=told["document"], until=told["until"], actor=request.actor, on=on,
            now=now,
        )

    return _taken(request, form, do, agreement_form=form)


@require_http_methods(["GET", "POST"])
@export_page
def export(request: DeskRequest, agreement: UUID) -> HttpResponse:
    """Give the numbers out under an agreement: recorded first, small ones withheld, with a fresh second factor."""
    now = clock.now()
    found = reads.agreement(agreement, request.actor, on=dates.local(now).date())
    rows, withheld = reads.research_table(request.actor)
    actions.note_research(found, rows=len(rows), withheld=withheld, actor=request.actor, now=now)
    table = sheets.delimited(("survei", "gelombang", "situasi", "menjawab", "tepat"), rows)
    return downloads.attachment(table, "survei.csv", sheets.CSV)


def _taken(request: DeskRequest, form: forms.Form, do: Callable[[], object], **forms_of_page: forms.Form) -> HttpResponse:
    if form.is_valid():
        try:
            do()
            return see_other("desk:learning")
        except Invalid as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in form.fields else None, said(refused))
    return _page(request, status=422, **forms_of_page)


def _page(request: DeskRequest, *, status: int = 200, **forms_of_page: forms.Form) -> HttpResponse:
    on = dates.local(clock.now()).date()
    words = {code: en if get_language() == "en" else id_ for code, id_, en in ANSWERS}
    bank = reads.bank(request.actor)
    context = {
        "bank": [(one, words[one.answer], bool(policies.may_approve(request.actor, written_by=one.written_by))) for one in bank],
        "surveys": [_survey(one, on) for one in reads.surveys(request.actor)],
        "agreements": reads.agreements(request.actor, on=on),
        "may_export": bool(actions.may_export(request.actor)),
        "question_form": QuestionForm(initial={"token": str(uuid4())}, auto_id="tanya_%s"),
        "survey_form": SurveyForm(today=on, auto_id="survei_%s"),
        "agreement_form": AgreementForm(today=on, auto_id="janji_%s"),
        "here": "learning",
        **forms_of_page,
    }
    return render(request, "desk/learning/page.html", context, status=status)


def _survey(one: Survey, on: date) -> dict[str, object]:
    english = get_language() == "en"
    titles = {card.id: card.title_en if english else card.title_id for card in law.book().situations}
    found = {(cell.wave, cell.situation): cell for cell in reads.cells(one)}
    base = settings.SAKSAMA.base_url.rstrip("/")
    return {
        "title": one.title,
        "until": one.until,
        "open": on <= one.until,
        "links": [base + reverse("public:survey", args=[one.public_id, wave]) for wave in ("sebelum", "sesudah")],
        "rows": [(titles.get(name, name), found["before", name], found["after", name]) for name in one.situations],
    }
