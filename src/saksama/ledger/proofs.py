"""What a person keeps: the proof that a record stands in the ledger, and the proof that a newer ledger begins with an older.

The lower part of an inclusion proof is a C2SP `tlog-proof` word for word, so that tools of others read it too; the lines above
it are for people. `saksama_verify.py` checks both kinds without a network.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from . import notes, tree

INCLUSION = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "saksama/consistency-proof@v1"


@dataclass(frozen=True, slots=True)
class Proof:
    """An inclusion proof: `leaf` and `path` in hexadecimal, `index` counted from 0, `size` that of the checkpoint."""

    leaf: str
    index: int
    size: int
    path: tuple[str, ...]
    checkpoint: str

    def holds(self) -> bool:
        """Tell whether the path leads to the checkpoint's root. Does not look at the signature."""
        try:
            tree.verify_inclusion(
                bytes.fromhex(self.leaf), self.index, self.size, [bytes.fromhex(each) for each in self.path],
                notes.read(self.checkpoint).root,
            )
        except (tree.BadProof, notes.BadNote):
            return False
        return True

    def text(self) -> str:
        """Return the file to save."""
        head = notes.read(self.checkpoint)
        return "\n".join([
            "BUKTI CATATAN / PROOF OF RECORD",
            f"Kode bukti / Evidence code: {self.leaf}",
            f"Catatan ke-{self.index + 1} dari {self.size} pada daftar bertanda tangan nomor {head.number}.",
            f"Record {self.index + 1} of {self.size} in signed list number {head.number}.",
            "Simpan berkas ini apa adanya. / Keep this file as it is.",
            "Periksa tanpa internet / Check offline: python3 saksama_verify.py proof BERKAS_INI --key KUNCI_PUBLIK",
            "",
            INCLUSION,
            f"extra {_base64(self.leaf)}",
            f"index {self.index}",
            *map(_base64, self.path),
            "",
            self.checkpoint,
        ])


@dataclass(frozen=True, slots=True)
class Consistency:
    """A consistency proof between two checkpoints; what a witness checks before co-signing."""

    old: str
    new: str
    path: tuple[str, ...]

    def text(self) -> str:
        """Return the file to save: the path, the older checkpoint, the newer one, each after an empty line."""
        return "\n".join([CONSISTENCY, *map(_base64, self.path), "", self.old, self.new])


def _base64(hexadecimal: str) -> str:
    return b64encode(bytes.fromhex(hexadecimal)).decode()
