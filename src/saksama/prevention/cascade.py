"""From the Sekda down: the tiers of a government (data), and which unit an activity reached, briefed by whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml
from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager

from .measures import DATA


@dataclass(frozen=True, slots=True)
class Tier:
    """One layer of a government. `kinds`: the agencies that belong to it; `classes`: posts; `by`: who briefs it as a rule."""

    key: str
    label_id: str
    label_en: str
    kinds: tuple[str, ...]
    classes: tuple[str, ...]
    by: str = ""


@cache
def tiers() -> tuple[Tier, ...]:
    """Return the tiers from the Sekda down; a file that does not hold together raises `ValueError`."""
    told = yaml.safe_load((DATA / "cascade.yaml").read_text(encoding="utf-8"))
    found = tuple(Tier(**{**row, "kinds": tuple(row["kinds"]), "classes": tuple(row["classes"])}) for row in told["tiers"])
    keys = [one.key for one in found]
    kinds = [kind for one in found for kind in one.kinds]
    if len(set(keys)) != len(keys) or len(set(kinds)) != len(kinds) or any(one.by and one.by not in keys for one in found):
        raise ValueError("cascade.yaml: the tiers do not hold together")
    return found


def tier(key: str) -> Tier | None:
    return next((one for one in tiers() if one.key == key), None)


def tier_of(kind: str) -> Tier | None:
    """Return the tier the agencies of a kind belong to; None for those outside the cascade (a village government, a ministry)."""
    return next((one for one in tiers() if kind in one.kinds), None)


class Reached(models.Model):
    """One unit that an activity reached, at one tier, with how many of its people. Who briefed it is a unit too, or nobody.

    `heads` are a part of the activity's headcount, never added to it. The unit is found by its public id: a new name moves
    nothing.
    """

    SCOPE_PATH = "visit__office_position"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    visit = models.ForeignKey("prevention.Visit", on_delete=models.PROTECT, related_name="reached")
    agency = models.CharField(max_length=40, db_index=True)
    tier = models.CharField(max_length=16)
    heads = models.PositiveIntegerField(null=True, blank=True)
    briefed_by = models.CharField(max_length=40, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {"agency": "T1", "tier": "T1", "briefed_by": "T1"}

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["visit", "agency", "tier"], name="prevention_reached_once")]

    def __str__(self) -> str:
        return f"{self.tier} of {self.agency}"
