"""Reading the cells of a staff list: NIP, days, statuses, classes of posts. Pure; a value that cannot be is a reason in words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from saksama.kernel.text import fold
from saksama.registry.models import Person, Post

Reason = tuple[str, str]
NIP_LENGTH, NIK_LENGTH = 18, 16
OLDEST = date(1930, 1, 1)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_STATUSES = {"pns": Person.Status.PNS, "cpns": Person.Status.CPNS, "pppk": Person.Status.PPPK, "p3k": Person.Status.PPPK,
             "pppk paruh waktu": Person.Status.PPPK_PART_TIME, "p3k paruh waktu": Person.Status.PPPK_PART_TIME}
_KLASSES = {
    "jpt utama": Post.Klass.JPT_MAIN, "jpt madya": Post.Klass.JPT_MIDDLE, "jpt pratama": Post.Klass.JPT_FIRST,
    "i a": Post.Klass.JPT_MIDDLE, "i b": Post.Klass.JPT_MIDDLE, "ii a": Post.Klass.JPT_FIRST, "ii b": Post.Klass.JPT_FIRST,
    "iii a": Post.Klass.ADMINISTRATOR, "iii b": Post.Klass.ADMINISTRATOR, "administrator": Post.Klass.ADMINISTRATOR,
    "iv a": Post.Klass.SUPERVISOR, "iv b": Post.Klass.SUPERVISOR, "pengawas": Post.Klass.SUPERVISOR,
    "fungsional": Post.Klass.FUNCTIONAL, "jabatan fungsional": Post.Klass.FUNCTIONAL, "jf": Post.Klass.FUNCTIONAL,
    "pelaksana": Post.Klass.IMPLEMENTER, "jfu": Post.Klass.IMPLEMENTER,
}


def nip(text: str, today: date) -> tuple[str, Reason | None]:
    """Return the 18 figures of a NIP, or why this is none. Spaces and an apostrophe before it do not matter."""
    figures = re.sub(r"[\s'’.\-]", "", text)
    if not figures:
        return "", ("NIP kosong.", "NIP empty.")
    if "e+" in figures.lower() or (len(figures) == NIP_LENGTH and figures.endswith("000")):
        return "", ("NIP dibulatkan oleh lembar kerja. Simpan kolom NIP sebagai teks, lalu unggah lagi.",
                    "The spreadsheet rounded the NIP. Save the NIP column as text and upload again.")
    if len(figures) == NIK_LENGTH and figures.isdecimal():
        return "", ("Ini 16 angka seperti NIK, bukan NIP. NIK tidak pernah diambil.",
                    "These are 16 figures like a NIK, not a NIP. A NIK is never taken.")
    if len(figures) != NIP_LENGTH or not (figures.isascii() and figures.isdecimal()):
        return "", (f"NIP harus 18 angka; di sini {len(figures)} tanda.", f"A NIP has 18 figures; here are {len(figures)} signs.")
    born = _date(int(figures[:4]), int(figures[4:6]), int(figures[6:8]))
    if born is None or not OLDEST <= born <= today - timedelta(days=365 * 16):
        return "", ("Delapan angka pertama NIP bukan tanggal lahir yang mungkin.",
                    "The first eight figures of the NIP are no possible date of birth.")
    return figures, None


def day(text: str) -> tuple[date | None, Reason | None]:
    """Return the day of `2024-10-31` or `31-10-2024`; None where the cell is empty, a reason where it is no day."""
    if not text:
        return None, None
    found = _DAY.fullmatch(text.strip())
    parts = [int(one) for one in found.groups() if one] if found else []
    if len(parts) == 3 and (at := _date(*parts) if parts[0] > 31 else _date(*reversed(parts))):
        return at, None
    return None, ("Tanggal ini tidak ada. Tulis seperti 31-10-2024.", "There is no such day. Write it like 31-10-2024.")


def _date(year: int, month: int, day_of: int) -> date | None:
    try:
        return date(year, month, day_of)
    except ValueError:
        return None


def status(text: str) -> tuple[str, Reason | None]:
    if not text:
        return "", None
    known = _STATUSES.get(fold(text))
    if known is None:
        return "", ("Status tidak dikenal. Pakai PNS, CPNS, PPPK atau PPPK paruh waktu.",
                    "Unknown status. Use PNS, CPNS, PPPK or PPPK paruh waktu.")
    return known.value, None


def klass(text: str) -> tuple[str, Reason | None]:
    if not text:
        return "", None
    folded = fold(text)
    spaced = re.sub(r"^(iv|iii|ii|i)([ab])$", r"\1 \2", folded.removeprefix("eselon ").strip())
    known = _KLASSES.get(spaced)
    if known is None:
        return "", ("Jenis jabatan tidak dikenal. Pakai JPT pratama, administrator, pengawas, fungsional atau pelaksana.",
                    "Unknown class of post. Use JPT pratama, administrator, pengawas, fungsional or pelaksana.")
    return known.value, None


def holds_nik(text: str) -> bool:
    """Tell whether a cell that is no NIP holds sixteen figures in a row, as a NIK does."""
    return bool(re.search(r"(?<!\d)\d{16}(?!\d)", text))
