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


NAME = 120


class AskForm(forms.Form):
    """Something he asks for beside his answer; the case room judges it. `ask` is its name there."""

    use_required_attribute = False
    ask = ""

    def values(self) -> dict[str, object]:
        raise NotImplementedError

    def refuse(self, field: str, sentence: str) -> None:
        self.add_error(field if field in self.fields else None, sentence)


class CompanionForm(AskForm):
    ask = "companion"

    pendamping = forms.CharField(
        label=_("Nama pendamping"), max_length=NAME, error_messages={"required": _("Tulis nama pendamping Anda.")}
    )
    sebagai = forms.ChoiceField(
        label=_("Pendamping Anda adalah"),
        widget=forms.RadioSelect(attrs={"class": "top"}),
        choices=(
            ("lawyer", _("advokat")),
            ("organisation", _("organisasi profesi")),
            ("colleague", _("rekan kerja")),
            ("family", _("keluarga")),
        ),
        error_messages={"required": _("Pilih salah satu.")},
    )

    def values(self) -> dict[str, object]:
        told = self.cleaned_data
        return {"companion": told["pendamping"].replace(";", ","), "companion_role": told["sebagai"]}


class WitnessForm(AskForm):
    ask = "witness"

    saksi = forms.CharField(
        label=_("Nama saksi, satu baris satu orang"),
        max_length=10 * NAME,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis sedikitnya satu nama.")},
    )
    terangkan = forms.CharField(
        label=_("Yang dapat mereka terangkan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def values(self) -> dict[str, object]:
        return {"witnesses": self.cleaned_data["saksi"], "reasons": self.cleaned_data["terangkan"]}


class EvidenceForm(AskForm):
    """The files themselves are read by the view."""

    ask = "evidence"

    tentang = forms.CharField(
        label=_("Tentang bukti ini"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def values(self) -> dict[str, object]:
        return {"text": self.cleaned_data["tentang"]}


class ConsentForm(AskForm):
    """Nothing ticked is an answer too: nobody else is told."""

    ask = "exoneration"

    kepada = forms.MultipleChoiceField(
        label=_("Yang boleh kami beri tahu"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "top"}),
        help_text=_("Tidak memilih berarti tidak seorang pun diberi tahu."),
        error_messages={"invalid_choice": _("Pilih dari daftar ini.")},
    )

    def __init__(self, *args: Any, notified: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"agency": _("instansi saya"), "oversight": _("lembaga pengawas")}
        self.fields["kepada"].choices = [(one, words[one]) for one in notified]  # type: ignore[attr-defined]
        self.fields["kepada"].bare = True  # type: ignore[attr-defined]

    def values(self) -> dict[str, object]:
        return {"to": self.cleaned_data["kepada"]}
