"""The fields of a letter that a template may use, by form: what they hold, in words, and what kind of value it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .letter import LABELS

TEXT, LINES, IMAGE = "text", "lines", "image"
WITH_CODES = frozenset({"invitation"})      # forms in which codes of the accused's room are printed
OFFICES_OWN = (
    "receipt", "completion", "refusal", "invitation", "minutes", "study", "plenary", "forwarding", "recommendation", "reminder",
    "escalation", "list_notice", "exoneration", "handover",
)
"""Forms whose letters an office writes in its own name; an agency's drafts are not among them."""


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field. `kind` is text, lines (a list of texts) or image; `within` is the list or group it stands in."""

    name: str
    kind: str
    said_id: str
    said_en: str
    needed: bool = False
    within: str = ""

    @property
    def written(self) -> str:
        """Return how it is written in a template."""
        if self.within == "box.cells":
            return f"{{% for cell in box.cells %}}{{{{ cell.{self.name} }}}}{{% endfor %}}"
        if self.within and self.within not in ("box", "labels"):
            each = EACH[self.within]
            return f"{{%p for {each} in {self.within} %}} … {{{{ {each}.{self.name} }}}} … {{%p endfor %}}"
        name = f"{self.within}.{self.name}" if self.within else self.name
        if self.kind == LINES:
            return f"{{{{ {name}|join(', ') }}}}"
        return f"{{{{ {name} }}}}"


EACH = {"paragraphs": "p", "codes": "item"}
_COMMON = (
    FieldOf("office", LINES, "nama kantor, satu baris tiap isian", "name of the office, a line each", needed=True),
    FieldOf("office_address", LINES, "alamat kantor", "address of the office"),
    FieldOf("number", TEXT, "nomor surat", "number of the letter", needed=True),
    FieldOf("date", TEXT, "tempat dan tanggal", "place and date", needed=True),
    FieldOf("classification", TEXT, "sifat surat; dapat kosong", "class of the letter; may be empty"),
    FieldOf("enclosure_count", TEXT, "jumlah lampiran", "number of enclosures"),
    FieldOf("subject", TEXT, "hal", "subject", needed=True),
    FieldOf("title", TEXT, "judul surat dan nomornya", "title of the letter and its number"),
    FieldOf("to", LINES, "kepada siapa; dapat kosong", "addressee; may be empty", needed=True),
    FieldOf("label", TEXT, "judul kotak: yang diminta, batas waktu, dasar", "head of a box: what, by when, by which rule",
            within="box.cells"),
    FieldOf("text", TEXT, "isi kotak", "text of a box", needed=True, within="box.cells"),
    FieldOf("mark", TEXT, "tanda perlu diperiksa ahli hukum pada kotak", "mark that a lawyer must look at the box", within="box"),
    FieldOf("greeting", TEXT, "salam pembuka; dapat kosong", "greeting; may be empty"),
    FieldOf("number", TEXT, "nomor urut paragraf; dapat kosong", "number of the paragraph; may be empty", within="paragraphs"),
    FieldOf("head", TEXT, "judul paragraf; dapat kosong", "head of the paragraph; may be empty", within="paragraphs"),
    FieldOf("text", TEXT, "isi paragraf", "text of the paragraph", needed=True, within="paragraphs"),
    FieldOf("mark", TEXT, "tanda perlu diperiksa ahli hukum", "mark that a lawyer must look", needed=True, within="paragraphs"),
    FieldOf("standing", LINES, "kalimat tetap, antara lain praduga tak bersalah", "standing sentences, presumption of innocence",
            needed=True),
    FieldOf("enclosures", LINES, "nama lampiran", "names of enclosures"),
    FieldOf("copies", LINES, "tembusan", "copies to"),
    FieldOf("rules", LINES, "alamat bunyi aturan", "addresses of the rules cited"),
    FieldOf("signed_by", LINES, "yang menandatangani", "who signs", needed=True),
    FieldOf("check_code", TEXT, "kode periksa", "check code", needed=True),
    FieldOf("verify_url", TEXT, "alamat periksa surat", "address where the letter is checked", needed=True),
    FieldOf("qr", IMAGE, "kode QR alamat itu", "QR code of that address"),
    FieldOf("demo", TEXT, "tanda peragaan; kosong pada surat sungguhan", "mark of a demonstration; empty otherwise", needed=True),
    FieldOf("demo_short", TEXT, "tanda peragaan, pendek", "mark of a demonstration, short"),
    FieldOf("language", TEXT, "bahasa surat", "language of the letter"),
)
_CODES = (
    FieldOf("label", TEXT, "nama kode", "name of a code", within="codes"),
    FieldOf("code", TEXT, "kode ruang jawaban", "code of the answer room", needed=True, within="codes"),
)


@cache
def known() -> tuple[FieldOf, ...]:
    """Return the fields a letter has. Every form knows all of them; `sample` says which of them a form leaves empty."""
    labels = tuple(FieldOf(name, TEXT, f"kata «{word}»", f"the word “{LABELS['en'][name]}”", within="labels")
                   for name, word in LABELS["id"].items())
    return (*_COMMON, *_CODES, *labels)


def tree() -> dict[str, object]:
    """Return the fields as plain values for the program that judges a template: text, image, lists and groups."""
    found: dict[str, object] = {}
    groups: dict[str, dict[str, object]] = {}
    for field in known():
        (groups.setdefault(field.within, {}) if field.within else found)[field.name] = _value(field)
    box = {"cells": [groups.pop("box.cells")], **groups.pop("box")}
    labels = groups.pop("labels")
    lists: Mapping[str, object] = {name: [fields] for name, fields in groups.items()}
    return {**found, **lists, "box": box, "labels": labels}


def _value(field: FieldOf) -> object:
    return [TEXT] if field.kind == LINES else field.kind
