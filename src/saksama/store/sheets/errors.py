"""Refusals of an uploaded table, each with a sentence that says what to do."""

from __future__ import annotations

from saksama.kernel.errors import Invalid


class TableRefused(Invalid):
    """Damaged, too large, of another kind, or harmful. Nothing of the file was taken; `context["line"]` where known."""

    code = "table_refused"
    default_detail = "Berkas itu tidak dapat dibaca sebagai tabel. Simpan lagi sebagai .xlsx atau .csv, lalu unggah."
    default_detail_en = "The file cannot be read as a table. Save it again as .xlsx or .csv and upload it."


class ColumnsMissing(TableRefused):
    """A needed column is not in the heading: `context["missing"]` are the names wanted, `context["found"]` those there."""

    code = "columns_missing"

    def __init__(self, missing: tuple[str, ...], found: tuple[str, ...]) -> None:
        names = ", ".join(missing)
        super().__init__(
            f"Kolom {names} tidak ada. Perbaiki kepala tabel, atau tunjuk kolom yang dimaksud.",
            f"Column {names} is missing. Correct the heading, or say which column is meant.",
            missing=missing,
            found=found,
        )
