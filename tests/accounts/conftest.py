"""A browser that signs in like a person: passphrase, code, key."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from saksama.accounts import actions
from saksama.accounts.models import User
from saksama.kernel.actor import SYSTEM
from saksama.vault import fields
from tests.cast import NOW

PASSPHRASE = "kerbau-lembayung-sepeda-kuali"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, step: int = 0) -> str:
    """The code an authenticator app shows, `step` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


@pytest.fixture
def rina(db) -> User:
    """Somebody with an account and a passphrase of her own, who never signed in."""
    return actions.create_user("rina", password=PASSPHRASE, display_name="Rina", actor=SYSTEM, now=NOW)


@pytest.fixture
def with_app(rina) -> User:
    """Rina with her authenticator app; her key is not made yet."""
    from allauth.mfa.utils import encrypt

    Authenticator.objects.create(user=rina, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})
    return rina


def sign_in(client: Client, username: str, passphrase: str = PASSPHRASE, **more: str):
    return client.post("/masuk/", {"login": username, "password": passphrase, **more})


def through(client: Client, username: str, passphrase: str = PASSPHRASE, *, step: int = 0):
    """Passphrase and code; return the last answer."""
    assert sign_in(client, username, passphrase).status_code == 302
    return client.post("/masuk/kode/", {"code": code_of(step=step)})


__all__ = ["PASSPHRASE", "SECRET", "TOTP", "code_of", "fields", "sign_in", "through"]
