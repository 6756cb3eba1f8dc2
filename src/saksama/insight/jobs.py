"""Thin task of this room."""

from __future__ import annotations

from django_tasks import task

from saksama.kernel.actor import SYSTEM
from saksama.store import clock

from . import actions


@task()
def compute() -> None:
    """Compute the figures. Safe to repeat: one data version a minute at the most."""
    actions.compute(actor=SYSTEM, now=clock.now())
