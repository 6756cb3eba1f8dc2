"""Background work of accounts: forgetting."""

from __future__ import annotations

from django_tasks import task


@task
def forget() -> None:
    """Delete ended sessions, used codes and counts of failures that nobody needs any more. Safe to repeat; real time."""
    from saksama.vault.session import real_now  # the models are not loaded yet when apps.py imports this

    from . import codes, sessions, throttle

    now = real_now()
    sessions.end_expired(now)
    codes.forget_used(now)
    throttle.forget_old(now)
