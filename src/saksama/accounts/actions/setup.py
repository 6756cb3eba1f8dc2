"""The first administrator, by a one-time token that the console prints. There is no open set-up page."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.db import transaction

from saksama.accounts.models import SetupToken, User
from saksama.kernel import receipt as code_words
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.vault import keyfiles, session

from .people import create_user

GOOD_FOR = timedelta(hours=24)


class SetupRefused(Invalid):
    """The token is unknown, used or a day old."""

    code = "setup_refused"
    default_detail = "Token ini tidak berlaku lagi. Buat yang baru di konsol server."
    default_detail_en = "This token no longer counts. Draw a new one on the server's console."


class SetupDone(Conflict):
    """An administrator exists; he makes the others."""

    code = "setup_done"
    default_detail = "Instalasi ini sudah mempunyai administrator."
    default_detail_en = "This installation has an administrator already."


def setup_is_open() -> bool:
    """Tell whether nobody administers this installation yet."""
    return not User.objects.filter(is_system_admin=True, is_active=True).exists()


def create_setup_token(now: datetime) -> str:
    """Draw the token for the console, end those before, and return it once (20 characters, written like a receipt code).

    Good for one day of real time. `SetupDone` where an administrator exists.
    """
    if not setup_is_open():
        raise SetupDone
    token = code_words.draw()
    with transaction.atomic():
        SetupToken.objects.all().delete()
        SetupToken(mark=_mark(token), created_at=session.real_now()).save(force_insert=True)
    return code_words.pretty(token)


def create_first_administrator(token: str, *, username: str, display_name: str, password: str, now: datetime) -> User:
    """Make the first administrator with a token that counts; it is used up. `SetupRefused`, or what `create_user` refuses."""
    if not setup_is_open():
        raise NotFound
    mark = _mark(code_words.normalise(token))
    living = SetupToken.objects.filter(mark=mark, used_at=None, created_at__gt=session.real_now() - GOOD_FOR)
    if not living.exists():
        raise SetupRefused(field="token")
    with transaction.atomic():
        if not living.update(used_at=session.real_now()):
            raise SetupRefused(field="token")
        return create_user(username, password=password, display_name=display_name, actor=SYSTEM, now=now, is_system_admin=True)


def _mark(token: str) -> str:
    return hmac.new(keyfiles.key("pepper"), b"saksama/setup/v1\0" + token.encode(), hashlib.sha256).hexdigest()
