"""The forms of an office, one form with its versions, and what is done with them."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saksama.cases.actions import templates as actions
from saksama.cases.lettering import LARGEST, TemplateRefused
from saksama.cases.queries import templates as asked
from saksama.institutions import queries as institutions
from saksama.kernel.errors import Conflict, Invalid
from saksama.store import clock
from saksama.web.casework.dialogue import files_dropped
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, see_other
from saksama.web.frame.sentences import said

from .faults import Said, told

TOO_LARGE = _("Berkasnya terlalu besar. Kecilkan gambarnya; paling besar 2 MB.")


class UploadForm(forms.Form):
    """The file."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("Templat Word (.docx)"),
        help_text=_("Paling besar 2 MB, tanpa makro, komentar, dan perubahan terlacak."),
        error_messages={"required": _("Pilih berkas .docx."), "empty": _("Berkas ini kosong. Pilih yang lain.")},
    )


@require_GET
@desk_page
def index(request: DeskRequest) -> HttpResponse:
    """Every form, and by what its letters are drawn."""
    context = {"forms": asked.forms_of(request.actor), "office": institutions.office(request.actor.office), "here": "documents"}
    return render(request, "desk/templating/index.html", context)


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, form: str) -> HttpResponse:
    """One form: its versions, and a new one. A template that is refused is told fault by fault; nothing is kept then."""
    shown = asked.form_of(request.actor, form)
    upload = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    found: list[Said] = []
    if request.method == "POST" and _whole(request, upload):
        try:
            actions.offer_template(form, upload.cleaned_data["file"].read(), actor=request.actor, now=clock.now())
            return see_other("desk:template", form)
        except TemplateRefused as refused:
            found = [told(one) for one in refused.faults]
            upload.add_error("file", said(refused))
        except (Invalid, Conflict) as refused:
            upload.add_error("file", said(refused))
    context = {
        "shown": shown,
        "versions": asked.versions_of(request.actor, form),
        "form": upload,
        "faults": found,
        "zone": request.post.zone,
        "here": "documents",
    }
    return render(request, "desk/templating/form.html", context, status=422 if upload.is_bound else 200)


def _whole(request: DeskRequest, upload: UploadForm) -> bool:
    if files_dropped(request):
        upload.full_clean()
        upload.errors.pop("file", None)
        upload.add_error("file", TOO_LARGE)
        return False
    if not upload.is_valid():
        return False
    if upload.cleaned_data["file"].size > LARGEST:
        upload.add_error("file", TOO_LARGE)
        return False
    return True


@require_POST
@desk_page
def put_in_force(request: DeskRequest, version: UUID) -> HttpResponse:
    row = actions.put_in_force(version, actor=request.actor, now=clock.now())
    return see_other("desk:template", row.form)


@require_POST
@desk_page
def back(request: DeskRequest, form: str) -> HttpResponse:
    actions.back_to_ours(form, actor=request.actor, now=clock.now())
    return see_other("desk:template", form)
