"""The check page: the report as a letter, what is complete, until when, and which office receives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.intake import completeness
from saksama.intake.errors import NoOffice, NoSecondUnit
from saksama.intake.routing import Route, route
from saksama.law import applicable
from saksama.law import season as seasons
from saksama.vault import receipt
from saksama.web.frame import dates, render, said

from . import answers, forms, limits
from .answers import Lacking, Told
from .questions import ROUTES, neutral_title, show
from .sheet import Sheet

SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the letter; `edit` is the question it came from."""

    label: str
    value: str
    edit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition in the language of the page."""

    key: str
    label: str
    met: str
    why: str
    citation: str


def check_page(request: HttpRequest, sheet: Sheet, *, now: datetime, sentence: str = "", status: int = 200) -> HttpResponse:
    """Return the check page, or the first question that has to be answered again. Draws the receipt code the first time."""
    today = dates.local(now).date()
    told = answers.read(sheet, today)
    if isinstance(told, Lacking):
        return show(request, sheet, told.step, now=now, form=told.form, sentence=sentence)
    if not sheet.code:
        sheet.code = receipt.draw_sealed()
    sheet.changing = False
    try:
        where = route(told.place, told.answers.agency, completeness.day_in(told.place, now), wishes=told.wishes, now=now)
    except NoOffice as none:
        where, sentence, status = None, said(none), none.status
    if where is not None and told.door == SEALED and where.identity_units is None:
        refused = NoSecondUnit()
        sentence, status = said(refused), refused.status
    context = {
        "sheet": sheet.seal(now),
        "action": reverse(ROUTES[sheet.variant]),
        "previous": sheet.steps[-1],
        "total": len(sheet.steps) + 1,
        "label": _("cek ulang"),
        "rows": letter(told, sheet),
        "door": told.door,
        "sentence": sentence,
        "neutral_title": neutral_title(sheet),
        "helper": sheet.helper,
        "other_language_url": "",
        **_receiver(where, told),
        **_complete(told, now),
    }
    return render(request, "public/report/check.html", context, status=status)


def _receiver(where: Route | None, told: Told) -> dict[str, object]:
    """Return which office receives the report, and what has to be said about it."""
    if where is None:
        return {"office_name": _("Bawaslu"), "office_note": ""}
    notes = []
    if where.instead_of is not None:
        notes.append(
            _("%(absent)s belum dapat membuka laporan. Karena itu laporan Anda sampai kepada %(office)s.")
            % {"absent": where.instead_of.name, "office": where.office.name}
        )
    if told.door == SEALED and where.one_unit_only:
        notes.append(_("Saat ini baru satu kantor di sini memegang kunci. Nama Anda hanya terbuka dengan kunci pemulihan."))
    return {"office_name": where.office.name, "office_note": " ".join(notes)}


def _complete(told: Told, now: datetime) -> dict[str, object]:
    """Return the six conditions as they stand, the sentence about them, and until when a formal report is accepted."""
    language = get_language() or "id"
    english = language == "en"
    found = completeness.conditions(told.answers, door=told.door, place=told.place, files=0, now=now)
    count, _dot, missing = applicable.summary(found)[1 if english else 0].partition(". ")
    season = seasons.today(told.place.code, completeness.day_in(told.place, now))
    nameless = told.door == answers.NAMELESS
    return {
        "conditions": [condition(one, english=english) for one in found],
        "count": count.rstrip("."),
        "missing": missing + " " + _("Laporan tetap bisa dikirim.") if missing else "",
        "limits": [] if nameless else limits.report_limit(told.place, season, told.answers.known_on, now, language),
    }


def condition(one: applicable.Condition, *, english: bool) -> Shown:
    """Return a condition in words: why it stands as it does, and where something is missing what would satisfy it."""
    label, why, more = (
        (one.label_en, one.why_en, one.satisfied_by_en) if english else (one.label_id, one.why_id, one.satisfied_by_id)
    )
    spoken = f"{why} {more}".strip() if one.met is applicable.Met.NO else why
    return Shown(one.key, label, str(one.met.value), spoken, one.citation)


def letter(told: Told, sheet: Sheet) -> list[Row]:
    """Return the report in the words of the reporter, question by question."""
    said = told.answers
    what = {key: str(label) for key, label, _hint in forms.WHAT}
    rows = [Row(_("Apa"), what[said.category], "apa" if "apa" in sheet.steps else "risiko")]
    rows.append(Row(_("Siapa"), said.who, "siapa", note=told.agency.name if told.agency else ""))
    rows.append(Row(_("Kapan"), _when(told, get_language() or "id"), "kapan"))
    rows.append(Row(_("Di mana"), ", ".join(part for part in (said.landmark, told.place.label) if part), "tempat"))
    rows.append(Row(_("Cerita"), said.story, "cerita"))
    rows.append(Row(_("Tautan"), said.links or _("Tidak ada."), "tautan"))
    if "pembaca" in sheet.steps:
        rows.append(Row(_("Tidak boleh membaca"), _excluded(told), "pembaca"))
    door = {key: (str(label), str(hint)) for key, label, hint in forms.DOORS}[told.door]
    who = ", ".join(part for part in (said.name, said.address, said.contact) if part)
    limit = "" if told.door == "nameless" else _("Jika perkara sampai ke sidang atau penyidikan, Anda bisa dipanggil.")
    rows.append(Row(_("Nama"), f"{door[0]}: {who}" if who else door[0], "nama", note=f"{door[1]} {limit}".strip()))
    return rows


def _when(told: Told, language: str) -> str:
    zone = dates.ZONES.get(limits.zone_of(told.place), "WIB")
    day = dates.long_date(told.answers.happened_on, language)
    when = (
        _("%(day)s, sekitar pukul %(at)s %(zone)s.") % {"day": day, "at": told.answers.happened_at, "zone": zone}
        if told.answers.happened_at
        else f"{day}."
    )
    known = (
        _("Saya tahu sejak kejadian.")
        if told.known_since_event
        else _("Saya tahu sejak %(day)s.") % {"day": dates.long_date(told.answers.known_on, language)}
    )
    return f"{when} {known}"


def _excluded(told: Told) -> str:
    parts = [_("Pegawai titipan dari pejabat yang sama dengan yang dilaporkan")]
    if told.wishes.exclude_district:
        parts.append(_("Kantor kabupaten atau kota"))
    if told.wishes.exclude_province:
        parts.append(_("Kantor provinsi"))
    return ", ".join(parts)
