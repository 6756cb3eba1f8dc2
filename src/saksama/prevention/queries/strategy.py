"""The strategy board as it is read: goals with their actions and resources, what belongs to nothing, obstacles and results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Sum

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.prevention.measures import MEASURES, Measure
from saksama.prevention.models import Visit
from saksama.prevention.strategy import ACTION, GOAL, OBSTACLE, PROGRAMME, RESOURCE, Aim


@dataclass(frozen=True, slots=True)
class Means:
    """Resources added up; None: nobody said. `open` counts resources without any number."""

    people: int | None
    days: int | None
    rupiah: int | None
    open: int


@dataclass(frozen=True, slots=True)
class Doing:
    """An action, its resources, and what was done of its measure in the year: activities, people present (None: no measure)."""

    aim: Aim
    resources: tuple[Aim, ...]
    means: Means
    done: int | None
    reach: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A goal with its actions; without any it is a wish, and is said to be one."""

    aim: Aim
    actions: tuple[Doing, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An obstacle and its programmes, each with the change of its figure (None: not measured on both sides)."""

    aim: Aim
    programmes: tuple[tuple[Aim, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board of an office in a year.

    Orphans are actions without goal, resources without action, programmes without obstacle, and measures of which something was
    done although no action has them.
    """

    goals: tuple[Heading, ...]
    loose_actions: tuple[Doing, ...]
    loose_resources: tuple[Aim, ...]
    loose_programmes: tuple[Aim, ...]
    loose_measures: tuple[tuple[Measure, int], ...]
    obstacles: tuple[Answered, ...]

    @property
    def empty(self) -> bool:
        return not (self.goals or self.loose_actions or self.loose_resources or self.loose_programmes or self.obstacles)

    @property
    def orphans(self) -> int:
        return len(self.loose_actions) + len(self.loose_resources) + len(self.loose_programmes) + len(self.loose_measures)


def board(actor: Actor, *, year: int) -> Board:
    """Return the board of the actor's office as of a year; activities of offices below count where they happened."""
    office = institutions.office(actor.office)
    with store.reading(actor):
        aims = list(Aim.objects.filter(office=actor.office, ended_at=None, first_year__lte=year, last_year__gte=year))
        visits = Visit.objects.filter(withdrawn_at=None, held_on__year=year, office_position__range=(office.low, office.high))
        done = {
            row["measure"]: row for row in visits.order_by().values("measure").annotate(n=Count("pk"), present=Sum("headcount"))
        }
    shown = {aim.pk for aim in aims}
    of = {kind: [aim for aim in aims if aim.kind == kind] for kind in (GOAL, ACTION, RESOURCE, OBSTACLE, PROGRAMME)}
    doing = [_doing(aim, of[RESOURCE], done) for aim in of[ACTION]]
    named = {aim.measure for aim in of[ACTION]}
    return Board(
        goals=tuple(Heading(goal, tuple(one for one in doing if one.aim.under_id == goal.pk)) for goal in of[GOAL]),
        loose_actions=tuple(one for one in doing if one.aim.under_id not in shown),
        loose_resources=tuple(one for one in of[RESOURCE] if one.under_id not in shown),
        loose_programmes=tuple(one for one in of[PROGRAMME] if one.under_id not in shown),
        loose_measures=tuple((one, done[one.key]["n"]) for one in MEASURES if one.key in done and one.key not in named),
        obstacles=tuple(_answered(aim, of[PROGRAMME]) for aim in of[OBSTACLE]),
    )


def _doing(aim: Aim, resources: Iterable[Aim], done: dict[str, dict[str, int]]) -> Doing:
    own = tuple(one for one in resources if one.under_id == aim.pk)
    found = done.get(aim.measure, {"n": 0, "present": 0})
    return Doing(aim, own, means(own), found["n"] if aim.measure else None, found["present"] if aim.measure else None)


def means(resources: Iterable[Aim]) -> Means:
    """Return the sum of resources; what nobody said stays unsaid, it is not nothing."""
    rows = list(resources)

    def total(name: str) -> int | None:
        said = [value for one in rows if (value := getattr(one, name)) is not None]
        return sum(said) if said else None

    silent = sum(1 for one in rows if one.people is None and one.days is None and one.rupiah is None)
    return Means(total("people"), total("days"), total("rupiah"), silent)


def _answered(obstacle: Aim, programmes: Iterable[Aim]) -> Answered:
    own = [one for one in programmes if one.under_id == obstacle.pk]
    return Answered(
        obstacle, tuple((one, None if one.before is None or one.after is None else one.after - one.before) for one in own)
    )


def aim(aim_id: UUID | str, actor: Actor) -> Aim:
    """Return one part of the board of the actor's office. Raises `NotFound`."""
    with store.reading(actor):
        found: Aim | None = (
            Aim.objects.select_related("under").filter(public_id=aim_id, office=actor.office, ended_at=None).first()
        )
    if found is None:
        raise NotFound("Bagian ini tidak ada di papan kantor Anda.", "This part is not on your office's board.")
    return found


def parents(kind: str, actor: Actor) -> list[Aim]:
    """Return the parts of the board that a part of this kind may belong to."""
    with store.reading(actor):
        return list(Aim.objects.filter(office=actor.office, kind=kind, ended_at=None))
