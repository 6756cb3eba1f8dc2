"""What people were told, read off the table in a few words."""

from __future__ import annotations

from typing import Any

from tests.cast import Person

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.ledger.models import Entry
from saksama.notices import actions, queries
from saksama.notices.models import Notice


def told(person: Person | None = None, *, living: bool = True, **those: Any) -> list[tuple[str, str]]:
    """Return kind and moment (else what it is about) of notices, oldest first."""
    with store.reading(SYSTEM):
        rows = Notice.objects.filter(**those).order_by("pk")
        rows = rows.filter(person=str(person.user.public_id)) if person else rows
        rows = rows.filter(withdrawn_at=None) if living else rows
        return [(row.kind, row.moment or row.about) for row in rows]


def follow(course) -> int:
    """Run what the acts so far enqueue: every act is followed, in order, also those followed before."""
    entries = Entry.objects.filter(kind="case.act_performed", object_id=str(course.case_id)).order_by("pk")
    return sum(actions.follow_act(str(one.public_id), course.now) for one in entries)


def inbox(course, person: Person) -> list[str]:
    return [one.said_id for one in queries.inbox(person.actor_on(course.now.date()), now=course.now).items]
