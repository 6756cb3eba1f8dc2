"""The demonstration's agencies in Provinsi Andai. All fictional, after the sample reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .models import AgencyKind

# The campaign seasons in which Provinsi Andai has panwascam and village supervisors; the last day is the first without.
SEASONS = ((date(2024, 5, 1), date(2025, 3, 1)),)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    code: str
    name: str
    kind: AgencyKind
    place: str
    parent: str


_UMPAMO, _MISAL = "pemda:99.01", "pemda:99.71"
_DINAS = AgencyKind.REGIONAL_AGENCY

AGENCIES = (
    AgencyRow("andai:bkd", "BKD Provinsi Andai", AgencyKind.PERSONNEL_OFFICE, "99", "pemda:99"),
    AgencyRow("umpamo:bkpsdm", "BKPSDM Kabupaten Umpamo", AgencyKind.PERSONNEL_OFFICE, "99.01", _UMPAMO),
    AgencyRow("umpamo:inspektorat", "Inspektorat Kabupaten Umpamo", AgencyKind.INSPECTORATE, "99.01", _UMPAMO),
    AgencyRow("umpamo:kesehatan", "Dinas Kesehatan Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:pendidikan", "Dinas Pendidikan Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:pertanian", "Dinas Pertanian Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:jalan", "Dinas Jalan Contoh Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:pasar", "Dinas Pasar Contoh Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:pesisir", "Dinas Pesisir Contoh Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:usaha", "Dinas Usaha Contoh Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:urusan", "Dinas Urusan Contoh Kabupaten Umpamo", _DINAS, "99.01", _UMPAMO),
    AgencyRow("umpamo:camat-koto", "Kantor Camat Koto Umpamo", AgencyKind.KECAMATAN_OFFICE, "99.01.01", _UMPAMO),
    AgencyRow("umpamo:camat-lubuak", "Kantor Camat Lubuak Andai", AgencyKind.KECAMATAN_OFFICE, "99.01.02", _UMPAMO),
    AgencyRow("umpamo:nagari-pasia", "Pemerintah Nagari Pasia Umpamo", AgencyKind.VILLAGE_GOVERNMENT, "99.01.01.2001", _UMPAMO),
    AgencyRow("umpamo:nagari-lubuak", "Pemerintah Nagari Lubuak Misal", AgencyKind.VILLAGE_GOVERNMENT, "99.01.02.2001", _UMPAMO),
    AgencyRow("misal:bkpsdm", "BKPSDM Kota Batang Misal", AgencyKind.PERSONNEL_OFFICE, "99.71", _MISAL),
    AgencyRow("misal:inspektorat", "Inspektorat Kota Batang Misal", AgencyKind.INSPECTORATE, "99.71", _MISAL),
    AgencyRow("misal:arsip", "Dinas Arsip Contoh Kota Batang Misal", _DINAS, "99.71", _MISAL),
    AgencyRow("misal:pasa", "Kantor Lurah Pasa Misal", AgencyKind.KELURAHAN_OFFICE, "99.71.01.1001", _MISAL),
)

# What belongs to one of them, and so shares its personnel authority.
PARTS = (
    AgencyRow("umpamo:puskesmas-lubuak", "Puskesmas Lubuak Misal", AgencyKind.HEALTH_CENTRE, "99.01.02.2001", "umpamo:kesehatan"),
    AgencyRow("umpamo:smp-4", "SMP Negeri Contoh 4", AgencyKind.SCHOOL, "99.01.02.2001", "umpamo:pendidikan"),
    AgencyRow("umpamo:sd-9", "SD Negeri Contoh 9", AgencyKind.SCHOOL, "99.01.02.2001", "umpamo:pendidikan"),
    AgencyRow("umpamo:sd-17", "SD Negeri Contoh 17", AgencyKind.SCHOOL, "99.01.02.2001", "umpamo:pendidikan"),
)
