"""A copy for the reported person: selected and blacked out by an officer, drawn anew, sealed to `reply`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger
from saksama.evidence import facts, redact, sandbox
from saksama.evidence.models import Copy, Disclosure
from saksama.evidence.redact import Rectangle
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid, NotFound
from saksama.vault import actions as vault
from saksama.vault.actions import Draft, PreparedItem
from saksama.vault.keyring import Keyring
from saksama.vault.sealed import Compartment

DISCLOSED = "disclosed"


@dataclass(frozen=True, slots=True)
class PreparedDisclosure:
    """A blacked-out copy, sealed already; `save` writes it in the caller's transaction."""

    copy: Copy
    item: PreparedItem
    covered: int

    def save(self, *, case_public_id: UUID, reply: Compartment, actor: Actor, now: datetime) -> Disclosure:
        self.item.row = reply
        row = Disclosure(case_public_id=case_public_id, copy=self.copy, item=self.item.save(), covered=self.covered,
                         made_by=actor.public_id, made_at=now)
        row.save(force_insert=True)
        ledger.append(facts.CopyDisclosed(object_id=str(case_public_id), at=now,
                                          detail={"file": str(self.copy.file.public_id), "item": row.item.sha256,
                                                  "covered": self.covered}), actor=actor)
        return row


def preview_disclosure(copy: Copy, *, redactions: Iterable[Rectangle | tuple[int, int, int, int]],
                       keys: Keyring) -> tuple[str, bytes]:
    """Return type and bytes of what the reported person would be given: the same drawing, not sealed and kept nowhere."""
    clean = _drawn(copy, redact.rectangles(redactions), keys)
    return clean.type, clean.content


def _drawn(copy: Copy, areas: list[tuple[int, int, int, int]], keys: Keyring) -> sandbox.Clean:
    picture = vault.read(copy.item, keys=keys)
    if not picture.type.startswith("image/"):
        raise Invalid("Hanya gambar yang dapat ditutup sebagian. Buat tangkapan layar dari dokumen ini, lalu pilih itu.",
                      "Only pictures can be blacked out. Take a screenshot of this document and choose that.", field="copy")
    try:
        return sandbox.covered(picture.content, areas)
    except sandbox.NoCopy as none:
        raise Invalid("Gambar ini tidak dapat digambar ulang. Pilih bukti lain.",
                      "This picture cannot be drawn anew. Choose another one.", field="copy") from none


def prepare_disclosure(copy: Copy, *, redactions: Iterable[Rectangle | tuple[int, int, int, int]], reply: Compartment | Draft,
                       keys: Keyring) -> PreparedDisclosure:
    """Draw the copy anew with the areas blacked out and seal it to `reply`, before any transaction.

    Raises `Invalid` for an area outside the picture and for what is no picture: only what can be blacked out is disclosed.
    """
    areas = redact.rectangles(redactions)
    clean = _drawn(copy, areas, keys)
    name = f"bukti-{copy.file.nth}.{clean.extension}"
    if isinstance(reply, Draft):
        item = reply.open_sealing(DISCLOSED, name, clean.type)
        item.write(clean.content)
        return PreparedDisclosure(copy, item.finish(), len(areas))
    return PreparedDisclosure(copy, vault.add_stream(reply, klass=DISCLOSED, name=name, type=clean.type, chunks=[clean.content]),
                              len(areas))


def disclose(copy: Copy, *, redactions: Iterable[Rectangle | tuple[int, int, int, int]], case_public_id: UUID, reply: Compartment,
             keys: Keyring, actor: Actor, now: datetime) -> Disclosure:
    """Disclose a copy in one step and one transaction."""
    prepared = prepare_disclosure(copy, redactions=redactions, reply=reply, keys=keys)
    with transaction.atomic():
        return prepared.save(case_public_id=case_public_id, reply=reply, actor=actor, now=now)


def withdraw_disclosure(disclosure_public_id: UUID, *, case_public_id: UUID, actor: Actor, now: datetime) -> None:
    """Take a disclosed copy out of the reported person's room; the record of it stays. Safe to repeat."""
    with transaction.atomic():
        rows = Disclosure.objects.filter(public_id=disclosure_public_id, case_public_id=case_public_id)
        if not rows.exists():
            raise NotFound("Bukti ini tidak ada di perkara ini.", "This evidence does not belong to this case.")
        if rows.filter(withdrawn_at=None).update(withdrawn_at=now):
            ledger.append(facts.DisclosureWithdrawn(object_id=str(case_public_id), at=now,
                                                    detail={"disclosure": str(disclosure_public_id)}), actor=actor)
