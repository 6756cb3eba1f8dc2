"""Whose key is in force: recipients by owner and epoch, members of an office, who can still open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings

from .errors import NoLivingKey
from .keys import OfficeKey, OfficerKey, Recipient

RECOVERY = "recovery"
GROUPS = ("office:", "agency:")


def recovery() -> Recipient | None:
    """Return the recovery recipient of the configuration; it has no row, since it is found by its key."""
    key = settings.SAKSAMA.recovery_recipient
    return Recipient(owner=RECOVERY, epoch=1, public_key=key) if key else None


def current(owner: str) -> Recipient:
    """Return the owner's recipient in force; `NoLivingKey` names the owner that has none."""
    if owner == RECOVERY and (one := recovery()) is not None:
        return one
    recipient = Recipient.objects.filter(owner=owner, valid_to=None).order_by("-epoch").first()
    if recipient is None:
        raise NoLivingKey(owner=owner)
    return recipient


def announce(owner: str, public_key: str, now: datetime) -> Recipient:
    """End the owner's epoch in force and begin the next one with this key, in the caller's transaction."""
    last = Recipient.objects.filter(owner=owner).order_by("-epoch").first()
    Recipient.objects.filter(owner=owner, valid_to=None).update(valid_to=now)
    recipient = Recipient(owner=owner, epoch=last.epoch + 1 if last else 1, public_key=public_key, valid_from=now)
    recipient.save(force_insert=True)
    return recipient


def is_office(owner: str) -> bool:
    """Tell whether a key is shared by members: an office's, or an agency's."""
    return owner.startswith(GROUPS)


def is_officer(owner: str) -> bool:
    return owner.startswith("officer:")


def members(office: str) -> list[str]:
    """Return the officers who can open the office's epoch in force, with keys that live."""
    recipient = Recipient.objects.filter(owner=office, valid_to=None).order_by("-epoch").first()
    if recipient is None:
        return []
    living = OfficerKey.objects.filter(retired_at=None).values("public_key")
    rows = OfficeKey.objects.filter(office=office, epoch=recipient.epoch, member_public_key__in=living)
    return sorted(set(rows.values_list("member", flat=True)))


def offices_of(officer: str) -> list[str]:
    """Return the offices whose key, of any epoch, is wrapped to this officer."""
    return sorted(set(OfficeKey.objects.filter(member=officer).values_list("office", flat=True)))


def was_founded(office: str) -> bool:
    """Tell whether the office ever had a key, living or not."""
    return Recipient.objects.filter(owner=office).exists()


def has_living_key(owner: str) -> bool:
    """Tell whether somebody can open what is sealed to this owner today."""
    if is_office(owner):
        return bool(members(owner))
    if is_officer(owner):
        return OfficerKey.objects.filter(owner=owner, retired_at=None).exists()
    return recovery() is not None if owner == RECOVERY else Recipient.objects.filter(owner=owner, valid_to=None).exists()


def readers_for(owner: str, excluding: Collection[str]) -> list[tuple[Recipient, str]]:
    """Return whom to wrap to so that `owner` reads and nobody of `excluding` does, each with the office he stands for.

    An office without excluded members: its epoch. With one: its other members one by one. Nobody left: `NoLivingKey`.
    """
    if owner in excluding or not has_living_key(owner):
        raise NoLivingKey(owner=owner)
    if not is_office(owner) or not set(offices_members_any_epoch(owner)).intersection(excluding):
        return [(current(owner), "")]
    others = [member for member in members(owner) if member not in excluding]
    if not others:
        raise NoLivingKey(owner=owner)
    return [(current(member), owner) for member in others]


def offices_members_any_epoch(office: str) -> list[str]:
    """Return every officer who holds a key of the office, of any epoch."""
    rows = OfficeKey.objects.filter(office=office, member__startswith="officer:")
    return sorted(set(rows.values_list("member", flat=True)))
