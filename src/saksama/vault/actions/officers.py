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
from saksama.vault.passphrase import Opening

from .offices import admit_member


def enrol_officer(officer: str, secret: str, *, actor: Actor, now: datetime) -> str:
    """Make the officer's key under his passphrase; return the recovery code to print once. One slow hash."""
    opening = passphrase.fresh(secret)
    return enrol_with_identity(officer, opening.identity, opening.terms, actor=actor, now=now)


def enrol_with_identity(officer: str, opener: x25519.Identity, terms: str, *, actor: Actor, now: datetime) -> str:
    """Make the officer's key where the passphrase's identity is derived already (after signing in); return the recovery code."""
    identity, code = x25519.Identity.generate(), code_words.draw()
    with transaction.atomic():
        if OfficerKey.objects.filter(owner=officer, retired_at=None).exists():
            raise AlreadyEnrolled
        recipient = recipients.announce(officer, public_key(identity), now)
        OfficerKey(owner=officer, epoch=recipient.epoch, public_key=recipient.public_key, terms=terms,
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


def passphrase_terms(officer: str) -> str:
    """Return how the officer's passphrase becomes an identity; new terms where his key is not made yet."""
    key = OfficerKey.objects.filter(owner=officer, retired_at=None).first()
    return key.terms if key else passphrase.new_terms()


def unlock_officer(officer: str, opener: x25519.Identity) -> x25519.Identity:
    """Return the officer's identity, opened by the identity of his passphrase; `WrongSecret` where it does not fit."""
    try:
        return open_identity(living_key(officer).by_passphrase, opener)
    except NotAReader as error:
        raise WrongSecret from error


def change_passphrase(officer: str, identity: x25519.Identity, opening: Opening, *, actor: Actor, now: datetime) -> None:
    """Wrap the opened key to a new passphrase (`passphrase.fresh`). The printed code stays as it is."""
    _rewrap(officer, identity, actor=actor, now=now, by="passphrase", opening=opening)


def reprint_code(officer: str, identity: x25519.Identity, *, actor: Actor, now: datetime) -> str:
    """Wrap the opened key to a new printed code and return it: the sheet before is dead."""
    code = code_words.draw()
    _rewrap(officer, identity, actor=actor, now=now, by="new sheet", code=code)
    return code


def regain_by_code(officer: str, code: str, opening: Opening, *, actor: Actor, now: datetime) -> str:
    """Open the key with the printed code, wrap it to a new passphrase, and return a new code: the used one is dead."""
    try:
        identity = open_identity(living_key(officer).by_code, _of_code(code))
    except NotAReader as error:
        raise WrongSecret from error
    fresh = code_words.draw()
    _rewrap(officer, identity, actor=actor, now=now, by="code", opening=opening, code=fresh)
    return fresh


def _rewrap(officer: str, identity: x25519.Identity, *, actor: Actor, now: datetime, by: str, opening: Opening | None = None,
            code: str = "") -> None:
    with transaction.atomic():
        key = living_key(officer)
        if key.public_key != public_key(identity):
            raise WrongSecret
        if opening is not None:
            key.terms, key.by_passphrase = opening.terms, wrap_identity(identity, public_key(opening.identity))
        if code:
            key.by_code = wrap_identity(identity, public_key(_of_code(code)))
        key.save(update_fields=["terms", "by_passphrase", "by_code"])
        ledger.append(facts.PassphraseChanged(object_id=officer, at=now, detail={"by": by}), actor=actor)


def retire_key(officer: str, *, actor: Actor, now: datetime) -> list[str]:
    """End a lost key, so that a new one is made at the next sign-in; return the offices that must admit it again.

    By somebody else than the officer (a superior): `SecondPersonNeeded`. What only this key opened stays with the other readers.
    """
    by = f"officer:{actor.public_id}"
    if by == officer:
        raise SecondPersonNeeded
    offices = recipients.offices_of(officer)
    with transaction.atomic():
        retired = OfficerKey.objects.filter(owner=officer, retired_at=None).update(retired_at=now, retired_by=by)
        if not retired:
            raise NoLivingKey(owner=officer)
        ledger.append(facts.KeyRetired(object_id=officer, at=now, detail={"by": by}), actor=actor)
    return offices


def regain_by_member(officer: str, office: str, *, keys: Keyring, actor: Actor, now: datetime) -> None:
    """Give the office's keys to an officer's *new* key, by a member who holds them (or recovery).

    Three persons: the officer enrolled anew, a superior retired his old key, and a colleague who is neither admits him;
    otherwise `SecondPersonNeeded`. His old wraps of this office go.
    """
    lost = OfficerKey.objects.filter(owner=officer).exclude(retired_at=None).order_by("-epoch").first()
    if lost is None or keys.holder in (officer, lost.retired_by) or lost.retired_by in ("", officer):
        raise SecondPersonNeeded
    with transaction.atomic():
        current = recipients.current(officer).public_key
        OfficeKey.objects.filter(office=office, member=officer).exclude(member_public_key=current).delete()
        admit_member(office, officer, keys=keys, actor=actor, now=now)
