"""The institutions' data file, read once: role holders, offices and authorities with source and confidence. Pure reading."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def book() -> Mapping[str, Any]:
    """Return `data/institutions.yaml`."""
    return yaml.safe_load(resources.files(__package__).joinpath("data/institutions.yaml").read_text("utf-8"))


def authority_rule(kind: str) -> Mapping[str, Any] | None:
    """Return the rule that names the personnel authority of this kind of agency, if there is one."""
    return next((rule for rule in book()["authorities"] if rule["kind"] == kind), None)
