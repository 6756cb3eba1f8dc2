"""The forms of answering and publishing. Shape and type only; the rules themselves are checked by the actions."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import get_language, gettext_lazy

from saksama.law import situations
from saksama.prevention.actions import publishing
from saksama.prevention.actions.questions import LONGEST


class AnswerForm(forms.Form):
    """Verdict, rules and words. `suggested` are rules of the situations nearest to the question."""

    use_required_attribute = False

    verdict = forms.ChoiceField(
        label=gettext_lazy("Jawaban pokok"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih satu jawaban pokok.")},
    )
    suggested = forms.MultipleChoiceField(
        label=gettext_lazy("Aturan dari keadaan yang mirip"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=gettext_lazy("Aturan lain"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Kodenya, dipisahkan koma, misalnya DS-06, PP-94-2021.5n."),
    )
    text = forms.CharField(
        label=gettext_lazy("Alasan dan apa yang sebaiknya dilakukan"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Dibaca penanya dengan kodenya. Tulis kalimat pendek, tanpa nama."),
        error_messages={"required": gettext_lazy("Tulis alasannya, dua kalimat pun cukup.")},
    )

    def __init__(self, *args: object, suggestions: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        english = get_language() == "en"
        self.fields["verdict"].choices = [(key, words[english]) for key, words in situations.VERDICT_WORDS.items()]  # type: ignore[attr-defined]
        self.fields["suggested"].choices = suggestions  # type: ignore[attr-defined]
        if not suggestions:
            del self.fields["suggested"]

    def rules(self) -> list[str]:
        """Return the rules ticked, then those typed."""
        typed = re.split(r"[,;\s]+", self.cleaned_data.get("others", ""))
        return [*self.cleaned_data.get("suggested", []), *(one for one in typed if one)]


class PublishForm(forms.Form):
    """The text for everybody, in the officer's words."""

    use_required_attribute = False

    asked = forms.CharField(
        label=gettext_lazy("Pertanyaan, ditulis ulang"),
        max_length=publishing.LONGEST["asked"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tanpa nama, tempat, unit, tanggal, dan tanpa kata-kata penanya sendiri."),
        error_messages={"required": gettext_lazy("Tulis ulang pertanyaannya.")},
    )
    answered = forms.CharField(
        label=gettext_lazy("Jawaban untuk semua orang"),
        max_length=publishing.LONGEST["answered"],
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Tulis jawabannya.")},
    )
    looked_at = forms.BooleanField(
        label=gettext_lazy("Saya sudah memeriksa tiap ciri di atas; tidak ada yang menunjuk kepada penanya"), required=False
    )
