"""The library's own words: kinds, sources, degrees of confidence, fields that changed."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.law.records import Instrument, Record
from saksama.web.frame import dates


def english() -> bool:
    return get_language() == "en"


def said(thing: Record | Instrument, name: str) -> str:
    return str(getattr(thing, f"{name}_{'en' if english() else 'id'}"))


def doubts(one: Record) -> tuple[str, ...]:
    return one.doubts_en if english() else one.doubts_id


def kind(name: str) -> str:
    return {
        "clocks": _("Batas waktu"),
        "violations": _("Pelanggaran"),
        "sanctions": _("Sanksi dan pengendalian"),
        "norms": _("Peraturan dan pasal"),
        "exceptions": _("Pengecualian dan pembelaan"),
        "regimes": _("Tata cara"),
        "provisions": _("Ketentuan lain"),
        "bodies": _("Lembaga dan sistem"),
        "requirements": _("Syarat laporan"),
        "situations": _("Boleh atau tidak?"),
        "classification": _("Cara menggolongkan perbuatan"),
        "categories": _("Pilihan jawaban pelapor"),
        "elections": _("Pemilihan dan tahapannya"),
        "windows": _("Masa larangan"),
        "errata": _("Kekeliruan yang beredar"),
        "forms": _("Surat dan nomor register"),
        "targets": _("Lembar salin ke sistem lain"),
    }.get(name, name.replace("_", " ").capitalize())


def source(name: str) -> str:
    return {
        "statute": _("naskah peraturan"),
        "official_site": _("situs resmi"),
        "press": _("berita"),
        "academic": _("tulisan ilmiah"),
        "dataset": _("kumpulan data"),
        "own_knowledge": _("ingatan penyusun"),
        "own_rule": _("aturan kami sendiri"),
    }.get(name, name)


def confidence(name: str) -> str:
    return {
        "verified": _("Dibaca di sumbernya"),
        "recalled": _("Dari ingatan, belum dibaca di sumbernya"),
        "own_rule": _("Aturan kami sendiri, bukan hukum"),
    }.get(name, name)


def trust(one: Record) -> str:
    """Return how sure we are of a rule, and where it was read where it was."""
    said = confidence(one.confidence.value)
    return f"{said}: {source(one.source_kind)}." if one.confidence == "verified" else f"{said}."


def field(name: str) -> str:
    return {
        "title": _("Nama"),
        "text": _("Isi"),
        "citation": _("Dasar hukum"),
        "source_kind": _("Dibaca di"),
        "confidence": _("Keyakinan"),
        "doubts": _("Yang belum pasti"),
    }[name]


def value(name: str, text: str) -> str:
    """Return the value of a changed field in words; nothing said is said as such."""
    spoken = source(text) if name == "source_kind" else confidence(text) if name == "confidence" else text
    return spoken or _("tidak ada")


def validity(one: Record) -> str:
    """Return since when and until when a version holds."""
    spoken = get_language() or "id"
    since = dates.long_date(one.valid_from, spoken)
    if one.valid_to is None:
        return _("Berlaku sejak %(since)s.") % {"since": since}
    return _("Berlaku sejak %(since)s sampai %(until)s.") % {"since": since, "until": dates.long_date(one.valid_to, spoken)}


def review(one: Record) -> str:
    """Return who checked a version and when, or that nobody did."""
    if not one.reviewed_by:
        return _("belum diperiksa ahli hukum")
    if one.reviewed_on is None:
        return _("diperiksa oleh %(name)s") % {"name": one.reviewed_by}
    day = dates.long_date(one.reviewed_on, get_language() or "id")
    return _("diperiksa oleh %(name)s, %(day)s") % {"name": one.reviewed_by, "day": day}
