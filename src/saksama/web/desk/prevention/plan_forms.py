"""The forms of what is to come: an activity with its day, a campaign, a line of the communication plan. Shape and type only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.institutions.models import Office
from saksama.law import book
from saksama.prevention.measures import MEASURES
from saksama.prevention.messages import OFF_SEASON, words
from saksama.web.casework import fields

from .forms import Choices, label_of, number, places_of


class ComingForm(forms.Form):
    """An activity to come."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    measure = forms.ChoiceField(label=_("Langkah"))
    place = forms.ChoiceField(label=_("Di mana?"))
    agency = forms.ChoiceField(label=_("Instansi yang didatangi"), required=False)
    budget = number(_("Anggaran (rupiah)"))
    owner = forms.ChoiceField(label=_("Penanggung jawab"), required=False)
    campaign = forms.ChoiceField(label=_("Bagian dari kampanye"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ["token", "measure", "due_on", "place", "agency", "owner", "budget", "campaign", "note"]

    def __init__(
        self, *args: Any, office: Office, agencies: Choices, campaigns: Choices, people: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"] = fields.date_field(str(_("Tanggal")))
        self.order_fields(self.field_order)
        chosen = (("measure", [(m.key, f"{m.key}. {label_of(m)}") for m in MEASURES]), ("place", places_of(office)))
        for name, choices in (*chosen, ("agency", agencies), ("campaign", campaigns), ("owner", people)):
            empty = [("", "-")] if name in ("agency", "campaign", "owner") else []
            self.fields[name].choices = [*empty, *choices]  # type: ignore[attr-defined]


class CampaignForm(forms.Form):
    """A campaign that ties activities together."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Nama kampanye"), max_length=160, error_messages={"required": _("Beri nama yang pendek.")})
    goal = forms.CharField(label=_("Tujuan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    partners = forms.CharField(label=_("Mitra"), required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"] = fields.date_field(str(_("Mulai")))
        self.fields["last"] = fields.date_field(str(_("Selesai")))


class MessageForm(forms.Form):
    """One line of the communication plan."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("Tahapan"))
    audience = forms.ChoiceField(label=_("Untuk siapa"))
    channel = forms.ChoiceField(label=_("Lewat apa"))
    message = forms.CharField(
        label=_("Pesan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis pesannya, satu atau dua kalimat.")},
    )
    owner = forms.ChoiceField(label=_("Penanggung jawab"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = words()
        english = get_language() == "en"
        chosen = {
            "stage": [(code, stage_word(code)) for code in known.stages],
            "audience": [(one.code, one.en if english else one.id) for one in known.audiences.values()],
            "channel": [(one.code, one.en if english else one.id) for one in known.channels.values()],
            "owner": [("", "-"), *people],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


def stage_word(code: str) -> str:
    """Return the words of a stage in the language of the page."""
    if code == OFF_SEASON:
        return str(_("di luar tahapan"))
    return book().stage_words[code][1 if get_language() == "en" else 0]
