"""Messages to the reporter, sealed to the reporter's box."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from saksama.cases import queries
from saksama.cases.shown import CasePage
from saksama.intake import actions as intake
from saksama.kernel.errors import SaksamaError
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said

from . import policy


class MessageForm(forms.Form):
    """One message; with several reporters one says to whom."""

    use_required_attribute = False

    laporan = forms.ChoiceField(label=gettext_lazy("Kepada"), error_messages={"required": gettext_lazy("Pilih pelapornya.")})
    pesan = forms.CharField(
        label=gettext_lazy("Pesan"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Dibaca pelapor lewat kodenya. Tulis kalimat biasa, tanpa nama petugas."),
        error_messages={"required": gettext_lazy("Tulis pesannya.")},
    )

    def __init__(self, page: CasePage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_reports = [report for report in page.reports if not report.withdrawn]
        self.fields["laporan"].choices = [  # type: ignore[attr-defined]
            (str(report.public_id), _("Pelapor %(n)d") % {"n": n}) for n, report in enumerate(open_reports, start=1)
        ]
        if len(open_reports) == 1:
            self.fields["laporan"].initial = str(open_reports[0].public_id)
            self.fields["laporan"].widget = forms.HiddenInput()


@require_POST
@desk_page
def send(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Write to a reporter of this case."""
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    policy.may_write_to_reporters(request.actor, page.office_public_id).require()
    form = MessageForm(page, request.POST)
    if form.is_valid():
        try:
            intake.post_message(form.cleaned_data["laporan"], form.cleaned_data["pesan"], actor=request.actor, now=now)
        except SaksamaError as refused:
            form.add_error("pesan", said(refused))
        else:
            return HttpResponseRedirect(f"{reverse('desk:case', args=[case_id])}?terkirim=1#pesan", status=303)
    return render(request, "desk/cases/message.html", {"page": page, "form": form}, status=422)
