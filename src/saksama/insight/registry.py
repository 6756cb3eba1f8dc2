"""The registry of statistics, and the figures other bodies published. Data files read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml

from saksama.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Statistic:
    """One named figure: unit, name and definition in both languages, and what is counted."""

    id: str
    unit: str
    name: Mapping[str, str]
    definition: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Published:
    """One number of another body, with unit, cut-off and where it was read."""

    id: str
    election: str
    body: str
    metric: str
    value: int
    unit: str
    as_of: date
    source: str
    confidence: str


class DifferentMeasures(ValueError):
    """Figures of different bodies, units or elections must not be joined into one series."""


@cache
def statistics() -> Mapping[str, Statistic]:
    """Return every statistic by id."""
    return {key: Statistic(id=key, **row) for key, row in _stored("statistics.yaml").items()}


def statistic(key: str) -> Statistic:
    """Return one statistic; a figure without an entry here is not shown."""
    try:
        return statistics()[key]
    except KeyError:
        raise NotFound("Angka ini tidak terdaftar.", "This figure is not registered.") from None


@cache
def published() -> Mapping[str, Published]:
    """Return the figures of other bodies by id."""
    return {row["id"]: Published(**row) for row in _stored("published.yaml")["figures"]}


def published_funnel(election: str) -> list[Published]:
    """Return the steps of the funnel one body published for an election."""
    return joined(_stored("published.yaml")["funnels"].get(election, []))


def rivals(election: str) -> list[Published]:
    """Return all figures about an election, for the table that shows why they differ."""
    return [figure for figure in published().values() if figure.election == election]


def joined(ids: list[str]) -> list[Published]:
    """Return figures as one series; raises `DifferentMeasures` unless body, unit and election are the same."""
    series = [published()[key] for key in ids]
    if len({(figure.body, figure.unit, figure.election) for figure in series}) > 1:
        raise DifferentMeasures(", ".join(ids))
    return series


def _stored(name: str) -> dict:
    return yaml.safe_load(resources.files("saksama.insight").joinpath(f"data/{name}").read_text("utf-8"))
