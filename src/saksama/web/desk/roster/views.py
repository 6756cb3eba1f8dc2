"""Look up who held the post on the day, and carry the one found into the form: an officer still decides.

The words typed travel in the body, never in the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from saksama.cases import queries
from saksama.kernel.errors import Invalid
from saksama.registry import policies, roster
from saksama.store import clock
from saksama.web.casework import words
from saksama.web.casework.fields import date_field
from saksama.web.casework.requests import DeskRequest
from saksama.web.casework.searching import SearchField
from saksama.web.desk.account.forms import refuse
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render

ACT = "post_holder.recorded"


class HolderForm(forms.Form):
    """Where, which post or who, and on which day."""

    use_required_attribute = False

    agency = SearchField("agency", label=gettext_lazy("Instansi"), required=False)
    text = forms.CharField(label=gettext_lazy("Jabatan, nama lengkap, atau NIP"), max_length=160,
                           error_messages={"required": gettext_lazy("Tulis jabatannya, nama lengkap, atau NIP.")})

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["on"] = date_field(_("Pada hari"))


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """The form, and what the staff lists say. Every look-up is in the record, whoever was found."""
    policies.may_look_up(request.actor).require()
    now = clock.now()
    page = queries.page(case_id, request.actor, now=now)
    form = HolderForm(request.POST or None, initial={"agency": page.agency_public_id, "on": page.happened_on})
    found: tuple[roster.Holder, ...] | None = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            found = roster.holders(told["text"], agency=told["agency"], on=told["on"], actor=request.actor, now=now)
        except Invalid as error:
            refuse(form, error)
    context = {
        "page": page, "form": form, "rows": [_Found(one, _note(one)) for one in found or ()], "asked": found is not None,
        "newest": roster.newest_list(), "act": ACT, "on": form.cleaned_data["on"].isoformat() if found else "", "here": "queue",
        "may_record": any(step.act == ACT and step.allowed for step in page.steps),
    }
    return render(request, "desk/roster/holders.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class _Found:
    holder: roster.Holder
    note: str

    @property
    def status(self) -> str:
        """The choice of the step's form; part-time contract staff are contract staff there."""
        return {"": "unknown", "pppk_paruh_waktu": "pppk"}.get(self.holder.status, self.holder.status)


def _note(one: roster.Holder) -> str:
    return _("Daftar pegawai per tanggal %(day)s.") % {"day": dates.long_date(one.as_of, words.language())}
