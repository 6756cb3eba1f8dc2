"""What an auditor sees of a territory and a period: a sample nobody can choose, whether each case is whole, and what was opened,
corrected, prolonged, given out or erased. No name, no word of any content: dates, kinds, offices, pseudonyms, public ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from saksama import ledger, store
from saksama.accounts.policies import may_audit
from saksama.institutions import queries as institutions
from saksama.intake import placed
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import NotFound
from saksama.kernel.facts import Fact
from saksama.kernel.span import EVERYWHERE
from saksama.ledger.queries import Heading, Told
from saksama.vault import queries as vault

from . import access, against_record, kinds, projecting
from .models import Act, Case, Limb
from .performing import MIRRORED

LATE = timedelta(days=1)
MOST = 500                  # events of one kind shown; more are only counted
LARGEST_SAMPLE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited(Fact):
    """An auditor looked. detail: what, since, until, and for a sample its seed; for an export its SHA-256."""

    kind: ClassVar[str] = "cases.audited"


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that does not fit in a case, in words without content."""

    words_id: str
    words_en: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """One drawn case: whole where `gaps` is empty. `acts` and `papers` say how much was compared."""

    public_id: str
    number: str
    office: str
    stage: str
    opened_on: date
    acts: int
    papers: int
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """`seed` is made of the signed list and the question asked: whoever asks the same by the same list draws the same."""

    seed: str
    checkpoint: int
    root: str
    population: int
    cases: tuple[Sampled, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something an auditor asks about. `by` is a pseudonym, cut short; `office` a name or nothing where none can be told."""

    at: datetime
    group: str
    kind: str
    about: str
    office: str
    by: str


def territory_of(actor: Actor) -> Actor:
    """Return who reads: the auditor with the territory of his grant; a grant without a place is for the whole installation."""
    may_audit(actor).require()
    return actor if actor.office else replace(actor, span=EVERYWHERE)


def note(what: str, period: Period, *, actor: Actor, now: datetime, **more: object) -> None:
    """Record that an auditor looked: his looking is a reading too."""
    may_audit(actor).require()
    detail = {"what": what, "since": period.since, "until": period.until, "office": actor.office, **more}
    with transaction.atomic():
        ledger.append(Audited(object_id="audit", at=now, detail=detail), actor=actor)


# ---- the sample ------------------------------------------------------------------------------------------------------------


def sample(period: Period, *, size: int, actor: Actor, now: datetime, checkpoint: int | None = None) -> Sample:
    """Draw cases opened in the period and look whether each is whole. Reads only.

    The order is that of SHA-256 over the seed and each case's public id, and the seed holds the root of a signed list (the
    newest, or the one of this number): neither who keeps the system nor who audits it chooses what is drawn.
    """
    reader = territory_of(actor)
    signed = ledger.queries.latest_checkpoint() if checkpoint is None else ledger.queries.checkpoint(checkpoint)
    if signed is None:
        raise NotFound("Daftar bertanda tangan ini belum ada.", "There is no such signed list yet.")
    seed = _seed(signed.root, reader, period)
    with store.reading(reader):
        rows = _opened_in(reader, period, now)
        ids = list(rows.values_list("public_id", flat=True))
        drawn = sorted(ids, key=lambda one: _rank(seed, one))[: min(size, LARGEST_SAMPLE)]
        found = {case.public_id: case for case in rows.filter(public_id__in=drawn)}
    gaps = _departures(drawn)
    return Sample(seed, signed.number, signed.root, len(ids), tuple(_examined(found[one], gaps, now) for one in drawn))


def _seed(root: str, reader: Actor, period: Period) -> str:
    asked = ("saksama/audit-sample/v1", root, f"{reader.span.low}-{reader.span.high}", period.since.isoformat(),
             period.until.isoformat())
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:32]


def _rank(seed: str, public_id: UUID) -> str:
    return hashlib.sha256(f"{seed}\n{public_id}".encode()).hexdigest()


def _opened_in(reader: Actor, period: Period, now: datetime) -> QuerySet[Case]:
    rows = Case.objects.filter(opened_at__gte=period.since, opened_at__lt=period.until)
    return rows.filter(access.not_excluded(reader, now.date()))


def _departures(drawn: Sequence[UUID]) -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = {}
    for one in against_record.of_cases(drawn):
        found.setdefault(one.case, []).append(_SOMETHING if one.kind.startswith("criminal") else Gap(one.id, one.en))
    return found


def _examined(case: Case, departures: dict[str, list[Gap]], now: datetime) -> Sampled:
    with store.reading(SYSTEM):
        differing = projecting.differences(case, now)
        acts = Act.objects.filter(case=case, limb=Limb.ASN).count()
        papers = case.documents.count()
    gaps = [*departures.get(str(case.public_id), ()), *(_derived_gap(one.column) for one in differing)]
    unsound = vault.unsound(str(one) for one in case.compartments.values())
    gaps += [_sealed_gap(item, how) for item, how in unsound]
    office = institutions.office_names([str(case.office)]).get(str(case.office), "")
    return Sampled(str(case.public_id), case.number, office, case.stage, case.opened_at.date(), acts, papers, tuple(gaps))


# What a gap of the criminal limb is called: that there is such a limb is its own role's to know.
_SOMETHING = Gap("Satu langkah tidak sama dengan catatannya.", "One act is not what its entry committed to.")


def _derived_gap(field: str) -> Gap:
    field = "clocks" if "criminal" in field else field
    return Gap(f"Hitungan ulang berbeda: {field}.", f"Worked out again it differs: {field}.")


def _sealed_gap(item: str, how: str) -> Gap:
    if how == "missing":
        return Gap(f"Berkas tersegel {item} hilang.", f"The sealed file {item} is missing.")
    return Gap(f"Berkas tersegel {item} bukan yang disimpan.", f"The sealed file {item} is not the one that was stored.")


# ---- what was done ---------------------------------------------------------------------------------------------------------

GROUPS = ("identity", "corrections", "extensions", "late", "exports", "deletions", "roles", "lists", "system")
EXPORTS = ("copy_sheet.issued", "handed_over", "file.shared", "evidence.disclosed")
OPENED = ("report.name_opened", "vault.release_requested", "vault.released", "vault.release_opened")
OF_KINDS = {
    "identity": (*OPENED, "vault.recovery_used"),
    "exports": ("cases.list_exported",),
    "deletions": ("vault.destroyed", "ledger.detail_erased"),
    "roles": ("accounts.user_created", "accounts.granted", "accounts.revoked", "accounts.user_deactivated",
              "accounts.delegated", "accounts.delegation_ended", "accounts.second_factor_reset", "accounts.passphrase_reset",
              "accounts.home_agency_set", "vault.key_retired", "vault.member_admitted", "vault.member_dismissed"),
    "lists": ("registry.list_arrived", "registry.list_ordered", "registry.list_taken", "registry.list_undone",
              "registry.list_discarded"),
    "system": ("ops.backup_made", "ops.restore_drilled", "ops.restored", "ops.rules_taken_up", "ops.clock_moved",
               "ops.setting_changed", "ops.upgraded", "ledger.restored", "cases.audited"),
}
EVERYWHERE_SHOWN = ("lists", "system")      # matters of the installation, not of a territory


@dataclass(frozen=True, slots=True)
class Group:
    """The events of one kind, newest first; `elsewhere` were of another territory, or of none that can be told."""

    name: str
    events: tuple[Event, ...]
    elsewhere: int
    more: bool


def happened(period: Period, *, actor: Actor, now: datetime) -> tuple[Group, ...]:
    """Return what was opened, corrected, prolonged, entered late, given out, erased, granted and taken in. Reads only."""
    reader = territory_of(actor)
    return tuple(_group(name, period, reader, now) for name in GROUPS)


def _group(name: str, period: Period, reader: Actor, now: datetime) -> Group:
    """What is given out stands in both: of one case as its act, of many cases as an entry of its own."""
    if name not in OF_KINDS:
        return _of_acts(name, period, reader, now)
    found = _of_record(name, period, reader)
    if name != "exports":
        return found
    acts = _of_acts(name, period, reader, now)
    events = sorted((*acts.events, *found.events), key=lambda one: one.at, reverse=True)
    return Group(name, tuple(events[:MOST]), found.elsewhere, acts.more or found.more or len(events) > MOST)


def _extensions() -> list[str]:
    return [one.act for one in kinds.all() if one.act.endswith(("extended", "more_time"))]


def _wanted(group: str) -> Q:
    if group == "corrections":
        return Q(corrects__isnull=False)
    if group == "extensions":
        return Q(kind__in=_extensions())
    if group == "exports":
        return Q(kind__in=EXPORTS)
    return Q(recorded_at__gt=F("happened_at") + LATE) & ~Q(kind__in=MIRRORED) & ~Q(role="system")


def _of_acts(name: str, period: Period, reader: Actor, now: datetime) -> Group:
    """The ASN limb only: that there is a criminal one is its own role's to know."""
    with store.reading(reader):
        cases = Case.objects.filter(access.not_excluded(reader, now.date())).values("pk")
        rows = Act.objects.filter(_wanted(name), limb=Limb.ASN, case__in=cases, recorded_at__gte=period.since,
                                  recorded_at__lt=period.until).select_related("case").order_by("-recorded_at", "-pk")[: MOST + 1]
        acts = list(rows)
    told = ledger.queries.told(act.entry for act in acts)
    offices = institutions.office_names(act.office for act in acts)
    events = [Event(act.recorded_at, name, act.kind, act.case.number or str(act.case.public_id), offices.get(act.office, ""),
                    _short(told[act.entry].actor if act.entry in told else "")) for act in acts[:MOST]]
    return Group(name, tuple(events), 0, len(acts) > MOST)


def _of_record(name: str, period: Period, reader: Actor) -> Group:
    found = ledger.queries.between(OF_KINDS[name], period.since, period.until, limit=MOST + 1)
    told = ledger.queries.told(one.public_id for one in found)
    placed_in = dict(_places(found, told, reader))
    events, elsewhere = [], 0
    for one in found[:MOST]:
        office = placed_in.get(one.public_id)
        if office is None and name not in EVERYWHERE_SHOWN and reader.span != EVERYWHERE:
            elsewhere += 1
            continue
        events.append(Event(one.at, name, one.kind, one.object_id, office or "", _short(told[one.public_id].actor)))
    return Group(name, tuple(events), elsewhere, len(found) > MOST)


def _places(found: Iterable[Heading], told: dict[UUID, Told], reader: Actor) -> Iterator[tuple[UUID, str]]:
    """Yield the name of the office for each entry that lies in the reader's territory."""
    listed = list(found)
    of_reports = [one.object_id for one in listed if one.kind in OPENED or one.kind == "vault.destroyed"]
    by_object = placed.offices(of_reports, actor=reader)
    offices = {one.public_id: by_object.get(one.object_id) or _office_told(told[one.public_id]) for one in listed}
    within = institutions.offices_within({office for office in offices.values() if office}, reader.span)
    yield from ((entry, within[office]) for entry, office in offices.items() if office in within)


def _office_told(told: Told) -> str:
    return str((told.detail or {}).get("office") or "")


def _short(pseudonym: str) -> str:
    return pseudonym if len(pseudonym) < 12 else pseudonym[:8]
