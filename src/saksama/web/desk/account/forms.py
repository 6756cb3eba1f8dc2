"""The forms of signing in and of keys: shape only; what is right or wrong is the actions' question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saksama.accounts import keep, roles
from saksama.accounts.models import User
from saksama.accounts.passwords import NotGuessable
from saksama.kernel.errors import SaksamaError
from saksama.web.casework import words

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def refuse(form: forms.Form, error: SaksamaError) -> None:
    """Show a refusal at its field, or over the form, in the reader's language."""
    field = str(error.context.get("field", ""))
    sentence = error.detail_en if (get_language() or "id").startswith("en") else error.detail
    form.add_error(field if field in form.fields else None, sentence)


def _secret(label: _StrOrPromise, kind: str = "new-password", **more: Any) -> forms.CharField:
    hidden = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, strip=False, max_length=500, widget=hidden, **more)


def _code(label: _StrOrPromise, hint: _StrOrPromise) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=60, widget=forms.TextInput(attrs={
        "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "input code"}))


def six_figures() -> forms.CharField:
    return forms.CharField(label=_("Kode enam angka dari aplikasi"), max_length=20, widget=forms.TextInput(attrs={
        "autocomplete": "one-time-code", "inputmode": "numeric", "class": "input code short"}))


class Kept(forms.Form):
    """A form through which kept text rides on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[keep.FIELD] = forms.CharField(required=False, widget=forms.HiddenInput)


class NewPassphrase(forms.Form):
    """A passphrase of one's own, twice."""

    password = _secret(_("Kata sandi baru"), help_text=NotGuessable().get_help_text)
    again = _secret(_("Kata sandi baru, sekali lagi"))

    def clean_again(self) -> str:
        if self.cleaned_data.get("password") not in (None, self.cleaned_data["again"]):
            raise ValidationError(gettext("Kedua kata sandi tidak sama. Ketik lagi."))
        return str(self.cleaned_data["again"])


class ChangePassphrase(NewPassphrase):
    old = _secret(_("Kata sandi sekarang"), "current-password")
    field_order = ("old", "password", "again")


class Printed(forms.Form):
    printed = _code(_("Kode pemulihan"), _("20 huruf dan angka dari lembar yang Anda cetak. Spasi dan tanda hubung boleh."))


class Lost(NewPassphrase):
    username = forms.CharField(label=_("Nama pengguna"), max_length=60, widget=forms.TextInput(attrs={
        "autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}))
    printed = _code(_("Kode pemulihan"), _("20 huruf dan angka dari lembar yang Anda cetak."))
    code = six_figures()
    field_order = ("username", "printed", "code", "password", "again")


class FirstAdministrator(NewPassphrase):
    token = _code(_("Token dari konsol server"), _("Berlaku satu hari dan satu kali."))
    display_name = forms.CharField(label=_("Nama Anda"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    username = forms.CharField(label=_("Nama pengguna"), max_length=60, help_text=_("Huruf kecil dan angka, misalnya: rina.s"),
                               widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}))
    field_order = ("token", "display_name", "username", "password", "again")


class NewPerson(forms.Form):
    display_name = forms.CharField(label=_("Nama"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    username = forms.CharField(label=_("Nama pengguna"), max_length=60, help_text=_("Huruf kecil dan angka, misalnya: rina.s"),
                               widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}))


def role_choices() -> list[tuple[str, str]]:
    """Return the roles to be given, in the page's language and in the order of the work."""
    return [(role, capfirst(roles.name(role, words.language()))) for role in roles.WORDS]


def _day(label: _StrOrPromise, *, required: bool = True) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input medium"})
    return forms.DateField(label=label, required=required, widget=picker)


class GiveRole(forms.Form):
    """A role with its days; office or agency was chosen on the page before and rides hidden."""

    role = forms.ChoiceField(label=_("Peran"), choices=role_choices)
    valid_from = _day(_("Mulai tanggal"))
    valid_to = _day(_("Sampai tanggal"), required=False)
    place = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def where(self) -> dict[str, str]:
        kind, _sep, public_id = self.cleaned_data["place"].partition(":")
        return {kind: public_id} if kind in ("office", "agency") else {}


class EndRole(forms.Form):
    last_day = _day(_("Hari terakhir"))


class ReleaseReason(forms.Form):
    """Why, and for whom."""

    reason = forms.CharField(label=_("Alasan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
                             help_text=_("Pelapor dan orang kedua membaca alasan ini."))
    reader = forms.ChoiceField(label=_("Siapa yang akan membaca"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, readers: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [(one.owner, one.display_name or one.username) for one in readers]  # type: ignore[attr-defined]
