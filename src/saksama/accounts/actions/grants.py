"""Roles for a time, and standing aside."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from saksama import ledger
from saksama.accounts import facts, policies, queries
from saksama.accounts.models import Grant, Recusal, Role, User
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid


def grant(user: User, role: str, *, actor: Actor, valid_from: date, now: datetime, office: str = "", agency: str = "",
          valid_to: date | None = None) -> Grant:
    """Give a role in one office or agency, from a day to a day, both included."""
    _check(role, office, agency, valid_from, valid_to)
    with transaction.atomic():
        held = queries.roles_held(user, valid_from)
        policies.may_grant(actor, str(user.public_id), role, held).require()
        row = Grant(user=user, role=role, office=str(office), agency=str(agency), valid_from=valid_from, valid_to=valid_to,
                    granted_by=actor.public_id)
        row.save(force_insert=True)
        ledger.append(facts.Granted(object_id=str(user.public_id), at=now,
                                    detail={"role": role, "office": row.office, "agency": row.agency}), actor=actor)
    return row


def _check(role: str, office: str, agency: str, valid_from: date, valid_to: date | None) -> None:
    if role not in Role.values:
        raise Invalid("Peran ini tidak dikenal.", "This role is not known.", field="role")
    if valid_to is not None and valid_to < valid_from:
        raise Invalid("Tanggal akhir tidak boleh sebelum tanggal mulai.", "The end must not lie before the start.",
                      field="valid_to")
    if role in policies.WITHOUT_PLACE:
        return
    if role == Role.AGENCY_OFFICER:
        if not agency:
            raise Invalid("Pilih instansinya.", "Choose the agency.", field="agency")
        institutions.agency(agency)
    elif not office:
        raise Invalid("Pilih kantornya.", "Choose the office.", field="office")
    else:
        institutions.office(office)


def revoke(row: Grant, *, actor: Actor, last_day: date, now: datetime) -> None:
    """End a role with `last_day` (it still holds on that day). The row stays: who could do what, when, is history.

    A role that has not begun and would begin later only gave nobody anything: its row goes, the ledger keeps that it was given.
    """
    policies.may_administer(actor).require()
    with transaction.atomic():
        _end(row, last_day, now)
        end_lent_roles(row.user, last_day, now, role=row.role, office=row.office)
        _end_borrowed_roles(row.user, last_day, row.office, now)
        ledger.append(facts.Revoked(object_id=str(row.user.public_id), at=now, detail={"role": row.role}), actor=actor)


def _end(row: Grant, last_day: date, now: datetime) -> None:
    if row.valid_from > max(last_day, queries.post_of(row.office, row.agency).day(now)):
        Grant.objects.filter(pk=row.pk).delete()
    else:
        Grant.objects.filter(pk=row.pk).update(valid_to=max(last_day, row.valid_from))


def end_lent_roles(holder: User, last_day: date, now: datetime, **of: str) -> None:
    """End with `last_day` what others hold in place of somebody whose own role ends, in the caller's transaction."""
    for row in Grant.objects.filter(stands_for=str(holder.public_id), valid_to__gt=last_day, **of):
        _end(row, last_day, now)


def _end_borrowed_roles(user: User, last_day: date, office: str, now: datetime) -> None:
    """End what is lent to somebody in an office in which no role of his own is left: only who serves there may stand in."""
    mine = Grant.objects.filter(user=user, office=office)
    if mine.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), stands_for="").exists():
        return
    for row in mine.filter(valid_to__gt=last_day).exclude(stands_for=""):
        _end(row, last_day, now)


def recuse(user: User, subject: str | UUID, *, ground: str, actor: Actor, now: datetime) -> Recusal:
    """Note that a person stands aside from one matter. Safe to repeat. The keys follow by `vault.actions.exclude`."""
    with transaction.atomic():
        row, new = Recusal.objects.get_or_create(user=user, subject=str(subject), defaults={
            "ground": ground, "declared_at": now, "declared_by": actor.public_id})
        if new:
            ledger.append(facts.Recused(object_id=str(subject), at=now, detail={"user": str(user.public_id), "ground": ground}),
                          actor=actor)
    return row
