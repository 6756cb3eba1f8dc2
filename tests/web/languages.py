"""What a page says to its reader, and the words in it that belong to the other language."""

from __future__ import annotations

import re
from html import unescape

WORD = re.compile(r"[A-Za-z]+")
INDONESIAN = frozenset(WORD.findall("""
    yang dan atau tidak dengan untuk dari ini itu anda belum sudah pada kami akan oleh karena jika bila ke sampai hari adalah
    boleh jangan menurut pukul petugas pelapor menunggu berkas sesudah supaya agar kembali pilih kirim simpan
"""))
ENGLISH = frozenset(WORD.findall("""
    the of and is are not with for this that your you please must cannot was were has have to by from field required enter
    select valid choose sign error open or
"""))
KEY = re.compile(r"\b(?:age1|saksama/)\S+")      # chance writes words into keys
HIDDEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
SPOKEN = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')


def text(page: str, language: str) -> str:
    """Return the words of a page, those for screen readers too, without what is marked as being in another language."""
    other = "id" if language == "en" else "en"
    page = re.sub(rf'<(\w+)[^>]*\blang="{other}"[^>]*>.*?</\1>', " ", HIDDEN.sub(" ", page), flags=re.DOTALL)
    return unescape(" ".join([*SPOKEN.findall(page), re.sub(r"<[^>]+>", " ", page)]))


def leftovers(page: str, language: str, *data: str) -> list[str]:
    """Return pieces of the page around words of the other language; `data` is what people wrote and no page translates."""
    assert f'<html lang="{language}"' in page
    words = re.sub(r"\s+", " ", KEY.sub(" ", text(page, language)))
    for written in data:
        words = words.replace(written, " ")
    foreign = INDONESIAN if language == "en" else ENGLISH
    return [words[max(0, found.start() - 40): found.end() + 40] for found in WORD.finditer(words)
            if found[0].lower() in foreign and not found[0].isupper()]   # KE-04 is the name of a rule
