"""An office's key: founded by its first member, handed to members by members, renewed when one leaves (docs/adr/0012).

An agency's key (`agency:<public id>`) is the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from pyrage import x25519

from saksama import ledger
from saksama.kernel.actor import Actor
from saksama.vault import facts, recipients, sealer
from saksama.vault.errors import AlreadyFounded, NoLivingKey, NotAMember, SecondPersonNeeded
from saksama.vault.keyring import Keyring, public_key, wrap_identity
from saksama.vault.keys import OfficeKey, Recipient
from saksama.vault.sealed import Barred, Compartment, Wrap

from .compartments import add_wrap, split_offices

BATCH = 500


def found_office(office: str, officer: str, *, actor: Actor, now: datetime) -> Recipient:
    """Make an office's very first key and give it to its first member and to recovery.

    `AlreadyFounded` where the office ever had one: its members admit, or a superior refounds it.
    """
    with transaction.atomic():
        if recipients.was_founded(office):
            raise AlreadyFounded
        return _begin_epoch(office, [officer], actor=actor, now=now, renewed=False)


def refound_office(office: str, officer: str, *, keys: Keyring, actor: Actor, now: datetime) -> Recipient:
    """Begin a new epoch for an office that lost all its members' keys, by a superior, for a new officer: two persons.

    A superior holds no key of the office below (explicit wraps beat a parent's master key); `rewrap_batch` with his keyring then
    hands the compartments he reads himself to the new epoch. What he does not read is opened by recovery (`admit_by_recovery`).
    """
    if keys.holder == officer:
        raise SecondPersonNeeded
    with transaction.atomic():
        if recipients.has_living_key(office) or not recipients.was_founded(office):
            raise AlreadyFounded
        recipient = _begin_epoch(office, [officer], actor=actor, now=now, renewed=True)
        _hand_single_wraps(office, officer, keys)
        return recipient


def admit_by_recovery(office: str, officer: str, *, keys: Keyring, actor: Actor, now: datetime) -> None:
    """Open an office's keys of every epoch with the recovery sheet's keyring, for one enrolled officer of it.

    The last way back where nobody inside and above can open: the ceremony is an entry of its own.
    """
    if keys.holder != recipients.RECOVERY:
        raise NotAMember
    with transaction.atomic():
        ledger.append(facts.RecoveryUsed(object_id=office, at=now, detail={"officer": officer}), actor=actor)
        admit_member(office, officer, keys=keys, actor=actor, now=now)


def rotate_office(office: str, *, keys: Keyring, actor: Actor, now: datetime) -> Recipient:
    """Begin the office's next epoch for its present members; by a member. New compartments use it at once, old ones by batch."""
    with transaction.atomic():
        _require_member(office, keys)
        return _begin_epoch(office, recipients.members(office), actor=actor, now=now, renewed=True)


def _begin_epoch(office: str, members: Sequence[str], *, actor: Actor, now: datetime, renewed: bool) -> Recipient:
    identity = x25519.Identity.generate()
    living = [recipients.current(member) for member in members if recipients.has_living_key(member)]
    if not living:
        raise NoLivingKey(owner=",".join(members))
    recipient = recipients.announce(office, public_key(identity), now)
    if recipients.has_living_key(recipients.RECOVERY):
        living.append(recipients.current(recipients.RECOVERY))
    OfficeKey.objects.bulk_create([
        OfficeKey(office=office, epoch=recipient.epoch, member=one.owner, member_public_key=one.public_key,
                  ciphertext=wrap_identity(identity, one.public_key), admitted_by=actor.public_id, admitted_at=now)
        for one in living
    ])
    detail = {"epoch": recipient.epoch, "public_key": recipient.public_key, "members": [one.owner for one in living]}
    fact = facts.OfficeRotated if renewed else facts.OfficeFounded
    ledger.append(fact(object_id=office, at=now, detail=detail), actor=actor)
    return recipient


def _require_member(office: str, keys: Keyring) -> dict[int, x25519.Identity]:
    """Return the office's identities by epoch that the keyring holds; `NotAMember` unless the epoch in force is among them."""
    rows = Recipient.objects.filter(owner=office, public_key__in=list(keys.identities))
    held = {row.epoch: keys.identities[row.public_key] for row in rows}
    if recipients.current(office).epoch not in held:
        raise NotAMember
    return held


def admit_member(office: str, officer: str, *, keys: Keyring, actor: Actor, now: datetime) -> None:
    """Give an enrolled officer the office's keys of every epoch the admitting member holds. Two persons; safe to repeat.

    Refused where he would then hold both keys of a two-person wrap (`SecondPersonNeeded`). Compartments he is barred from leave
    the office's key first and are wrapped to the other members one by one.
    """
    if keys.holder == officer:
        raise SecondPersonNeeded
    with transaction.atomic():
        held = _require_member(office, keys)
        if not recipients.has_living_key(officer):
            raise NoLivingKey(owner=officer)
        if _would_hold_both(office, officer):
            raise SecondPersonNeeded
        _keep_barred_out(office, officer, keys)
        recipient = recipients.current(officer)
        OfficeKey.objects.filter(office=office, member=officer).exclude(member_public_key=recipient.public_key).delete()
        _hand_single_wraps(office, officer, keys)
        have = set(OfficeKey.objects.filter(office=office, member=officer).values_list("epoch", flat=True))
        new = {epoch: identity for epoch, identity in held.items() if epoch not in have}
        OfficeKey.objects.bulk_create([
            OfficeKey(office=office, epoch=epoch, member=officer, member_public_key=recipient.public_key,
                      ciphertext=wrap_identity(identity, recipient.public_key), admitted_by=actor.public_id, admitted_at=now)
            for epoch, identity in new.items()
        ])
        if new:
            ledger.append(facts.MemberAdmitted(object_id=office, at=now, detail={"member": officer, "epochs": sorted(new)}),
                          actor=actor)


def _hand_single_wraps(office: str, officer: str, keys: Keyring) -> None:
    """Make the officer a reader of what is wrapped to his colleagues one by one, as far as these keys open it."""
    recipient = recipients.current(officer)
    Wrap.objects.filter(owner=officer, stands_for=office).exclude(public_key=recipient.public_key).delete()
    opened = Wrap.objects.filter(outer_owner="", public_key__in=list(keys.identities)).values("compartment")
    split = Compartment.objects.filter(wraps__stands_for=office, pk__in=opened).exclude(barred__owner=officer)
    for compartment in split.distinct():
        add_wrap(compartment, keys.of_compartment(compartment), recipient, office)


def _would_hold_both(office: str, officer: str) -> bool:
    others = recipients.offices_of(officer)
    nested = Wrap.objects.exclude(outer_owner="")
    return (nested.filter(owner=office, outer_owner__in=others).exists()
            or nested.filter(outer_owner=office, owner__in=others).exists())


def _keep_barred_out(office: str, officer: str, keys: Keyring) -> None:
    barred = Barred.objects.filter(owner=officer).values("compartment")
    for compartment in Compartment.objects.filter(pk__in=barred, wraps__owner=office, wraps__outer_owner="").distinct():
        identity = keys.of_compartment(compartment)
        everyone_barred = set(compartment.barred.values_list("owner", flat=True))
        split_offices(compartment, identity, everyone_barred, joining={office})


def dismiss_member(office: str, officer: str, *, actor: Actor, now: datetime) -> int:
    """Delete a member's wraps of the office's key, and what was wrapped to him on its behalf; return how many members remain.

    `rotate_office` follows. The last member may leave: the office then has no living key, its reports go to the nearest superior
    that has one, and a superior refounds it.
    """
    with transaction.atomic():
        gone, _ = OfficeKey.objects.filter(office=office, member=officer).delete()
        Wrap.objects.filter(owner=officer, stands_for=office).delete()
        left = len(recipients.members(office))
        if gone:
            ledger.append(facts.MemberDismissed(object_id=office, at=now, detail={"member": officer, "left": left}), actor=actor)
    return left


def rewrap_batch(office: str, *, keys: Keyring, limit: int = BATCH) -> int:
    """Hand up to `limit` wraps of the office's older epochs to the epoch in force; return how many remain that these keys open.

    Resumable and safe to repeat: each wrap is replaced in one statement, a killed run loses nothing. The outer layer of a
    two-person wrap is renewed as well; an inner layer stays, since nobody alone can reach it.
    """
    current = recipients.current(office)
    done = 0
    for wrap in _outdated(office, current, keys)[:limit]:
        with transaction.atomic():
            identity = keys.of_compartment(wrap.compartment)
            fresh = wrap_identity(identity, current.public_key)
            if Wrap.objects.filter(compartment=wrap.compartment, public_key=current.public_key, outer_owner="").exists():
                Wrap.objects.filter(pk=wrap.pk).delete()
            else:
                Wrap.objects.filter(pk=wrap.pk).update(public_key=current.public_key, epoch=current.epoch, ciphertext=fresh)
        done += 1
    for wrap in _outdated_outer(office, current, keys)[: max(0, limit - done)]:
        inner = sealer.decrypt(wrap.ciphertext, [keys.identities[wrap.outer_public_key]])
        Wrap.objects.filter(pk=wrap.pk).update(outer_public_key=current.public_key, outer_epoch=current.epoch,
                                               ciphertext=sealer.encrypt(inner, [current.public_key]))
    return _outdated(office, current, keys).count() + _outdated_outer(office, current, keys).count()


def _outdated(office: str, current: Recipient, keys: Keyring) -> QuerySet[Wrap]:
    """Wraps of older epochs in compartments that the keyring opens, by this office's old key or by another wrap of its own."""
    readable = Wrap.objects.filter(outer_owner="", public_key__in=list(keys.identities)).values("compartment")
    return (Wrap.objects.filter(owner=office, outer_owner="", epoch__lt=current.epoch, compartment__in=readable)
            .select_related("compartment").order_by("pk"))


def _outdated_outer(office: str, current: Recipient, keys: Keyring) -> QuerySet[Wrap]:
    held = list(keys.identities)
    return Wrap.objects.filter(outer_owner=office, outer_epoch__lt=current.epoch, outer_public_key__in=held).order_by("pk")
