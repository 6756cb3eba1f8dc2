"""Background work over our own database: the Django Tasks API with lease, retry, schedule and scrubbed errors.

Tables: Job, Attempt, Schedule. A job is a row of the transaction that asked for it, so it exists exactly when the change does.
Jobs run at least once: each calls one action that is safe to repeat. Rooms declare `@task` functions in their `jobs.py`, and
schedules in `AppConfig.ready()`. Holds no business code, no plaintext and no message of an error.
"""

from __future__ import annotations

from .schedules import schedule

__all__ = ["schedule"]
