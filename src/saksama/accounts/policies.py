"""Who may give, admit, release. Pure over loaded objects; a role's name is `accounts.models.Role`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from saksama.kernel.actor import Actor
from saksama.kernel.decision import ALLOW, Decision, deny

from .models import Role

WITHOUT_PLACE = frozenset({Role.SYSTEM_ADMINISTRATOR.value, Role.AUDITOR.value})
SUPERVISING = frozenset({Role.COMMISSIONER.value, Role.PROVINCIAL_SUPERVISOR.value, Role.NATIONAL_SUPERVISOR.value})
# Who may hold the key of an office (or of an agency). Field supervisors have their own entries only.
KEY_ROLES = frozenset({
    Role.EXAMINER.value, Role.COMMISSIONER.value, Role.PROVINCIAL_SUPERVISOR.value, Role.NATIONAL_SUPERVISOR.value,
    Role.OVERSIGHT_ANALYST.value, Role.IDENTITY_CUSTODIAN.value, Role.AGENCY_OFFICER.value,
})
CASE_ROLES = KEY_ROLES | {Role.FIELD_SUPERVISOR.value}

# What may be lent for some days. A seat in the plenary and the custody of identities are a person's own.
DELEGABLE = frozenset({
    Role.EXAMINER.value, Role.FIELD_SUPERVISOR.value, Role.PROVINCIAL_SUPERVISOR.value, Role.NATIONAL_SUPERVISOR.value,
})

_NOT_ADMINISTRATOR = ("Langkah ini hanya untuk administrator sistem.", "This step is for the system administrator only.")
_NOT_YOURSELF = ("Langkah ini tidak dapat Anda lakukan untuk diri sendiri. Minta administrator lain.",
                 "You cannot take this step for yourself. Ask another administrator.")
_NOT_YOUR_OFFICE = ("Anda tidak bertugas di kantor ini.", "You do not serve in this office.")
_NO_KEY_ROLE = ("Peran ini tidak memegang kunci kantor.", "This role does not hold an office's key.")


class Person(Protocol):
    public_id: UUID


def may_enter_desk(actor: Actor) -> Decision:
    """The desk is for the offices that handle cases; agencies, administrators and auditors have rooms of their own."""
    if actor.office and actor.has(*(CASE_ROLES - {Role.AGENCY_OFFICER.value})):
        return ALLOW
    return deny("Ruang ini untuk petugas kantor pengawas. Buka ruang kerja Anda sendiri.",
                "This room is for staff of a supervisor's office. Open your own workplace.")


def may_audit(actor: Actor) -> Decision:
    """The record and whether the files keep to it, in the territory of his grant; no name, and nothing that is sealed."""
    if actor.has(Role.AUDITOR):
        return ALLOW
    return deny("Ruang ini untuk auditor. Buka ruang kerja Anda sendiri.", "This room is for auditors. Open your own workplace.")


def may_administer(actor: Actor) -> Decision:
    """Accounts, roles, home agencies. An administrator sees no case, and no key is his."""
    return ALLOW if actor.has(Role.SYSTEM_ADMINISTRATOR, "system") else deny(*_NOT_ADMINISTRATOR)


def may_grant(actor: Actor, public_id: str, role: str, held: Collection[str]) -> Decision:
    """Nobody gives himself a role, and whoever administers the system handles no cases with the same account."""
    if not may_administer(actor):
        return may_administer(actor)
    if actor.public_id == public_id:
        return deny(*_NOT_YOURSELF)
    if role == Role.SYSTEM_ADMINISTRATOR and CASE_ROLES.intersection(held):
        return deny("Orang ini menangani perkara. Buat akun lain untuk administrator sistem.",
                    "This person handles cases. Make another account for the system administrator.")
    if role in CASE_ROLES and Role.SYSTEM_ADMINISTRATOR in held:
        return deny("Administrator sistem tidak menangani perkara. Buat akun lain untuk tugas itu.",
                    "A system administrator handles no cases. Make another account for that work.")
    return ALLOW


def may_deactivate(actor: Actor, public_id: str) -> Decision:
    """An administrator, but not himself: an installation must not lose its last one by a slip."""
    if not may_administer(actor):
        return may_administer(actor)
    return deny(*_NOT_YOURSELF) if actor.public_id == public_id else ALLOW


def may_help_in(actor: Actor, public_id: str) -> Decision:
    """A new one-time passphrase, a new second factor: an administrator, for somebody else."""
    return may_deactivate(actor, public_id)


def may_see_office_keys(actor: Actor) -> Decision:
    """Whoever serves in an office or agency in a role that holds its key."""
    if not (actor.office or actor.agency):
        return deny(*_NOT_YOUR_OFFICE)
    return ALLOW if actor.has(*KEY_ROLES) else deny(*_NO_KEY_ROLE)


def may_hold_key(roles: Collection[str]) -> Decision:
    """The roles a person has *in that office* on the day."""
    return ALLOW if KEY_ROLES.intersection(roles) else deny(*_NO_KEY_ROLE)


def may_manage_key(actor: Actor, office: str) -> Decision:
    """Found, admit, dismiss, renew: somebody who serves there. That he holds the key itself is the vault's question."""
    if office not in (actor.office, actor.agency) or not office:
        return deny(*_NOT_YOUR_OFFICE)
    return may_see_office_keys(actor)


def may_refound(actor: Actor, superiors: Collection[str]) -> Decision:
    """A supervising person of an office above: `superiors` are the public ids of the offices above the one without keys."""
    if actor.office in superiors and actor.has(*SUPERVISING):
        return ALLOW
    return deny("Hanya atasan dari kantor di atasnya yang dapat memulihkan kunci kantor ini.",
                "Only a superior of an office above can restore this office's key.")


def may_declare_key_lost(actor: Actor, user: Person, *, superiors: Collection[str]) -> Decision:
    """A supervising person of an office above the officer's; where none is above, one of the same office. Never the officer."""
    if actor.public_id == str(user.public_id):
        return deny("Kunci yang hilang dinyatakan oleh atasan, bukan oleh pemegangnya.",
                    "A lost key is declared by a superior, not by its holder.")
    if actor.has("system") or ((actor.office or actor.agency) in superiors and actor.has(*SUPERVISING, Role.OVERSIGHT_ANALYST,
                                                                                        Role.AGENCY_OFFICER)):
        return ALLOW
    return deny("Hanya atasan petugas ini yang dapat menyatakan kuncinya hilang.",
                "Only this officer's superior can declare the key lost.")


def may_request_release(actor: Actor) -> Decision:
    """Somebody who handles cases in an office; the reader he names must hold the inner unit's key."""
    return may_see_office_keys(actor)


def may_release(actor: Actor) -> Decision:
    """The second person of a release: a custodian of identities."""
    if actor.has(Role.IDENTITY_CUSTODIAN):
        return ALLOW
    return deny("Hanya penjaga identitas dari unit lain yang dapat menyetujui pembukaan.",
                "Only an identity custodian of the other unit can release.")


def may_lead(actor: Actor, office: str) -> Decision:
    """Leave of others, delegation, duty, reassignment: a commissioner or supervisor, in his own office."""
    if office and actor.office == office and actor.has(*SUPERVISING):
        return ALLOW
    return deny("Langkah ini untuk anggota atau pengawas di kantor itu sendiri.",
                "This step is for a commissioner or supervisor of that office itself.")


def may_record_leave(actor: Actor, public_id: str, office: str) -> Decision:
    """One's own leave, or that of people of one's office where one leads it."""
    if office and actor.office == office and actor.public_id == public_id:
        return ALLOW
    return may_lead(actor, office)


def may_delegate(actor: Actor, office: str, role: str, stand_in: str, *, own_roles: Collection[str]) -> Decision:
    """A commissioner or supervisor lends a role of his office. `own_roles` are those he holds himself, not for somebody else.

    Never to himself, never by a role that was lent to him, never what is bound to a person.
    """
    if not may_lead(actor, office):
        return may_lead(actor, office)
    if actor.public_id == stand_in:
        return deny("Anda tidak dapat melimpahkan peran kepada diri sendiri. Minta anggota lain.",
                    "You cannot delegate a role to yourself. Ask another commissioner.")
    if not SUPERVISING.intersection(own_roles):
        return deny("Peran Anda sendiri hanya dilimpahkan, jadi tidak dapat melimpahkan lagi.",
                    "Your own role is delegated to you, so you cannot delegate further.")
    if role not in DELEGABLE:
        return deny("Peran ini melekat pada orangnya dan tidak dapat dilimpahkan.",
                    "This role belongs to the person and cannot be delegated.")
    return ALLOW
