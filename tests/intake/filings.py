"""The smallest lawful report, for tests of this room and of the public door."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from tests.cast import Cast

from saksama.institutions.models import Agency
from saksama.intake.actions import Acknowledgement, Filing, begin, submit_report
from saksama.intake.answers import Answers
from saksama.intake.routing import Wishes, route
from saksama.kernel.actor import PUBLIC

STORY = "Beliau naik ke panggung dan memegang mikrofon di depan ratusan warga yang hadir di lapangan."
ANSWERS = Answers(category="kampanye", place_code="99.01.01.2001", happened_on=date(2024, 10, 12), known_on=date(2024, 10, 12),
                  who="Irwan, Camat Koto Umpamo", story=STORY, happened_at="16.20", landmark="lapangan bola", name="Sari Pelapor",
                  address="Jorong Misal 4", contact="0800-000-000")


@dataclass(frozen=True)
class Sent:
    """A file as it arrives."""

    name: str
    chunks: object
    declared_type: str = ""


def answers(**changes: object) -> Answers:
    return replace(ANSWERS, **changes)


def filing(cast: Cast, *, door: str = "sealed", agency: Agency | None = None, code: str = "", wishes: Wishes | None = None,
           now: datetime | None = None, **changes: object) -> Filing:
    told = answers(agency=str(agency.public_id) if agency else "", **changes)
    where = route(cast.nagari, agency, cast.on, wishes=wishes or Wishes(), now=now or cast.now)
    return begin(code or cast.sari_code, answers=told, door=door, route=where, now=now or cast.now)


def report(cast: Cast, **how: object) -> Acknowledgement:
    """File a report of Sari's."""
    return submit_report(filing(cast, **how), actor=PUBLIC, now=how.get("now") or cast.now)
