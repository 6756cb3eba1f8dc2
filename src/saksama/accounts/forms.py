"""The two forms of signing in. allauth checks passphrase and code; what is ours is the words, the throttle and the kept text."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter as second_factor
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saksama.vault.session import real_now

from . import codes, keep, throttle


def _code_field() -> forms.CharField:
    return forms.CharField(label=_("Kode enam angka"), max_length=20, widget=forms.TextInput(attrs={
        "autocomplete": "one-time-code", "inputmode": "numeric", "class": "input code short"}))


def _kept_field() -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput)


class LoginForm(account_forms.LoginForm):
    """Name and passphrase; text that was posted without a session rides along, sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, secret = self.fields["login"], self.fields["password"]
        name.label, secret.label = _("Nama pengguna"), _("Kata sandi")
        name.widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        secret.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        secret.help_text = ""
        self.fields[keep.FIELD] = _kept_field()


class _Counted:
    """Wrong codes are counted against the account, and no code counts twice."""

    def clean_code(self) -> str:
        name = codes.throttle_name(self.user)   # type: ignore[attr-defined]
        if throttle.seconds_to_wait(name):
            raise second_factor().validation_error("too_many_codes")
        try:
            code = super().clean_code()   # type: ignore[misc]
        except ValidationError:
            throttle.failed(name)
            raise
        if not codes.first_use(self.user, code, real_now()):   # type: ignore[attr-defined]
            raise second_factor().validation_error("incorrect_code")
        throttle.succeeded(name)
        return code


class SecondFactorForm(_Counted, factor_forms.AuthenticateForm):
    """The code after the passphrase."""

    code = _code_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[keep.FIELD] = _kept_field()


class FreshFactorForm(_Counted, factor_forms.ReauthenticateForm):
    """The code once more, before a release or an export."""

    code = _code_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[keep.FIELD] = _kept_field()


class ActivateForm(_Counted, totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    code = _code_field()
