"""Who wants to hear of which fact. Rooms above name a task in their `AppConfig.ready()`; this room imports none of them."""

from __future__ import annotations

from typing import Protocol


class Enqueueable(Protocol):
    """Anything with `.enqueue(entry_id)`, such as a task of the Django Tasks API."""

    def enqueue(self, entry_id: str, /) -> object: ...


_tasks: dict[str, list[Enqueueable]] = {}


def subscribe(kind: str, task: Enqueueable) -> None:
    """Have `task.enqueue(entry id)` called for each new entry of this kind, in that entry's transaction.

    Tasks are called in the order in which they subscribed, which is the order of the installed rooms. Subscribing the same
    task again changes nothing.
    """
    tasks = _tasks.setdefault(kind, [])
    if task not in tasks:
        tasks.append(task)


def unsubscribe(kind: str, task: Enqueueable) -> None:
    """Undo `subscribe`."""
    if task in _tasks.get(kind, ()):
        _tasks[kind].remove(task)


def tasks_of(kind: str) -> tuple[Enqueueable, ...]:
    return tuple(_tasks.get(kind, ()))


def subscriptions() -> list[tuple[str, str]]:
    """Return each (kind of fact, name of the task), kinds sorted, tasks in the order in which they are called."""
    return [(kind, _name(task)) for kind in sorted(_tasks) for task in _tasks[kind]]


def _name(task: Enqueueable) -> str:
    return str(getattr(task, "module_path", "") or getattr(task, "__qualname__", "") or type(task).__qualname__)
