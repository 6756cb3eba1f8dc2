"""Many cases at once as plain facts, for the recap and the list of differences: few queries, whatever the number of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from django.db.models import QuerySet

from saksama.cases import access
from saksama.cases.kinds.door import CHANNELS
from saksama.cases.models import Act, Case, Limb, Party
from saksama.cases.parties import ACCUSED
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.law.calendar import zone

KINDS = (
    "registered", "registration.refused", "temuan.made", "kept_as_tip", "tip.received", "finding.recorded", "violation.found",
    "accused.replied", "pleno.forwarded", "pleno.not_proven", "pleno.transferred", "handed_over", "outside_number.recorded",
    "sbt.entered", "recommendation.issued", "ppk.decided", "decision.delivered", "effect.proved", "clock.lapsed",
    "appeal.upheld",
)  # fmt: skip
CHANNEL_WORDS = {code: words_id for code, words_id, _ in CHANNELS}


@dataclass(frozen=True, slots=True)
class Done:
    """One standing act: its kind, its day in the office's zone, its open values."""

    kind: str
    on: date
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """One case with what stands of its acts; `name` and `post` of the reported person only where they were asked for."""

    case: Case
    office: str
    agency: str
    acts: tuple[Done, ...]
    name: str = field(default="", repr=False)
    post: str = field(default="", repr=False)

    def last(self, *kinds: str) -> Done | None:
        return next((one for one in reversed(self.acts) if one.kind in kinds), None)

    def number(self, target: str) -> str:
        """Return the number an outside system gave last."""
        told = [
            one for one in self.acts
            if (one.kind == "outside_number.recorded" and one.body.get("system") == target)
            or (one.kind == "sbt.entered" and target == "sbt")
        ]  # fmt: skip
        return str(told[-1].body.get("number", "")) if told else ""

    @property
    def received_on(self) -> date:
        return self.case.opened_at.astimezone(zone(self.case.timezone)).date()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases: received from one day to another, both included, of one office or all within reach, at one stage or all."""

    since: date
    until: date
    office: str = ""
    stage: str = ""


def selected(actor: Actor, wanted: Wanted, *, now: datetime, at: tzinfo) -> QuerySet[Case]:
    """Return the cases in order of arrival. In the actor's scope, in an open reading; `at` is the zone the days are meant in."""
    first = datetime.combine(wanted.since, time.min, at)
    end = datetime.combine(wanted.until + timedelta(days=1), time.min, at)
    rows = access.visible(actor, now.date()).filter(opened_at__gte=first, opened_at__lt=end)
    if wanted.office:
        rows = rows.filter(office=wanted.office)
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    return rows.order_by("opened_at", "pk")


def matters(cases: Sequence[Case], *, names: bool) -> list[Matter]:
    """Return cases as matters, in their order; names are decrypted only where they are wanted."""
    ids = [case.pk for case in cases]
    acts, corrected = _acts(cases)
    persons = _persons(ids, corrected) if names else {}
    offices = institutions.office_names({case.office for case in cases})
    agencies = institutions.agency_names({case.agency for case in cases if case.agency})
    return [
        Matter(
            case,
            offices.get(case.office, ""),
            agencies.get(case.agency, ""),
            tuple(acts.get(case.pk, ())),
            *persons.get(case.pk, ("", "")),
        )
        for case in cases
    ]


def _acts(cases: Sequence[Case]) -> tuple[dict[int, list[Done]], set[tuple[int, int]]]:
    zones = {case.pk: zone(case.timezone) for case in cases}
    found: dict[int, list[tuple[int, Done]]] = defaultdict(list)
    corrected: set[tuple[int, int]] = set()
    for some in _chunks(list(zones)):
        rows = Act.objects.filter(case_id__in=some, limb=Limb.ASN)
        corrected |= set(rows.exclude(corrects=None).values_list("case_id", "corrects"))
        told = rows.filter(kind__in=KINDS).order_by("case_id", "nth")
        for case_id, nth, kind, at, body in told.values_list("case_id", "nth", "kind", "happened_at", "body"):
            found[case_id].append((nth, Done(kind, at.astimezone(zones[case_id]).date(), body)))
    standing = {pk: [done for nth, done in told if (pk, nth) not in corrected] for pk, told in found.items()}
    return standing, corrected


def _persons(ids: Sequence[int], corrected: set[tuple[int, int]]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for some in _chunks(ids):
        for row in Party.objects.filter(case_id__in=some, role=ACCUSED).order_by("nth", "pk"):
            if (row.case_id, row.nth) not in corrected:
                found[row.case_id] = (row.name, row.post)
    return found


def _chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))
