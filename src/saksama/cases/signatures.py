"""A signed letter comes back: what it is, whether its electronic signatures hold, and whether it is this letter. Never online.

A signature is judged by the library that knows PAdES, in a confined program. What the installation trusts lies as certificates in
`signature-roots/` of its data folder; without them a chain is not judged, and the page says so.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from saksama.evidence import types
from saksama.evidence.confined import MB, Confined, NoAnswer
from saksama.kernel.errors import Invalid

FOLDER = "signature-roots"
LARGEST = 10 * MB
PROGRAM = Confined(Path(__file__).with_name("signature_program.py"), cpu=15, memory=768 * MB, most_input=28 * MB)
PICTURES = ("jpeg", "png")
_NUMBER = re.compile(r"\d{3}/S-[A-Z]{2,}/\S+")

NOT_A_LETTER = (
    "Yang diterima PDF, atau foto surat sebagai JPG atau PNG.", "Accepted are a PDF, or a photo of the letter as JPG or PNG."
)
TOO_LARGE = (
    "Berkasnya lebih dari 10 MB. Pindai dengan resolusi lebih rendah.",
    "The file exceeds 10 MB. Scan it at a lower resolution.",
)
BROKEN = ("PDF ini rusak. Simpan atau pindai lagi, lalu unggah.", "This PDF is damaged. Save or scan it again and upload it.")
LOCKED = ("PDF ini bersandi. Unggah yang dapat dibuka tanpa sandi.", "This PDF has a password. Upload one that opens without.")
UNSIGNED = (
    "Tidak ada tanda tangan elektronik dalam PDF ini. Bila ini hasil pindai, pilih tanda tangan basah.",
    "There is no electronic signature in this PDF. If it is a scan, choose wet ink.",
)
STILL_OURS = (
    "Ini surat yang belum ditandatangani. Unggah berkas sesudah ditandatangani.",
    "This is the letter before it was signed. Upload the signed file.",
)
CHANGED = (
    "Tanda tangan elektroniknya tidak cocok: isi berkas berubah sesudah ditandatangani. Minta berkas aslinya.",
    "The electronic signature does not fit: the file changed after signing. Ask for the original file.",
)
OTHER_LETTER = (
    "Ini surat lain, menurut nomor di dalamnya. Pilih surat yang benar.",
    "This is another letter, by the number in it. Choose the right one.",
)
NOT_ELECTRONIC = (
    "Foto tidak memuat tanda tangan elektronik. Unggah PDF-nya, atau pilih tanda tangan basah.",
    "A photo holds no electronic signature. Upload the PDF, or choose wet ink.",
)


@dataclass(frozen=True, slots=True)
class Signature:
    """One electronic signature that fits and covers the whole file, but for a later signature."""

    chain: str
    at: datetime | None
    stamped: bool
    subject: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Looked:
    """A signed file that is taken. `match`: exact (our letter and nothing but signatures), reworked, or unknown (a scan)."""

    sha256: str
    match: str
    signatures: tuple[Signature, ...] = ()

    @property
    def chain(self) -> str:
        """Return the weakest of the chains: one signer nobody trusts is said."""
        found = {one.chain for one in self.signatures}
        return next((one for one in ("untrusted", "unchecked", "trusted") if one in found), "")

    @property
    def at(self) -> datetime | None:
        return max((one.at for one in self.signatures if one.at is not None), default=None)


def look(content: bytes, *, name: str, way: str, number: str, original: bytes, roots: Sequence[bytes], now: datetime) -> Looked:
    """Judge a signed file for a letter of ours. `way`: electronic or wet. Raises `Invalid` with the reason and its field."""
    if len(content) > LARGEST:
        raise Invalid(*TOO_LARGE, field="documents")
    known = types.recognise(content[: types.HEAD], name)
    if isinstance(known, types.Refused) or known.id not in ("pdf", *PICTURES):
        raise Invalid(*NOT_A_LETTER, field="documents")
    sha256 = hashlib.sha256(content).hexdigest()
    if known.id in PICTURES:
        if way == "electronic":
            raise Invalid(*NOT_ELECTRONIC, field="way")
        return Looked(sha256, "unknown")
    if content == original:
        raise Invalid(*STILL_OURS, field="documents")
    return _pdf(content, sha256, way, number, original, roots, now)


def _pdf(
    content: bytes, sha256: str, way: str, number: str, original: bytes, roots: Sequence[bytes], now: datetime
) -> Looked:
    about = _read(content, original, roots, now)
    named = _NUMBER.search(str(about.get("title", "")))
    if named is not None and named.group() != number:
        raise Invalid(*OTHER_LETTER, field="document")
    found = about.get("signatures")
    told: list[Mapping[str, object]] = found if isinstance(found, list) else []
    if not told and way == "electronic":
        raise Invalid(*UNSIGNED, field="way")
    if not _hold(told):
        raise Invalid(*CHANGED, field="documents")
    match = str(about.get("match", ""))
    return Looked(sha256, match if match in ("exact", "reworked") else "unknown", tuple(map(_signature, told)))


def _read(content: bytes, original: bytes, roots: Sequence[bytes], now: datetime) -> Mapping[str, object]:
    order = {"roots": [base64.b64encode(one).decode() for one in roots], "original": len(original), "now": now.isoformat()}
    try:
        answer = PROGRAM.run(json.dumps(order).encode() + b"\n" + original + content)
    except NoAnswer as error:
        raise Invalid(*BROKEN, field="documents") from error
    state = answer.about.get("state")
    if state == "encrypted":
        raise Invalid(*LOCKED, field="documents")
    if state != "read":
        raise Invalid(*BROKEN, field="documents")
    return answer.about


def _hold(told: Sequence[Mapping[str, object]]) -> bool:
    """Tell whether each signature fits, the last covers the file to its end, and nothing but signing followed the others."""
    for n, one in enumerate(told):
        last = n == len(told) - 1
        whole = one.get("covers") == "ENTIRE_FILE"
        followed = one.get("after") in (("LTA_UPDATES",) if last else ("LTA_UPDATES", "FORM_FILLING", "NONE"))
        if not one.get("fits") or not (whole or (one.get("covers") == "ENTIRE_REVISION" and followed)):
            return False
    return True


def _signature(one: Mapping[str, object]) -> Signature:
    chain = str(one.get("chain"))
    try:
        at: datetime | None = datetime.fromisoformat(str(one.get("at")))
    except ValueError:
        at = None
    at = at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
    return Signature(
        chain if chain in ("trusted", "untrusted") else "unchecked", at, bool(one.get("stamped")), str(one.get("subject"))[:400]
    )


def roots_in(folder: Path) -> tuple[bytes, ...]:
    """Return the certificates (DER) of a folder's .pem, .crt and .cer files. Raises `ValueError` for one that is none."""
    found: list[bytes] = []
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix.lower() not in (".pem", ".crt", ".cer", ".der"):
            continue
        data = path.read_bytes()
        several = x509.load_pem_x509_certificates(data) if b"-----BEGIN" in data else [x509.load_der_x509_certificate(data)]
        found += [one.public_bytes(Encoding.DER) for one in several]
    return tuple(found)
