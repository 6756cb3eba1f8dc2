"""One letter for many cases: chosen by form and days, drawn one by one while their officer is there, taken along as one file."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saksama.cases import actions, kinds
from saksama.cases.actions import many
from saksama.cases.queries import many as asked
from saksama.cases.queries.enclosures import form_words
from saksama.cases.steps import Input
from saksama.store import clock
from saksama.web.casework import downloads, words
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page, export_page
from saksama.web.frame import render, see_other

from . import bulk, policy, streaming


class MassForm(forms.Form):
    """Which letter, for cases opened from which day to which."""

    use_required_attribute = False

    letter = forms.ChoiceField(
        label=_("Surat"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih suratnya."), "invalid_choice": _("Pilih suratnya.")},
    )
    since = forms.DateField(
        label=_("Perkara dibuka sejak"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tanggal ini tidak ada. Tulis seperti 31-10-2024.")},
    )
    until = forms.DateField(
        label=_("sampai dengan"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tanggal ini tidak ada. Tulis seperti 31-10-2024.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        english = words.language() == "en"
        self.fields["letter"].choices = [(form, form_words(form)[english]) for form in asked.MASS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", str(_("Tanggal akhir lebih awal daripada tanggal mulai.")))
        return told


@require_http_methods(["GET", "POST"])
@desk_page
def start(request: DeskRequest) -> HttpResponseBase:
    """Choose, look at what was found, and (by `kirim`) draw: the page is sent while the letters are drawn."""
    policy.may_use_the_desk(request.actor).require()
    now, today = clock.now(), request.post.day(clock.now())
    form = MassForm(request.POST) if request.method == "POST" else MassForm(initial={"since": today, "until": today})
    found = None
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        found = asked.without_letter(
            told["letter"], told["since"], told["until"], request.actor, now=now, timezone=request.post.zone,
            limit=many.MOST_LETTERS,
        )
        if found and "kirim" in request.POST:
            run_id = bulk._run_id(request.POST.get("run", ""))
            seen = {UUID(one.row.public_id): one.seen for one in found}
            if not many.begin_run(run_id, asked.LETTER, seen, actor=request.actor, now=now, form=told["letter"]):
                return see_other("desk:bulk_run", run_id)
            return _drawn(request, run_id)
    context = {"form": form, "found": found, "most": many.MOST_LETTERS, "run": uuid4(), "here": "documents"}
    return render(request, "desk/cases/mass.html", context, status=422 if form.is_bound and not form.is_valid() else 200)


def _drawn(request: DeskRequest, run_id: UUID) -> HttpResponseBase:
    now = clock.now()
    run = asked.run(run_id, request.actor, now=now)
    step = Input(values={"form": run.form}, happened_at=now, seen=0)
    work = many.work_through(run_id, step, actor=request.actor, keys=keys(request), now=now)
    label = kinds.get(asked.LETTER).button(words.language())
    context = {"total": run.waiting, "button": f"{label}: {form_words(run.form)[words.language() == 'en']}", "run": run_id,
               "here": "documents"}
    rows = [line.row for line in run.lines]
    return streaming.page(request, "desk/cases/bulk_running.html", context, bulk.told(work, rows, run.waiting))


@require_POST
@desk_page
def stop(request: DeskRequest, run_id: UUID) -> HttpResponse:
    many.stop_run(run_id, actor=request.actor, now=clock.now())
    return see_other("desk:bulk_run", run_id)


@require_POST
@desk_page
def go_on(request: DeskRequest, run_id: UUID) -> HttpResponseBase:
    many.go_on(run_id, actor=request.actor)
    return _drawn(request, run_id)


@require_GET
@export_page
def archive(request: DeskRequest, run_id: UUID) -> HttpResponse:
    """The letters of a run as one file, put together from the sealed ones; what may no longer be opened is left out."""
    now = clock.now()
    letters = asked.letters(run_id, request.actor, keys(request), now=now)
    actions.note_export("letters", cases=len(letters), actor=request.actor, now=now)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in letters:
            packed.writestr(name, content)
    return downloads.attachment(out.getvalue(), f"surat-{str(run_id)[:8]}.zip", "application/zip")
