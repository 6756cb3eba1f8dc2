"""Published figures of others, as data: what was counted, by whom, in which unit, when, and where it was read.

Never mixed with this installation's own counts; each keeps its id so that a correction finds every page that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from saksama.web.frame.drawings import Row


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number. `unit` is `persons` or `cases`."""

    id: str
    body: str
    value: int
    unit: str
    as_of: date | None
    source: str


REPORTED = Figure("N-2020-K-REP", "KASN", 2034, "persons", date(2023, 1, 31), "bolmong.news")
VIOLATED = Figure("N-2020-K-VIO", "KASN", 1596, "persons", date(2023, 1, 31), "bolmong.news; jabar.antaranews.com/berita/494733")
SANCTIONED = Figure("N-2020-K-SAN3", "KASN", 1450, "persons", date(2024, 2, 6), "jabar.antaranews.com/berita/494733")
BKN = Figure("N-2020-BKN", "BKN", 1005, "persons", date(2020, 11, 26), "kompas.tv/article/127122")
BAWASLU = Figure("N-2020-B-FIN", "Bawaslu", 1536, "cases", date(2022, 9, 27), "khatulistiwaonline.com")


def funnel_2020() -> list[Row]:
    """Return the one true public funnel. How many sanctions were carried out is not recorded: its bar is honestly unknown."""
    return [
        Row(_("Dilaporkan"), REPORTED.value),
        Row(_("Dinyatakan melanggar"), VIOLATED.value),
        Row(_("Dijatuhi sanksi"), SANCTIONED.value),
        Row(_("Terbukti dijalankan"), None, words=_("belum ada angka"), ceiling=SANCTIONED.value),
    ]


def rivals_2020() -> list[Figure]:
    """Return the figures that contradict each other for Pilkada 2020 because they count different things."""
    return [REPORTED, BAWASLU, BKN]
