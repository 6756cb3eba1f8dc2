"""Thin task of this room."""

from __future__ import annotations

from django_tasks import task

from saksama.store import clock

from . import actions


@task()
def note_cards() -> None:
    """Note the cards of the rule base in use. Safe to repeat."""
    actions.note_cards(now=clock.now())
