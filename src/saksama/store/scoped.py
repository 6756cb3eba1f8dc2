"""Tables that are read in a scope only: `objects = ScopedManager()` as a model's first manager.

A row belongs to a scope when its position lies in the actor's span, or its key equals the actor's key; the system sees all. A
model says where these stand: `SCOPE_PATH = "office_position"` (or through a relation: `"case__office_position"`) and, where a
person without territory may find rows of his own, `SCOPE_KEY = "locator"` (a text column, or several in a tuple). The manager is
also the model's base manager, so foreign keys, `refresh_from_db` and `save` go through it. Row-level security says the same a
second time on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q

from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.errors import NoScope, NotAllowed
from saksama.kernel.span import EVERYWHERE

from .scopes import scope

M = TypeVar("M", bound=models.Model)
DEFAULT_PATH = "office_position"


class OutsideScope(NotAllowed):
    """A row of another office, or of nobody's reach, was about to be written."""

    code = "outside_scope"
    default_detail = "Berkas ini milik kantor lain. Kembali ke daftar kantor Anda."
    default_detail_en = "This file belongs to another office. Go back to your office's list."


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of the scope it was made in. Asked in another scope, or in none, it raises `NoScope`."""

    _actor: Actor | None = None

    @classmethod
    def as_manager(cls) -> Any:
        return ScopedManager.from_queryset(cls)()

    as_manager.queryset_only = True  # type: ignore[attr-defined]

    def _clone(self) -> Any:
        clone = super()._clone()  # type: ignore[misc]
        clone._actor = self._actor
        return clone

    def _require_scope(self) -> Actor:
        actor = scope.current()
        if self._actor is not None and actor != self._actor:
            raise NoScope(f"a query on {self.model._meta.label} was made in one scope and asked in another")
        return actor

    # Reads

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._require_scope()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Any:
        self._require_scope()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def explain(self, **options: Any) -> str:
        self._require_scope()
        return super().explain(**options)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise NoScope("a scoped table is not read by raw SQL")

    # Writes

    def update(self, **kwargs: Any) -> int:
        self._refuse_moving_out(kwargs)
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def _update(self, values: Any) -> Any:
        self._refuse_moving_out({field.name: value for field, _, value in values})
        return super()._update(values)  # type: ignore[misc]

    def _insert(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> Any:
        actor = self._require_scope()
        for each in objs:
            if not belongs(each, actor):
                raise OutsideScope(model=self.model._meta.label)
        return super()._insert(objs, *args, **kwargs)  # type: ignore[misc]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _raw_delete(self, using: str | None) -> int:
        self._require_scope()
        return super()._raw_delete(using)

    def _refuse_moving_out(self, values: dict[str, Any]) -> None:
        actor = self._require_scope()
        position = values.get(scope_path(self.model))
        if position is None or actor.kind == ActorKind.SYSTEM:
            return
        by_key = bool(actor.key and scope_keys(self.model))
        if not (isinstance(position, int) and (actor.covers(position) or by_key)):
            raise OutsideScope(model=self.model._meta.label)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Gives the rows of the current scope, and raises `NoScope` where none is open."""

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        super().contribute_to_class(cls, name)
        cls._meta.base_manager_name = name

    def get_queryset(self) -> Any:
        actor = scope.current()
        queryset = super().get_queryset()
        if actor.kind != ActorKind.SYSTEM:
            queryset = queryset.filter(visible_to(self.model, actor))
        queryset._actor = actor
        return queryset


def scope_path(model: type[models.Model]) -> str:
    return getattr(model, "SCOPE_PATH", DEFAULT_PATH)


def scope_keys(model: type[models.Model]) -> tuple[str, ...]:
    keys = getattr(model, "SCOPE_KEY", ())
    return (keys,) if isinstance(keys, str) else tuple(keys)


def visible_to(model: type[models.Model], actor: Actor) -> Q:
    """Return the condition for an actor's rows. Somebody with neither span nor key matches none.

    Who looks everywhere gets none on a column of the table itself: a range over all would lead the planner to its index, away
    from the one the list is ordered by.
    """
    path = scope_path(model)
    if actor.span == EVERYWHERE and "__" not in path:
        return Q()
    condition = Q(pk__in=[])
    if not actor.span.empty:
        condition |= Q(**{f"{path}__range": (actor.span.low, actor.span.high)})
    for key in scope_keys(model) if actor.key else ():
        condition |= Q(**{key: actor.key})
    return condition


def belongs(row: models.Model, actor: Actor) -> bool:
    """Tell whether a row about to be written lies in the actor's reach."""
    if actor.kind == ActorKind.SYSTEM:
        return True
    if actor.key and actor.key in (str(_walk(row, key)) for key in scope_keys(type(row))):
        return True
    position = _walk(row, scope_path(type(row)))
    return isinstance(position, int) and actor.covers(position)


def _walk(row: Any, path: str) -> Any:
    """Follow a look-up path over objects; a related row outside the scope is nothing."""
    try:
        for step in path.split("__"):
            row = getattr(row, step)
    except (AttributeError, ObjectDoesNotExist):
        return None
    return row
