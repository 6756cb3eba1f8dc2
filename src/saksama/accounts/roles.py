"""What a role is called, on every screen: one source for the desk's frame, the timeline, the people pages and the demonstration.

Two words are avoided: *pemeriksa* belongs to the discipline examination (*tim pemeriksa*, glossary), *pembina* to the PPK.
"""

from __future__ import annotations

from collections.abc import Mapping

from .models import Role

# From the field to the administrator: the order in which roles are offered, and named where somebody holds several.
WORDS: Mapping[str, tuple[str, str]] = {
    Role.FIELD_SUPERVISOR: ("pengawas lapangan", "field supervisor"),
    Role.EXAMINER: ("staf penanganan pelanggaran", "examiner"),
    Role.COMMISSIONER: ("anggota", "commissioner"),
    Role.PROVINCIAL_SUPERVISOR: ("pengawas provinsi", "provincial supervisor"),
    Role.NATIONAL_SUPERVISOR: ("pengawas nasional", "national supervisor"),
    Role.IDENTITY_CUSTODIAN: ("penjaga identitas", "identity custodian"),
    Role.OVERSIGHT_ANALYST: ("analis lembaga pengawas", "analyst of the oversight body"),
    Role.AGENCY_OFFICER: ("petugas instansi", "officer of the agency"),
    Role.AUDITOR: ("auditor", "auditor"),
    Role.SYSTEM_ADMINISTRATOR: ("pengelola sistem", "system administrator"),
}
# The frame names one role: the one somebody works by.
FIRST = (
    Role.EXAMINER, Role.COMMISSIONER, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR, Role.OVERSIGHT_ANALYST,
    Role.FIELD_SUPERVISOR, Role.IDENTITY_CUSTODIAN, Role.AGENCY_OFFICER, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR,
)


def name(role: str, language: str) -> str:
    """Return the role's name in Indonesian, or in English for `en`; nothing for what is no role."""
    return WORDS.get(role, ("", ""))[language == "en"]
