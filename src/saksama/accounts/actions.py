"""Making people and what they may do: users, grants, recusals, passes. Each is an entry in the ledger."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from saksama import ledger
from saksama.kernel import receipt as code_words
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.vault import receipt, session

from . import facts
from .models import Grant, Pass, Recusal, Role, User


class NameTaken(Conflict):
    code = "name_taken"
    default_detail = "Nama pengguna ini sudah dipakai. Pilih nama lain."
    default_detail_en = "This user name is taken. Choose another one."


class PassUnknown(NotFound):
    """No such code, or one that was replaced or is over: they look the same."""

    code = "pass_unknown"
    default_detail = "Kode ini tidak dikenal atau sudah diganti. Periksa surat terakhir yang Anda terima."
    default_detail_en = "This code is not known or was replaced. Check the last letter you received."


def create_user(username: str, *, password: str, display_name: str, actor: Actor, now: datetime, home_agency: str = "",
                language: str = "id", is_system_admin: bool = False) -> User:
    """Make an account. `Invalid` names what is wrong with the passphrase; the vault's key is made at the first sign-in."""
    user = User(username=username.strip(), display_name=display_name, home_agency=home_agency, language=language,
                is_system_admin=is_system_admin, created_at=now)
    check_passphrase(password, user)
    user.set_password(password)
    with transaction.atomic():
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError as error:
            raise NameTaken from error
        ledger.append(facts.UserCreated(object_id=str(user.public_id), at=now, detail={"is_system_admin": is_system_admin}),
                      actor=actor)
    return user


def check_passphrase(password: str, user: User | None = None) -> None:
    """Raise `Invalid` with the sentence of the first rule the passphrase breaks."""
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise Invalid(error.messages[0], field="password") from error


def deactivate(user: User, *, actor: Actor, now: datetime) -> None:
    """Close an account and end its sessions. Its keys stay wrapped until `vault.actions.dismiss_member` removes them."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        session.forget_officer(user.owner)
        ledger.append(facts.UserDeactivated(object_id=str(user.public_id), at=now), actor=actor)


def grant(user: User, role: str, *, actor: Actor, valid_from: date, now: datetime, office: str = "", agency: str = "",
          valid_to: date | None = None) -> Grant:
    """Give a role in one office or agency, from a day to a day, both included."""
    if role not in Role.values:
        raise Invalid("Peran ini tidak dikenal.", "This role is not known.", field="role")
    row = Grant(user=user, role=role, office=str(office), agency=str(agency), valid_from=valid_from, valid_to=valid_to,
                granted_by=actor.public_id)
    with transaction.atomic():
        row.save(force_insert=True)
        ledger.append(facts.Granted(object_id=str(user.public_id), at=now,
                                    detail={"role": role, "office": row.office, "agency": row.agency}), actor=actor)
    return row


def revoke(row: Grant, *, actor: Actor, last_day: date, now: datetime) -> None:
    """End a role with `last_day` (it still holds on that day). The row stays: who could do what, when, is history."""
    with transaction.atomic():
        Grant.objects.filter(pk=row.pk).update(valid_to=max(last_day, row.valid_from))
        ledger.append(facts.Revoked(object_id=str(row.user.public_id), at=now, detail={"role": row.role}), actor=actor)


def recuse(user: User, subject: str, *, ground: str, actor: Actor, now: datetime) -> Recusal:
    """Note that a person stands aside from one matter. Safe to repeat. The keys follow by `vault.actions.exclude`."""
    with transaction.atomic():
        row, new = Recusal.objects.get_or_create(user=user, subject=str(subject), defaults={
            "ground": ground, "declared_at": now, "declared_by": actor.public_id})
        if new:
            ledger.append(facts.Recused(object_id=str(subject), at=now, detail={"user": str(user.public_id), "ground": ground}),
                          actor=actor)
    return row


def issue_pass(case_public_id: UUID | str, *, actor: Actor, now: datetime, valid_to: datetime | None = None) -> tuple[str, Pass]:
    """Draw the code for a letter and end the one before; return it once, for the letter: it is not stored."""
    code = code_words.draw()
    row = Pass(locator=receipt.locator(code), mailbox_key=receipt.mailbox_recipient(code), case_public_id=case_public_id,
               valid_from=now, valid_to=valid_to)
    with transaction.atomic():
        ended = Pass.objects.filter(case_public_id=case_public_id, superseded_at=None).update(superseded_at=now)
        row.save(force_insert=True)
        detail = {"pass": str(row.public_id), "ended": ended}
        ledger.append(facts.PassIssued(object_id=str(case_public_id), at=now, detail=detail), actor=actor)
    return code, row


def open_pass(code: str, *, now: datetime) -> Pass:
    """Return the pass of a typed code. `MistypedCode` before any look-up; `PassUnknown` for all other misses."""
    row = Pass.objects.filter(locator__in=receipt.locators(code), superseded_at=None, valid_from__lte=now).first()
    if row is None or (row.valid_to is not None and now > row.valid_to):
        raise PassUnknown
    return row
