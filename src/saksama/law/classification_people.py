"""Who acted and whom it helped: the words a classification understands, and what follows from them alone.

Whoever is not a civil servant (ASN) is never sanctioned by the rules for
civil servants: the matter is handed over. A *lurah* is a
civil servant although the word sounds like a village head; a *wali nagari* is a village head.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from saksama.kernel.errors import NoRule

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Who:
    """One status of the one who acted. `groups`: the `subjects` of the catalogue he may be; `handed`: what hands him over.

    `handed` is empty for a civil servant, and for those whom only the criminal rules reach.
    """

    code: str
    id: str
    en: str
    is_asn: bool
    groups: frozenset[str]
    handed: str = ""
    forum: str = ""
    note: Pair = ("", "")


_ASN = frozenset({"asn", "asn_official", "acting_regional_head", "structural_official", "functional_official"})
_UNSURE = (
    "Status kepegawaiannya belum diketahui; dibaca seolah ASN.",
    "The status is not known yet; read as if a civil servant.",
)


def _asn(code: str, id: str, en: str, note: Pair = ("", ""), *, more: frozenset[str] = frozenset()) -> Who:  # noqa: A002
    return Who(code, id, en, True, _ASN | more, note=note)


def _other(code: str, id: str, en: str, groups: set[str], handed: str, forum: str, note: Pair = ("", "")) -> Who:  # noqa: A002
    return Who(code, id, en, False, frozenset(groups), handed, forum, note)


_ALL = (
    _asn("pns", "PNS", "permanent civil servant (PNS)"),
    _asn(
        "cpns",
        "CPNS",
        "candidate civil servant (CPNS)",
        (
            "CPNS masih dalam percobaan; periksa akibatnya bagi pengangkatan.",
            "A CPNS is on probation; check what follows for it.",
        ),
    ),
    _asn("pppk", "PPPK", "contract civil servant (PPPK)"),
    _asn("asn", "ASN", "civil servant (ASN)"),
    _asn(
        "lurah",
        "lurah",
        "head of an urban ward (lurah)",
        ("Lurah adalah ASN, bukan kepala desa.", "A lurah is a civil servant, not a village head."),
    ),
    _asn(
        "candidate_asn",
        "ASN yang mencalonkan diri",
        "civil servant who stands for office",
        ("Ia sendiri mencalonkan diri.", "The person stands for office."),
        more=frozenset({"candidate"}),
    ),
    _asn("unknown", "belum diketahui", "not known yet", _UNSURE),
    _other("village_head", "kepala desa atau wali nagari", "village head", {"village_head"}, "OA-01", "FO-REGENT"),
    _other("village_official", "perangkat desa atau nagari", "village official", {"village_official"}, "OA-02", "FO-VILLAGE"),
    _other("armed_forces", "anggota TNI", "member of the armed forces", {"armed_forces"}, "OA-03", "FO-SUPERIOR"),
    _other("police", "anggota Polri", "member of the police", {"police"}, "OA-03", "FO-SUPERIOR"),
    _other("state_firm", "pegawai BUMN atau BUMD", "staff of a state firm", {"state_firm"}, "OA-04", "FO-OWN"),
    _other("honorary", "pegawai bukan ASN (honorer)", "honorary staff", {"honorary_staff"}, "OA-04", "FO-OWN"),
    _other("facilitator", "pendamping desa", "village facilitator", {"village_facilitator"}, "OA-04", "FO-OWN"),
    _other("organiser", "penyelenggara pemilu", "election organiser", {"election_organiser"}, "OA-04", "FO-DKPP"),
    _other(
        "not_asn",
        "bukan ASN",
        "not a civil servant",
        {"honorary_staff", "state_firm", "village_facilitator"},
        "OA-04",
        "FO-OWN",
        ("Pastikan siapa ia: perangkat desa, TNI, Polri, BUMN, atau penyelenggara.", "Make sure who the person is."),
    ),
    _other("regional_head", "kepala daerah", "regional head", {"regional_head", "regional_official", "state_official"}, "", ""),
    _other("candidate", "calon atau pasangan calon", "candidate", {"candidate"}, "", ""),
    _other("campaign_team", "tim atau pelaksana kampanye", "campaign team", {"campaign_team", "campaign_organiser"}, "", ""),
)
ACTORS: Mapping[str, Who] = MappingProxyType({who.code: who for who in _ALL})
ALSO_CALLED: Mapping[str, str] = MappingProxyType({"": "unknown", "wali_nagari": "village_head", "other": "not_asn"})
HELPED: Mapping[str, Pair] = MappingProxyType(
    {
        "bakal_calon": ("bakal calon", "prospective candidate"),
        "calon": ("calon yang sudah ditetapkan", "determined candidate"),
        "party": ("partai politik", "political party"),
        "none": ("tidak ada yang didukung", "nobody was helped"),
        "": ("belum diketahui", "not known yet"),
    }
)
SIDES = ("bakal_calon", "calon")


def who_acted(code: str) -> Who:
    """Return the status by its code or another name of it, empty for unknown. Raises `NoRule`, which names those there are."""
    code = ALSO_CALLED.get(code, code)
    if code not in ACTORS:
        raise NoRule(
            f"Status `{code}` tidak dikenal. Pilih salah satu: {', '.join(ACTORS)}.",
            f"The status `{code}` is not known. Choose one of: {', '.join(ACTORS)}.",
            actor=code,
        )
    return ACTORS[code]


def whom_it_helped(code: str) -> str:
    """Return the standing of the one helped, `unknown` as empty. Raises `NoRule`, which names those there are."""
    code = "" if code == "unknown" else code
    if code not in HELPED:
        known = ", ".join([*(one for one in HELPED if one), "unknown"])
        raise NoRule(
            f"Keadaan `{code}` tidak dikenal. Pilih salah satu: {known}.",
            f"The standing `{code}` is not known. Choose one of: {known}.",
            helped=code,
        )
    return code
