"""The dialogue of one step, the same for every act and for each front door: asked, checked, taken, 303; or told why not.

Nothing typed is lost: a refusal, a search and a colleague who was faster all give the form back as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.cases import actions, kinds, queries
from saksama.cases.models import Act, Limb
from saksama.cases.shown import Entry, StepPage
from saksama.cases.steps import ActedMeanwhile
from saksama.kernel.errors import IllegalStep, Invalid
from saksama.store import clock
from saksama.web.frame import render, said

from . import words
from .kind_forms import StepForm, names_of
from .requests import DeskRequest, keys, own_keys

TOO_LARGE = gettext_lazy("Berkasnya bersama-sama lebih dari 10 MB. Kecilkan atau kirim sebagian, lalu pilih lagi.")


@dataclass(frozen=True, slots=True)
class Extra:
    """What a step shows beyond its declaration: a template of its own with its words, notes beside the rows of a field, and
    choices of a field that only this page knows.
    """

    template: str = "casework/step.html"
    context: Mapping[str, object] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Front:
    """Where a dialogue stands: its base template, the address of the case and of a step, and what single acts show besides."""

    base: str
    case: str
    step: str
    beside: Callable[[DeskRequest, StepPage, datetime], Extra] = lambda request, page, now: Extra()


def show(request: DeskRequest, case_id: UUID, act: str, *, front: Front) -> HttpResponse:
    """Answer the page of one step, and the step itself when it was sent."""
    now = clock.now()
    corrects = number_of(request.POST.get("corrects", request.GET.get("membetulkan", "")))
    try:
        page = queries.step(case_id, act, request.actor, now=now, keys=own_keys(request), corrects=corrects)
    except IllegalStep as refused:
        return not_open(request, case_id, act, refused, front=front)
    page.decision.require()
    if page.opened and request.method != "POST":
        actions.note_reading(case_id, what="story", actor=request.actor, now=now)
    extra = front.beside(request, page, now)
    page = with_choices(page, extra)
    form = StepForm(
        page, request.POST or None, request.FILES or None, now=now, notes=extra.notes, corrects=corrects, given=request.GET.dict()
    )
    if request.method != "POST":
        return draw(request, page, form, extra, front=front)
    if "cari" in request.POST:
        form.forget_errors()
        return draw(request, page, form, extra, front=front)
    if not form.is_valid() or too_large(request, form):
        return draw(request, page, form, extra, front=front, status=422)
    return _take(request, case_id, page, form, extra, front=front, now=now)


def with_choices(page: StepPage, extra: Extra) -> StepPage:
    """Return the page with the choices that the screen adds where the declaration left them open."""
    if not extra.choices:
        return page
    fields = tuple(one if one.choices else replace(one, choices=extra.choices.get(one.name, ())) for one in page.fields)
    return replace(page, fields=fields)


def files_dropped(request: DeskRequest) -> bool:
    """Tell whether files were dropped because the whole was too large for the memory it is kept in."""
    return not request.FILES and int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def too_large(request: DeskRequest, form: StepForm) -> bool:
    """Tell whether files were dropped; the form then says so."""
    if not files_dropped(request):
        return False
    form.refuse("documents", str(TOO_LARGE))
    return True


def _take(
    request: DeskRequest, case_id: UUID, page: StepPage, form: StepForm, extra: Extra, *, front: Front, now: datetime
) -> HttpResponse:
    act = page.kind.act
    try:
        done: Act = actions.take(case_id, act, form.read(), actor=request.actor, keys=keys(request), now=now)
    except ActedMeanwhile as faster:
        return draw(request, page, form, extra, front=front, status=409, since=faster.since, seen=faster.act_count)
    except IllegalStep as refused:
        return not_open(request, case_id, act, refused, front=front, form=form)
    except Invalid as refused:
        form.refuse(str(refused.context.get("field", "")), said(refused))
        return draw(request, page, form, extra, front=front, status=422)
    return HttpResponseRedirect(f"{reverse(front.case, args=[case_id])}{_told_at(done)}", status=303)


def _told_at(done: Act) -> str:
    """Return where the case page tells of an act: the criminal limb counts its own, and says them in its own section."""
    return "#pidana" if done.limb == Limb.CRIMINAL else f"?baru={done.nth}#baru"


def draw(
    request: DeskRequest,
    page: StepPage,
    form: StepForm,
    extra: Extra,
    *,
    front: Front,
    status: int = 200,
    since: tuple[Entry, ...] = (),
    seen: int | None = None,
) -> HttpResponse:
    """Return the page of the step with all that was typed; `seen` moves on when a colleague was faster."""
    context = {
        "base": front.base,
        "page": page,
        "kind": page.kind,
        "form": form,
        "running": [one for one in page.clocks if one.state in ("running", "paused", "missed") and not one.stopped_by],
        "seen": page.seen if seen is None else seen,
        "since": since,
        "lost": names_of(request.FILES) if form.is_bound else [],
        "case_url": reverse(front.case, args=[page.public_id]),
        "label": page.kind.label(words.language()),
        "button": page.kind.button(words.language()),
        "why": page.kind.why(words.language()),
        "follows": page.follows_en if words.language() == "en" else page.follows_id,
        "earlier": form["act_when"].value() == "earlier",
        **extra.context,
    }
    return render(request, extra.template, context, status=status)


def not_open(
    request: DeskRequest, case_id: UUID, act: str, refused: IllegalStep, *, front: Front, form: StepForm | None = None
) -> HttpResponse:
    """Say why the step is not open, which ones are, and give back what was typed."""
    kind = kinds.get(act)
    context = {
        "base": front.base,
        "label": kind.label(words.language()),
        "sentence": said(refused),
        "offers": _offers(request, case_id, front),
        "case_url": reverse(front.case, args=[case_id]),
        "typed": _typed(form) if form is not None else [],
    }
    return render(request, "casework/not_open.html", context, status=409)


def _offers(request: DeskRequest, case_id: UUID, front: Front) -> list[tuple[str, str]]:
    """Return the steps that are open now and this reader's own to take; none where the case itself does not hold together."""
    try:
        page = queries.page(case_id, request.actor, now=clock.now())
    except IllegalStep:
        return []
    steps = [*page.steps, *(page.criminal.steps if page.criminal else ())]
    return [
        (reverse(front.step, args=[case_id, step.act]), words.of(step, "button"))
        for step in steps
        if step.allowed and not step.minor
    ]


def _typed(form: StepForm) -> list[tuple[str, str]]:
    """Return the longer texts somebody wrote, so that he can copy them into another step."""
    texts = [
        (bound.label, str(bound.value() or ""))
        for bound in form
        if isinstance(bound.value(), str) and len(str(bound.value())) > 20
    ]
    return [(str(label), text) for label, text in texts]


def number_of(text: str | None) -> int | None:
    """Return the number of an act as the page sent it back; nothing for anything else, a raised digit or an endless row too."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def source_label(provenance: str) -> str:
    """Return where an act by proxy comes from, in words."""
    return {"letter": _("dari surat"), "other_system": _("dari sistem lain"), "press": _("dari pers")}.get(provenance, "")
