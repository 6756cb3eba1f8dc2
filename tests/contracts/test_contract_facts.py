"""The flow between rooms: every fact has a name of its own room, every subscription is of a fact that there is."""

from __future__ import annotations

import importlib

from tests.contracts.reading import SOURCE

from saksama import ledger
from saksama.jobs.schedules import declared
from saksama.ops.commands import facts as command

OF_ROOM = {"reporter": "intake", "report": "intake", "case": "cases"}


def test_every_fact_has_one_kind_in_the_words_of_its_room():
    from saksama.kernel.facts import Fact

    list(command.recorded())
    homes: dict[str, set[str]] = {}     # a slotted class was made twice, under one name
    for fact in _below(Fact):
        homes.setdefault(fact.kind, set()).add(f"{fact.__module__}.{fact.__qualname__}")
    for kind, found in homes.items():
        first = kind.partition(".")[0]
        assert len(found) == 1, kind
        assert OF_ROOM.get(first, first) == next(iter(found)).split(".")[1], kind


def _below(base: type) -> list[type]:
    """Every fact of the product; those that other tests declare are not its."""
    found = [each for child in base.__subclasses__() for each in (child, *_below(child))]
    return [each for each in found if each.kind and each.__module__.startswith("saksama.")]


def test_every_subscription_is_of_a_fact_that_there_is():
    known = set(command.recorded())
    assert [kind for kind, _ in ledger.subscriptions() if kind not in known] == []


def test_every_subscriber_is_a_task_of_a_room_above():
    for _, task in ledger.subscriptions():
        module, _, name = task.rpartition(".")
        assert hasattr(importlib.import_module(module), name), task
        assert module.endswith("jobs")


def test_what_reporters_do_reaches_the_cases():
    heard = {kind for kind, _ in ledger.subscriptions()}
    assert {"report.received", "reporter.completed", "reporter.wrote", "reporter.withdrew"} <= heard


def test_every_schedule_is_a_task_that_can_be_called_without_arguments():
    assert declared()
    for each in declared():
        assert each.task.module_path.startswith("saksama.")
        assert each.name.partition(".")[0] in {path.name for path in SOURCE.iterdir()}
