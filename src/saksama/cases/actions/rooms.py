"""The compartments of a case besides `case`: who reads them, and when they begin."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from saksama import store
from saksama.cases import access
from saksama.cases.models import Case, Exclusion, Link
from saksama.cases.verbs import Taking
from saksama.institutions import queries as institutions
from saksama.intake import queries as intake
from saksama.intake.routing import owner
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import NotAllowed
from saksama.vault import actions as vault
from saksama.vault.actions import Draft
from saksama.vault.directory import Directory
from saksama.vault.errors import NoLivingKey, NotAReader
from saksama.vault.sealed import Compartment

PASS = "pass"  # noqa: S105  the name of an owner in the vault
READERS = 2


def begin(
    taking: Taking, kind: str, *, extra: Sequence[tuple[str, str]] = (), also: Sequence[str] = (), alone: bool = False
) -> Draft:
    """Begin a compartment for the handling office, one superior (not where `alone`), and `also` (owners with a living key)."""
    case = taking.case
    office = institutions.office(case.office)
    chain = [office] if alone else [office, *institutions.superiors(office)]
    also = [one for one in also if one]
    directory = Directory([*(owner(one) for one in chain), *(one for one in also if one.startswith("office:"))])
    barred = barred_officers(case, taking)
    able = [owner(one) for one in chain if directory.can_read(owner(one), barred)][: 1 if alone else READERS]
    living = [one for one in also if one not in able and directory.has_living_key(one)]
    return vault.begin_compartment(
        kind, readers=[*able, *living] or [owner(office)], extra=extra, excluding=barred, owner=owner(office), known=directory
    )


def barred_officers(case: Case, taking: Taking, *, also: Sequence[str] = ()) -> frozenset[str]:
    """Return whose keys may not open this case: lent staff, those who stand aside, those excluded; `also` in these offices."""
    above = institutions.superiors(institutions.office(case.office))
    offices = [case.office, *(str(one.public_id) for one in above), *also]
    subjects = [str(case.public_id), *(str(one) for one in reports_of(case))]
    return access.barred_from(case.authority, access.members_of(offices), subjects, taking.now.date()) | excluded_by_act(case)


def excluded_by_act(case: Case) -> frozenset[str]:
    with store.reading(SYSTEM):
        return frozenset(f"officer:{person}" for person in Exclusion.objects.filter(case=case).values_list("person", flat=True))


def reports_of(case: Case) -> list[UUID]:
    """Return the public ids of a case's reports."""
    with store.reading(SYSTEM):
        return list(Link.objects.filter(case=case).values_list("report", flat=True))


def oversight_owner(case: Case) -> str:
    return f"office:{case.oversight_office}" if case.oversight_office else ""


def keep(taking: Taking, name: str, draft: Draft) -> Compartment:
    """Write a draft in the transaction and note it on the case."""
    compartment = draft.save()
    taking.case.compartments = {**taking.case.compartments, name: str(compartment.public_id)}
    return compartment


def share(taking: Taking, names: Sequence[str], reader: str) -> None:
    """Let a further office read these compartments, with the actor's own key; one without a living key is left out for now.

    Whoever of that office is barred from the case is kept out of them at once, as in the offices that read it from the beginning.
    """
    barred = barred_officers(taking.case, taking, also=[reader.removeprefix("office:")]) if reader.startswith("office:") else None
    for name in names:
        compartment = taking.compartment(name)
        if compartment is None or taking.keys is None:
            continue
        try:
            vault.share(compartment, reader, keys=taking.keys, actor=taking.actor, now=taking.now)
        except NoLivingKey:
            return
        if barred:
            vault.exclude(compartment, sorted(barred), keys=taking.keys, actor=taking.actor, now=taking.now)


def every(taking: Taking) -> list[Compartment]:
    """Return the compartments of the case and of its reports that open with one person's key."""
    own = [taking.compartment(name) for name in taking.case.compartments]
    reports = [inside for report in intake.of_case(taking.case.public_id) for inside in (report.report, report.contact)]
    return [one for one in (*own, *reports) if one is not None]


def bar(taking: Taking, officers: frozenset[str]) -> None:
    """Take officers' keys out of every compartment of the case and its reports that the actor can open, and out of releases."""
    if not officers:
        return
    for report in intake.of_case(taking.case.public_id):
        if report.identity is not None:
            vault.bar_from_release(report.identity, officers, actor=taking.actor, now=taking.now)
    if taking.keys is None:
        return
    for compartment in every(taking):
        if officers <= set(compartment.barred.values_list("owner", flat=True)):
            continue
        try:
            vault.exclude(compartment, sorted(officers), keys=taking.keys, actor=taking.actor, now=taking.now)
        except NotAReader:
            continue


def require_keys(taking: Taking) -> None:
    """Refuse a step that opens sealed content when the actor's key is not unlocked."""
    if taking.keys is None:
        raise NotAllowed("Buka kunci Anda dulu, lalu kirim lagi.", "Unlock your key first, then send again.")
