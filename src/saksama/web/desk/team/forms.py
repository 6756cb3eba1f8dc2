"""Leave, delegation, duty: shape only; what may be is the actions' question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.accounts import roles
from saksama.accounts.policies import DELEGABLE
from saksama.accounts.tree import Serving
from saksama.kernel.errors import SaksamaError


def refuse(form: forms.Form, error: SaksamaError) -> None:
    """Show a refusal at its field, or over the form, in the reader's language."""
    field = {"user": "person"}.get(str(error.context.get("field", "")), str(error.context.get("field", "")))
    sentence = error.detail_en if (get_language() or "id").startswith("en") else error.detail
    form.add_error(field if field in form.fields else None, sentence)


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tanggal ini tidak ada. Periksa lagi.")},
    )


def people_choices(people: Sequence[Serving], *, nobody: Any = None) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("", nobody)] if nobody is not None else []
    return [*found, *((one.public_id, one.name) for one in people)]


def person_field(label: Any, hint: Any = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hint, required=required,
        error_messages={"required": _("Pilih orangnya."), "invalid_choice": _("Pilih dari daftar.")},
    )


class LeaveForm(forms.Form):
    """Who is away, from when to when, who stands in. The reason is not asked."""

    use_required_attribute = False

    person = person_field(_("Siapa"))
    starts_on = day_field(_("Hari pertama"))
    ends_on = day_field(_("Hari terakhir"))
    stand_in = person_field(
        _("Pengganti"), _("Ia menerima pemberitahuan dan perkara selama itu, sejauh perannya sendiri boleh."), required=False
    )

    def __init__(self, *args: Any, people: Sequence[Serving], who: Sequence[Serving], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people_choices(who)  # type: ignore[attr-defined]
        self.fields["stand_in"].choices = people_choices(people, nobody=_("tanpa pengganti"))  # type: ignore[attr-defined]


class DelegateForm(forms.Form):
    """A role of somebody, lent to a colleague, with its days."""

    use_required_attribute = False

    holder = person_field(_("Peran milik"))
    role = forms.ChoiceField(label=_("Peran"), error_messages={"required": _("Pilih perannya.")})
    stand_in = person_field(_("Dilimpahkan kepada"), _("Orang kantor ini. Perkara yang tertutup baginya tetap tertutup."))
    valid_from = day_field(_("Mulai"))
    valid_to = day_field(_("Sampai"), _("Berakhir sendiri sesudah hari ini. Paling lama 92 hari."))

    def __init__(self, *args: Any, people: Sequence[Serving], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = "en" if (get_language() or "id").startswith("en") else "id"
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role, roles.name(role, language)) for role in roles.FIRST if role in DELEGABLE
        ]
        for name in ("holder", "stand_in"):
            self.fields[name].choices = people_choices(people, nobody=_("pilih"))  # type: ignore[attr-defined]


def day_of(text: str) -> date | None:
    """Return a day as an address or a hidden field carries it; nothing for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
