"""What is asked for the bank, a survey, and an agreement on research: shape and type only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.prevention.actions.learning import LONGEST, Question
from saksama.prevention.learning import ANSWERS
from saksama.web.casework import fields

REQUIRED = {"required": _("Isi bagian ini.")}


class QuestionForm(forms.Form):
    """A question for the bank."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    asked = forms.CharField(
        label=_("Pertanyaan"),
        max_length=LONGEST["asked"],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dari kejadian setempat, tanpa nama orang dan tempat."),
        error_messages=REQUIRED,
    )
    answer = forms.ChoiceField(label=_("Jawabannya"), widget=forms.RadioSelect, error_messages=REQUIRED)
    why = forms.CharField(
        label=_("Mengapa"), max_length=LONGEST["why"], widget=forms.Textarea(attrs={"rows": 3}), error_messages=REQUIRED
    )
    citation = forms.CharField(label=_("Aturannya"), max_length=LONGEST["citation"], error_messages=REQUIRED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = get_language() == "en"
        self.fields["answer"].choices = [(code, en if english else id_) for code, id_, en in ANSWERS]  # type: ignore[attr-defined]

    def question(self) -> Question:
        told = self.cleaned_data
        return Question(told["token"], told["asked"], told["answer"], told["why"], told["citation"])


class SurveyForm(forms.Form):
    """A survey: what it is about, and its last day."""

    use_required_attribute = False

    title = forms.CharField(label=_("Nama survei"), max_length=LONGEST["title"], error_messages=REQUIRED)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = fields.date_field(str(_("Dibuka sampai")))
        self.fields["until"].initial = today


class AgreementForm(forms.Form):
    """With whom, for what, by which document, until when."""

    use_required_attribute = False

    partner = forms.CharField(label=_("Dengan siapa"), max_length=LONGEST["partner"], error_messages=REQUIRED)
    purpose = forms.CharField(label=_("Untuk apa"), max_length=LONGEST["purpose"], error_messages=REQUIRED)
    document = forms.CharField(label=_("Nomor perjanjian"), max_length=LONGEST["document"], error_messages=REQUIRED)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = fields.date_field(str(_("Berlaku sampai")))
        self.fields["until"].initial = today
