"""Passphrases. One passphrase is two things, the login verifier and what opens the key: they change together or not at all."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from pyrage import x25519

from saksama import ledger
from saksama.accounts import codes, facts, policies, throttle
from saksama.accounts.models import User
from saksama.kernel import receipt as code_words
from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.errors import Invalid, MistypedCode
from saksama.vault import actions as vault
from saksama.vault import passphrase, session
from saksama.vault.actions.officers import passphrase_terms
from saksama.vault.errors import NoLivingKey, WrongSecret

ONE_TIME = timedelta(days=7)                 # how long a passphrase made by an administrator can be used
LETTERS = "abcdefghjkmnpqrstvwxyz23456789"   # no i, l, o, u, 0, 1: read aloud and copied from paper
GROUPS, GROUP = 5, 4                         # 5 groups of 4 out of 30 letters: 98 bits


class RegainRefused(Invalid):
    """Name, printed code and second factor do not belong together; which of them is not said."""

    code = "regain_refused"
    default_detail = "Nama, kode di lembar, dan kode aplikasi tidak cocok. Periksa ketiganya, lalu coba lagi."
    default_detail_en = "Name, code on the sheet and code of the app do not match. Check all three, then try again."


def check_passphrase(password: str, user: User | None = None) -> None:
    """Raise `Invalid` with the sentence of the first rule the passphrase breaks."""
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise Invalid(error.messages[0], field="password") from error


def one_time_passphrase() -> str:
    """Return a random passphrase to hand over once: five groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def change_passphrase(user: User, old: str, new: str, *, actor: Actor, now: datetime) -> None:
    """Replace a passphrase by a new one: verifier and key together. `WrongSecret` where the old one does not open the key."""
    check_passphrase(new, user)
    identity = vault.unlock_officer(user.owner, passphrase.identity_from_passphrase(old, passphrase_terms(user.owner)))
    _replace(user, new, identity, actor=actor, now=now)


def _replace(user: User, new: str, identity: x25519.Identity, *, actor: Actor, now: datetime) -> None:
    opening = passphrase.fresh(new)
    user.set_password(new)
    with transaction.atomic():
        user.save(update_fields=["password"])
        vault.change_passphrase(user.owner, identity, opening, actor=actor, now=now)


def choose_passphrase(user: User, new: str, *, actor: Actor, now: datetime) -> passphrase.Opening:
    """Set one's own passphrase in place of a one-time one; return what will open the key that is made with it, or has to be.

    A key made before is not opened by it: its holder regains it by his printed code or by a colleague.
    """
    check_passphrase(new, user)
    if user.check_password(new):
        raise Invalid("Pilih kata sandi Anda sendiri, bukan yang diberikan administrator.",
                      "Choose a password of your own, not the one the administrator gave you.", field="password")
    opening = passphrase.fresh(new)
    user.set_password(new)
    user.one_time_until = None
    with transaction.atomic():
        user.save(update_fields=["password", "one_time_until"])
        ledger.append(facts.PassphraseChosen(object_id=str(user.public_id), at=now), actor=actor)
    return opening


def reset_passphrase(user: User, *, actor: Actor, now: datetime) -> str:
    """Give a person a one-time passphrase, by an administrator; return it once. It signs in, it opens no key."""
    policies.may_help_in(actor, str(user.public_id)).require()
    secret = one_time_passphrase()
    user.set_password(secret)
    user.one_time_until = session.real_now() + ONE_TIME
    with transaction.atomic():
        user.save(update_fields=["password", "one_time_until"])
        session.forget_officer(user.owner)
        ledger.append(facts.PassphraseReset(object_id=str(user.public_id), at=now), actor=actor)
    return secret


def regain(username: str, *, printed: str, code: str, new: str, now: datetime) -> str:
    """Come back by the printed recovery code and the second factor, with a new passphrase; return the new printed code.

    `RegainRefused` says not which of the three was wrong; the account's own delay counts every miss.
    """
    name = username.strip().lower()
    if throttle.seconds_to_wait(name):
        raise RegainRefused("Terlalu banyak percobaan pada akun ini. Tunggu beberapa menit, lalu coba lagi.",
                            "Too many attempts on this account. Wait some minutes, then try again.")
    user = User.objects.filter(username=name, is_active=True).first()
    _check_printed(printed)
    check_passphrase(new, user)
    opening = passphrase.fresh(new)
    try:
        if user is None or not codes.check(user, code, session.real_now()):
            raise RegainRefused
        return _regain(user, printed, new, opening, now=now)
    except (WrongSecret, NoLivingKey, RegainRefused) as error:
        throttle.failed(name)
        raise RegainRefused from error


def _check_printed(printed: str) -> None:
    try:
        code_words.normalise(printed)
    except MistypedCode as error:
        raise Invalid(error.detail, error.detail_en, field="printed") from error


def _regain(user: User, printed: str, new: str, opening: passphrase.Opening, *, now: datetime) -> str:
    actor = Actor(kind=ActorKind.OFFICER, user_id=user.pk, public_id=str(user.public_id), pseudonym=str(user.pseudonym))
    user.set_password(new)
    user.one_time_until = None
    with transaction.atomic():
        fresh = vault.regain_by_code(user.owner, printed, opening, actor=actor, now=now)
        user.save(update_fields=["password", "one_time_until"])
        session.forget_officer(user.owner)
    throttle.succeeded(user.username)
    return fresh


__all__ = [
    "RegainRefused", "change_passphrase", "check_passphrase", "choose_passphrase", "one_time_passphrase", "regain",
    "reset_passphrase",
]
