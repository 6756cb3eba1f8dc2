"""Scenes: rows that several tests start from, made once and seen fresh by each.

A scene is a fixture that stands on other scenes. Its rows are made once, in a savepoint below the one that every test is rolled
back to; the next test that asks for it finds them there, with a copy of its value and of its files, and the clock at the hour
it was left. What a test changes is gone before the next one, as ever. Nothing is replayed or faked: the rows are those that the
product's own verbs wrote.

    @scene
    def registered(course) -> Course:
        return course.registered()

Arguments may be scenes, `settings` and `data_folder`. The value must be picklable. A test with real transactions gets its own,
made on the spot.
"""

from __future__ import annotations

import copyreg
import inspect
import pickle
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pyrage import x25519

from saksama.store import clock

COMMITTING = {"transactional_db", "django_db_reset_sequences", "live_server"}
FOLDER_KEPT = shutil.ignore_patterns("keys")

copyreg.pickle(x25519.Identity, lambda identity: (x25519.Identity.from_str, (str(identity),)))


def scene(build: Callable[..., Any]) -> Any:
    """Make a fixture of a function: what it builds is built once for all tests that follow one another in asking for it."""

    def given(request: pytest.FixtureRequest, **others: Any) -> Any:
        layers: Layers = others.pop("layers")
        others.pop("db")
        if build in layers.values:
            return layers.values[build]
        return build(**{name: others[name] for name in inspect.signature(build).parameters})

    names = ["request", "layers", "db", *inspect.signature(build).parameters]
    given.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in dict.fromkeys(names)])
    given.__doc__ = build.__doc__
    given.scene = build  # type: ignore[attr-defined]
    return pytest.fixture(name=build.__name__)(given)


def scenes_of(item: pytest.Item) -> tuple[Callable[..., Any], ...]:
    """Return the scenes a test asks for, each after those it stands on."""
    known: Mapping[str, Any] = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    built = {name: found[-1].func.scene for name, found in known.items() if hasattr(found[-1].func, "scene")}
    order: dict[Callable[..., Any], None] = {}

    def visit(name: str) -> None:
        for below in inspect.signature(built[name]).parameters:
            if below in built:
                visit(below)
        order[built[name]] = None

    for name in (name for name in item.fixturenames if name in built):  # type: ignore[attr-defined]
        visit(name)
    return tuple(order)


def is_transactional(item: pytest.Item) -> bool:
    """Tell whether the test commits for real, so that nothing may lie below it."""
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and (marker.kwargs.get("transaction") or bool(marker.args and marker.args[0]))
    return bool(asked) or bool(COMMITTING.intersection(getattr(item, "fixturenames", ())))


def group_by_scenes(items: list[pytest.Item]) -> None:
    """Sort tests in place: without scenes first, then scene by scene, what commits for real after all of them.

    Groups and the tests in a group keep the order they came in.
    """
    steps: dict[pytest.Item, list[tuple[Callable[..., Any], ...]]] = {}
    first: dict[tuple[Callable[..., Any], ...], int] = {}
    for nth, item in enumerate(items):
        wanted = () if is_transactional(item) else scenes_of(item)
        steps[item] = [wanted[:depth + 1] for depth in range(len(wanted))]
        for step in steps[item]:
            first.setdefault(step, nth)
    items.sort(key=lambda item: (is_transactional(item), [first[step] for step in steps[item]]))


@dataclass(slots=True)
class _Layer:
    build: Callable[..., Any]
    block: transaction.Atomic
    files: Path
    hour: datetime
    values: bytes            # of this scene and all below it, in one piece, so that they still share what they shared


class Layers:
    """The scenes that are open now, one savepoint upon the other, in this process's database."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.open: list[_Layer] = []
        self.values: dict[Callable[..., Any], Any] = {}      # the running test's own copies
        self.made = 0

    def stand_on(self, wanted: tuple[Callable[..., Any], ...], *, given: Mapping[str, Any]) -> None:
        """Open just the wanted scenes, keep of the open ones what fits, and lay out their files and values for one test."""
        if not self._alive():
            self.close()
        while [layer.build for layer in self.open] != list(wanted[:len(self.open)]):
            self._close_last()
        self._lay_out(given)
        for build in wanted[len(self.open):]:
            self._open(build, given)
        if wanted:
            self._lay_out(given)

    def close(self) -> None:
        while self.open:
            self._close_last()
        self.values = {}

    def _alive(self) -> bool:
        """A test that lost the connection took the scenes with it."""
        return not self.open or (
            self.open[-1].block in _blocks() and not connection.closed_in_transaction and not connection.needs_rollback
            and connection.is_usable())

    def _open(self, build: Callable[..., Any], given: Mapping[str, Any]) -> None:
        block = transaction.atomic()
        block._from_testcase = True  # type: ignore[attr-defined]  as the tests' own: durable blocks of the product may open in it
        block.__enter__()
        named = {one.__name__: value for one, value in self.values.items()}
        try:
            self.values[build] = build(**{name: named.get(name, given.get(name)) for name in inspect.signature(build).parameters})
            _settle(self.values.values(), given)
            connection.check_constraints()
            self.made += 1
            files = self.place / str(self.made)
            shutil.copytree(given["settings"].SAKSAMA.data, files, ignore=FOLDER_KEPT)
            self.open.append(_Layer(build, block, files, clock.now(), pickle.dumps(list(self.values.values()))))
        except BaseException:
            transaction.set_rollback(True)
            block.__exit__(None, None, None)
            raise

    def _close_last(self) -> None:
        layer = self.open.pop()
        if layer.block in _blocks():
            transaction.set_rollback(True)
            layer.block.__exit__(None, None, None)
        shutil.rmtree(layer.files, ignore_errors=True)

    def _lay_out(self, given: Mapping[str, Any]) -> None:
        self.values = {}
        if not self.open:
            return
        last = self.open[-1]
        copies = pickle.loads(last.values)      # noqa: S301  written a moment ago by this process
        self.values = dict(zip((layer.build for layer in self.open), copies, strict=True))
        _settle(self.values.values(), given)
        shutil.copytree(last.files, given["settings"].SAKSAMA.data, dirs_exist_ok=True)
        if clock.offset():
            clock.set_offset(last.hour - clock.real())


def _blocks() -> list[transaction.Atomic]:
    return connection.atomic_blocks if connection.in_atomic_block else []


def _settle(values: Iterable[Any], given: Mapping[str, Any]) -> None:
    """Let each value put into the running test's settings what it needs there."""
    for value in values:
        if hasattr(value, "settle"):
            value.settle(given["settings"])
