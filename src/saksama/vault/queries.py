"""Questions about keys and readers; none of them opens anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from saksama.store import blobs

from . import recipients
from .keys import OfficeKey, OfficerKey, Recipient, ReleaseRequest
from .recipients import has_living_key, members, offices_of, was_founded
from .sealed import Compartment, Item, Wrap

__all__ = [
    "compartment", "compartments", "destroyed", "epoch_in_force", "has_living_key", "held_by_one",
    "is_any_office_founded", "is_barred", "item", "items_of", "living_key",
    "lost_key_of", "members", "offices_of", "open_releases", "orphaned_offices", "possible_readers", "readers_of",
    "release", "releases_of", "rewraps_waiting", "seals", "stored", "units_of", "unsound", "was_founded",
]


def compartment(public_id: UUID | str) -> Compartment:
    return Compartment.objects.get(public_id=public_id)


def item(public_id: UUID | str) -> Item:
    return Item.objects.select_related("compartment").get(public_id=public_id)


def items_of(inside: Compartment, klass: str = "") -> list[Item]:
    """Return the items of a compartment in the order they were written, of one class where it is named."""
    rows = Item.objects.filter(compartment=inside).select_related("compartment").order_by("pk")
    return list(rows.filter(klass=klass) if klass else rows)


def compartments(public_ids: Iterable[str]) -> list[Compartment]:
    """Return those of these compartments that there are."""
    return list(Compartment.objects.filter(public_id__in=list(public_ids)))


def destroyed() -> list[str]:
    """Return the public ids of all erased compartments: a restored backup erases them again."""
    rows = Compartment.objects.exclude(destroyed_at=None).order_by("pk")
    return [str(each) for each in rows.values_list("public_id", flat=True)]


def stored() -> Iterator[tuple[str, str, str]]:
    """Yield public id, blob key and SHA-256 of every item that lies in the blob store."""
    rows = Item.objects.exclude(blob="").order_by("pk").values_list("public_id", "blob", "sha256")
    for public_id, blob, digest in rows.iterator(chunk_size=2000):
        yield str(public_id), blob, digest


def seals(public_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the SHA-256 of these items' sealed bytes, worked out anew where they lie in their row (erased ones are empty).

    One that does not exist is left out.
    """
    rows = Item.objects.filter(public_id__in=list(public_ids)).values_list("public_id", "sha256", "inline")
    return {one: sha256(bytes(inline)).hexdigest() if inline else kept for one, kept, inline in rows}


def unsound(compartments: Iterable[str]) -> list[tuple[str, str]]:
    """Return (item, `missing` or `changed`) for each sealed file of these compartments that is not as its row says."""
    found = []
    rows = Item.objects.filter(compartment__public_id__in=list(compartments), compartment__destroyed_at=None).order_by("pk")
    for one in rows:
        if one.blob and not blobs.exists(one.blob):
            found.append((str(one.public_id), "missing"))
        elif _digest(one) != one.sha256:
            found.append((str(one.public_id), "changed"))
    return found


def _digest(item: Item) -> str:
    if not item.blob:
        return sha256(bytes(item.inline or b"")).hexdigest()
    digest = sha256()
    with blobs.open(item.blob) as file:
        while piece := file.read(1024 * 1024):
            digest.update(piece)
    return digest.hexdigest()


def readers_of(inside: Compartment) -> list[str]:
    """Return the owners who can open the compartment; a two-person wrap as `inner + outer`."""
    rows = Wrap.objects.filter(compartment=inside).order_by("owner", "epoch")
    return [f"{one.owner} + {one.outer_owner}" if one.outer_owner else one.owner for one in rows]


def open_releases(outer_unit: str, now: datetime) -> list[ReleaseRequest]:
    """Return the requests that wait for a custodian of this unit."""
    waiting = ReleaseRequest.objects.filter(released_at=None, compartment__destroyed_at=None)
    ours = waiting.filter(compartment__wraps__outer_owner=outer_unit)
    return list(ours.select_related("compartment").order_by("pk").distinct())


def rewraps_waiting(office: str) -> int:
    """Return how many wraps of the office still stand under an older epoch."""
    current = recipients.current(office)
    return (Wrap.objects.filter(owner=office, outer_owner="", epoch__lt=current.epoch).count()
            + Wrap.objects.filter(outer_owner=office, outer_epoch__lt=current.epoch).count())


def living_key(officer: str) -> OfficerKey | None:
    """Return the officer's key in force, for its dates; it is wrapped."""
    return OfficerKey.objects.filter(owner=officer, retired_at=None).first()


def epoch_in_force(office: str) -> Recipient | None:
    """Return the office's epoch in force, or nothing where it was never founded."""
    return Recipient.objects.filter(owner=office, valid_to=None).order_by("-epoch").first()


def is_any_office_founded() -> bool:
    """Tell whether any office has a key."""
    return Recipient.objects.filter(owner__startswith="office:").exists()


def lost_key_of(officer: str, office: str) -> bool:
    """Tell whether the officer's key was retired and this office's key is still wrapped to the old one: a colleague readmits."""
    retired = OfficerKey.objects.filter(owner=officer).exclude(retired_at=None).values("public_key")
    return OfficeKey.objects.filter(office=office, member=officer, member_public_key__in=retired).exists()


def orphaned_offices() -> list[str]:
    """Return the offices that were founded and whose key in force nobody holds any more."""
    living = OfficerKey.objects.filter(retired_at=None).values("public_key")
    held = OfficeKey.objects.filter(office=OuterRef("owner"), epoch=OuterRef("epoch"), member_public_key__in=living)
    rows = Recipient.objects.filter(owner__startswith="office:", valid_to=None).exclude(Exists(held))
    return sorted(set(rows.values_list("owner", flat=True)))


def held_by_one() -> list[str]:
    """Return the offices whose key in force one single person holds: were that key lost, so were the office's files."""
    living = OfficerKey.objects.filter(retired_at=None).values("public_key")
    current = Recipient.objects.filter(owner__startswith="office:", valid_to=None)
    held = OfficeKey.objects.filter(office=OuterRef("owner"), epoch=OuterRef("epoch"), member_public_key__in=living)
    count = held.order_by().values("office").annotate(n=Count("member", distinct=True)).values("n")
    return sorted(set(current.annotate(holders=Subquery(count)).filter(holders=1).values_list("owner", flat=True)))


def release(public_id: UUID | str) -> ReleaseRequest | None:
    return ReleaseRequest.objects.filter(public_id=public_id).select_related("compartment").first()


def releases_of(officer: str) -> list[ReleaseRequest]:
    """Return the requests somebody made or is to read, newest first."""
    rows = ReleaseRequest.objects.filter(Q(requested_by=officer) | Q(inner_for=officer) | Q(outer_by=officer))
    return list(rows.select_related("compartment").order_by("-pk")[:50])


def units_of(inside: Compartment) -> tuple[str, str] | None:
    """Return the inner and the outer unit of a two-person compartment."""
    wrap = Wrap.objects.filter(compartment=inside).exclude(outer_owner="").first()
    return (wrap.owner, wrap.outer_owner) if wrap else None


def possible_readers(inside: Compartment) -> list[str]:
    """Return the officers of the inner unit who could read a two-person compartment after a release."""
    wrap = Wrap.objects.filter(compartment=inside).exclude(outer_owner="").first()
    if wrap is None:
        return []
    barred = inside.barred.values("owner")
    living = OfficerKey.objects.filter(retired_at=None).values("public_key")
    held = OfficeKey.objects.filter(office=wrap.owner, epoch=wrap.epoch, member_public_key__in=living)
    rows = held.filter(member__startswith="officer:")
    return sorted(set(rows.exclude(member__in=barred).values_list("member", flat=True)))


def is_barred(inside: Compartment, officer: str) -> bool:
    """Tell whether an officer is excluded from this compartment."""
    return inside.barred.filter(owner=officer).exists()
