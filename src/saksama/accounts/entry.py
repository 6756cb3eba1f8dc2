"""What is still missing between the passphrase and the desk: a passphrase of one's own, a second factor, an opened key."""

from __future__ import annotations

from enum import StrEnum

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from saksama.kernel.errors import Locked
from saksama.vault import session
from saksama.vault.errors import NoLivingKey, WrongSecret

from .policies import CASE_ROLES

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class Step(StrEnum):
    """The next page of signing in, by the name of its route."""

    OWN_PASSPHRASE = "account_own_passphrase"  # noqa: S105
    FACTOR = "account_factor"
    KEY = "account_key"
    SIGN_IN = "account_login"
    DONE = ""


def next_step(request: HttpRequest) -> Step:
    """Return the step that is missing. Opens the key where nothing else is: then, and only then, the sign-in is complete."""
    user = request.user
    if not user.is_authenticated:
        return Step.SIGN_IN
    if session.is_open(request):
        return Step.DONE
    if user.one_time_until is not None:
        return Step.OWN_PASSPHRASE
    if not is_mfa_enabled(user, FACTORS):
        return Step.FACTOR
    return _open(request)


def _open(request: HttpRequest) -> Step:
    try:
        opened = session.open_half(session.cookie_of(request), now=session.real_now())
    except (NoLivingKey, WrongSecret):
        return Step.KEY
    except Locked:
        return Step.SIGN_IN
    request.vault_cookie = opened  # type: ignore[attr-defined]
    return Step.DONE


def home_of(request: HttpRequest) -> str:
    """Return where a person's work begins."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor.has("auditor") and not actor.has(*CASE_ROLES):
        return "/petugas/audit/"
    if actor.office:
        return "/petugas/"
    if actor.agency:
        return "/instansi/"
    return "/petugas/kelola/" if actor.has("system_administrator") else "/akun/"
