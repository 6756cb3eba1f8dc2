"""A text an officer wrote anew for everybody: looked over for traits, approved by a second person, taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.prevention.errors import AlreadyDecided, TraitsLeft
from saksama.prevention.models import Echo, Publication
from saksama.prevention.policies import may_approve
from saksama.prevention.traits import Trait

Draft = Publication | Echo


def checked(
    texts: Mapping[str, str], longest: Mapping[str, int], found: tuple[Trait, ...], *, looked_at: bool, too_long: type[Invalid]
) -> dict[str, str]:
    """Return the texts without outer blanks. Raises `Invalid` or `too_long` with the `field`, `TraitsLeft` if unseen."""
    kept = {name: words.strip() for name, words in texts.items()}
    for name, words in kept.items():
        if not words:
            raise Invalid("Isi bagian ini dengan kata-kata Anda.", "Fill this in with your own words.", field=name)
        if len(words) > longest[name]:
            raise too_long(field=name)
    if found and not looked_at:
        raise TraitsLeft(field="looked_at")
    return kept


def require_open(draft: Draft, actor: Actor) -> None:
    """Raise where this person does not approve it, `AlreadyDecided` where it was approved or taken back."""
    may_approve(actor, written_by=draft.written_by).require()
    if draft.approved_at is not None or draft.withdrawn_at is not None:
        raise AlreadyDecided


def approved(draft: Draft, *texts: str, actor: Actor, now: datetime) -> str:
    """Mark it approved, and return the SHA-256 of what everybody reads from now on."""
    draft.approved_by, draft.approved_at = actor.public_id, now
    draft.save(update_fields=["approved_by", "approved_at"])
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def withdrawn(draft: Draft, now: datetime) -> bool:
    """Mark it taken back, and tell whether people could read it until now; of one taken back before, False."""
    if draft.withdrawn_at is not None:
        return False
    draft.withdrawn_at = now
    draft.save(update_fields=["withdrawn_at"])
    return draft.approved_at is not None
