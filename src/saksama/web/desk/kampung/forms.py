"""What is asked to keep a point: shape and type only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.prevention.actions.kampung import LONGEST, MOST_WANTED, Activity, Described
from saksama.prevention.kampung import WORK
from saksama.web.casework import fields

NO_PERSON = _("Yang tertulis di sini dibaca warga. Jangan tulis nama orang.")
NUMBER = _("Tulis angka saja, misalnya 12.")


class PointForm(forms.Form):
    """What a point says of itself."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Nama titik"),
        max_length=LONGEST["name"],
        help_text=NO_PERSON,
        error_messages={"required": _("Isi nama titiknya.")},
    )
    venue = forms.CharField(
        label=_("Di mana orang dapat datang?"),
        max_length=LONGEST["venue"],
        help_text=_("Misalnya: kantor wali nagari, balai, lapau depan pasar."),
        error_messages={"required": _("Isi tempatnya.")},
    )
    hours = forms.CharField(label=_("Hari dan jam"), max_length=LONGEST["hours"], required=False)

    def described(self) -> Described:
        told = self.cleaned_data
        return Described(told["name"], told["venue"], told["hours"])


class OpenForm(PointForm):
    """A new point, on a kecamatan, kelurahan, desa or nagari by its code."""

    place = forms.CharField(
        label=_("Kode kecamatan, kelurahan, desa, atau nagari"),
        max_length=13,
        help_text=_("Misalnya 13.06.01.2003."),
        error_messages={"required": _("Isi kode wilayahnya.")},
    )
    field_order = ("place", "name", "venue", "hours")


class DeclareForm(forms.Form):
    """The declaration: the day, by whom, by which document."""

    use_required_attribute = False

    by = forms.CharField(
        label=_("Dicanangkan oleh"),
        max_length=LONGEST["declared_by"],
        help_text=_("Jabatannya, bukan namanya: misalnya Ketua Bawaslu bersama wali nagari."),
        error_messages={"required": _("Isi siapa yang mencanangkan.")},
    )
    document = forms.CharField(
        label=_("Nomor atau nama suratnya"),
        max_length=LONGEST["document"],
        error_messages={"required": _("Isi nomor atau nama suratnya.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = fields.date_field(str(_("Tanggal pencanangan")))
        self.fields["day"].initial = today
        self.order_fields(["day", "by", "document"])


class VolunteerForm(forms.Form):
    """A volunteer's name, kept encrypted."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Nama relawan"),
        max_length=LONGEST["name"],
        help_text=_("Tersandi. Tampil kepada warga hanya atas izinnya."),
        error_messages={"required": _("Isi namanya.")},
    )


class ActivityForm(forms.Form):
    """One activity, entered once."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    work = forms.ChoiceField(label=_("Kegiatan"), error_messages={"required": _("Pilih kegiatannya.")})
    headcount = forms.IntegerField(
        label=_("Berapa yang hadir?"),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "min": 1}),
        error_messages={"required": _("Isi jumlah hadir, kira-kira pun boleh."), "invalid": NUMBER},
    )
    able = forms.IntegerField(
        label=_("Berapa yang dapat menjawab pertanyaan contoh?"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "min": 0}),
        error_messages={"invalid": NUMBER},
    )
    questions = forms.CharField(
        label=_("Pertanyaan yang muncul"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = get_language() == "en"
        self.fields["work"].choices = [(code, en if english else id_) for code, id_, en in WORK]  # type: ignore[attr-defined]
        self.fields["held_on"] = fields.date_field(str(_("Tanggal")))
        self.fields["held_on"].initial = today
        self.order_fields(["token", "work", "held_on", "headcount", "able", "questions"])

    def told(self) -> Activity:
        data = self.cleaned_data
        return Activity(
            token=data["token"],
            work=data["work"],
            held_on=data["held_on"],
            headcount=data["headcount"],
            able=data["able"],
            questions=data["questions"],
        )


class NoticeForm(forms.Form):
    """A short post on the board, and its last day."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Kabar"),
        max_length=LONGEST["text"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_PERSON,
        error_messages={"required": _("Tulis kabarnya, satu kalimat pun cukup.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = fields.date_field(str(_("Tampil sampai")))
        self.fields["until"].initial = today
        self.order_fields(["token", "text", "until"])


class GoalForm(forms.Form):
    """How many points one kabupaten/kota means to have, and where that is written."""

    use_required_attribute = False

    wanted = forms.IntegerField(
        label=_("Berapa titik?"),
        min_value=0,
        max_value=MOST_WANTED,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Isi sasarannya."), "invalid": NUMBER},
    )
    source = forms.CharField(
        label=_("Tertulis di mana?"),
        max_length=LONGEST["source"],
        help_text=_("Rencana kerja, surat, atau notula yang menetapkannya."),
        error_messages={"required": _("Isi suratnya.")},
    )
