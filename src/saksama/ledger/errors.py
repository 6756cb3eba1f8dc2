"""What can go wrong here: a defect of code, and refusals with a sentence."""

from __future__ import annotations

from saksama.kernel.errors import NotFound, SaksamaError


class OutsideTransaction(RuntimeError):
    """Something was to be recorded without an open transaction: a defect of code, never of input."""


class EntryNotFound(NotFound):
    """No entry with this id or evidence code."""

    code = "entry_not_found"
    default_detail = "Catatan tidak ditemukan. Periksa kode bukti huruf demi huruf."
    default_detail_en = "No such record. Check the evidence code letter by letter."


class RecordDamaged(SaksamaError):
    """The record no longer leads to what was signed before; nothing more is signed over it until somebody has looked."""

    code = "record_damaged"
    default_detail = "Catatan tidak lagi cocok dengan tanda tangan sebelumnya. Periksa catatan dan hubungi pengelola."
    default_detail_en = "The record no longer fits what was signed before. Run the ledger check and tell the administrator."
