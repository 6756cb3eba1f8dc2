"""The golden table `golden.csv`: one limit a row, worked out on paper, readable for a lawyer; and how its words are read.

`happens`: `diterima lebih dulu WHEN` (an earlier start that may count), `diperpanjang WHEN [+N]`, `jeda WHEN sampai WHEN`, set
apart by semicolons. A moment is `2024-10-05 09.00` on the office's wall; a day alone is its beginning.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.law.paper import ZONES, Pause

TABLE = Path(__file__).with_name("golden.csv")
COLUMNS = ("rule", "event", "zone", "happens", "due_early", "due_late", "counted", "calendar")
_WHEN = r"(\d{4}-\d\d-\d\d \d\d\.\d\d)"


@dataclass(frozen=True)
class Row:
    rule: str
    event: str
    zone: str
    happens: str
    due_early: str
    due_late: str
    counted: str
    calendar: str

    @property
    def starts(self) -> list[datetime]:
        """The possible starts, the event last."""
        earlier = [at(when, self.zone) for when in re.findall(rf"diterima lebih dulu {_WHEN}", self.happens)]
        return [*earlier, at(self.event, self.zone)]

    @property
    def extended(self) -> list[tuple[datetime, int]]:
        found = re.findall(rf"diperpanjang {_WHEN}(?: \+(\d+))?", self.happens)
        return [(at(when, self.zone), int(days or 0)) for when, days in found]

    @property
    def pauses(self) -> list[Pause]:
        found = re.findall(rf"jeda {_WHEN} sampai {_WHEN}", self.happens)
        return [(at(paused, self.zone), at(resumed, self.zone)) for paused, resumed in found]


def at(text: str, zone: str) -> datetime:
    pattern = "%Y-%m-%d %H.%M" if " " in text else "%Y-%m-%d"
    return datetime.strptime(text, pattern).replace(tzinfo=ZONES[zone])


def on_wall(moment: datetime, zone: str) -> str:
    """Return `2024-10-11 23.59` on the office's wall."""
    return moment.astimezone(ZONES[zone]).strftime("%Y-%m-%d %H.%M")


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def table() -> str:
    """Return the page's table, as it stands in docs/reference/golden-dates.md."""
    head = ("aturan", "kejadian", "zona", "yang terjadi", "batas awal", "batas akhir", "cara hitung", "kalender")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(getattr(row, name) or "" for name in COLUMNS) + " |" for row in rows()]
    return "\n".join(lines) + "\n"
