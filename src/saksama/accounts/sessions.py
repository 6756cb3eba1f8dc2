"""The sign-in session's storage: Django's own in the database, its content encrypted with the field key.

During enrolment a session holds the second factor's secret, and always a person's row number: neither belongs in a dump.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from saksama.vault import fields

if TYPE_CHECKING:
    from django.contrib.sessions.models import Session

CONTEXT = "accounts.session"


class SessionStore(DatabaseStore):
    """A session that opens only with the field key; one that does not open is an empty one, so signing in again helps."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        return str(fields.encrypt(json.dumps(session_dict), CONTEXT))

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        try:
            return dict(json.loads(fields.decrypt(str(session_data), CONTEXT)))
        except fields.FieldDamaged:
            return {}

    @classmethod
    def get_model_class(cls) -> type[Session]:
        from django.contrib.sessions.models import Session  # Django imports this module before the models are there

        return Session


def end_expired(now: datetime) -> int:
    """Delete sessions that are over; return how many. `now` is real time."""
    gone, _ = SessionStore.get_model_class().objects.filter(expire_date__lt=now).delete()
    return int(gone)
