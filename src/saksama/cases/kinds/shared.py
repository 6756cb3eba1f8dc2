"""Fields and choices that several kinds ask for."""

from __future__ import annotations

from .declared import Field

NOTE = Field("note", "text", "Catatan", "Note", required=False, sealed=True)
REASON = Field("reasons", "text", "Alasan", "Reasons", sealed=True)
EVIDENCE = Field("files", "files", "Bukti yang disertakan", "Evidence to enclose", required=False)
VIOLATIONS = Field(
    "violations",
    "choices",
    "Dugaan pelanggaran",
    "Suspected violations",
    required=False,
    hint_id="Pilihan menurut yang dilihat pelapor. Ini dugaan, bukan putusan.",
    hint_en="Chosen by what the reporter saw. It is a suspicion, not a finding.",
)
STATUS = Field(
    "status",
    "choice",
    "Status kepegawaian",
    "Employment status",
    choices=(
        ("pns", "PNS", "permanent civil servant (PNS)"),
        ("cpns", "CPNS", "candidate civil servant (CPNS)"),
        ("pppk", "PPPK", "contract civil servant (PPPK)"),
        ("not_asn", "bukan ASN", "not a civil servant"),
        ("unknown", "belum diketahui", "not known yet"),
    ),
)
HAND_TO = (
    ("regent", "bupati atau wali kota", "the regent or mayor"),
    ("camat", "camat", "the head of the sub-district"),
    ("dkpp", "DKPP", "DKPP, the ethics council of election organisers"),
    ("tni_polri", "atasan di TNI atau Polri", "superiors in TNI or Polri"),
    ("other_office", "kantor Bawaslu lain", "another Bawaslu office"),
    ("own_agency", "instansinya sendiri", "the person's own agency"),
)
WAYS = (
    ("hand", "diserahkan langsung", "by hand"),
    ("post", "pos", "by post"),
    ("agency", "lewat instansinya", "through the agency"),
    ("messenger", "pesan dari kantor", "by an office message"),
)
PRESENT = (("yes", "hadir", "present"), ("no", "tidak hadir", "absent"))


def note(name: str, label_id: str, label_en: str, *, required: bool = True, hint: tuple[str, str] = ("", "")) -> Field:
    """Return a field of sealed prose."""
    return Field(name, "text", label_id, label_en, required=required, sealed=True, hint_id=hint[0], hint_en=hint[1])


def choice(name: str, label_id: str, label_en: str, *choices: tuple[str, str, str], required: bool = True) -> Field:
    return Field(name, "choice", label_id, label_en, required=required, choices=choices)


def computed(name: str, type: str = "code", *, label_id: str = "", label_en: str = "", **more: object) -> Field:  # noqa: A002
    """Return a field that a verb sets and no form asks for; its labels stand beside it where it is read."""
    labels = (label_id or name, label_en or name)
    return Field(name, type, *labels, required=False, computed=True, **more)  # type: ignore[arg-type]
