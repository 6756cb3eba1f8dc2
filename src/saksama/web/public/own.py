"""The installation's own figures in public: funnel, defects lost, waiting, execution, districts. Small cells are hidden."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.insight.registry import statistic
from saksama.opendata import queries as opendata
from saksama.opendata.suppression import Cell, Line, State
from saksama.places import queries as places
from saksama.web.frame import dates
from saksama.web.frame.drawings import Row
from saksama.web.frame.templatetags.saksama import angka


def figures() -> dict[str, object]:
    """Return the page's context; empty where nothing was computed yet, or no case is here to count."""
    found = opendata.latest()
    if found is None or found.funnel[0][1].value == 0:
        return {}
    language = get_language() or "id"
    return {
        "own": [Row(words, cell.value, words=printed(cell)) for words, cell in _named(_steps(), dict(found.funnel))],
        "own_measure": _("dalam perkara, semua tahun, sampai %(at)s") % {"at": dates.long_moment(found.computed_at, language)},
        "own_source": _("Sumber: catatan tindakan di pemasangan ini, versi data %(v)s.") % {"v": found.version},
        "own_definition": statistic("funnel").definition["en" if language == "en" else "id"],
        "own_defects": _defects(found.defects, language),
        "own_tables": [
            _table("waiting", _bodies(), found.waiting),
            _table("execution", _fates(), found.execution),
            _table("cases_by_place", _districts(found.by_district.cells), found.by_district),
        ],
    }


def _defects(found: tuple[tuple[str, Cell], ...], language: str) -> dict[str, object]:
    """Return both counts of reports lost for a curable defect, with their definitions; empty where the version has none."""
    if not found:
        return {}
    side = "en" if language == "en" else "id"
    about = [statistic(key) for key, _cell in found]
    return {
        "columns": [(_("Menurut"), False), (_("Laporan"), True)],
        "rows": [[one.name[side], printed(cell)] for one, (_key, cell) in zip(about, found, strict=True)],
        "definitions": [(one.name[side], one.definition[side]) for one in about],
    }


def printed(cell: Cell) -> str:
    """Return what stands in the place of a count."""
    if cell.state is State.HIDDEN:
        return _("disembunyikan")
    return _("kurang dari %(n)d") % {"n": cell.threshold} if cell.state is State.SMALL else angka(cell.value)


def _named(words: Mapping[str, str], cells: Mapping[str, Cell]) -> list[tuple[str, Cell]]:
    return [(words[key], cells[key]) for key in words if key in cells]


def _table(key: str, words: Mapping[str, str], line: Line) -> dict[str, object]:
    language = "en" if get_language() == "en" else "id"
    rows = [[label, printed(cell)] for label, cell in _named(words, line.cells)]  # type: ignore[arg-type]
    about = statistic(key)
    return {
        "id": key,
        "name": about.name[language],
        "definition": about.definition[language],
        "columns": [(_("Menurut"), False), (_("Perkara"), True)],
        "rows": [*rows, [_("Jumlah"), printed(line.total)]],
    }


def _steps() -> dict[str, str]:
    return {
        "received": _("Diterima"),
        "registered": _("Diregistrasi"),
        "forwarded": _("Diteruskan"),
        "recommended": _("Direkomendasikan"),
        "decided": _("Diputus PPK"),
        "executed": _("Terbukti dijalankan"),
    }


def _bodies() -> dict[str, str]:
    return {
        "bawaslu": _("Bawaslu"),
        "reporter": _("Pelapor"),
        "oversight": _("Lembaga pengawas ASN"),
        "agency": _("Pejabat pembina kepegawaian (PPK)"),
        "bpasn": _("Badan Pertimbangan ASN"),
        "accused": _("Yang dilaporkan"),
    }


def _fates() -> dict[str, str]:
    return {
        "executed": _("Dijalankan, dua bukti"),
        "not_executed": _("Tidak dijalankan, ada dokumennya"),
        "annulled": _("Dibatalkan banding"),
        "in_progress": _("Sedang diproses, ada dokumennya"),
        "no_news": _("Belum ada kabar"),
    }


def _districts(cells: Mapping[object, Cell]) -> dict[str, str]:
    found = places.by_codes(str(code) for code in cells)
    return {code: found[code].full_name for code in sorted(found)}
