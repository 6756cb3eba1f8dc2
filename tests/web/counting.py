"""What a page asks of the database: the queries, without what opens a scope or a savepoint."""

from __future__ import annotations

from django.test.utils import CaptureQueriesContext

NOT_COUNTED = ("set_config", "SAVEPOINT", "BEGIN", "COMMIT")


def asked(captured: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in captured if not any(word in one["sql"][:60] for word in NOT_COUNTED)]
