"""Who lives in a house (tests/house.py): the cast of all stories, in an installation of its own, on 14 October 2024."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from pyrage import x25519
from tests.cast import NOW, Cast, assemble

from saksama.law import demonstration
from saksama.ops import installation
from saksama.places import actions as places
from saksama.store import clock

VOTING = date(2024, 11, 27)


def move_in(*, nation: bool = False) -> dict[str, str]:
    """Tables, Provinsi Andai (and the nation, where asked), the cast with its keys; the clock shows the morning of the cast."""
    furnished(nation=nation)
    return {}


def furnished(*, nation: bool = False) -> Cast:
    installation.migrate()
    if nation:
        installation.load_reference_data()
    places.load_demo()
    demonstration.fix_voting_day(VOTING)
    clock.set_offset(NOW - clock.real())
    return assemble(settings, recovery=recovery())


def recovery() -> x25519.Identity:
    """Return the identity of the recovery sheet, which lies beside the data folder."""
    return x25519.Identity.from_str((Path(settings.SAKSAMA.data).parent / "recovery.txt").read_text().strip())
