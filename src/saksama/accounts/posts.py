"""Where somebody acts: the office or agency he is posted at today, its territory and its time zone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from saksama.institutions import queries as institutions
from saksama.kernel.span import EVERYWHERE, NOWHERE, Span

HOME_ZONE = "Asia/Jakarta"


@dataclass(frozen=True, slots=True)
class Post:
    """One office (or agency) and what follows from it: name, zone, and the span its people may look at."""

    office: str = ""
    agency: str = ""
    name: str = ""
    zone: str = HOME_ZONE
    low: int = NOWHERE.low
    high: int = NOWHERE.high
    key: str = ""

    @property
    def span(self) -> Span:
        return Span(self.low, self.high)

    def day(self, now: datetime) -> date:
        """Return the date on the wall of this office."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


NO_POST = Post()


def of_office(office: str) -> Post:
    """Return the post of an office; `NotFound` where it is not known.

    The oversight body has no territory: it finds what was forwarded to it, by its key, as an agency does.
    """
    row = institutions.office(office)
    if row.body == "oversight":
        return Post(office=office, name=row.name, zone=row.timezone, key=office)
    span = EVERYWHERE if row.level == "national" else row.span
    return Post(office=office, name=row.name, zone=row.timezone, low=span.low, high=span.high)


def of_agency(agency: str) -> Post:
    """Return the post of an agency: its people look nowhere, and are found by their key."""
    row = institutions.agency(agency)
    return Post(agency=agency, name=row.name, zone=row.place.timezone if row.place else HOME_ZONE)
