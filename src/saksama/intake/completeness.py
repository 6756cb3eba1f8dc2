"""How a report stands by the six conditions of the law: shown on the check page and to officers. Nothing is refused by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from saksama.law import applicable, season
from saksama.places.models import Place

from .answers import Answers

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
DEFAULT_ZONE = "Asia/Jakarta"


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def day_in(place: Place, now: datetime) -> date:
    """Return the date on the wall in this place."""
    return now.astimezone(_zone(place.timezone or DEFAULT_ZONE)).date()


def conditions(answers: Answers, *, door: str, place: Place, files: int, now: datetime,
               received_at: datetime | None = None) -> tuple[applicable.Condition, ...]:
    """Return the six conditions as they stand; `received_at` None: not sent yet."""
    told = applicable.Told(
        door=door, has_name=bool(answers.name.strip() and answers.address.strip()), accused=bool(answers.who.strip()),
        happened_on=answers.happened_on, happened_at=answers.happened_at, known_on=answers.known_on, received_at=received_at,
        place_given=bool(answers.place_code), story_length=len(answers.story.strip()), links=answers.link_count, files=files,
        other_evidence=bool(answers.witnesses.strip()),
        timezone=ZONE_NAMES.get(place.timezone or DEFAULT_ZONE, "WIB"),
    )
    on = day_in(place, received_at or now)
    return applicable.conditions(told, season.today(place.code, on).regime, on, now)


def as_column(found: Sequence[applicable.Condition]) -> dict[str, str]:
    """Return the conditions as they are kept with a report: key -> yes, no or assess."""
    return {one.key: str(one.met.value) for one in found}
