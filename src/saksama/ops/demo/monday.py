"""A Monday to practise: twelve invented reports of one weekend, let into the demonstration at once.

They come through the public door like any other. Two tell what another tells, one is about no civil servant, two lack something,
two concern what profits the regent, one may be a crime as well, one names somebody who had left the post.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from saksama.intake.answers import Answers
from saksama.law.calendar import WIB

from . import acting
from .acting import Told

WRITTEN = Path(__file__).with_name("monday.yaml")


@dataclass(frozen=True, slots=True)
class Arrived:
    """One report as its sender knows it, and what there is to learn from it."""

    id: str
    title: str
    code: str
    lesson: str


@cache
def written() -> tuple[Mapping[str, Any], ...]:
    return tuple(yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))["reports"])


def arrive(*, now: datetime) -> tuple[Arrived, ...]:
    """File the twelve reports at the hours before `now` that they name, in their order; all of them or none."""
    with transaction.atomic():
        return tuple(_filed(one, now) for one in sorted(written(), key=lambda one: -int(one["hours"])))


def _filed(one: Mapping[str, Any], now: datetime) -> Arrived:
    at = now - timedelta(hours=int(one["hours"]))
    filed = acting.tell(Told(answers=_answers(one, now), door=one["door"], files=tuple(one["files"])), now=at)
    return Arrived(one["id"], one["title"], filed.code, one["lesson"])


def _answers(one: Mapping[str, Any], now: datetime) -> Answers:
    happened = now.astimezone(WIB).date() - timedelta(days=int(one["event"]))
    return Answers(
        category=one["category"], place_code=one["place"], happened_on=happened, known_on=happened, who=one["who"],
        story=one["story"], agency=acting.agency(one["agency"]), happened_at=one["time"], landmark=one["landmark"],
        witnesses=one["witnesses"], **one.get("reporter", {}))
