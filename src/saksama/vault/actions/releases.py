"""The opening of a two-person compartment: one asks, one of the other unit releases, one named person reads, for one hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from saksama import ledger
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.vault import facts, recipients, sealer
from saksama.vault.errors import NotAMember, NotAReader, ReaderBarred, ReleaseOver, SecondPersonNeeded
from saksama.vault.keyring import Keyring, open_identity
from saksama.vault.keys import OfficeKey, ReleaseRequest
from saksama.vault.sealed import Compartment, Wrap

LASTS = timedelta(hours=1)


def request_release(compartment: Compartment, *, reason: str, inner_for: str, actor: Actor, now: datetime) -> ReleaseRequest:
    """Ask for the opening, for one named officer of the inner unit. The reason is recorded and shown to whoever releases."""
    wrap = _nested_wrap(compartment)
    if not reason.strip():
        raise Invalid("Tulis alasan pembukaan.", "Write the reason for the opening.", field="reason")
    if compartment.barred.filter(owner=inner_for).exists():
        raise ReaderBarred
    if not OfficeKey.objects.filter(office=wrap.owner, epoch=wrap.epoch, member=inner_for).exists():
        raise NotAMember
    with transaction.atomic():
        request = ReleaseRequest(compartment=compartment, reason=reason, requested_by=_owner(actor), requested_at=now,
                                 inner_for=inner_for)
        request.save(force_insert=True)
        ledger.append(facts.ReleaseRequested(object_id=str(compartment.public_id), at=now,
                                             detail={"request": str(request.public_id), "inner_for": inner_for}), actor=actor)
    return request


def release_outer(request: ReleaseRequest, *, keys: Keyring, actor: Actor, now: datetime) -> ReleaseRequest:
    """Strip the outer layer and hand the rest to the named person, for one hour; by a custodian of the outer unit.

    `SecondPersonNeeded` where he asked, is the reader, or holds a key of the inner unit: then one person could do it all.
    """
    wrap = _nested_wrap(request.compartment)
    if keys.holder != _owner(actor) or keys.holder in (request.requested_by, request.inner_for):
        raise SecondPersonNeeded
    if OfficeKey.objects.filter(office=wrap.owner, member=keys.holder).exists():
        raise SecondPersonNeeded
    if wrap.outer_public_key not in keys.identities:
        raise NotAMember
    _refuse_barred(request, keys.holder)
    return _hand_over(request, wrap, keys, actor=actor, now=now)


def release_by_recovery(request: ReleaseRequest, *, keys: Keyring, actor: Actor, now: datetime) -> ReleaseRequest:
    """Strip the outer layer with the recovery sheet, where no second unit had a key when it was sealed (ADR 0055).

    `NotAMember` where another unit is the second person: then its custodian releases, and the sheet stays in its safe.
    """
    wrap = _nested_wrap(request.compartment)
    if keys.holder != recipients.RECOVERY or wrap.outer_owner != recipients.RECOVERY:
        raise NotAMember
    if wrap.outer_public_key not in keys.identities:
        raise NotAMember
    with transaction.atomic():
        about = str(request.compartment.public_id)
        ledger.append(facts.RecoveryUsed(object_id=about, at=now, detail={"officer": request.inner_for}), actor=actor)
        return _hand_over(request, wrap, keys, actor=actor, now=now)


def _hand_over(request: ReleaseRequest, wrap: Wrap, keys: Keyring, *, actor: Actor, now: datetime) -> ReleaseRequest:
    _refuse_barred(request, request.inner_for)     # perhaps only since he was named
    inner = sealer.decrypt(wrap.ciphertext, [keys.identities[wrap.outer_public_key]])
    with transaction.atomic():
        handed = ReleaseRequest.objects.filter(pk=request.pk, released_at=None).update(
            outer_by=keys.holder, released_at=now, expires_at=now + LASTS,
            ciphertext=sealer.encrypt(inner, [recipients.current(request.inner_for).public_key]))
        if not handed:
            raise ReleaseOver
        ledger.append(facts.Released(object_id=str(request.compartment.public_id), at=now,
                                     detail={"request": str(request.public_id), "inner_for": request.inner_for,
                                             "by": keys.holder}), actor=actor)
    request.refresh_from_db()
    return request


def open_release(request: ReleaseRequest, *, keys: Keyring, actor: Actor, now: datetime) -> Keyring:
    """Return a keyring that also opens this compartment: for the named person, within the hour. Each opening is recorded."""
    wrap = _nested_wrap(request.compartment)
    if keys.holder != request.inner_for or keys.holder != _owner(actor):
        raise SecondPersonNeeded
    _refuse_barred(request, keys.holder)
    if request.ciphertext is None or request.expires_at is None or now >= request.expires_at:
        raise ReleaseOver
    own = [identity for key, identity in keys.identities.items() if key == recipients.current(keys.holder).public_key]
    if not own or wrap.public_key not in keys.identities:
        raise NotAReader
    identity = open_identity(request.ciphertext, own[0], keys.identities[wrap.public_key])
    with transaction.atomic():
        ReleaseRequest.objects.filter(pk=request.pk, opened_at=None).update(opened_at=now)
        ledger.append(facts.ReleaseOpened(object_id=str(request.compartment.public_id), at=now,
                                          detail={"request": str(request.public_id)}), actor=actor)
    return keys.with_compartment(request.compartment, identity)


def end_releases(now: datetime) -> int:
    """Delete what was handed over by releases whose hour is over; return how many. Runs on a schedule, safe to repeat."""
    return ReleaseRequest.objects.filter(expires_at__lte=now).exclude(ciphertext=None).update(ciphertext=None)


def _refuse_barred(request: ReleaseRequest, owner: str) -> None:
    if request.compartment.barred.filter(owner=owner).exists():
        raise ReaderBarred


def _nested_wrap(compartment: Compartment) -> Wrap:
    wrap = compartment.wraps.exclude(outer_owner="").first()
    if wrap is None:
        raise NotAReader
    return wrap


def _owner(actor: Actor) -> str:
    return f"officer:{actor.public_id}"
