"""Who is looking, for the length of a block: `store.scope(actor)`.

Code asks `scope.current()`; `store.scoped` filters by it; on PostgreSQL row-level security reads the same from the transaction's
settings. Outside a scope nothing is visible, in code and in the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar

from django.db import connection

from saksama.kernel.actor import Actor
from saksama.kernel.errors import NoScope

from . import engine

_current: ContextVar[Actor | None] = ContextVar("saksama_scope", default=None)


class _Scope:
    """`with scope(actor):` opens a scope, `scope.current()` names the actor of the innermost one."""

    def __call__(self, actor: Actor) -> AbstractContextManager[Actor]:
        """Let `actor` look until the end of the block. Needs an open transaction, else `NoScope`.

        Re-entrant: an inner scope replaces the outer one until its end, however it ends.
        """
        return _opened(actor)

    def current(self) -> Actor:
        """Return the actor of the innermost scope, or raise `NoScope`."""
        actor = _current.get()
        if actor is None:
            raise NoScope("no store.scope(actor) is open")
        return actor

    def is_open(self) -> bool:
        return _current.get() is not None


scope = _Scope()


@contextmanager
def _opened(actor: Actor, *, ends_with_it: bool = False) -> Iterator[Actor]:
    """`ends_with_it`: the transaction ends with this scope, and with the transaction what the database was told."""
    if not connection.in_atomic_block:
        raise NoScope("store.scope(actor) needs an open transaction: with transaction.atomic(), store.scope(actor)")
    outer = _current.get()
    _admit(actor, outer)
    token = _current.set(actor)
    try:
        yield actor
    finally:
        _current.reset(token)
        if not ends_with_it:
            _admit(outer, actor)


def _admit(actor: Actor | None, before: Actor | None) -> None:
    """Tell the database who looks now; nothing where that is what it was told before."""
    if actor is not before:
        engine.admit(actor.span if actor else None, actor.key if actor else "")


@contextmanager
def reading(actor: Actor) -> Iterator[Actor]:
    """Open a transaction for reading with the scope in it: for queries that write nothing.

    One consistent snapshot. On SQLite it takes no write lock, so that readers do not wait for writers; a write in it may fail.
    Inside an open transaction it is `scope(actor)`.
    """
    inside = connection.in_atomic_block
    with engine.snapshot(), _opened(actor, ends_with_it=not inside):
        yield actor
