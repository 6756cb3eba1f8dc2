"""Second-factor codes count once, in every process, and wrong ones are slowed down like wrong passphrases."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from saksama.vault.fields import blind_index

from . import throttle
from .models import UsedCode, User

KEPT = timedelta(minutes=5)     # longer than any code is valid


def first_use(user: User, code: str, now: datetime) -> bool:
    """Note that the code is used, and tell whether this was the first time within its life. `now` is real time."""
    forget_used(now)
    try:
        with transaction.atomic():
            UsedCode(mark=blind_index(f"{user.public_id} {code}"), used_at=now).save(force_insert=True)
    except IntegrityError:
        return False
    return True


def forget_used(now: datetime) -> None:
    UsedCode.objects.filter(used_at__lt=now - KEPT).delete()


def throttle_name(user: User) -> str:
    """The name under which wrong codes of this person are counted, apart from his wrong passphrases."""
    return f"kode {user.public_id}"


def check(user: User, code: str, now: datetime) -> bool:
    """Tell whether a typed code is a living second factor of this person (app or backup code); it is used up then.

    `now` is real time.
    """
    name = throttle_name(user)
    if throttle.seconds_to_wait(name, now):
        return False
    found = Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.WEBAUTHN)
    if any(one.wrap().validate_code(code) for one in found) and first_use(user, code, now):
        throttle.succeeded(name)
        return True
    throttle.failed(name, now)
    return False
