"""The check page: the report as a letter, what is complete, until when, and which office receives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.law import season as seasons
from saksama.vault import receipt
from saksama.web.frame import dates, render

from . import answers, forms, limits
from .answers import Lacking, Told
from .questions import ROUTES, neutral_title, show
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the letter; `edit` is the question it came from."""

    label: str
    value: str
    edit: str
    note: str = ""


def check_page(request: HttpRequest, sheet: Sheet, *, now: datetime, sentence: str = "", status: int = 200) -> HttpResponse:
    """Return the check page, or the first question that has to be answered again. Draws the receipt code the first time."""
    today = dates.local(now).date()
    told = answers.read(sheet, today)
    if isinstance(told, Lacking):
        return show(request, sheet, told.step, now=now, form=told.form, sentence=sentence)
    if not sheet.code:
        sheet.code = receipt.draw_sealed()
    sheet.changing = False
    language = get_language() or "id"
    season = seasons.today(told.place.code, today)
    context = {
        "sheet": sheet.seal(now),
        "action": reverse(ROUTES[sheet.variant]),
        "previous": sheet.steps[-1],
        "total": len(sheet.steps) + 1,
        "label": _("cek ulang"),
        "rows": letter(told, sheet, language),
        "door": told.door,
        "limits": [] if told.door == "nameless" else limits.report_limit(told.place, season, told.known_on, now, language),
        "sentence": sentence,
        "neutral_title": neutral_title(sheet),
        "other_language_url": "",
    }
    return render(request, "public/report/check.html", context, status=status)


def letter(told: Told, sheet: Sheet, language: str) -> list[Row]:
    """Return the report in the words of the reporter, question by question."""
    what = {key: str(label) for key, label, _hint in forms.WHAT}
    rows = [Row(_("Apa"), what[told.what], "apa" if "apa" in sheet.steps else "risiko")]
    rows.append(Row(_("Siapa"), told.who, "siapa", note=told.agency.name if told.agency else ""))
    rows.append(Row(_("Kapan"), _when(told, language), "kapan"))
    rows.append(Row(_("Di mana"), ", ".join(part for part in (told.landmark, told.place.label) if part), "tempat"))
    rows.append(Row(_("Cerita"), told.story, "cerita"))
    rows.append(Row(_("Tautan"), told.links or _("Tidak ada."), "tautan"))
    if "pembaca" in sheet.steps:
        rows.append(Row(_("Tidak boleh membaca"), _excluded(told), "pembaca"))
    door = {key: (str(label), str(hint)) for key, label, hint in forms.DOORS}[told.door]
    who = ", ".join(part for part in (told.name, told.address, told.contact) if part)
    rows.append(
        Row(
            _("Nama"),
            f"{door[0]}: {who}" if who else door[0],
            "nama",
            note=f"{door[1]} {_('Jika perkara sampai ke sidang atau penyidikan, Anda bisa dipanggil.')}",
        )
    )
    return rows


def _when(told: Told, language: str) -> str:
    zone = dates.ZONES.get(limits.zone_of(told.place), "WIB")
    day = dates.long_date(told.happened_on, language)
    when = (
        _("%(day)s, sekitar pukul %(at)s %(zone)s.") % {"day": day, "at": told.happened_at, "zone": zone}
        if told.happened_at
        else f"{day}."
    )
    known = (
        _("Saya tahu sejak kejadian.")
        if told.known_since_event
        else _("Saya tahu sejak %(day)s.") % {"day": dates.long_date(told.known_on, language)}
    )
    return f"{when} {known}"


def _excluded(told: Told) -> str:
    parts = [_("Kantor yang sepejabat dengan yang dilaporkan")]
    if told.exclude_district:
        parts.append(_("Kantor kabupaten atau kota"))
    if told.exclude_province:
        parts.append(_("Kantor provinsi"))
    return ", ".join(parts)
