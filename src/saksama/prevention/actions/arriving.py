"""What a question and a letter share on their way in: until when they are answered, and the sealing before the transaction."""

from __future__ import annotations

from datetime import datetime

from saksama import law
from saksama.intake import completeness
from saksama.intake.routing import Route, owner
from saksama.kernel.errors import NoRule
from saksama.law import clocks
from saksama.law.calendar import calendar_for
from saksama.places.models import Place
from saksama.vault import actions as vault
from saksama.vault import receipt
from saksama.vault.actions import Draft

KIND = "report"


def end_of(rule: str, place: Place, now: datetime) -> datetime:
    """Return the end of one of our own rules for what arrives now, in the zone of the place. Raises `NoRule` without calendar."""
    day = completeness.day_in(place, now)
    zone = completeness.ZONE_NAMES.get(place.timezone or completeness.DEFAULT_ZONE, "WIB")
    limit = clocks.limit(law.book().clock(rule, day), day, calendar_for((day.year, day.year + 1), zone))
    if limit is None:
        raise NoRule(f"{rule} tidak memuat batas.", f"{rule} holds no limit.", name=rule)
    return limit.due_late


def sealed(code: str, route: Route) -> Draft:
    """Return an empty compartment for the office that answers and for whoever holds the code. Raises `NoLivingKey`."""
    return vault.begin_compartment(
        KIND,
        readers=route.readers,
        extra=[("receipt", receipt.mailbox_recipient(code))],
        excluding=route.excluded,
        owner=owner(route.office),
        known=route.known,
    )


def discard(draft: Draft) -> None:
    """Take away what was stored for something that is not written after all."""
    for item in draft.items:
        item.discard()


def to_the_hour(now: datetime) -> datetime:
    """Return the hour something arrived in: a minute could tell who sat at which screen."""
    return now.replace(minute=0, second=0, microsecond=0)
