"""Reads the signatures of a PDF that somebody uploaded: the program that runs confined (`evidence.confinement`).

It imports nothing of ours. Its input is a line of JSON (`roots`: trusted certificates, `original`: length of our letter, `now`),
our letter, and the uploaded file. Nothing is fetched: no revocation list, no certificate. What it says of a signature: whether it
fits, what it covers, what came after it, whose certificate, when, and whether the chain ends at one of the roots.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError
from pyhanko_certvalidator import ValidationContext

MOST_SIGNATURES = 20
CATALOGUE_ADDS = ("/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version")
BROKEN = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError, AssertionError,
          NotImplementedError, ArithmeticError, UnacceptableSignerError)


def opened(data: bytes) -> PdfFileReader:
    return PdfFileReader(io.BytesIO(data), strict=False)


def title_of(reader: PdfFileReader) -> str:
    try:
        return str(reader.trailer_view["/Info"]["/Title"])[:300]
    except BROKEN:
        return ""


def first_id(reader: PdfFileReader) -> bytes:
    try:
        return bytes(reader.trailer_view["/ID"][0])
    except BROKEN:
        return b""


def match(original: bytes, data: bytes, reader: PdfFileReader) -> str:
    """Return `exact`: our letter with nothing but signatures added; `reworked`: grown out of our letter; else `unknown`."""
    ours = opened(original)
    if data.startswith(original):
        try:
            return "exact" if only_signed(ours, reader) else "reworked"
        except BROKEN:
            return "reworked"
    known = first_id(ours)
    return "reworked" if known and known == first_id(reader) else "unknown"


def only_signed(ours: PdfFileReader, reader: PdfFileReader) -> bool:
    """Tell whether later revisions leave every object of ours as it was, but for what signing adds.

    pyHanko's own rules compare with a form that is there before; our letters have none until they are signed.
    """
    known: set[Any] = set()
    later: set[Any] = set()
    for revision in range(reader.total_revisions):
        (known if revision < ours.total_revisions else later).update(reader.xrefs.explicit_refs_in_revision(revision))
    return all(_kept(ours, reader, ref) for ref in known & later)


def _kept(ours: PdfFileReader, reader: PdfFileReader, ref: Any) -> bool:
    about = (ours.trailer.raw_get("/Info"), ours.root.raw_get("/Metadata"))      # no page shows them
    if ref.idnum in [getattr(one, "idnum", 0) for one in about]:
        return True
    old, new = ours.get_object(generic.Reference(ref.idnum, ref.generation, ours)), reader.get_object(ref)
    if ref.idnum == ours.root_ref.idnum:
        return _same(old, new, CATALOGUE_ADDS)
    if isinstance(old, generic.DictionaryObject) and old.get("/Type") == "/Page":
        return _same(old, new, ("/Annots",)) and _only_fields_added(old, new)
    return spelled(old) == spelled(new)


def _same(old: Any, new: Any, added: tuple[str, ...]) -> bool:
    if not isinstance(new, generic.DictionaryObject):
        return False
    return {str(k): spelled(v) for k, v in dict.items(old) if k not in added} == {
        str(k): spelled(v) for k, v in dict.items(new) if k not in added
    }


def _only_fields_added(old: Any, new: Any) -> bool:
    """Tell whether a page got nothing but fields for signatures."""
    held = {spelled(dict_ref) for dict_ref in _raw(old)}
    after = _raw(new)
    return held <= {spelled(one) for one in after} and all(
        _is_signature(one.get_object() if hasattr(one, "get_object") else one) for one in after if spelled(one) not in held
    )


def _raw(page: Any) -> list[Any]:
    annotations = page.get("/Annots", ())
    return list(list.__iter__(annotations)) if isinstance(annotations, generic.ArrayObject) else []


def _is_signature(annotation: Any) -> bool:
    parent = annotation.get("/Parent", {})
    return annotation.get("/Subtype") == "/Widget" and "/Sig" in (annotation.get("/FT"), parent.get("/FT"))


def spelled(value: Any) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()


def told(signature: Any, roots: list[x509.Certificate], now: datetime) -> dict[str, Any]:
    """Return what there is to say of one signature; one that cannot be read does not fit."""
    about: dict[str, Any] = {"fits": False, "covers": "", "after": "", "chain": "unchecked", "subject": "", "at": ""}
    try:
        about["subject"] = str(signature.signer_cert.subject.human_friendly)[:400] if signature.signer_cert else ""
        context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=now, revocation_mode="soft-fail")
        status = validate_pdf_signature(signature, context)
    except (SignatureValidationError, ValidationInfoReadingError, *BROKEN):
        return about
    about["fits"] = bool(status.intact and status.valid and status.docmdp_ok is not False)
    about["covers"] = status.coverage.name if status.coverage is not None else ""
    about["after"] = status.modification_level.name if status.modification_level is not None else ""
    if roots:
        about["chain"] = "trusted" if status.trusted else "untrusted"
    stamp = getattr(status, "timestamp_validity", None)
    when = stamp.timestamp if stamp is not None and stamp.valid and stamp.intact else status.signer_reported_dt
    about["stamped"] = bool(stamp is not None and stamp.valid and stamp.intact)
    about["at"] = when.isoformat() if when is not None else ""
    return about


def load() -> None:
    """Nothing more: what takes long was imported above. What the library says on its standard error is thrown away outside."""


def work(data: bytes, arguments: list[str]) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    head, _, rest = data.partition(b"\n")
    order: Mapping[str, Any] = json.loads(head)
    original, uploaded = rest[: order["original"]], rest[order["original"] :]
    try:
        reader = opened(uploaded)
        if reader.encrypted:
            return {"state": "encrypted"}, ()
        _ = reader.root["/Pages"]["/Count"]
        signatures = list(reader.embedded_regular_signatures)[: MOST_SIGNATURES + 1]
    except BROKEN:
        return {"state": "broken"}, ()
    if len(signatures) > MOST_SIGNATURES:
        return {"state": "broken"}, ()
    roots = [x509.Certificate.load(base64.b64decode(one)) for one in order["roots"]]
    now = datetime.fromisoformat(order["now"])
    found = [told(one, roots, now) for one in signatures]
    return {"state": "read", "title": title_of(reader), "match": match(original, uploaded, reader), "signatures": found}, ()
