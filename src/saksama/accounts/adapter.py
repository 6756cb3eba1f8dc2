"""How allauth signs people in here: no sign-up, no mail, no stored address, limits that belong to the account, sealed secrets."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saksama.vault import fields, passphrase, session
from saksama.vault.actions.officers import passphrase_terms

from . import entry, middleware, throttle
from .models import User

HOUR = 3600
MFA_CONTEXT = "accounts.second-factor"


class AccountAdapter(DefaultAccountAdapter):
    """The account side. A right passphrase derives the identity that will open the officer's key; it waits half-open."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama pengguna atau kata sandi tidak cocok. Periksa keduanya."),
        "incorrect_password": _("Kata sandi ini tidak cocok."),
        "too_many_login_attempts": _("Terlalu banyak percobaan pada akun ini. Tunggu beberapa menit, lalu coba lagi."),
        "account_inactive": _("Akun ini tidak aktif. Hubungi administrator kantor Anda."),
        "one_time_over": _("Kata sandi sekali pakai ini sudah habis waktunya. Minta yang baru kepada administrator."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return a name for the network of this hour, never an address: keyed in memory, forgotten with the hour."""
        return network_name(request.META.get("REMOTE_ADDR", ""))

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        if throttle.seconds_to_wait(credentials.get("username", "")):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Check the passphrase; on success keep its identity half-open until the second factor."""
        user = super().authenticate(request, **credentials)
        name = credentials.get("username", "")
        if user is None:
            throttle.failed(name)
            return None
        throttle.succeeded(name)
        if user.one_time_until is not None and user.one_time_until <= session.real_now():
            raise self.validation_error("one_time_over")
        if not request.user.is_authenticated:
            self._open_half(request, user, credentials["password"])
        return user

    def _open_half(self, request: HttpRequest, user: User, secret: str) -> None:
        """The second slow hash of a sign-in; only after the first said yes."""
        terms = passphrase_terms(user.owner)
        opener = passphrase.identity_from_passphrase(secret, terms)
        request.vault_cookie = session.begin_half(user.owner, opener, terms, now=session.real_now())  # type: ignore[attr-defined]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Open the key, or go on to what is missing; then the page that was asked for."""
        request.actor = middleware.identify(request)  # type: ignore[attr-defined]
        step = entry.next_step(request)
        if step is not entry.Step.DONE:
            response = super().post_login(request, user, **kwargs)
            response["Location"] = reverse(step.value)
            return response
        request.actor = middleware.identify(request)  # type: ignore[attr-defined]
        return super().post_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return entry.home_of(request) if session.is_open(request) else reverse("account_continue")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and forget the opened key."""
        session.forget(session.cookie_of(request))
        request.vault_cookie = ""  # type: ignore[attr-defined]
        super().logout(request)

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Say nothing of its own: allauth's notes on every sign-in are noise here, each page says what happened."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: this installation knows no mail address of anybody."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: its secrets lie encrypted, and it cannot be switched off by its holder."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode ini tidak cocok. Tunggu kode berikutnya di aplikasi Anda, lalu ketik lagi."),
        "too_many_codes": _("Terlalu banyak kode yang salah. Tunggu beberapa menit, lalu coba lagi."),
        "cannot_delete_authenticator": _("Kode kedua wajib bagi petugas dan tidak dapat dimatikan."),
    }

    def encrypt(self, text: str) -> str:
        return str(fields.encrypt(text, MFA_CONTEXT))

    def decrypt(self, encrypted_text: str) -> str:
        return fields.decrypt(encrypted_text, MFA_CONTEXT)

    def can_delete_authenticator(self, authenticator: object) -> bool:
        return False

    def get_totp_issuer(self) -> str:
        return settings.SAKSAMA.display_name


_hour_key: tuple[int, bytes] = (0, b"")


def network_name(address: str) -> str:
    """Return HMAC(hourly random key in memory, /24 or /48); one name for all where no address is known."""
    global _hour_key
    hour = int(time.time()) // HOUR
    if _hour_key[0] != hour:
        _hour_key = (hour, secrets.token_bytes(32))
    return hmac.new(_hour_key[1], _network(address).encode(), hashlib.sha256).hexdigest()[:32]


def _network(address: str) -> str:
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{address}/{24 if version == 4 else 48}", strict=False))
