"""Which columns a list may have, what offices call them, and which column of a file is which. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saksama.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Column:
    """A field of ours, what it is called on the screen, and under which headings it comes."""

    name: str
    label_id: str
    label_en: str
    headings: tuple[str, ...]
    required: bool = False


_NIP = Column("nip", "NIP", "NIP", ("nip", "nip baru", "nip pns", "ni pppk", "nip nipppk", "nomor induk pegawai"), required=True)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "offices": (
        Column("office", "Kantor (kode wilayah atau nama)", "Office (place code or name)",
               ("kantor", "kode kantor", "kode wilayah", "wilayah", "nama kantor", "kode", "office"), required=True),
        Column("address", "Alamat", "Address", ("alamat", "alamat kantor", "address")),
        Column("phone", "Telepon", "Telephone", ("telepon", "telp", "no telepon", "nomor telepon", "hp", "wa", "phone")),
        Column("mail", "Surel", "Mail", ("surel", "email", "e mail", "pos el")),
        Column("own_code", "Kode Bawaslu", "Bawaslu code", ("kode bawaslu", "kode surat", "kode satker", "own code")),
    ),
    "agencies": (
        Column("code", "Kode unit", "Unit code", ("kode", "kode unit", "kode instansi", "kode unor", "id unor"), required=True),
        Column("name", "Nama", "Name", ("nama", "nama unit", "nama instansi", "unit kerja", "unor"), required=True),
        Column("kind", "Jenis", "Kind", ("jenis", "jenis instansi", "jenis unit"), required=True),
        Column("place", "Kode wilayah", "Place code", ("wilayah", "kode wilayah", "kode kemendagri")),
        Column("parent", "Kode induk", "Parent's code", ("induk", "kode induk", "unit induk", "kode unor atasan")),
        Column("head", "Pejabat pembina kepegawaian", "Personnel authority",
               ("pejabat pembina", "pejabat pembina kepegawaian", "ppk")),
    ),
    "posts": (
        Column("unit", "Unit (kode atau nama)", "Unit (code or name)",
               ("unit", "kode unit", "unit kerja", "unor", "kode"), required=True),
        Column("title", "Nama jabatan", "Post", ("jabatan", "nama jabatan"), required=True),
        Column("klass", "Jenis jabatan", "Class of the post", ("jenis jabatan", "kelas jabatan", "eselon", "jenis")),
    ),
    "roster": (
        _NIP,
        Column("name", "Nama", "Name", ("nama", "nama lengkap", "nama pegawai", "nama asn"), required=True),
        Column("unit", "Unit (kode atau nama)", "Unit (code or name)",
               ("unit", "kode unit", "unit kerja", "unor", "opd", "instansi", "satuan kerja", "kode unor"), required=True),
        Column("title", "Jabatan", "Post", ("jabatan", "nama jabatan", "jabatan terakhir"), required=True),
        Column("since", "TMT jabatan", "In this post since", ("tmt jabatan", "tmt", "sejak", "mulai menjabat", "tanggal mulai")),
        Column("status", "Status", "Status", ("status", "status kepegawaian", "kedudukan", "jenis pegawai", "status asn")),
        Column("klass", "Jenis jabatan", "Class of the post", ("jenis jabatan", "kelas jabatan", "eselon")),
    ),
}
NIK = frozenset({"nik", "no ktp", "nomor ktp", "nomor nik", "no nik", "nomor induk kependudukan", "ktp"})
_LONG_NUMBER = re.compile(r"\d{15,}")


def of(kind: str) -> tuple[Column, ...]:
    return COLUMNS[kind]


def guess(kind: str, heading: Sequence[str]) -> dict[str, int]:
    """Return for each field of ours the column whose title is one of its names; a NIK column is nobody's."""
    titles = [fold(one) for one in heading]
    found: dict[str, int] = {}
    for column in of(kind):
        at = next((titles.index(name) for name in column.headings if name in titles and not is_nik(name)), None)
        if at is not None and at not in found.values():
            found[column.name] = at
    return found


def is_nik(title: str) -> bool:
    """Tell whether a column holds the number of the population register, which is never taken."""
    return fold(title) in NIK


def is_heading(heading: Sequence[str]) -> bool:
    """Tell whether a first line names columns: not one that holds a long number, or that is all but empty."""
    named = [one for one in heading if one.strip()]
    return len(named) > 1 and not any(_LONG_NUMBER.search(re.sub(r"\s", "", one)) for one in named)


def troubles(kind: str, mapping: Mapping[str, int], heading: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (field, sentence, English sentence) for each thing wrong with a mapping; empty where it can be used."""
    found = []
    for column in of(kind):
        if column.required and column.name not in mapping:
            found.append((column.name, f"Pilih kolom untuk {column.label_id}.", f"Choose a column for {column.label_en}."))
    taken: dict[int, str] = {}
    for name, at in mapping.items():
        if not 0 <= at < len(heading):
            found.append((name, "Kolom ini tidak ada di berkas.", "This column is not in the file."))
        elif is_nik(heading[at]):
            found.append((name, "Kolom NIK tidak pernah diambil. Pilih kolom lain.", "A NIK column is never taken."))
        elif at in taken:
            found.append((name, "Kolom ini sudah dipakai isian lain.", "Another field uses this column already."))
        taken.setdefault(at, name)
    return found


def left_out(mapping: Mapping[str, int], heading: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the titles of the columns that are not taken: those that hold a NIK, and the others."""
    rest = [one for at, one in enumerate(heading) if at not in mapping.values() and one.strip()]
    return [one for one in rest if is_nik(one)], [one for one in rest if not is_nik(one)]
