"""Background work of the vault. Sessions and the worker's key are renewed by the processes themselves (ops.serving)."""

from __future__ import annotations

from django_tasks import task

from saksama.store import clock


@task
def end_releases() -> None:
    """Delete what was handed over by releases whose hour is over. Safe to repeat."""
    from . import actions  # the app's models are not loaded yet when apps.py imports this

    actions.end_releases(clock.now())
