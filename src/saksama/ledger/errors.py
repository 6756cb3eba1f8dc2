"""What can go wrong here: a defect of code, and refusals with a sentence."""

from __future__ import annotations

from saksama.kernel.errors import NotFound


class OutsideTransaction(RuntimeError):
    """`ledger.append` was called without an open transaction: a defect of code, never of input."""


class EntryNotFound(NotFound):
    """No entry with this id or evidence code."""

    code = "entry_not_found"
    default_detail = "Catatan tidak ditemukan. Periksa kode bukti huruf demi huruf."
    default_detail_en = "No such record. Check the evidence code letter by letter."
