"""Who can open for which office at one moment, read in three queries for any number of offices: for the intake path.

Answers the same questions as `recipients`, by the same names, from what was read once. Never kept longer than a request.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from . import recipients
from .errors import NoLivingKey
from .keys import OfficeKey, OfficerKey, Recipient


class Directory:
    """The offices' recipients in force and all holders of their keys. Officers are looked up only where one is excluded."""

    def __init__(self, offices: Collection[str]) -> None:
        self._current: dict[str, Recipient] = {}
        for row in Recipient.objects.filter(owner__in=offices, valid_to=None).order_by("epoch"):
            self._current[row.owner] = row
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._members: dict[str, set[str]] = defaultdict(set)
        held = OfficeKey.objects.filter(office__in=offices).values_list("office", "epoch", "member", "member_public_key")
        rows = [row for row in held if recipients.is_officer(row[2])]
        keys = OfficerKey.objects.filter(public_key__in={row[3] for row in rows}, retired_at=None)
        living = set(keys.values_list("public_key", flat=True))
        for office, epoch, member, key in rows:
            self._holders[office].add(member)
            if key in living and office in self._current and self._current[office].epoch == epoch:
                self._members[office].add(member)

    def members(self, office: str) -> list[str]:
        return sorted(self._members[office])

    def everybody(self) -> set[str]:
        """Return every officer who holds a key of one of the offices, of any epoch."""
        return set().union(*self._holders.values())

    def offices_members_any_epoch(self, office: str) -> list[str]:
        return sorted(self._holders[office])

    def has_living_key(self, owner: str) -> bool:
        return bool(self._members[owner]) if recipients.is_office(owner) else recipients.has_living_key(owner)

    def can_read(self, office: str, excluding: Collection[str] = ()) -> bool:
        """Tell whether somebody who is not excluded can open what is sealed to the office."""
        return bool(self._members[office].difference(excluding))

    def current(self, owner: str) -> Recipient:
        if owner not in self._current:
            return recipients.current(owner)
        return self._current[owner]

    def readers_for(self, owner: str, excluding: Collection[str]) -> list[tuple[Recipient, str]]:
        """Return whom to wrap to, each with the office he stands for; see `recipients.readers_for`."""
        if not recipients.is_office(owner):
            return recipients.readers_for(owner, excluding)
        if not self.can_read(owner, excluding):
            raise NoLivingKey(owner=owner)
        if not self._holders[owner].intersection(excluding):
            return [(self.current(owner), "")]
        others = [member for member in self.members(owner) if member not in excluding]
        self._learn(others)
        return [(self.current(member), owner) for member in others]

    def _learn(self, officers: Collection[str]) -> None:
        unknown = [officer for officer in officers if officer not in self._current]
        for row in Recipient.objects.filter(owner__in=unknown, valid_to=None).order_by("epoch") if unknown else ():
            self._current[row.owner] = row
