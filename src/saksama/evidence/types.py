"""What a file is, read from its first bytes and its name: our own table, no library. Pure.

What the browser declares is ignored. The extension and the content must be of one kind; which of the accepted image types an
image is does not matter, since its copy is drawn anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

HEAD = 4096                          # bytes that decide
MOST_OF_ONE = 100 * 1024 * 1024
LONGEST_NAME = 200
SHOWN_NAME = 60

PHOTO, VIDEO, SOUND, DOCUMENT = "photo", "video", "sound", "document"


@dataclass(frozen=True, slots=True)
class Format:
    """One accepted type. `copyable`: a clean copy can be made of it today."""

    id: str
    kind: str
    type: str
    extensions: tuple[str, ...]
    fits: Callable[[bytes], bool]
    copyable: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, by the name its sender knows, and what to do instead."""

    name: str
    code: str
    reason_id: str
    reason_en: str


class TooMuch(Exception):
    """Raised by a source of chunks where a file, or the sending it belongs to, passes its limit."""


def _begins(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form


_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_NOT_VIDEO = (*_HEIF, b"avif", b"avis", b"crx ", b"jp2 ", b"M4A ", b"M4B ", b"M4P ")


def _brand(head: bytes) -> bytes:
    return head[8:12] if head[4:8] == b"ftyp" else b""


def _is_heif(head: bytes) -> bool:
    return _brand(head) in _HEIF


def _is_video_box(head: bytes) -> bool:
    brand = _brand(head)
    return bool(brand and brand not in _NOT_VIDEO) or head[4:8] in (b"moov", b"mdat", b"wide", b"pnot")


def _is_sound_box(head: bytes) -> bool:
    return _brand(head) in (b"M4A ", b"M4B ")


def _is_mp3(head: bytes) -> bool:
    return head[:3] == b"ID3" or (len(head) > 3 and head[0] == 0xFF and head[1] in (0xFB, 0xFA, 0xF3, 0xF2))


def _is_adts(head: bytes) -> bool:
    return len(head) > 3 and head[0] == 0xFF and head[1] in (0xF1, 0xF9)


def _is_webm(head: bytes) -> bool:
    return head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:64]


_MARKUP = re.compile(rb"\s*(<[!?a-z/]|\{\\rtf)", re.I)


def is_plain_text(part: bytes) -> bool:
    """Tell whether these bytes can be plain text: no control characters. Where a character is cut at the end does not matter."""
    return not any(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in part)


def _is_text(head: bytes) -> bool:
    return is_plain_text(head) and not _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))


FORMATS: tuple[Format, ...] = (
    Format("jpeg", PHOTO, "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), _begins(b"\xff\xd8\xff"), copyable=True),
    Format("png", PHOTO, "image/png", ("png",), _begins(b"\x89PNG\r\n\x1a\n"), copyable=True),
    Format("webp", PHOTO, "image/webp", ("webp",), _riff(b"WEBP"), copyable=True),
    Format("gif", PHOTO, "image/gif", ("gif",), _begins(b"GIF87a", b"GIF89a"), copyable=True),
    Format("heic", PHOTO, "image/heic", ("heic", "heif"), _is_heif),
    Format("pdf", DOCUMENT, "application/pdf", ("pdf",), _begins(b"%PDF-")),
    Format("docx", DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",),
           _begins(b"PK\x03\x04")),
    Format("xlsx", DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",),
           _begins(b"PK\x03\x04")),
    Format("odt", DOCUMENT, "application/vnd.oasis.opendocument.text", ("odt",), _begins(b"PK\x03\x04")),
    Format("m4a", SOUND, "audio/mp4", ("m4a", "m4b"), _is_sound_box),
    Format("mp4", VIDEO, "video/mp4", ("mp4", "m4v", "mov", "qt", "3gp", "3g2"), _is_video_box),
    Format("webm", VIDEO, "video/webm", ("webm",), _is_webm),
    Format("ogg", SOUND, "audio/ogg", ("ogg", "oga", "opus"), _begins(b"OggS")),
    Format("amr", SOUND, "audio/amr", ("amr",), _begins(b"#!AMR")),
    Format("wav", SOUND, "audio/wav", ("wav",), _riff(b"WAVE")),
    Format("aac", SOUND, "audio/aac", ("aac",), _is_adts),
    Format("mp3", SOUND, "audio/mpeg", ("mp3",), _is_mp3),
    Format("txt", DOCUMENT, "text/plain", ("txt",), _is_text),
)
_BY_EXTENSION = {extension: one for one in FORMATS for extension in one.extensions}
_NAMED_ONLY = ("docx", "xlsx", "odt", "txt")     # their first bytes alone do not tell them
# A phone's recorder writes sound into the boxes of a video; which of the two it is, the extension says.
_BOXED = {"m4a": "mp4", "mp4": "m4a"}

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"dex\n", b"L\x00\x00\x00\x01\x14\x02\x00")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def recognise(head: bytes, name: str) -> Format | Refused:
    """Return the accepted type of a file by its first `HEAD` bytes and its name, or why it is not taken."""
    if not head:
        return empty(name)
    extension = extension_of(name)
    named = _BY_EXTENSION.get(extension)
    if named is not None and named.fits(head):
        return named
    found = next((one for one in FORMATS if one.id not in _NAMED_ONLY and one.fits(head)), None)
    if found is None:
        return _unwanted(head, name, named)
    if not extension or (named is not None and (named.kind == found.kind or _BOXED.get(named.id) == found.id)):
        return named if named is not None and _BOXED.get(named.id) == found.id else found
    return disguised(name)


def _unwanted(head: bytes, name: str, named: Format | None) -> Refused:
    if head.startswith(_OLD_OFFICE):
        return _refused(name, "old_office", "Dokumen lama atau bersandi tidak kami terima. Simpan sebagai PDF, lalu kirim.",
                        "Old or password-protected documents are not accepted. Save it as PDF and send that.")
    if head.startswith(_PROGRAMS):
        return _refused(name, "program", "Ini program, bukan bukti. Kirim foto, rekaman, atau PDF.",
                        "This is a program, not evidence. Send a photo, a recording or a PDF.")
    if named is not None:
        return disguised(name)
    if head.startswith(_ARCHIVES):
        return _refused(name, "archive", "Arsip tidak kami terima. Kirim isinya satu per satu.",
                        "Archives are not accepted. Send what is in it one by one.")
    if _MARKUP.match(head):
        return _refused(name, "markup", "Halaman web tidak kami terima. Kirim tangkapan layar, atau alamatnya sebagai tautan.",
                        "Web pages are not accepted. Send a screenshot, or the address as a link.")
    return _refused(name, "unknown", "Jenis berkas ini tidak kami terima. Kirim foto, video, rekaman suara, PDF, atau teks.",
                    "This kind of file is not accepted. Send a photo, video, sound recording, PDF or text.")


def _refused(name: str, code: str, reason_id: str, reason_en: str) -> Refused:
    return Refused(shown(name), code, reason_id, reason_en)


def empty(name: str) -> Refused:
    return _refused(name, "empty", "Berkas ini kosong (0 byte). Pilih lagi dari galeri Anda.",
                    "This file is empty (0 bytes). Choose it again from your gallery.")


def disguised(name: str) -> Refused:
    return _refused(name, "disguised", "Isi berkas ini lain dari jenis pada namanya. Kirim berkas aslinya, jangan ganti namanya.",
                    "The content is not the kind its name says. Send the original file without renaming it.")


def broken(name: str) -> Refused:
    return _refused(name, "broken", "Berkas ini rusak atau terpotong. Buka dulu di ponsel Anda; jika bisa, kirim lagi.",
                    "This file is damaged or cut short. Open it on your phone first; if that works, send it again.")


def too_large(name: str) -> Refused:
    return _refused(name, "too_large",
                    "Berkas ini terlalu besar: paling banyak 100 MB, semua bersama 300 MB. Kirim bagian yang penting.",
                    "This file is too large: at most 100 MB each, 300 MB together. Send the part that matters.")


def too_many(name: str) -> Refused:
    return _refused(name, "too_many", "Paling banyak 10 berkas sekali kirim. Tambahkan yang ini dengan kode Anda.",
                    "At most 10 files in one sending. Add this one with your code.")


def storage_full(name: str) -> Refused:
    return _refused(name, "storage_full", "Tempat berkas kami sedang penuh. Tambahkan beberapa jam lagi dengan kode Anda.",
                    "Our storage for files is full. Add it with your code in a few hours.")


def no_place(name: str) -> Refused:
    return _refused(name, "no_place", "Berkas asli disegel untuk dua orang dari dua bagian, dan di sini belum ada. "
                    "Ceritakan isinya dengan kata.",
                    "Original files are sealed for two persons of two units, which do not exist here yet. Describe it in words.")


def sent_before(name: str) -> Refused:
    return _refused(name, "sent_before", "Laporan ini sudah tersimpan sebelumnya, tanpa berkas ini. Tambahkan dengan kode Anda.",
                    "This report was stored before, without this file. Add it with your code.")


def extension_of(name: str) -> str:
    """Return what follows the last full stop, folded; nothing where the name has none."""
    return PurePath(cleaned(name)).suffix.lower().lstrip(".").strip()


def cleaned(name: str) -> str:
    """Return a file name without path, control characters and marks that turn the direction of reading, of bounded length."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    visible = "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    stem, dot, suffix = visible.strip().rpartition(".")
    if len(visible) > LONGEST_NAME and dot:
        return f"{stem[: LONGEST_NAME - len(suffix[:20]) - 1]}.{suffix[:20]}"
    return visible.strip()[:LONGEST_NAME] or "berkas"


def shown(name: str) -> str:
    """Return a name short enough for a phone's screen, with its end kept."""
    whole = cleaned(name)
    return whole if len(whole) <= SHOWN_NAME else f"{whole[: SHOWN_NAME - 16]}…{whole[-15:]}"
