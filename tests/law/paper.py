"""A second counter that knows nothing of the engine: it walks the days of a paper calendar one by one and crosses them out.

Slow, plain and obviously right. Its holidays are typed from the ministers' joint decrees and the president's decrees on polling
days, its rules from the guide to the law; neither is read from our law data, so that a slip in data or engine is a difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo

ZONES = {"WIB": timezone(timedelta(hours=7)), "WITA": timezone(timedelta(hours=8)), "WIT": timezone(timedelta(hours=9))}
WEEKDAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
LAST_SECOND = time(23, 59, 59)
WEEKEND, PAUSED = "Sabtu dan Minggu", "hari jeda"

# Days that fall on a weekend are left out: they change nothing. `cb`: cuti bersama.
_FREE = {
    2019: (
        "1 Jan Tahun Baru; 5 Feb Imlek; 7 Mar Nyepi; 3 Apr Isra Mikraj; 17 Apr Pemilu; 19 Apr Wafat Yesus; 1 Mei Buruh; "
        "30 Mei Kenaikan; 3 Jun cb; 4 Jun cb; 5 Jun Idul Fitri; 6 Jun Idul Fitri; 7 Jun cb; 24 Des cb; 25 Des Natal"
    ),
    2020: (
        "1 Jan Tahun Baru; 25 Mar Nyepi; 10 Apr Wafat Yesus; 1 Mei Buruh; 7 Mei Waisak; 21 Mei Kenaikan; "
        "25 Mei Idul Fitri; 1 Jun Pancasila; 31 Jul Idul Adha; 17 Agu Kemerdekaan; 20 Agu Muharram; 21 Agu cb; "
        "28 Okt cb; 29 Okt Maulid; 30 Okt cb; 9 Des Pilkada; 24 Des cb; 25 Des Natal; 31 Des cb"
    ),
    2021: (
        "1 Jan Tahun Baru; 12 Feb Imlek; 11 Mar Isra Mikraj; 2 Apr Wafat Yesus; 12 Mei cb; 13 Mei Idul Fitri; "
        "14 Mei Idul Fitri; 26 Mei Waisak; 1 Jun Pancasila; 20 Jul Idul Adha; 11 Agu Muharram; 17 Agu Kemerdekaan; "
        "20 Okt Maulid"
    ),
    2022: (
        "1 Feb Imlek; 28 Feb Isra Mikraj; 3 Mar Nyepi; 15 Apr Wafat Yesus; 29 Apr cb; 2 Mei Idul Fitri; "
        "3 Mei Idul Fitri; 4 Mei cb; 5 Mei cb; 6 Mei cb; 16 Mei Waisak; 26 Mei Kenaikan; 1 Jun Pancasila; "
        "17 Agu Kemerdekaan"
    ),
    2023: (
        "23 Jan cb; 22 Mar Nyepi; 23 Mar cb; 7 Apr Wafat Yesus; 19 Apr cb; 20 Apr cb; 21 Apr cb; 24 Apr cb; 25 Apr cb; "
        "1 Mei Buruh; 18 Mei Kenaikan; 1 Jun Pancasila; 2 Jun cb; 28 Jun cb; 29 Jun Idul Adha; 30 Jun cb; "
        "19 Jul Muharram; 17 Agu Kemerdekaan; 28 Sep Maulid; 25 Des Natal; 26 Des cb"
    ),
    2024: (
        "1 Jan Tahun Baru; 8 Feb Isra Mikraj; 9 Feb cb; 14 Feb Pemilu; 11 Mar Nyepi; 12 Mar cb; 29 Mar Wafat Yesus; "
        "8 Apr cb; 9 Apr cb; 10 Apr Idul Fitri; 11 Apr Idul Fitri; 12 Apr cb; 15 Apr cb; 1 Mei Buruh; 9 Mei Kenaikan; "
        "10 Mei cb; 23 Mei Waisak; 24 Mei cb; 17 Jun Idul Adha; 18 Jun cb; 16 Sep Maulid; 27 Nov Pilkada; 25 Des Natal; "
        "26 Des cb"
    ),
    2025: (
        "1 Jan Tahun Baru; 27 Jan Isra Mikraj; 28 Jan cb; 29 Jan Imlek; 28 Mar cb; 31 Mar Idul Fitri; 1 Apr Idul Fitri; "
        "2 Apr cb; 3 Apr cb; 4 Apr cb; 7 Apr cb; 18 Apr Wafat Yesus; 1 Mei Buruh; 12 Mei Waisak; 13 Mei cb; "
        "29 Mei Kenaikan; 30 Mei cb; 6 Jun Idul Adha; 9 Jun cb; 27 Jun Muharram; 18 Agu cb; 5 Sep Maulid; 25 Des Natal; "
        "26 Des cb"
    ),
    2026: (
        "1 Jan Tahun Baru; 16 Jan Isra Mikraj; 16 Feb cb; 17 Feb Imlek; 18 Mar cb; 19 Mar Nyepi; 20 Mar cb; 23 Mar cb; "
        "24 Mar cb; 3 Apr Wafat Yesus; 1 Mei Buruh; 14 Mei Kenaikan; 15 Mei cb; 27 Mei Idul Adha; 28 Mei cb; "
        "1 Jun Pancasila; 16 Jun Muharram; 17 Agu Kemerdekaan; 25 Agu Maulid; 24 Des cb; 25 Des Natal"
    ),
    2027: (
        "1 Jan Tahun Baru; 5 Jan Isra Mikraj; 5 Feb cb; 8 Mar Nyepi; 9 Mar cb; 10 Mar Idul Fitri; 11 Mar Idul Fitri; "
        "12 Mar cb; 15 Mar cb; 25 Mar cb; 26 Mar Wafat Yesus; 6 Mei Kenaikan; 17 Mei Idul Adha; 18 Mei cb; 19 Mei cb; "
        "20 Mei Waisak; 1 Jun Pancasila; 17 Agu Kemerdekaan; 24 Des cb"
    ),
}
SOURCES = {
    2019: "SKB 3 Menteri 2019; Keppres 10/2019",
    2020: "SKB 3 Menteri 2020 (perubahan terakhir, 1 Des 2020); Keppres 22/2020",
    2021: "SKB 3 Menteri 2021 (perubahan terakhir, 18 Jun 2021)",
    2022: "SKB 3 Menteri 2022; Keppres 4/2022",
    2023: "SKB 3 Menteri 2023 (dua kali diubah)",
    2024: "SKB 3 Menteri 2024; Keppres 10/2024",
    2025: "SKB 3 Menteri 2025 (diubah, 18 Agu)",
    2026: "SKB 3 Menteri 2026",
    2027: "perkiraan 2027",
}


def _typed(year: int, text: str) -> dict[date, str]:
    found = {}
    for item in text.split("; "):
        day, month, name = item.strip().split(" ", 2)
        found[date(year, MONTHS.index(month) + 1, int(day))] = "cuti bersama" if name == "cb" else name
    return found


HOLIDAYS: dict[date, str] = {day: name for year, text in _FREE.items() for day, name in _typed(year, text).items()}

# Desk hours of PK-06; around the clock in the quiet period and on polling day of 2024.
CLOSING = {0: time(16), 1: time(16), 2: time(16), 3: time(16), 4: time(16, 30)}
OPEN_ALL_DAY = frozenset(date(2024, 11, day) for day in (24, 25, 26, 27))


@dataclass(frozen=True)
class Sum:
    """What is to be counted: how many, of which units, whether the day of the event may count, and what may lengthen it.

    `more`: (count, unit, counted again from the start); a count of 0 is as many as were granted, as often as they were.
    """

    count: int
    units: tuple[str, ...]
    same_day_too: bool = True
    desk: bool = False
    more: tuple[int, str, bool] | None = None


RULES: Mapping[str, Sum] = {
    "PK-01": Sum(7, ("day",), desk=True),
    "PK-02": Sum(2, ("day",)),
    "PK-03": Sum(2, ("day",), desk=True),
    "PK-04": Sum(1, ("day",)),
    "PK-05": Sum(3, ("day",), more=(2, "day", False)),
    "PK-07": Sum(7, ("day",)),
    "PK-08": Sum(-6, ("month",), same_day_too=False),
    "PU-01": Sum(7, ("workday",)),
    "PU-02": Sum(7, ("workday", "day")),
    "PU-03": Sum(2, ("workday", "day")),
    "PU-04": Sum(2, ("workday", "day")),
    "PU-05": Sum(7, ("workday", "day"), more=(14, "workday", True)),
    "BK-01": Sum(7, ("day", "workday")),
    "BK-02": Sum(3, ("workday",)),
    "BK-03": Sum(14, ("workday",)),
    "DP-01": Sum(7, ("workday",)),
    "DP-02": Sum(7, ("workday",)),
    "DP-03": Sum(14, ("workday",)),
    "DP-04": Sum(15, ("workday",)),
    "DP-05": Sum(14, ("workday",)),
    "DP-06": Sum(21, ("workday",)),
    "DP-07": Sum(14, ("workday",)),
    "DP-08": Sum(21, ("workday",)),
    "DP-09": Sum(65, ("workday",)),
    "GK-01": Sum(24, ("hour",), same_day_too=False),
    "SAK-EXON": Sum(24, ("hour",), same_day_too=False),
    "SAK-TIP": Sum(1, ("workday",), same_day_too=False),
    "SAK-REPLY": Sum(5, ("workday",), same_day_too=False, more=(0, "workday", False)),
}


@dataclass(frozen=True)
class End:
    """One reading's end on the office's wall, and how it was counted, in words."""

    at: datetime
    words: str


Pause = tuple[datetime, datetime]


@dataclass(frozen=True)
class Paper:
    """A wall calendar with its free days."""

    free: Mapping[date, str]
    open_all_day: frozenset[date] = OPEN_ALL_DAY

    def works(self, day: date) -> bool:
        return day.isoweekday() < 6 and day not in self.free

    def ends(
        self,
        rule: Sum,
        starts: Sequence[datetime],
        extended: Sequence[tuple[datetime, int]] = (),
        pauses: Sequence[Pause] = (),
    ) -> list[End]:
        """Return every reading's end. All moments are on one wall (one zone)."""
        found: list[End] = []
        for start in starts:
            for unit in rule.units:
                for same in (False, True) if rule.same_day_too and unit in ("day", "workday") else (False,):
                    found += self._one(rule, start, unit, same, extended, pauses)
        return found

    def _one(
        self, rule: Sum, start: datetime, unit: str, same: bool, extended: Sequence[tuple[datetime, int]], pauses: Sequence[Pause]
    ) -> list[End]:
        count, found = rule.count, []
        end = self._walk(start, count, unit, same, pauses)
        if rule.more is not None:
            more, more_unit, anew = rule.more
            for at, granted in extended if more == 0 else extended[:1]:
                if at > end.at:
                    found.append(end)  # granted after the end: by one view it came too late
                count = (more or granted) if anew else count + (more or granted)
                unit = more_unit
                end = self._walk(start, count, unit, same, pauses)
        found.append(end)
        if rule.desk:
            closing = self._closing(end.at.date(), start.tzinfo)
            if start < closing.at < end.at:
                found.append(closing)
        return found

    def _walk(self, start: datetime, count: int, unit: str, same: bool, pauses: Sequence[Pause]) -> End:
        if unit == "hour":
            at = start
            for _ in range(count):
                at += timedelta(hours=1)
            for paused, resumed in pauses:
                at += resumed - paused
            return End(at, f"{count} jam sejak {start:%d-%m-%Y %H.%M}")
        if unit == "month":
            day = _months_before(start.date(), -count)
            words = f"{-count} bulan sebelum {told(start.date())}: mulai {told(day)}"
            return End(datetime.combine(day, time(0), start.tzinfo), words)
        crossed: list[date] = []
        passed: list[str] = []
        day = start.date() if same else start.date() + timedelta(days=1)
        while len(crossed) < count:
            reason = self._not_counted(day, unit, pauses)
            if not reason:
                crossed.append(day)
            elif reason not in (WEEKEND, PAUSED):
                passed.append(f"{told(day)} {reason}")
            elif reason not in passed:
                passed.append(reason)
            day += timedelta(days=1)
        return End(datetime.combine(crossed[-1], LAST_SECOND, start.tzinfo), _words(unit, crossed, passed))

    def _not_counted(self, day: date, unit: str, pauses: Sequence[Pause]) -> str:
        for paused, resumed in pauses:
            if paused.date() < day <= resumed.date():
                return PAUSED
        if unit == "workday" and day.isoweekday() > 5:
            return WEEKEND
        if unit == "workday" and day in self.free:
            return self.free[day]
        return ""

    def _closing(self, day: date, zone: tzinfo | None) -> End:
        while day not in self.open_all_day and not self.works(day):
            day -= timedelta(days=1)
        if day in self.open_all_day:
            return End(datetime.combine(day, LAST_SECOND, zone), f"meja terima buka sampai {told(day)} tengah malam")
        hour = CLOSING[day.weekday()]
        return End(datetime.combine(day, hour, zone), f"meja terima tutup {told(day)} pukul {hour:%H.%M}")


def _words(unit: str, crossed: Sequence[date], passed: Sequence[str]) -> str:
    kind = "hari kerja" if unit == "workday" else "hari kalender"
    first = f"{len(crossed)} {kind}: hari ke-1 {told(crossed[0])}"
    last = f", hari ke-{len(crossed)} {told(crossed[-1])}" if len(crossed) > 1 else ""
    return f"{first}{last}{'; dilewati ' + ', '.join(passed) if passed else ''}"


def told(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _months_before(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        month -= 1
        if month == 0:
            year, month = year - 1, 12
    last = day.day
    while True:
        try:
            return date(year, month, last)
        except ValueError:
            last -= 1  # a month without this day ends on its last one
