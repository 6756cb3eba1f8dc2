"""Words that several pages use: whose turn it is, categories, doors, channels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from saksama.kernel.errors import NoRule
from saksama.law import book

WAITING_WORDS: Mapping[str, tuple[str, str]] = {
    "bawaslu": ("menunggu Bawaslu", "waiting on Bawaslu"),
    "reporter": ("menunggu pelapor", "waiting on the reporter"),
    "accused": ("menunggu yang dilaporkan", "waiting on the reported person"),
    "oversight": ("menunggu lembaga pengawas", "waiting on the oversight body"),
    "agency": ("menunggu pejabat pembina kepegawaian", "waiting on the personnel authority"),
    "bpasn": ("menunggu BPASN", "waiting on BPASN"),
    "gakkumdu": ("menunggu Gakkumdu", "waiting on Gakkumdu"),
    "nobody": ("tidak menunggu siapa pun", "waiting on nobody"),
}
OWNER_WORDS: Mapping[str, tuple[str, str]] = {
    "oversight": ("Lembaga pengawas", "Oversight body"),
    "agency": ("Pejabat pembina kepegawaian", "Personnel authority"),
    "bpasn": ("BPASN", "BPASN"),
    "reporter": ("Pelapor", "Reporter"),
    "nobody": ("Selesai", "Ended"),
}


def category_words(category: str) -> tuple[str, str]:
    """Return what a category is called; the plain word for one the law data do not know."""
    return _category(category, book().release)


@lru_cache(maxsize=256)
def _category(category: str, release: str) -> tuple[str, str]:
    try:
        entry = book().category(category)
    except NoRule:
        return "Dugaan pelanggaran netralitas", "Suspected breach of neutrality"
    return entry.label_id, entry.label_en
