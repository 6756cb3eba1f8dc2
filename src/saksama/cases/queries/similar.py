"""Similar cases that have ended: how many, which sanctions, from which to which, and what weighed in them. No person, no number.

Found by plain columns. Where fewer than three agree in all of them, the least telling column is left out, and so on; the answer
says by what it was found. Cases barred to the reader are never counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from saksama import store
from saksama.accounts import known
from saksama.accounts.models import Role
from saksama.cases import access
from saksama.cases.models import Case, Exclusion
from saksama.cases.precedents import track_of
from saksama.cases.projections import Precedent
from saksama.intake.routing import shield_of
from saksama.kernel.actor import Actor, ActorKind
from saksama.law import book, matrix, season

ENOUGH = 3       # fewer are shown, and said to be too few for a range
SHOWN = 8
# By what cases are compared, from all columns to the violation alone.
STEPS: tuple[tuple[str, ...], ...] = (
    ("violation", "track", "post_class", "season"),
    ("violation", "track", "post_class"),
    ("violation", "track"),
)


@dataclass(frozen=True, slots=True)
class Like:
    """What is compared: plain columns of the case that waits for a grade."""

    violation: str
    track: str
    post_class: str = ""
    season: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """One sanction and in how many of the cases it stood; `grade` empty: none (not proven, or annulled)."""

    grade: str
    count: int


@dataclass(frozen=True, slots=True)
class OneCase:
    """One similar case by codes: what it ended in, in which year, and what weighed. Its number and place stay out."""

    grade: str
    outcome: str
    post_class: str
    season: str
    year: int
    differs: bool
    aggravating: tuple[str, ...]
    mitigating: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """`columns`: by which columns they agree; `count` all of them, `sanctioned` those with a sanction that stands."""

    like: Like
    columns: tuple[str, ...]
    count: int
    sanctioned: int
    distribution: tuple[Graded, ...]
    lightest: str
    heaviest: str
    latest: tuple[OneCase, ...]
    aggravating: tuple[tuple[str, int], ...]
    mitigating: tuple[tuple[str, int], ...]

    @property
    def enough(self) -> bool:
        return self.sanctioned >= ENOUGH

    def outside(self, grade: str) -> bool:
        """Tell whether a grade lies outside the range; too few cases make no range."""
        if not self.enough:
            return False
        order = matrix.order(book())
        if grade not in order:
            return False
        return not order.index(self.lightest) <= order.index(grade) <= order.index(self.heaviest)


def like(case: Case, post_class: str = "", violation: str = "") -> Like:
    """Return what a case is compared by; its first violation where none is named."""
    on = case.happened_on or case.opened_at.date()
    first = violation or next(iter(case.violations), "")
    return Like(first, track_of(first, on), post_class, season.today(case.place_code, on).stage or "")


def of_case(
    case_public_id: UUID | str, actor: Actor, *, now: datetime, post_class: str = "", violation: str = ""
) -> Similar | None:
    """Return the cases like one which the actor may see; None where no violation was chosen yet."""
    with store.reading(actor):
        case = access.case(case_public_id, actor, now.date())
        return find(like(case, post_class, violation), actor, now.date(), without=case.pk)


def find(wanted: Like, actor: Actor, on: date, *, without: int | None = None) -> Similar | None:
    """Return the similar cases, in an open scope: by all columns first, by fewer until there are enough."""
    if not wanted.violation:
        return None
    rows = visible(actor, on)
    rows = rows.exclude(case_id=without) if without is not None else rows
    columns, counts = _narrowest(rows, wanted)
    return _told(rows.filter(**_equal(wanted, columns)), wanted, columns, counts)


def visible(actor: Actor, on: date) -> QuerySet[Precedent]:
    """Return what the actor may learn from: within his reach, and of no case from which he is excluded."""
    rows: QuerySet[Precedent] = Precedent.objects.all()
    if actor.kind == ActorKind.SYSTEM:
        return rows
    if actor.has(Role.OVERSIGHT_ANALYST):
        rows = rows.filter(oversight_office=actor.office).exclude(oversight_office="")
    elif not actor.has(*access.BAWASLU):
        return rows.none()
    return rows.filter(_not_barred(actor, on))


def _not_barred(actor: Actor, on: date) -> Q:
    found = ~Q(case_id__in=Exclusion.objects.filter(person=actor.public_id).values("case_id"))
    recused = [UUID(subject) for subject in known.stands_aside_from(actor.user_id)]
    if recused:
        aside = Case.objects.filter(Q(public_id__in=recused) | Q(opening_report__in=recused))
        found &= ~Q(case_id__in=aside.values("pk"))
    if actor.home_agency:
        found &= ~Q(agency=actor.home_agency) & ~Q(authority=shield_of(actor.home_agency, on), authority__gt="")
    return found


def _equal(wanted: Like, columns: Iterable[str]) -> dict[str, str]:
    return {name: getattr(wanted, name) for name in columns}


def _narrowest(rows: QuerySet[Precedent], wanted: Like) -> tuple[tuple[str, ...], Mapping[str, int]]:
    columns, counts = STEPS[-1], {}
    for columns in STEPS:
        if not all(getattr(wanted, name) for name in columns):
            continue
        counts = _counts(rows.filter(**_equal(wanted, columns)))
        if sum(counts.values()) >= ENOUGH:
            break
    return columns, counts


def _counts(rows: QuerySet[Precedent]) -> dict[str, int]:
    return dict(rows.order_by().values_list("grade").annotate(n=Count("*")))


def _told(rows: QuerySet[Precedent], wanted: Like, columns: tuple[str, ...], counts: Mapping[str, int]) -> Similar:
    order = matrix.order(book())
    rank = {grade: n for n, grade in enumerate(order)}
    graded = sorted((grade for grade in counts if grade), key=lambda one: rank.get(one, len(rank)))
    latest = [_one(row) for row in rows.defer("agency", "authority").order_by("-pk")[:SHOWN]]
    return Similar(
        like=wanted,
        columns=columns,
        count=sum(counts.values()),
        sanctioned=sum(counts[grade] for grade in graded),
        distribution=tuple(Graded(grade, counts[grade]) for grade in [*graded, *([""] if counts.get("") else [])]),
        lightest=graded[0] if graded else "",
        heaviest=graded[-1] if graded else "",
        latest=tuple(latest),
        aggravating=_tally(one.aggravating for one in latest),
        mitigating=_tally(one.mitigating for one in latest),
    )


def _one(row: Precedent) -> OneCase:
    return OneCase(
        grade=row.grade,
        outcome=row.outcome,
        post_class=row.post_class,
        season=row.season,
        year=row.ended_on.year,
        differs=row.differs,
        aggravating=tuple(row.aggravating),
        mitigating=tuple(row.mitigating),
    )


def _tally(codes: Iterable[Sequence[str]]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(code for one in codes for code in one).most_common())


def violations_of(case_public_id: UUID | str, actor: Actor, *, now: datetime) -> tuple[str, ...]:
    """Return the codes of the suspected violations of a case the actor may see."""
    with store.reading(actor):
        return tuple(access.case(case_public_id, actor, now.date()).violations)
