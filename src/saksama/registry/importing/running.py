"""Carrying a list out and putting it back, portion by portion: each portion a transaction of its own, so that nobody waits long.

Both may be broken off and run again: the plan is made anew and what is there already counts as unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from saksama.institutions import agency_list, office_list
from saksama.institutions.listing import Before, Plan
from saksama.registry.models import Import, ImportChange, Person, Placement, Post

from . import files, post_list, roster

T = TypeVar("T")
PORTION = 1000
Tell = Callable[[int], None]
Writing = tuple[int, Callable[[], None]]


def plan(row: Import) -> Plan:
    """Return what the list would do now. Raises `TableRefused` where its file is none, `FileGone` where it is no longer kept."""
    rows = files.rows(files.opened(row), row.mapping)
    if row.kind == Import.Kind.OFFICES:
        return office_list.plan(rows)
    if row.kind == Import.Kind.AGENCIES:
        return agency_list.plan(rows)
    if row.kind == Import.Kind.POSTS:
        return post_list.plan(rows)
    return roster.plan(rows, as_of=day_of(row), whole_of=row.whole_of, today=row.arrived_at.date())


def day_of(row: Import) -> date:
    """Return the day the list speaks of; where nobody said, the day it arrived."""
    return row.as_of or row.arrived_at.date()


def write(row: Import, planned: Plan, tell: Tell) -> int:
    """Carry the plan out; `tell` hears how many rows are done. Returns how many were written."""
    done = 0
    for count, act in _writings(row, planned):
        with transaction.atomic():
            act()
        done += count
        tell(done)
    return done


def _writings(row: Import, planned: Plan) -> Iterator[Writing]:
    if row.kind == Import.Kind.OFFICES:
        yield from ((len(part), _kept(row, office_list.take, part)) for part in portions(planned.changed))
    elif row.kind == Import.Kind.AGENCIES:
        yield from ((len(part), _kept(row, agency_list.take, part)) for part in portions([*planned.new, *planned.changed]))
    elif row.kind == Import.Kind.POSTS:
        yield from ((len(part), _bound(post_list.take_new, part, row)) for part in portions(planned.new))
        yield from ((len(part), _bound(post_list.take_changed, part, row)) for part in portions(planned.changed))
    else:
        yield from _roster(row, planned)


def _roster(row: Import, planned: Plan) -> Iterator[Writing]:
    posts, day = roster.Posts(row, [*planned.new, *planned.changed]), day_of(row)
    yield from ((len(part), _bound(roster.take_new, part, row, posts, day)) for part in portions(planned.new))
    yield from ((len(part), _bound(roster.take_changed, part, row, posts, day)) for part in portions(planned.changed))
    yield from ((len(part), _bound(roster.take_gone, part, row, day)) for part in portions(planned.gone))


def _bound(act: Callable[..., None], *given: Any) -> Callable[[], None]:
    return lambda: act(*given)


def _kept(row: Import, take: Callable[[Sequence[Any]], list[Before]], part: Sequence[Any]) -> Callable[[], None]:
    def act() -> None:
        befores = take(part)
        ImportChange.objects.bulk_create(
            ImportChange(of=row, table=one.table, row=one.row, was=json.dumps(dict(one.was)) if one.was else "")
            for one in befores)

    return act


def portions(rows: Sequence[T], size: int = PORTION) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


# ---- putting back ----------------------------------------------------------------------------------------------------------


def total_to_undo(row: Import) -> int:
    """Return how many rows an undoing touches."""
    return (row.changes.count() + Placement.objects.filter(came_with=row).count() + Person.objects.filter(came_with=row).count()
            + Post.objects.filter(came_with=row).count())


def put_back(row: Import, tell: Tell) -> list[str]:
    """Undo the list: what came with it goes, what it changed stands as before. Returns the names of what had to stay.

    New placements go first, since a person holds one open post; then what was changed, newest first; then people and posts.
    """
    done, kept = 0, []
    for count, names in _undoings(row):
        done += count
        kept += names
        tell(done)
    return kept


def _undoings(row: Import) -> Iterator[tuple[int, list[str]]]:
    yield from ((count, []) for count in _taken_away(Placement, row))
    while part := list(row.changes.order_by("-pk")[:PORTION]):
        with transaction.atomic():
            names = _restore(row, part)
            ImportChange.objects.filter(pk__in=[one.pk for one in part]).delete()
        yield len(part), names
    yield from ((count, []) for count in _taken_away(Person, row))
    yield from ((count, []) for count in _taken_away(Post, row))


def _taken_away(model: type[Placement] | type[Person] | type[Post], row: Import) -> Iterator[int]:
    """Delete in portions what came with the list; a later list cannot lean on it, or there were no undoing."""
    manager = model._default_manager
    while keys := list(manager.filter(came_with=row).order_by("pk").values_list("pk", flat=True)[:PORTION]):
        with transaction.atomic():
            manager.filter(pk__in=keys)._raw_delete(manager.db)  # type: ignore[attr-defined]  # nothing hangs on these rows
        yield len(keys)


def _restore(row: Import, part: Sequence[ImportChange]) -> list[str]:
    befores = [Before(one.table, one.row, json.loads(one.was) if one.was else {}) for one in part]
    if row.kind == Import.Kind.OFFICES:
        office_list.put_back(befores)
    elif row.kind == Import.Kind.AGENCIES:
        return list(agency_list.put_back(befores).kept)
    else:
        for one in befores:
            _restore_one(one)
    return []


def _restore_one(before: Before) -> None:
    if before.table == "person":
        person = Person.objects.get(public_id=before.row)
        person.name, person.name_index, person.status = (before.was[name] for name in ("name", "name_index", "status"))
        person.save(update_fields=["name", "name_index", "status"])
    elif before.table == "post":
        Post.objects.filter(public_id=before.row).update(**before.was)
    else:
        Placement.objects.filter(public_id=before.row).update(**before.was)
