"""Files of the content kit: what is taken, what is refused, and the A4 sheet made of a picture. Pure, but for the sandbox.

A picture is drawn anew by the program that can do nothing else (`evidence.sandbox`). A PDF cannot be drawn anew here, so it is
taken only where nothing in it acts: no script, no action on opening, no embedded file, no form, nothing encrypted. Its streams
are opened within bounds to look. It is handed out as a download that no browser runs.
"""

from __future__ import annotations

import re
import zlib

from saksama.evidence import sandbox
from saksama.kernel.errors import Invalid

LARGEST = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
JPEG, PDF = "image/jpeg", "application/pdf"
CHAT_EDGE = 1080
SHEET = (1240, 1754)            # A4 at 150 points to the inch
_ACTING = re.compile(
    rb"/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFiles?|Filespec|RichMedia|XFA|AcroForm|SubmitForm|ImportData|GoToR|GoToE|Encrypt"
    rb"|Movie|Sound|Rendition|3D)(?![A-Za-z0-9])"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


class KitFileRefused(Invalid):
    """The file is not taken; the sentence says what to do."""

    code = "kit_file_refused"


def empty_or_large(content: bytes) -> None:
    if not content:
        raise KitFileRefused("Berkas ini kosong. Pilih lagi.", "This file is empty. Choose it again.", field="file")
    if len(content) > LARGEST:
        raise KitFileRefused(
            "Berkas ini lebih dari 10 MB. Kecilkan dulu.", "This file is over 10 MB. Make it smaller.", field="file"
        )


def is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def picture_forms(content: bytes) -> dict[str, bytes]:
    """Return a picture for messengers (JPEG, 1,080 points at most) and as an A4 sheet (PDF), both drawn anew."""
    empty_or_large(content)
    try:
        small = sandbox.fitted(content, CHAT_EDGE, CHAT_EDGE, sheet=False)
        page = sandbox.fitted(content, *SHEET, sheet=True)
    except sandbox.NoCopy:
        raise KitFileRefused(
            "Berkas ini bukan gambar yang dapat dibaca. Kirim JPG atau PNG, atau PDF tanpa isian dan skrip.",
            "This file is no picture that can be read. Send JPG or PNG, or a PDF without forms and scripts.",
            field="file",
        ) from None
    return {"chat": small.content, "a4": sheet_of(page.content)}


def checked_pdf(content: bytes) -> bytes:
    """Return a PDF in which nothing acts; raises `KitFileRefused` for any other, and for one that unpacks without end."""
    empty_or_large(content)
    if b"%%EOF" not in content[-2048:]:
        raise KitFileRefused(
            "PDF ini terpotong. Simpan ulang, lalu unggah.", "This PDF is cut short. Save it again.", field="file"
        )
    left = MOST_UNPACKED
    parts = [_STREAM.sub(b"", content)]
    for packed in _STREAM.findall(content):
        unpacked = _unpacked(packed, left)
        left -= len(unpacked)
        parts.append(unpacked)
    if any(_ACTING.search(_plain(part)) for part in parts):
        raise KitFileRefused(
            "PDF ini memuat skrip, isian, lampiran, atau sandi. Cetak ulang sebagai PDF biasa, lalu unggah.",
            "This PDF holds a script, a form, an attachment or a lock. Print it to a plain PDF and upload that.",
            field="file",
        )
    return content


def _unpacked(packed: bytes, left: int) -> bytes:
    """Return a stream unpacked as far as it goes; nothing for one that is a picture or not packed this way."""
    engine = zlib.decompressobj()
    try:
        found = engine.decompress(packed, max(1, left))
    except zlib.error:
        return b""
    if engine.unconsumed_tail or len(found) >= left:
        raise KitFileRefused("PDF ini terlalu besar bila dibuka.", "This PDF grows too large when opened.", field="file")
    return found


def _plain(part: bytes) -> bytes:
    """Return bytes with escaped letters of names written out (`/J#53` is `/JS`)."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def sheet_of(jpeg: bytes) -> bytes:
    """Return a PDF of one A4 page that holds a picture of `SHEET`: six objects, written by us."""
    width, height = SHEET
    draw = b"q 595.28 0 0 841.89 0 0 cm /P Do Q"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Resources << /XObject << /P 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
        b" /Length %d >>\nstream\n%s\nendstream" % (width, height, len(jpeg), jpeg),
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
