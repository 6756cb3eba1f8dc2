"""Stages, audiences and ways of a communication plan (`data/messages.yaml`). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from .measures import DATA, Choice

OFF_SEASON = "off_season"


@dataclass(frozen=True, slots=True)
class Words:
    """Codes with their words; `stages` in the order of the rule base, between elections first."""

    stages: tuple[str, ...]
    audiences: Mapping[str, Choice]
    channels: Mapping[str, Choice]


@cache
def words() -> Words:
    told = yaml.safe_load((DATA / "messages.yaml").read_text(encoding="utf-8"))
    return Words(
        tuple(told["stages"]),
        {row["code"]: Choice(**row) for row in told["audiences"]},
        {row["code"]: Choice(**row) for row in told["channels"]},
    )
