"""What the check of the record says: how much was checked, and each thing that does not fit, with its place. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

MOST = 1000   # problems told one by one

SENTENCES = {
    "changed": ("isinya diubah sejak dicatat.", "it was changed after it was recorded."),
    "columns_changed": ("kolom pencariannya tidak sama dengan isinya.", "its look-up columns differ from its own bytes."),
    "unreadable": ("posisinya tidak dapat dibaca.", "its position cannot be read."),
    "entry_missing": ("isinya dihapus, posisinya masih ada.", "the entry was taken away; its position is still there."),
    "missing": ("catatannya hilang.", "the entries are missing."),
    "duplicate": ("posisi atau catatan muncul dua kali.", "a position or an entry appears twice."),
    "reordered": ("catatan dipindahkan atau disisipkan.", "entries were moved or put in."),
    "rewritten": ("catatan ditulis ulang, disisipkan, atau ditukar.", "entries were rewritten, put in, or exchanged."),
    "detail_changed": ("rinciannya diubah.", "its detail was changed."),
    "detail_missing": ("rinciannya hilang tanpa catatan penghapusan.", "its detail is gone and no erasure is on record."),
    "detail_back": ("rincian yang sudah dihapus ada lagi.", "a detail that was erased is back."),
    "tile_changed": ("cache pohon salah. Bangun ulang cache itu.", "the cache of the tree is wrong. Rebuild it."),
    "signature": ("tanda tangannya tidak sah.", "its signature is not good."),
    "checkpoint_changed": ("barisnya tidak sama dengan teks yang ditandatangani.", "its row differs from the signed text."),
    "checkpoint_missing": ("daftarnya hilang dari basis data.", "it is missing from the database."),
    "shrunk": ("lebih kecil dari daftar sebelumnya.", "it is smaller than the one before it."),
    "rolled_back": ("basis data lebih tua dari daftar ini.", "the database is older than this checkpoint."),
    "forked": ("isinya tidak cocok dengan catatan.", "it does not fit the record."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit: `id` and `en` say where and what.

    `entry` is a public id or empty; positions count from 0 and `until` is the last of a range; `checkpoint` is a number.
    """

    code: str
    id: str
    en: str
    entry: str = ""
    position: int | None = None
    until: int | None = None
    checkpoint: int | None = None


@dataclass(slots=True)
class Report:
    """`entries` have a position, `pending` none yet; `erased` details are gone lawfully. `counts` counts problems by code."""

    entries: int = 0
    pending: int = 0
    erased: int = 0
    checkpoints: int = 0
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def ok(self) -> bool:
        return not self.problems

    def add(
        self, code: str, *, entry: object = "", position: int | None = None, until: int | None = None,
        checkpoint: int | None = None,
    ) -> None:
        """Tell of a problem; beyond `MOST` of them they are only counted."""
        self.counts[code] += 1
        if len(self.problems) < MOST:
            where = _where(str(entry), position, until, checkpoint)
            text = SENTENCES[code]
            self.problems.append(Problem(
                code, f"{where[0]}: {text[0]}", f"{where[1]}: {text[1]}", str(entry), position, until, checkpoint,
            ))


def _where(entry: str, position: int | None, until: int | None, checkpoint: int | None) -> tuple[str, str]:
    if checkpoint is not None:
        return f"Daftar bertanda tangan nomor {checkpoint}", f"Checkpoint {checkpoint}"
    if position is None:
        return f"Catatan {entry}, belum berposisi", f"Entry {entry}, without a position yet"
    span = f"{position}" if until in (None, position) else f"{position}-{until}"
    if entry:
        return f"Catatan {entry}, posisi {span}", f"Entry {entry}, position {span}"
    return f"Posisi {span}", f"Position {span}"
