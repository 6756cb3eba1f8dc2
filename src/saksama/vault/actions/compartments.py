"""Compartments: begin, add to, share, withdraw, exclude, destroy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType

from django.db import transaction
from django.db.models import Q
from pyrage import x25519

from saksama import ledger
from saksama.kernel.actor import Actor
from saksama.kernel.ids import new_id
from saksama.store import blobs, clock
from saksama.vault import facts, recipients
from saksama.vault.directory import Directory
from saksama.vault.errors import LastReader, NoLivingKey, ReaderBarred, SecondPersonNeeded
from saksama.vault.items import PreparedItem, Sealing, Target, save_items, seal_stream, seal_text, to_the_hour
from saksama.vault.keyring import Keyring, public_key, wrap_identity
from saksama.vault.keys import Recipient
from saksama.vault.sealed import Barred, Compartment, Item, Wrap

OUTSIDERS = (recipients.RECOVERY, "receipt", "pass", "worker")


@dataclass(slots=True)
class Draft:
    """A compartment that is not in the database yet. Its private key is forgotten already; sealing needs the public one."""

    target: Target
    kind: str
    owner: str
    wraps: list[Wrap]
    barred: tuple[str, ...] = ()
    items: list[PreparedItem] = field(default_factory=list)

    @property
    def public_id(self) -> str:
        return self.target.public_id

    def seal_text(self, klass: str, name: str, text: str) -> PreparedItem:
        prepared = seal_text(self.target, klass, name, text)
        self.items.append(prepared)
        return prepared

    def seal_stream(self, klass: str, name: str, type: str, chunks: Iterable[bytes], *,  # noqa: A002
                    also: Iterable[str] = ()) -> PreparedItem:
        """Seal a file while it arrives; `also` are further age public keys (the worker's). An error of `chunks` keeps nothing."""
        prepared = seal_stream(self.target, klass, name, type, chunks, also=also)
        self.items.append(prepared)
        return prepared

    def open_sealing(self, klass: str, name: str, type: str, *, also: Iterable[str] = ()) -> Sealing:  # noqa: A002
        """Begin a file whose chunks will be pushed; hand what `finish` returns to `keep`."""
        return Sealing(self.target, klass, name, type, also=also)

    def keep(self, prepared: PreparedItem) -> PreparedItem:
        self.items.append(prepared)
        return prepared

    def drop(self, prepared: PreparedItem) -> None:
        """Take an item out again, and its blob with it: a refused file, for example."""
        self.items.remove(prepared)
        prepared.discard()

    def save(self) -> Compartment:
        """Write compartment, wraps and items in the caller's transaction."""
        return save_drafts([self])[0]

    def row(self) -> Compartment:
        return Compartment(public_id=self.public_id, kind=self.kind, owner=self.owner, public_key=self.target.public_key,
                           created_at=to_the_hour(clock.now()))


def save_drafts(drafts: Sequence[Draft]) -> list[Compartment]:
    """Write several compartments, their wraps and items in the caller's transaction, each table in one statement."""
    rows = Compartment.objects.bulk_create([draft.row() for draft in drafts])
    for draft, row in zip(drafts, rows, strict=True):
        for wrap in draft.wraps:
            wrap.compartment = row
        for prepared in draft.items:
            prepared.row = row
    Wrap.objects.bulk_create([wrap for draft in drafts for wrap in draft.wraps])
    Barred.objects.bulk_create([Barred(compartment=row, owner=officer)
                                for draft, row in zip(drafts, rows, strict=True) for officer in draft.barred])
    save_items([prepared for draft in drafts for prepared in draft.items])
    return rows


def begin_compartment(kind: str, *, readers: Sequence[str] = (), extra: Sequence[tuple[str, str]] = (),
                      two_person: tuple[str, str] | None = None, excluding: Collection[str] = (), owner: str = "",
                      known: Directory | None = None) -> Draft:
    """Make a compartment's key in memory, wrap it for each reader, and forget it.

    `readers` are owners in their epoch in force, `extra` pairs of owner and age public key (the reporter's receipt), `two_person`
    the inner and the outer unit of a nested wrap. Nobody of `excluding` (officers) becomes a reader: where he is a member of a
    reading office, its other members are wrapped to one by one. Recovery is always a reader where it exists. `NoLivingKey` names
    an owner that nobody could open for. `known` answers about offices without queries. Writes nothing before `Draft.save`.
    """
    who: Directory | ModuleType = known or recipients
    identity = x25519.Identity.generate()
    wraps: dict[str, Wrap] = {}
    for reader in [*readers, *_recovery(readers)]:
        for recipient, stands_for in who.readers_for(reader, excluding):
            wraps.setdefault(recipient.public_key, _wrap(identity, recipient, stands_for))
    for name, key in extra:
        wraps[key] = _wrap(identity, Recipient(owner=name, epoch=1, public_key=key))
    nested = [_nested(identity, *two_person, who)] if two_person else []
    if not nested and all(wrap.owner in OUTSIDERS for wrap in wraps.values()):
        raise NoLivingKey(owner=",".join(readers))
    target = Target(str(new_id()), public_key(identity))
    return Draft(target, kind, owner or next(iter(readers), two_person[0] if two_person else ""), [*wraps.values(), *nested],
                 barred=tuple(sorted(set(excluding))))


def _recovery(readers: Sequence[str]) -> list[str]:
    return [recipients.RECOVERY] if recipients.RECOVERY not in readers and recipients.has_living_key(recipients.RECOVERY) else []


def _wrap(identity: x25519.Identity, reader: Recipient, stands_for: str = "") -> Wrap:
    return Wrap(owner=reader.owner, epoch=reader.epoch, public_key=reader.public_key, stands_for=stands_for,
                ciphertext=wrap_identity(identity, reader.public_key))


def _nested(identity: x25519.Identity, inner: str, outer: str, who: Directory | ModuleType) -> Wrap:
    """Wrap for two units; refused where one officer holds both keys, since he could open it alone."""
    for unit in (inner, outer):
        if not who.has_living_key(unit):
            raise NoLivingKey(owner=unit)
    holders = who.offices_members_any_epoch
    if inner == outer or set(holders(inner)).intersection(holders(outer)):
        raise SecondPersonNeeded
    inside, outside = who.current(inner), who.current(outer)
    return Wrap(owner=inner, epoch=inside.epoch, public_key=inside.public_key, outer_owner=outer, outer_epoch=outside.epoch,
                outer_public_key=outside.public_key,
                ciphertext=wrap_identity(identity, inside.public_key, outside.public_key))


def add_text(compartment: Compartment, *, klass: str, name: str, text: str) -> PreparedItem:
    """Seal a text to an existing compartment, by its public key only; `.save()` it in the transaction."""
    prepared = seal_text(Target.of(compartment), klass, name, text)
    prepared.row = compartment
    return prepared


def add_stream(compartment: Compartment, *, klass: str, name: str, type: str, chunks: Iterable[bytes],  # noqa: A002
               also: Iterable[str] = ()) -> PreparedItem:
    """Seal a file to an existing compartment while it arrives; `.save()` it in the transaction."""
    prepared = seal_stream(Target.of(compartment), klass, name, type, chunks, also=also)
    prepared.row = compartment
    return prepared


def open_sealing(compartment: Compartment, *, klass: str, name: str, type: str,  # noqa: A002
                 also: Iterable[str] = ()) -> Sealing:
    """Begin a pushed file for an existing compartment."""
    return Sealing(Target.of(compartment), klass, name, type, also=also)


def share(compartment: Compartment, reader: str, *, keys: Keyring, actor: Actor, now: datetime, public_key: str = "") -> None:
    """Make `reader` a reader, with the sharer's own key; in the caller's transaction.

    An owner (office, officer) is wrapped to in its epoch in force, never to a barred member; a receipt or pass by the
    `public_key` given. `ReaderBarred` for an excluded officer. Safe to repeat.
    """
    identity = keys.of_compartment(compartment)
    barred = set(compartment.barred.values_list("owner", flat=True))
    if reader in barred:
        raise ReaderBarred
    outsider = [(Recipient(owner=reader, epoch=1, public_key=public_key), "")] if public_key else []
    found = outsider or recipients.readers_for(reader, barred)
    added = [add_wrap(compartment, identity, one, stands_for) for one, stands_for in found]
    if any(added):
        ledger.append(facts.Shared(object_id=str(compartment.public_id), at=now, detail={"reader": reader}), actor=actor)


def add_wrap(compartment: Compartment, identity: x25519.Identity, reader: Recipient, stands_for: str = "") -> bool:
    """Write one more reader's wrap; tell whether it was not there already."""
    if Wrap.objects.filter(compartment=compartment, public_key=reader.public_key, outer_owner="").exists():
        return False
    wrap = _wrap(identity, reader, stands_for)
    wrap.compartment = compartment
    wrap.save(force_insert=True)
    return True


def withdraw(compartment: Compartment, reader: str, *, actor: Actor, now: datetime) -> None:
    """Delete the reader's wraps, an office's one-by-one wraps too; `LastReader` where nobody inside would be left.

    In the caller's transaction.
    """
    theirs = Q(owner=reader) | Q(stands_for=reader)
    left = Wrap.objects.filter(compartment=compartment).exclude(theirs).exclude(owner__in=OUTSIDERS)
    if reader not in OUTSIDERS and not left.exists():
        raise LastReader
    gone, _ = Wrap.objects.filter(theirs, compartment=compartment).delete()
    if gone:
        ledger.append(facts.Withdrawn(object_id=str(compartment.public_id), at=now, detail={"reader": reader}), actor=actor)


def exclude(compartment: Compartment, officers: Collection[str], *, keys: Keyring, actor: Actor, now: datetime) -> None:
    """Bar officers from a compartment when a conflict is found out later; in the caller's transaction.

    Their own wraps go; an office they are members of is replaced by its other members, one by one. `LastReader` where nobody
    would be left. What they had opened before is listed by the room that recorded the openings.
    """
    identity = keys.of_compartment(compartment)
    for officer in officers:
        Barred.objects.get_or_create(compartment=compartment, owner=officer)
    barred = set(compartment.barred.values_list("owner", flat=True))
    Wrap.objects.filter(compartment=compartment, owner__in=barred, outer_owner="").delete()
    split_offices(compartment, identity, barred)
    if not Wrap.objects.filter(compartment=compartment).exclude(owner__in=OUTSIDERS).exists():
        raise LastReader
    ledger.append(facts.Excluded(object_id=str(compartment.public_id), at=now, detail={"officers": sorted(officers)}),
                  actor=actor)


def bar_from_release(compartment: Compartment, officers: Collection[str], *, actor: Actor, now: datetime) -> None:
    """Bar officers from what only two persons open together; in the caller's transaction.

    Nobody's key need be open for it: no wrap of such a compartment is one person's. A release asked for them before
    is worth nothing from now on.
    """
    new = [one for one in sorted(officers) if Barred.objects.get_or_create(compartment=compartment, owner=one)[1]]
    if new:
        ledger.append(facts.Excluded(object_id=str(compartment.public_id), at=now, detail={"officers": new}), actor=actor)


def split_offices(compartment: Compartment, identity: x25519.Identity, barred: set[str],
                  joining: Collection[str] = ()) -> None:
    """Replace the wrap of each office that has a barred member, or that one is `joining`, by wraps for its other members."""
    whole = Wrap.objects.filter(compartment=compartment, outer_owner="")
    for office in sorted(filter(recipients.is_office, set(whole.values_list("owner", flat=True)))):
        if office not in joining and not barred.intersection(recipients.offices_members_any_epoch(office)):
            continue
        for member in recipients.members(office):
            if member not in barred:
                add_wrap(compartment, identity, recipients.current(member), office)
        whole.filter(owner=office).delete()


def destroy(compartment: Compartment, *, actor: Actor, now: datetime) -> None:
    """Erase a compartment in the caller's transaction: wraps and ciphertexts go, blobs after the commit; rows stay as stones."""
    items = Item.objects.filter(compartment=compartment)
    blob_keys = [key for key in items.values_list("blob", flat=True) if key]
    Wrap.objects.filter(compartment=compartment).delete()
    compartment.releases.update(ciphertext=None)
    items.update(inline=b"", blob="")
    compartment.destroyed_at = now
    compartment.save(update_fields=["destroyed_at"])
    ledger.append(facts.Destroyed(object_id=str(compartment.public_id), at=now), actor=actor)
    transaction.on_commit(lambda: _destroy_blobs(blob_keys))


def _destroy_blobs(keys: Sequence[str]) -> None:
    for key in keys:
        blobs.destroy(key)
