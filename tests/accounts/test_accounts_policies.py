"""Who may give roles, help people in, manage keys, release. A table each; the reasons are part of the promise."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from saksama.accounts import policies
from saksama.accounts.models import Role
from saksama.kernel.actor import PUBLIC, SYSTEM, Actor, ActorKind

ME, OTHER = str(UUID(int=1)), str(UUID(int=2))   # fixed: parallel runs name their tests alike
OFFICE, ABOVE, AGENCY = str(UUID(int=3)), str(UUID(int=4)), str(UUID(int=5))


def actor(*roles: str, office: str = OFFICE, agency: str = "") -> Actor:
    return Actor(kind=ActorKind.OFFICER, public_id=ME, pseudonym="p", roles=frozenset(roles), office=office, agency=agency)


@dataclass
class Person:
    public_id: UUID


ADMINISTRATOR = actor("system_administrator", office="")
EVERY_CASE_ROLE = sorted(policies.CASE_ROLES)


@pytest.mark.parametrize(("who", "may"), [(ADMINISTRATOR, True), (SYSTEM, True), (PUBLIC, False), *[
    (actor(role), False) for role in EVERY_CASE_ROLE], (actor("auditor", office=""), False)])
def test_may_administer(who, may):
    assert bool(policies.may_administer(who)) is may


@pytest.mark.parametrize(("who", "whom", "role", "held", "reason"), [
    (ADMINISTRATOR, OTHER, "examiner", set(), ""),
    (ADMINISTRATOR, OTHER, "examiner", {"commissioner"}, ""),
    (ADMINISTRATOR, OTHER, "system_administrator", set(), ""),
    (ADMINISTRATOR, OTHER, "system_administrator", {"auditor"}, ""),
    (ADMINISTRATOR, ME, "auditor", {"system_administrator"}, "diri sendiri"),
    (ADMINISTRATOR, OTHER, "examiner", {"system_administrator"}, "tidak menangani perkara"),
    (ADMINISTRATOR, OTHER, "field_supervisor", {"system_administrator"}, "tidak menangani perkara"),
    (ADMINISTRATOR, OTHER, "system_administrator", {"agency_officer"}, "menangani perkara"),
    (actor("commissioner"), OTHER, "examiner", set(), "administrator"),
    (SYSTEM, OTHER, "examiner", set(), ""),
])
def test_may_grant(who, whom, role, held, reason):
    decision = policies.may_grant(who, whom, role, held)
    assert bool(decision) is (reason == "")
    assert reason in decision.reason


@pytest.mark.parametrize("role", Role.values)
def test_may_hold_key_is_for_those_who_read_sealed_content(role):
    assert bool(policies.may_hold_key({role})) is (role not in ("field_supervisor", "system_administrator", "auditor"))


@pytest.mark.parametrize(("who", "office", "may"), [
    (actor("examiner"), OFFICE, True),
    (actor("examiner"), ABOVE, False),
    (actor("field_supervisor"), OFFICE, False),
    (actor("agency_officer", office="", agency=AGENCY), AGENCY, True),
    (actor("agency_officer", office="", agency=AGENCY), OFFICE, False),
    (ADMINISTRATOR, OFFICE, False),
    (ADMINISTRATOR, "", False),
    (PUBLIC, OFFICE, False),
])
def test_may_manage_key(who, office, may):
    assert bool(policies.may_manage_key(who, office)) is may


@pytest.mark.parametrize(("who", "may"), [
    (actor("provincial_supervisor", office=ABOVE), True),
    (actor("commissioner", office=ABOVE), True),
    (actor("national_supervisor", office=ABOVE), True),
    (actor("examiner", office=ABOVE), False),
    (actor("identity_custodian", office=ABOVE), False),
    (actor("provincial_supervisor", office=OFFICE), False),
    (ADMINISTRATOR, False),
])
def test_may_refound_is_for_superiors_of_an_office_above(who, may):
    assert bool(policies.may_refound(who, {ABOVE})) is may


@pytest.mark.parametrize(("who", "whom", "may"), [
    (actor("provincial_supervisor", office=ABOVE), OTHER, True),
    (actor("provincial_supervisor", office=ABOVE), ME, False),
    (actor("commissioner", office=OFFICE), OTHER, False),
    (actor("examiner", office=ABOVE), OTHER, False),
    (ADMINISTRATOR, OTHER, False),
    (PUBLIC, OTHER, False),
])
def test_may_declare_key_lost(who, whom, may):
    assert bool(policies.may_declare_key_lost(who, Person(UUID(whom)), superiors={ABOVE})) is may


@pytest.mark.parametrize(("who", "may"), [(actor("identity_custodian"), True), (ADMINISTRATOR, False), *[
    (actor(role), False) for role in EVERY_CASE_ROLE if role != "identity_custodian"]])
def test_may_release(who, may):
    assert bool(policies.may_release(who)) is may


@pytest.mark.parametrize("verb", [policies.may_deactivate, policies.may_help_in])
def test_administrator_cannot_close_or_reset_himself(verb):
    assert verb(ADMINISTRATOR, OTHER)
    assert not verb(ADMINISTRATOR, ME)
    assert not verb(actor("commissioner"), OTHER)
