"""Filters and tags for templates: dates in words, codes in groups, counted days, and the drawings of the frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.kernel import receipt
from saksama.web.frame import dates, drawings, line

register = template.Library()


def _language() -> str:
    return get_language() or "id"


def _time(value: date | datetime, words: str, zone: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', dates.machine(value, zone), words)


@register.filter
def tanggal(value: date | datetime | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """`Senin, 14 Oktober 2024`, in a `<time>`; nothing stays nothing."""
    return _time(value, dates.long_date(value, _language(), zone), zone) if value else ""


@register.filter
def tanggal_pendek(value: date | datetime | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """`Sen 14 Okt`, for lists."""
    return _time(value, dates.short_date(value, _language(), zone), zone) if value else ""


@register.filter
def tanggal_jam(value: datetime | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """`Senin, 14 Oktober 2024, pukul 16.00 WIB`; a plain date is shown without an hour."""
    if not value:
        return ""
    if not isinstance(value, datetime):
        return tanggal(value, zone)
    return _time(value, dates.long_moment(value, _language(), zone), zone)


@register.filter
def jam(value: datetime | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """`pukul 16.00 WIB`."""
    return _time(value, dates.clock_time(value, _language(), zone), zone) if value else ""


@register.filter
def kode(value: str) -> SafeString:
    """A receipt or letter code in its five groups, readable aloud."""
    return format_html('<code class="mono">{}</code>', receipt.pretty(value))


@register.filter
def kelompok(value: str) -> list[str]:
    """The five groups of four of a code."""
    return receipt.groups(value)


@register.filter
def hitung_hari(value: date | datetime, until: date | datetime) -> str:
    """How many calendar days lie between two dates: `hari ini`, `1 hari`, `9 hari`."""
    first = dates.local(value).date() if isinstance(value, datetime) else value
    last = dates.local(until).date() if isinstance(until, datetime) else until
    days = abs((last - first).days)
    if days == 0:
        return _("hari ini")
    return _("1 hari") if days == 1 else _("%(days)d hari") % {"days": days}


@register.filter
def angka(value: int | float | None) -> str:
    """`2.034` in Indonesian, `2,034` in English; no figure is said as such."""
    if value is None:
        return _("belum ada angka")
    text = f"{value:,}"
    return text if _language().startswith("en") else text.translate(str.maketrans(",.", ".,"))


@register.filter
def garis(stations: Sequence[line.Station]) -> list[line.Stop]:
    """The stations of one line from top to bottom, with the days spent between them."""
    return line.stops(stations)


@register.filter
def garis_lebar(stations: Sequence[line.Station], width: int = 760) -> line.Drawing:
    """The same line drawn across, days as distance, crowded labels merged."""
    return line.draw(stations, width=width)


@register.filter
def batang(rows: Iterable[drawings.Row]) -> list[drawings.Bar]:
    """The bars of a figure (the funnel)."""
    return drawings.bars(list(rows))


@register.filter
def kotak(states: Iterable[str]) -> list[dict[str, object]]:
    """Positions of the boxes of a condition bar."""
    return drawings.boxes(list(states))


@register.simple_tag
def gambar(component: str, **values: object) -> SafeString:
    """A component that is nothing but its arguments, drawn once for each set of them: `{% gambar "components/_clock.html" ... %}`

    For marks that stand many times on a page (clocks, condition bars). Not for words of a case: what is drawn stays in memory.
    """
    given = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in sorted(values.items()))
    return _drawn(component, _language(), given)


@lru_cache(maxsize=4096)
def _drawn(component: str, _spoken: str, values: tuple[tuple[str, object], ...]) -> SafeString:
    return render_to_string(component, dict(values))


@register.simple_tag
def langkah(at: int, total: int) -> list[dict[str, object]]:
    """Positions of the points of the step line."""
    return drawings.step_points(at, total)
