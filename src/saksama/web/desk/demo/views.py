"""The card "who am I" of the demonstration: choose a role, sign in for real with what is printed there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from saksama.accounts import roles
from saksama.store import clock
from saksama.web.frame import render

from . import sheet
from .sheet import Account


@dataclass(frozen=True, slots=True)
class Shown:
    """One account as the card shows it, with its second-factor code of the moment."""

    account: Account
    role: str
    says: str
    code: str


@dataclass(frozen=True, slots=True)
class Group:
    """The accounts of one office, agency, or of none."""

    office: str
    rows: tuple[Shown, ...]


@require_http_methods(["GET"])
def card(request: HttpRequest) -> HttpResponse:
    """Show every account of the demonstration with its secrets, and the codes to try. Elsewhere the page does not exist."""
    if not settings.SAKSAMA.demo:
        raise Http404
    held, at = sheet.read(), clock.real()
    return render(request, "desk/demo/card.html", {
        "groups": groups(held, at, get_language() or "id"), "receipts": held.receipts, "passes": held.passes,
        "passphrase": held.accounts[0].passphrase if held.accounts else "", "seconds": seconds_left(at)})


def groups(held: sheet.DemoSheet, at: datetime, language: str) -> list[Group]:
    """Return the accounts by office, in the order of the sheet."""
    by_office: dict[str, list[Shown]] = {}
    for one in held.accounts:
        says = one.as_en if language == "en" else one.as_id
        called = capfirst(roles.name(one.role, language)) or one.role
        by_office.setdefault(one.office, []).append(Shown(one, called, says, code_of(one, at)))
    return [Group(office, tuple(rows)) for office, rows in by_office.items()]


def code_of(account: Account, at: datetime) -> str:
    """Return the six digits an authenticator app would show now; `at` is real time."""
    return totp.format_hotp_value(totp.hotp_value(account.totp_secret, int(at.timestamp()) // app_settings.TOTP_PERIOD))


def seconds_left(at: datetime) -> int:
    return app_settings.TOTP_PERIOD - int(at.timestamp()) % app_settings.TOTP_PERIOD
