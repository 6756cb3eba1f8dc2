"""The forms of letters: one that came on paper, the reply, the echo. Shape and type only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from saksama.institutions.models import Office
from saksama.places import queries as places
from saksama.prevention.actions import echoing
from saksama.prevention.actions.letters import LONGEST
from saksama.prevention.letters import CHANNELS, KINDS
from saksama.web.casework.kind_forms import PapersField


def words_of(choices: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str]]:
    """Return codes with their words in the language of the page."""
    english = get_language() == "en"
    return [(code, en if english else id_) for code, id_, en in choices]


class EnterForm(forms.Form):
    """A letter from paper or a kampung: photographed, typed, or both."""

    use_required_attribute = False

    channel = forms.ChoiceField(
        label=gettext_lazy("Bagaimana surat ini sampai?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih cara surat ini sampai.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Apa isinya?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih satu: kritik, saran, pertanyaan, atau lainnya.")},
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Dari mana?"),
        error_messages={
            "required": gettext_lazy("Pilih tempatnya."),
            "invalid_choice": gettext_lazy("Pilih satu tempat dari daftar."),
        },
    )
    pictures = PapersField(
        label=gettext_lazy("Foto surat"),
        required=False,
        help_text=gettext_lazy("JPG atau PNG. Tanggal, tempat, dan data ponsel dihapus sebelum disegel."),
    )
    text = forms.CharField(
        label=gettext_lazy("Isi surat"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Boleh kosong jika fotonya terbaca."),
    )
    consent = forms.BooleanField(label=gettext_lazy("Penulis mengizinkan isinya terbit tanpa cirinya"), required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = words_of(CHANNELS[1:])  # type: ignore[attr-defined]
        self.fields["kind"].choices = words_of(KINDS)  # type: ignore[attr-defined]
        self.fields["place"].choices = _places_of(office)  # type: ignore[attr-defined]


def _places_of(office: Office) -> list[tuple[str, str]]:
    """The territory itself and what lies one step below: short enough for a phone."""
    if office.place is None:
        return [(one.code, one.full_name) for one in places.provinces()]
    return [(one.code, one.full_name) for one in (office.place, *places.children(office.place))]


class ReplyForm(forms.Form):
    """The reply, and whether something was done because of the letter."""

    use_required_attribute = False

    text = forms.CharField(
        label=gettext_lazy("Jawaban"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Dibaca penulis dengan kodenya. Tulis kalimat pendek, tanpa nama."),
        error_messages={"required": gettext_lazy("Tulis jawaban Anda, dua kalimat pun cukup.")},
    )
    acted = forms.BooleanField(label=gettext_lazy("Ada yang dilakukan karena surat ini"), required=False)


class EchoForm(forms.Form):
    """What everybody reads, in the officer's words."""

    use_required_attribute = False

    said = forms.CharField(
        label=gettext_lazy("Anda bilang"),
        max_length=echoing.LONGEST["said"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tanpa nama, tempat, unit, tanggal, dan tanpa kata-kata penulis sendiri."),
        error_messages={"required": gettext_lazy("Tulis ulang isi suratnya.")},
    )
    did = forms.CharField(
        label=gettext_lazy("Kami lakukan"),
        max_length=echoing.LONGEST["did"],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Tulis apa yang dilakukan kantor.")},
    )
    looked_at = forms.BooleanField(
        label=gettext_lazy("Saya sudah memeriksa tiap ciri di atas; tidak ada yang menunjuk kepada penulis"), required=False
    )
