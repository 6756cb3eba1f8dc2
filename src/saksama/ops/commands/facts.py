"""`saksama facts`: what the rooms record, and who acts on it: the whole flow between rooms on one page."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator
from importlib.util import find_spec

from saksama.kernel.facts import Fact
from saksama.ops import installation
from saksama.ops.console import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--heard", action="store_true", help="only facts that somebody subscribes to")


def run(args: argparse.Namespace) -> int:
    installation.wake(needed=False)
    from saksama import ledger

    heard: dict[str, list[str]] = {}
    for kind, task in ledger.subscriptions():
        heard.setdefault(kind, []).append(task)
    kinds = set(heard) if args.heard else set(heard) | set(recorded())
    for kind in sorted(kinds):
        say(f"{kind:<36} {', '.join(heard.get(kind, ['-']))}")
    return 0


def recorded() -> Iterator[str]:
    """Yield the kind of every fact that a room declares."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("saksama.") and find_spec(f"{config.name}.facts"):
            importlib.import_module(f"{config.name}.facts")
    yield from _kinds(Fact)


def _kinds(base: type[Fact]) -> Iterator[str]:
    for each in base.__subclasses__():
        if each.kind:
            yield each.kind
        yield from _kinds(each)
