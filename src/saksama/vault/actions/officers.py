"""An officer's own key: made at the first sign-in, opened by passphrase, regained by the printed code or by a colleague."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from pyrage import x25519

from saksama import ledger
from saksama.kernel import receipt as code_words
from saksama.kernel.actor import Actor
from saksama.vault import facts, keyfiles, passphrase, recipients
from saksama.vault.errors import AlreadyEnrolled, NoLivingKey, NotAReader, SecondPersonNeeded, WrongSecret
from saksama.vault.keyring import Keyring, open_identity, public_key, wrap_identity
from saksama.vault.keys import OfficeKey, OfficerKey

from .offices import admit_member


def enrol_officer(officer: str, secret: str, *, actor: Actor, now: datetime) -> str:
    """Make the officer's key under his passphrase; return the recovery code to print once. One slow hash."""
    salt = passphrase.new_salt()
    return enrol_with_identity(officer, passphrase.identity_from_passphrase(secret, salt), salt, actor=actor, now=now)


def enrol_with_identity(officer: str, opener: x25519.Identity, salt: bytes, *, actor: Actor, now: datetime) -> str:
    """Make the officer's key where the passphrase's identity is derived already (after signing in); return the recovery code."""
    identity, code = x25519.Identity.generate(), code_words.draw()
    with transaction.atomic():
        if OfficerKey.objects.filter(owner=officer, retired_at=None).exists():
            raise AlreadyEnrolled
        recipient = recipients.announce(officer, public_key(identity), now)
        OfficerKey(owner=officer, epoch=recipient.epoch, public_key=recipient.public_key, salt=salt,
                   by_passphrase=wrap_identity(identity, public_key(opener)),
                   by_code=wrap_identity(identity, public_key(_of_code(code))), created_at=now).save(force_insert=True)
        ledger.append(facts.OfficerEnrolled(object_id=officer, at=now,
                                            detail={"epoch": recipient.epoch, "public_key": recipient.public_key}), actor=actor)
    return code


def _of_code(code: str) -> x25519.Identity:
    """A printed code has 95 random bits: no slow hash is needed."""
    return passphrase.identity_from_bytes(code_words.normalise(code).encode(), salt=keyfiles.key("installation"),
                                          info=b"saksama/officer-code/v1")


def living_key(officer: str) -> OfficerKey:
    """Return the officer's key in force; `NoLivingKey` where he has none."""
    key = OfficerKey.objects.filter(owner=officer, retired_at=None).first()
    if key is None:
        raise NoLivingKey(owner=officer)
    return key


def opener_salt(officer: str) -> bytes:
    """Return the salt of the officer's passphrase; a new one where his key is not made yet."""
    key = OfficerKey.objects.filter(owner=officer, retired_at=None).first()
    return bytes(key.salt) if key else passphrase.new_salt()


def unlock_officer(officer: str, opener: x25519.Identity) -> x25519.Identity:
    """Return the officer's identity, opened by the identity of his passphrase; `WrongSecret` where it does not fit."""
    try:
        return open_identity(living_key(officer).by_passphrase, opener)
    except NotAReader as error:
        raise WrongSecret from error


def change_passphrase(officer: str, identity: x25519.Identity, secret: str, *, actor: Actor, now: datetime) -> None:
    """Wrap the opened key to a new passphrase. The printed code stays as it is."""
    _rewrap(officer, identity, secret, actor=actor, now=now, by="passphrase")


def regain_by_code(officer: str, code: str, secret: str, *, actor: Actor, now: datetime) -> str:
    """Open the key with the printed code, wrap it to a new passphrase, and return a new code: the used one is dead."""
    try:
        identity = open_identity(living_key(officer).by_code, _of_code(code))
    except NotAReader as error:
        raise WrongSecret from error
    fresh = code_words.draw()
    _rewrap(officer, identity, secret, actor=actor, now=now, by="code", code=fresh)
    return fresh


def _rewrap(officer: str, identity: x25519.Identity, secret: str, *, actor: Actor, now: datetime, by: str,
            code: str = "") -> None:
    salt = passphrase.new_salt()
    opener = passphrase.identity_from_passphrase(secret, salt)
    with transaction.atomic():
        key = living_key(officer)
        if key.public_key != public_key(identity):
            raise WrongSecret
        key.salt, key.by_passphrase = salt, wrap_identity(identity, public_key(opener))
        if code:
            key.by_code = wrap_identity(identity, public_key(_of_code(code)))
        key.save(update_fields=["salt", "by_passphrase", "by_code"])
        ledger.append(facts.PassphraseChanged(object_id=officer, at=now, detail={"by": by}), actor=actor)


def retire_key(officer: str, *, actor: Actor, now: datetime) -> list[str]:
    """End a lost key, so that a new one can be made at the next sign-in; return the offices that must admit it again."""
    offices = recipients.offices_of(officer)
    with transaction.atomic():
        OfficerKey.objects.filter(owner=officer, retired_at=None).update(retired_at=now)
    return offices


def regain_by_member(officer: str, office: str, *, keys: Keyring, actor: Actor, now: datetime) -> None:
    """Give the office's keys to an officer's *new* key, by a member who holds them (or recovery). Two persons, never one.

    The officer has enrolled anew; whoever admits him must be somebody else. His old wraps of this office go.
    """
    if keys.holder == officer:
        raise SecondPersonNeeded
    with transaction.atomic():
        current = recipients.current(officer).public_key
        OfficeKey.objects.filter(office=office, member=officer).exclude(member_public_key=current).delete()
        admit_member(office, officer, keys=keys, actor=actor, now=now)
