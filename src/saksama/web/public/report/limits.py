"""Dates a reporter is told: until when a formal report is accepted, what comes next and until when, all from the law data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.law import clocks
from saksama.law import wording as say
from saksama.law.calendar import Calendar, calendar_for
from saksama.law.rule import ClockRule
from saksama.law.season import Season
from saksama.places.models import Place
from saksama.web.frame import dates


@dataclass(frozen=True, slots=True)
class Told:
    """One limit in words, with the rule it rests on (`rule`: its version, nothing where the limit is ours)."""

    when: str
    words: str
    citation: str
    late: bool = False
    rule: str = ""


def zone_of(place: Place) -> str:
    return place.timezone or dates.DEFAULT_ZONE


def _calendar(place: Place, around: date) -> Calendar:
    name = dates.ZONES.get(zone_of(place), "WIB")
    return calendar_for((around.year, around.year + 1), name)


def report_limit(place: Place, season: Season, known_on: date, now: datetime, language: str) -> list[Told]:
    """Return until when a formal report is accepted, both readings where they differ; nothing where no rule applies today."""
    rule = _rule(season, "report", known_on)
    if rule is None:
        return []
    try:
        limit = clocks.limit(rule, known_on, _calendar(place, known_on))
    except NoRule:
        return []
    if limit is None:
        return []
    first, last = _day(limit.due_early, place), _day(limit.due_late, place)
    words = _("Laporan resmi diterima paling lambat %(date)s (%(count)s sejak Anda tahu).") % {
        "date": dates.long_date(first, language),
        "count": _count(rule),
    }
    if last != first:
        words += " " + _("Menurut cara hitung lain %(date)s.") % {"date": dates.long_date(last, language)}
    words += _estimate(limit, language)
    late = now > limit.due_late
    if late:
        words += " " + _("Batas itu sudah lewat. Tetap kirim: petugas dapat menelusurinya sebagai informasi awal.")
    return [Told(when=dates.long_date(first, language), words=words, citation=_cited(rule), late=late, rule=rule.version)]


def next_dates(place: Place, season: Season, door: str, received_at: datetime, language: str) -> list[Told]:
    """Return what happens next and until when, in order; a step without a rule today is not promised."""
    day = dates.local(received_at, zone_of(place)).date()
    calendar = _calendar(place, day)
    found: list[tuple[date, Told]] = []
    try:
        answer = calendar.add_working_days(day, 1)
        found.append(
            (
                answer,
                Told(
                    dates.long_date(answer, language),
                    _("Petugas memberi jawaban pertama."),
                    _("Standar layanan kami, bukan undang-undang."),
                ),
            )
        )
    except NoRule:
        pass
    steps = (
        [("tip", _("Petugas memutuskan apakah menelusuri."))]
        if door == "nameless"
        else [
            ("initial_study", _("Anda diberi tahu jika ada yang kurang.")),
            ("handling", _("Bawaslu memutus, jika laporan diregistrasi pada hari terakhir kajian awal.")),
        ]
    )
    begin = day
    for subject, sentence in steps:
        rule = _rule(season, subject, day)
        if rule is None:
            continue
        try:
            limit = clocks.limit(rule, begin, calendar)
        except NoRule:
            continue
        if limit is None:
            continue
        first, last = _day(limit.due_early, place), _day(limit.due_late, place)
        if last != first:
            sentence += " " + _("Menurut cara hitung lain %(date)s.") % {"date": dates.long_date(last, language)}
        sentence += _estimate(limit, language)
        found.append((first, Told(dates.long_date(first, language), sentence, _cited(rule), rule=rule.version)))
        begin = last
    return [told for _when, told in sorted(found, key=lambda pair: pair[0])]


def _rule(season: Season, subject: str, day: date) -> ClockRule | None:
    """Return the clock of a subject in the regime of this place and day, or none: then nothing is promised."""
    clock_id = law.book().process(season.process).clocks.get(subject)
    if not clock_id:
        return None
    try:
        return law.book().clock(clock_id, day)
    except NoRule:
        return None


def _estimate(limit: clocks.Limit, language: str) -> str:
    """Return what must stand beside a date that rests on holidays nobody has decreed yet."""
    speak = say.estimate_en if language == "en" else say.estimate_id
    return "".join(f" {speak(year)}." for year in limit.estimated)


def _day(at: datetime, place: Place) -> date:
    return dates.local(at, zone_of(place)).date()


def _count(rule: ClockRule) -> str:
    units = {"calendar_day": _("hari kalender"), "working_day": _("hari kerja"), "hour": _("jam"), "month": _("bulan")}
    return f"{rule.count} {units.get(str(rule.units[0]), str(rule.units[0]))}"


def _cited(rule: ClockRule) -> str:
    return rule.citation + ". " + _("Perlu diperiksa ahli hukum.") if rule.needs_check else rule.citation
