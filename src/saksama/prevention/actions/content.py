"""The verbs of the content kit: published once, withdrawn, and counted when taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from saksama import law, ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid, NotFound
from saksama.prevention import kit_facts as facts
from saksama.prevention import kit_files
from saksama.prevention.kit import LONGEST, OFF_SEASON, KitFile, KitItem, KitUse
from saksama.prevention.kit_policies import may_publish, may_withdraw
from saksama.store import blobs

LONGEST_SHOWN = timedelta(days=731)
TYPES = {"chat": kit_files.JPEG, "a4": kit_files.PDF, "original": kit_files.PDF}
NO_ITEM = ("Bahan ini tidak ada atau sudah ditarik.", "This content does not exist or was withdrawn.")


@dataclass(frozen=True, slots=True)
class Content:
    """What an office gives: words for each way, and a file where there is one (picture or PDF)."""

    token: str
    title: str
    messenger: str
    radio: str = ""
    minang: str = ""
    stages: tuple[str, ...] = ()
    until: date | None = None
    file: bytes = field(default=b"", repr=False)
    has_file: bool = False


def stages() -> tuple[str, ...]:
    """Return the stages content can be bound to: those of the rule base, and `off` for between elections."""
    return (*law.book().stage_words, OFF_SEASON)


def publish(content: Content, *, actor: Actor, on: date, now: datetime) -> KitItem:
    """Publish content: its forms are made first, in the sandbox; the same token again is the same item.

    Raises `KitFileRefused` for a file that is empty, too large, no picture, or a PDF that acts; `Invalid` for words and days.
    """
    may_publish(actor).require()
    known = KitItem.objects.filter(token=content.token[:40]).first()
    if known is not None:
        return known
    told = _checked(content, on)
    kind, forms = _forms(content)
    kept = {form: blobs.put([body]) for form, body in forms.items()}
    office = institutions.office(actor.office)
    item = KitItem(
        office=office.public_id,
        position=office.position,
        place_code=office.place.code if office.place else "",
        kind=kind,
        stages=list(content.stages),
        until=content.until,
        uploaded_on=on,
        uploaded_by=actor.public_id,
        token=content.token[:40],
        is_demo=office.is_demo,
        **told,
    )
    try:
        with transaction.atomic(), store.scope(actor):
            item.save(force_insert=True)
            KitFile.objects.bulk_create(
                [KitFile(item=item, form=form, type=TYPES[form], blob=ref.key, size=ref.size) for form, ref in kept.items()]
            )
            _note(item, "published", actor, now, [ref.sha256 for ref in kept.values()])
    except BaseException as failed:
        for ref in kept.values():
            blobs.destroy(ref.key)
        known = KitItem.objects.filter(token=item.token).first() if isinstance(failed, IntegrityError) else None
        if known is None:
            raise
        return known
    return item


def withdraw_item(item_id: UUID | str, *, actor: Actor, on: date, now: datetime) -> None:
    """Take content back: it leaves the public pages at once. Safe to repeat."""
    with transaction.atomic(), store.scope(actor):
        item = _item(item_id)
        may_withdraw(actor, item.position).require()
        if item.withdrawn_on is None:
            KitItem.objects.filter(pk=item.pk).update(withdrawn_on=on)
            _note(item, "withdrawn", actor, now, [])


def count(item: KitItem, form: str) -> None:
    """Count that a form was taken: one more, of nobody."""
    KitUse.objects.get_or_create(item=item, form=form)
    KitUse.objects.filter(item=item, form=form).update(taken=F("taken") + 1)


def _checked(content: Content, on: date) -> Mapping[str, str]:
    told = {"title": " ".join(content.title.split())}
    for name in ("messenger", "radio", "minang"):
        told[name] = str(getattr(content, name)).replace("\r\n", "\n").strip()
    for name, value in told.items():
        if not value and name in ("title", "messenger"):
            raise Invalid("Isi bagian ini.", "Fill in this part.", field=name)
        if len(value) > LONGEST[name]:
            raise Invalid("Terlalu panjang. Ringkas bagian ini.", "Too long. Shorten this part.", field=name)
    if not set(content.stages) <= set(stages()):
        raise Invalid("Pilih tahapan dari daftar.", "Choose stages from the list.", field="stages")
    if content.until is not None and not on <= content.until <= on + LONGEST_SHOWN:
        raise Invalid(
            "Hari terakhirnya hari ini atau nanti, paling lama dua tahun.", "Its last day is within two years.", field="until"
        )
    return told


def _forms(content: Content) -> tuple[str, Mapping[str, bytes]]:
    if not content.has_file:
        return "text", {}
    kit_files.empty_or_large(content.file)
    if kit_files.is_pdf(content.file):
        return "pdf", {"original": kit_files.checked_pdf(content.file)}
    return "image", kit_files.picture_forms(content.file)


def _item(item_id: UUID | str) -> KitItem:
    try:
        found = KitItem.objects.select_for_update().filter(public_id=item_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound(*NO_ITEM)
    return found


def _note(item: KitItem, what: str, actor: Actor, now: datetime, files: list[str]) -> None:
    detail = {"what": what, "kind": item.kind, "files": files}
    ledger.append(facts.KitChanged(object_id=str(item.public_id), at=now, detail=detail), actor=actor)
