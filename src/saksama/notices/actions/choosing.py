"""How a person wants to be told, his calendar's address, and when an office wants its people told."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction

from saksama import ledger
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.notices import facts, policies
from saksama.notices.kinds import BY_ID, MUST
from saksama.notices.ladder import LONGEST_BEFORE, MOST_BEFORE, checked
from saksama.notices.models import OfficeRule, Preference
from saksama.vault.fields import blind_index

LONGEST_ADDRESS = 254


def choose(
    *, address: str, mailed: Collection[str], hidden: Collection[str], quiet: tuple[time, time] | None, feed_numbers: bool,
    actor: Actor,
) -> Preference:
    """Keep how the actor wants to be told. No address: no mail. What must reach the desk cannot be hidden there.

    `quiet` are hours on his office's wall in which no mail is sent. Raises `Invalid` with its field.
    """
    _person(actor)
    plain = _address(address)
    unknown = (set(mailed) | set(hidden)) - set(BY_ID)
    if unknown:
        raise Invalid("Pilih dari daftar yang ada.", "Choose from the list.", field="mailed")
    if MUST.intersection(hidden):
        raise Invalid("Batas waktu dan tugas selalu tampil di meja. Yang ini tidak dapat dimatikan.",
                      "Limits and assignments always show on the desk. These cannot be switched off.", field="hidden")
    if quiet and quiet[0] == quiet[1]:
        raise Invalid("Jam tenang mulai dan berakhir pada jam yang sama. Ubah salah satunya.",
                      "Quiet hours begin and end at the same hour. Change one.", field="quiet_to")
    with transaction.atomic():
        row, _new = Preference.objects.select_for_update().get_or_create(person=actor.public_id)
        if plain != row.address:
            row.trouble, row.trouble_at = "", None
        row.address, row.mailed, row.hidden = plain, sorted(set(mailed)), sorted(set(hidden))
        row.quiet_from, row.quiet_to = quiet or (None, None)
        row.feed_numbers = feed_numbers
        row.stop_mark = (row.stop_mark or secrets.token_hex(20)) if plain else None
        row.save()
    return row


def _person(actor: Actor) -> None:
    if not actor.public_id or actor.user_id is None:
        raise NotAllowed("Masuk dulu, lalu coba lagi.", "Sign in first, then try again.")


def _address(typed: str) -> str:
    plain = typed.strip()
    if not plain:
        return ""
    try:
        EmailValidator()(plain)
    except ValidationError:
        plain = ""
    if not plain or len(plain) > LONGEST_ADDRESS or not plain.isascii():
        raise Invalid("Alamat surel ini tidak dapat dipakai. Periksa ejaannya.",
                      "This mail address cannot be used. Check its spelling.", field="address")
    return plain


def stop_mail(mark: str) -> bool:
    """End the mail to whoever holds this secret from the last line of one; False where it is not known. Needs no account."""
    with transaction.atomic():
        found = Preference.objects.filter(stop_mark=mark).exclude(stop_mark="") if mark else Preference.objects.none()
        return bool(found.update(address="", mailed=[], stop_mark=None, trouble="", trouble_at=None))


def make_feed(*, actor: Actor, now: datetime) -> str:
    """Draw a new secret for the actor's calendar and return it: shown once. The address before it leads nowhere from now on."""
    _person(actor)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        row, _new = Preference.objects.select_for_update().get_or_create(person=actor.public_id)
        row.feed_mark, row.feed_made_at = mark_of(secret), now
        row.save(update_fields=["feed_mark", "feed_made_at"])
    return secret


def end_feed(*, actor: Actor) -> None:
    """Let the actor's calendar address lead nowhere."""
    _person(actor)
    with transaction.atomic():
        Preference.objects.filter(person=actor.public_id).update(feed_mark=None, feed_made_at=None)


def mark_of(secret: str) -> str:
    """Return the keyed hash under which a calendar's secret is kept. Letters of both sizes count: it is spelled out first."""
    return blind_index(f"calendar {secret.encode().hex()}")


def set_office_rule(office: str, before: Sequence[int], *, actor: Actor, now: datetime) -> OfficeRule:
    """Set how many working days before a limit the office's people are told. Raises `Invalid`."""
    policies.may_change_rule(actor, office).require()
    try:
        days = checked(list(before))
    except ValueError:
        raise Invalid(f"Tulis 1 sampai {MOST_BEFORE} angka hari kerja, masing-masing 1 sampai {LONGEST_BEFORE}.",
                      f"Give 1 to {MOST_BEFORE} numbers of working days, each from 1 to {LONGEST_BEFORE}.",
                      field="before") from None
    with transaction.atomic():
        row, _new = OfficeRule.objects.update_or_create(
            office=office, defaults={"before": list(days), "changed_by": actor.public_id, "changed_at": now}
        )
        ledger.append(facts.OfficeRuleChanged(object_id=office, at=now, detail={"before": list(days)}), actor=actor)
    return row
