"""Accounts: made, closed, helped back in. An administrator makes them and sees no case; he cannot open anybody's key."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from saksama import ledger
from saksama.accounts import facts, policies, queries, throttle
from saksama.accounts.models import User
from saksama.accounts.posts import NO_POST
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid
from saksama.vault import actions as vault
from saksama.vault import session

from .grants import end_lent_roles
from .passphrases import ONE_TIME, check_passphrase


class NameTaken(Conflict):
    code = "name_taken"
    default_detail = "Nama pengguna ini sudah dipakai. Pilih nama lain."
    default_detail_en = "This user name is taken. Choose another one."


def create_user(username: str, *, password: str, display_name: str, actor: Actor, now: datetime, home_agency: str = "",
                language: str = "id", is_system_admin: bool = False, one_time: bool = False) -> User:
    """Make an account. `Invalid` names what is wrong with name or passphrase; the vault's key is made at the first sign-in.

    `one_time`: the passphrase is good for seven days (of real time) and only to choose one's own.
    """
    policies.may_administer(actor).require()
    until = session.real_now() + ONE_TIME if one_time else None
    user = User(username=_name(username), display_name=display_name.strip(), home_agency=_agency(home_agency), language=language,
                is_system_admin=is_system_admin, created_at=now, one_time_until=until)
    if not one_time:
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


def _name(typed: str) -> str:
    """Return the user name as it is kept: small letters, so that a capital at the start of a phone's line does not matter."""
    name = typed.strip().lower()
    if not 3 <= len(name) <= 60 or not all(letter.isalnum() or letter in "._-" for letter in name) or not name.isascii():
        raise Invalid("Nama pengguna: 3 sampai 60 huruf kecil, angka, titik, atau garis.",
                      "User name: 3 to 60 small letters, figures, dots or dashes.", field="username")
    return name


def _agency(public_id: str) -> str:
    return str(institutions.agency(public_id).public_id) if public_id else ""


def set_home_agency(user: User, agency: str, *, actor: Actor, now: datetime) -> None:
    """Record where a person is employed: lent staff stay out of their own agency's matters (decision 35)."""
    policies.may_administer(actor).require()
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(home_agency=_agency(agency))
        ledger.append(facts.HomeAgencySet(object_id=str(user.public_id), at=now, detail={"agency": agency}), actor=actor)


def deactivate(user: User, *, actor: Actor, now: datetime) -> None:
    """Close an account and end its sessions. Its keys stay wrapped until `vault.actions.dismiss_member` removes them."""
    policies.may_deactivate(actor, str(user.public_id)).require()
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        end_lent_roles(user, NO_POST.day(now), now)
        session.forget_officer(user.owner)
        ledger.append(facts.UserDeactivated(object_id=str(user.public_id), at=now), actor=actor)


def reset_second_factor(user: User, *, actor: Actor, now: datetime) -> None:
    """Take away a lost second factor: the next sign-in sets up a new one. The passphrase and the key stay as they are."""
    policies.may_help_in(actor, str(user.public_id)).require()
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk).delete()
        session.forget_officer(user.owner)
        ledger.append(facts.SecondFactorReset(object_id=str(user.public_id), at=now), actor=actor)


def clear_failures(user: User, *, actor: Actor) -> None:
    """Let somebody try again whose name was stopped by wrong sign-ins, his own or an attacker's."""
    policies.may_help_in(actor, str(user.public_id)).require()
    throttle.succeeded(user.username)


def declare_key_lost(user: User, *, actor: Actor, now: datetime) -> list[str]:
    """End a person's key that nothing opens any more; return the offices in which a colleague must admit the new one.

    By a superior (`policies.may_declare_key_lost`), who is then not the colleague: docs/explanation/keys.md.
    """
    policies.may_declare_key_lost(actor, user, superiors=queries.superior_offices(user, now)).require()
    with transaction.atomic():
        offices = vault.retire_key(user.owner, actor=actor, now=now)
        session.forget_officer(user.owner)
    return offices
