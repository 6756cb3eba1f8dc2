"""How a person signs in, for tests: passphrase, then the code of an app."""

from __future__ import annotations

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client

PASSPHRASE = "kerbau-lembayung-sepeda-kuali"
ANOTHER = "delima-perahu-kapur-gerimis"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, step: int = 0) -> str:
    """Return the code an authenticator app shows, `step` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def sign_in(client: Client, username: str, passphrase: str = PASSPHRASE, **more: str) -> HttpResponse:
    return client.post("/masuk/", {"login": username, "password": passphrase, **more})


def through(client: Client, username: str, passphrase: str = PASSPHRASE, *, step: int = 0) -> HttpResponse:
    """Give passphrase and code; return the last answer."""
    assert sign_in(client, username, passphrase).status_code == 302
    return client.post("/masuk/kode/", {"code": code_of(step=step)})
