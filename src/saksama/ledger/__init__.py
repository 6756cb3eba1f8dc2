"""The tamper-evident record. Everybody calls `ledger.append(fact, actor=actor)` inside the transaction of the change itself.

Names are looked up when they are used, so that a room may import this package before Django has loaded the models.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import actions, queries, tree
    from .actions import append
    from .subscribers import subscribe, subscriptions

__all__ = ["actions", "append", "queries", "subscribe", "subscriptions", "tree"]

_HOMES = {"append": "actions", "subscribe": "subscribers", "subscriptions": "subscribers"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_HOMES.get(name, name)}")
    return getattr(module, name) if name in _HOMES else module
