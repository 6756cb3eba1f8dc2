"""A work report in words: on the screen and on paper from the same lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.law import wording
from saksama.law.forms.letter import LABELS
from saksama.law.forms.sheet import Sheet, Table
from saksama.prevention.measures import catalogue
from saksama.prevention.queries import ReportShown
from saksama.prevention.reports import pattern

from .words import note


def state(code: str) -> str:
    words = {
        "draft": _("disusun"),
        "signed": _("ditandatangani"),
        "received": _("diterima"),
        "returned": _("dikembalikan"),
    }
    return words.get(code, _("belum ada"))


def lines(own: Mapping[str, Any], totals: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one line for each measure: what the office did itself, and with the reports below."""
    english = get_language() == "en"
    return [
        {"key": one.key, "label": one.label_en if english else one.label_id, "own": own["measures"][one.key],
         "all": totals["measures"][one.key]}
        for one in catalogue().measures
    ]


def plain(own: Mapping[str, Any], totals: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """Return the figures of cases and letters: label, own, with those below."""
    named = (
        ("cases", "opened", _("Perkara dibuka")),
        ("cases", "registered", _("Diregistrasi")),
        ("cases", "not_registered", _("Tidak diregistrasi")),
        ("cases", "forwarded", _("Diteruskan")),
        ("cases", "not_proven", _("Tidak terbukti")),
        ("letters", "received", _("Surat warga diterima")),
        ("letters", "answered", _("Surat warga dijawab")),
        ("letters", "in_time", _("Dijawab tepat waktu")),
    )
    return [(label, own[group][key], totals[group][key]) for group, key, label in named]


def sheet(found: ReportShown, signed_by: str, *, demo: bool) -> Sheet:
    """Return the paper: the period, the two tables, the reports taken in and those missing, what people wrote, the source."""
    language = get_language() or "id"
    labels = LABELS.get(language, LABELS["id"])
    say = wording.short_en if language == "en" else wording.short_id
    row = found.report
    head = [f"{say(row.first)} - {say(row.last)}", state(row.state)]
    if signed_by and row.signed_at:
        head.append(f"{_('Ditandatangani')}: {signed_by}, {say(row.signed_at.date())}, SHA-256 {row.sha256}")
    return Sheet(
        title=_("Laporan kerja"),
        house=found.office,
        lines=tuple(head),
        tables=(_measures(found), _figures(found), *_below(found)),
        notes=(*_written(found), f"{pattern().citation}. {note(pattern())}"),
        foot=f"{_('Laporan kerja')} {found.office}",
        page=labels["page"],
        of=labels["of"],
        language=language,
        demo=labels["demo"] if demo else "",
    )


def _measures(found: ReportShown) -> Table:
    heads = (_("Langkah"), _("Kegiatan"), _("Hadir"), _("Dapat menjawab"), _("Biaya (rupiah)"), _("Kegiatan, dengan bawahan"),
             _("Hadir, dengan bawahan"))
    rows = tuple(
        (f"{one['key']}. {one['label']}", *(str(one["own"][key]) for key in ("done", "present", "able", "cost")),
         str(one["all"]["done"]), str(one["all"]["present"]))
        for one in lines(found.own, found.totals)
    )
    return Table(_("Pencegahan menurut langkah"), heads, rows, (3, 1, 1, 1, 1.3, 1.2, 1.2), numeric=(1, 2, 3, 4, 5, 6))


def _figures(found: ReportShown) -> Table:
    rows = tuple((label, str(own), str(total)) for label, own, total in plain(found.own, found.totals))
    heads = (_("Perkara dan surat"), _("Kantor ini"), _("Dengan bawahan"))
    return Table(_("Perkara dan surat"), heads, rows, (3, 1, 1), numeric=(1, 2))


def _below(found: ReportShown) -> tuple[Table, ...]:
    rows = [(name, state(one.state)) for one, name in found.parts] + [(name, _("belum ada")) for name in found.missing]
    return (Table(_("Laporan kantor di bawah"), (_("Kantor"), _("Keadaan")), tuple(rows), (3, 1)),) if rows else ()


def _written(found: ReportShown) -> tuple[str, ...]:
    english = get_language() == "en"
    sections = {one.key: one.label_en if english else one.label_id for one in pattern().sections}
    return tuple(f"{sections[key]}: {text}" for key, text in found.remarks.items() if text and key in sections)
