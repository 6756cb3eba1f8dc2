"""The two forms of the accused's room: the code of the letter, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000
REPLY, SILENT, MORE_TIME = "reply", "silent", "more_time"


class CodeForm(forms.Form):
    """The code as it stands in the letter; case, spaces and hyphens do not matter."""

    use_required_attribute = False

    kode = forms.CharField(
        label=_("Kode dari surat Anda"),
        max_length=60,
        help_text=_("Dua puluh huruf dan angka dalam lima kelompok. Huruf besar atau kecil sama saja."),
        widget=forms.TextInput(
            attrs={"class": "code", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Ketik kode dari surat Anda.")},
    )


class AnswerForm(forms.Form):
    """One of three answers. What he writes is kept whatever else is wrong."""

    use_required_attribute = False

    pilihan = forms.ChoiceField(
        label=_("Jawaban Anda"),
        widget=forms.RadioSelect(attrs={"class": "top"}),
        error_messages={"required": _("Pilih salah satu: menjawab, diam, atau minta waktu.")},
    )
    isi = forms.CharField(
        label=_("Jawaban dengan kata Anda sendiri"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Boleh panjang, boleh pendek. Isi juga alasan bila Anda minta waktu."),
        error_messages={"max_length": _("Paling banyak 20.000 huruf. Ringkas, atau lampirkan sebagai berkas.")},
    )

    def __init__(self, *args: Any, may_reply: bool, may_ask_time: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        if may_reply:
            choices += [(REPLY, _("Saya menjawab")), (SILENT, _("Saya memilih tidak menjawab"))]
        if may_ask_time:
            choices += [(MORE_TIME, _("Saya minta waktu tambahan, sekali saja"))]
        self.fields["pilihan"].choices = choices  # type: ignore[attr-defined]
        self.fields["isi"].bare = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("pilihan") in (REPLY, MORE_TIME) and not str(told.get("isi") or "").strip():
            self.add_error("isi", _("Tulis jawaban Anda.") if told["pilihan"] == REPLY else _("Tulis alasan Anda meminta waktu."))
        return told
