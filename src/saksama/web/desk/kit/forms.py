"""What is asked of a new piece of content: shape and type only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama import law
from saksama.prevention.actions.content import Content
from saksama.prevention.kit import LONGEST, OFF_SEASON
from saksama.prevention.kit_files import LARGEST
from saksama.web.casework import fields


class KitForm(forms.Form):
    """Words for each way, a file where there is one, and when it shows."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Judul"), max_length=LONGEST["title"], error_messages={"required": _("Isi judulnya.")})
    messenger = forms.CharField(
        label=_("Teks pesan"),
        max_length=LONGEST["messenger"],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Untuk grup pesan. Pendek, satu ajakan, tanpa nama orang."),
        error_messages={"required": _("Isi teks pesannya.")},
    )
    radio = forms.CharField(
        label=_("Naskah radio"), max_length=LONGEST["radio"], required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    minang = forms.CharField(
        label=_("Bahaso Minang"),
        max_length=LONGEST["minang"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Diperiksa penutur asli dulu."),
    )
    file = forms.FileField(
        label=_("Gambar atau PDF"),
        required=False,
        allow_empty_file=True,
        help_text=_("Paling besar 10 MB. Ukuran untuk ponsel dan A4 dibuat sendiri."),
    )
    stages = forms.MultipleChoiceField(
        label=_("Tampil pada tahapan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosong: selalu tampil."),
        error_messages={"invalid_choice": _("Pilih tahapan dari daftar.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = get_language() == "en"
        words = [(code, en if english else id_) for code, (id_, en) in law.book().stage_words.items()]
        self.fields["stages"].choices = [*words, (OFF_SEASON, str(_("di luar tahapan")))]  # type: ignore[attr-defined]
        self.fields["until"] = fields.date_field(str(_("Berlaku sampai")), required=False)

    def content(self) -> Content:
        """Return the content. Of a file beyond the limit not one byte more than the limit is read."""
        told = self.cleaned_data
        file = told["file"]
        return Content(
            token=told["token"],
            title=told["title"],
            messenger=told["messenger"],
            radio=told["radio"],
            minang=told["minang"],
            stages=tuple(told["stages"]),
            until=told["until"],
            file=file.read(LARGEST + 1) if file else b"",
            has_file=file is not None and file is not False,
        )
