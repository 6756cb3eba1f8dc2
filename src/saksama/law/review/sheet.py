"""What stands on the sheet: the rules in force (or all versions), grouped by instrument, in Indonesian, with their doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saksama.law import records
from saksama.law import wording as say
from saksama.law.records import Record
from saksama.law.rule import Confidence
from saksama.law.rulebook import load

from .entries import Written, key_of, written

YES, CHANGE = "Benar", "Perlu diubah"
COLUMNS = (
    "No",
    "Kunci",
    "Sidik",
    "Yang tertulis",
    "Dasar hukum",
    "Keyakinan",
    "Yang belum pasti",
    f"{YES} / {CHANGE}",
    "Koreksi",
    "Catatan",
    "Nama",
    "Tanggal",
)
PRINTED = 7                 # the columns we write; the others are the lawyer's
TITLE = "Lembar periksa hukum Saksama"
HOW = (
    "Satu baris adalah satu aturan dalam satu masa berlaku. Baca kolom “Yang tertulis” dan “Dasar hukum”.",
    f"Tulis “{YES}” atau “{CHANGE}”. Baris yang belum Anda baca biarkan kosong.",
    f"Untuk “{CHANGE}”, tulis koreksinya. “dasar: UU 1/2015 ps. 134(4)” mengganti dasar hukum; “jumlah: 7” mengganti jumlah "
    "hari atau jam. Kalimat lain dicatat sebagai usul.",
    "Isi nama dan tanggal di setiap baris yang Anda jawab. Nama dan tanggal itu terbit di halaman aturan. Dengan mengisinya "
    "Anda setuju.",
    "Jangan mengubah kolom Kunci dan Sidik. Aturan yang berubah sesudah lembar ini dicetak akan ditolak dan dicetak lagi.",
    "Tanda tangan berarti: menurut Anda yang tertulis benar. Cara hitung yang belum pasti tetap dihitung dengan semua cara.",
)
_CONFIDENCE = {
    Confidence.VERIFIED: "Dibaca di sumber",
    Confidence.RECALLED: "Dari ingatan, belum dibaca di sumbernya",
    Confidence.OWN_RULE: "Aturan kami sendiri, bukan hukum",
}
_SOURCES = {
    "statute": "naskah peraturan",
    "official_site": "situs resmi",
    "press": "berita",
    "academic": "tulisan ilmiah",
    "dataset": "kumpulan data",
    "own_knowledge": "ingatan",
    "own_rule": "aturan sendiri",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule on the sheet; `cells` are the columns we write, in the order of `COLUMNS`."""

    key: str
    mark: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rules under one instrument."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet: which release it was printed from, what it covers, and its groups."""

    release: str
    covers: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def build(folder: Path, *, on: date | None = None) -> Sheet:
    """Return the sheet of a folder of law data; `on`: only what held that day. Raises `BrokenLaw` where it is not sound."""
    book, entries = load(folder), written(folder)
    found = records.records(book, on=on)
    groups, n = [], 0
    for instrument in records.instruments(book):
        rows = []
        for one in found:
            if one.instrument == instrument.id:
                n += 1
                rows.append(_row(n, one, entries))
        if rows:
            groups.append(Group(f"{instrument.short}. {instrument.title_id}", tuple(rows)))
    covers = f"aturan yang berlaku pada {say.day_id(on)}" if on else "semua aturan, semua masa berlaku"
    return Sheet(book.release, covers, tuple(groups))


def words(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return what the sheet prints today for each key, in the order of `COLUMNS`. Raises `BrokenLaw`."""
    return {row.key: row.cells for group in build(folder).groups for row in group.rows}


def _row(n: int, one: Record, entries: Mapping[str, Written]) -> Row:
    key = key_of(one.kind, one.version)
    mark = entries[key].mark
    until = f" sampai {say.day_id(one.valid_to)}" if one.valid_to else ""
    text = one.text_id if one.text_id != one.title_id else ""
    said = "\n".join(part for part in (one.title_id, text, f"Berlaku sejak {say.day_id(one.valid_from)}{until}.") if part)
    signed = f"\nSudah diperiksa {one.reviewed_by}, {one.reviewed_on}." if one.reviewed_by else ""
    sure = f"{_CONFIDENCE[one.confidence]} ({_SOURCES.get(one.source_kind, one.source_kind)}).{signed}"
    return Row(key, mark, (str(n), key, mark, said, one.citation, sure, "\n".join(one.doubts_id)))
