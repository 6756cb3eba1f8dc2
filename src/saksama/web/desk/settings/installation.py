"""What the machine is set to, to be read. Changed in its configuration file, services started anew. No secret is shown."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

HIDDEN = ("recovery_recipient", "database")  # the one is long, the other may name a password


@dataclass(frozen=True, slots=True)
class Row:
    """One setting of the configuration file: its name, its value in words, whether it is the default."""

    name: str
    value: str
    is_default: bool


def rows() -> list[Row]:
    """Return what the configuration holds; of a secret only whether there is one."""
    config = settings.SAKSAMA
    return [_row(one, getattr(config, one.name)) for one in fields(config) if "parse" in one.metadata]


def _row(one: Any, value: Any) -> Row:
    if not one.repr or one.name in HIDDEN:
        return Row(one.name, _("terisi, tidak ditampilkan") if value else _("kosong"), not value)
    if isinstance(value, bool):
        return Row(one.name, _("ya") if value else _("tidak"), value == one.default)
    said = ", ".join(value) if isinstance(value, tuple) else str(value)
    return Row(one.name, said or _("kosong"), value == one.default)
