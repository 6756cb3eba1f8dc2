"""People who sign in for themselves."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.core.cache import cache
from tests.accounts.browser import PASSPHRASE, SECRET
from tests.cast import NOW

from saksama.accounts import actions
from saksama.accounts.models import User
from saksama.kernel.actor import SYSTEM
from saksama.vault import actions as vault


@pytest.fixture
def rina(db) -> User:
    """Somebody with an account and a passphrase of her own, who never signed in."""
    return actions.create_user("rina", password=PASSPHRASE, display_name="Rina", actor=SYSTEM, now=NOW)


@pytest.fixture
def with_app(rina: User) -> User:
    """Rina with her authenticator app; her key is not made yet."""
    Authenticator.objects.create(user=rina, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})
    return rina


@pytest.fixture
def with_key(with_app: User) -> User:
    """Rina with app and key. The printed code is `with_key.printed`."""
    with_app.printed = vault.enrol_officer(with_app.owner, PASSPHRASE, actor=SYSTEM, now=NOW)
    return with_app


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """allauth remembers used codes by a row number in memory, and row numbers come again in the next test."""
    cache.clear()
