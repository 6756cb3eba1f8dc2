"""A hand-over package: letters, covered copies, a list of contents with hashes, and this installation's signature. Pure.

One ZIP whose list of contents is signed; `saksama_verify.py package` checks it without us. Names inside tell kind and number.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

FORMAT = "saksama-package/1"
CONTENTS, SIGNATURE, READ_ME = "daftar-isi.json", "tanda-tangan.txt", "BACA-DULU.txt"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)     # the hour inside a ZIP tells nothing
WORDS = """Paket penyerahan berkas. Identitas pelapor tidak ada di dalamnya.
This is a hand-over package. The reporter's identity is not in it.

Periksa / Check:  python3 saksama_verify.py package NAMA.zip --key KUNCI
Program dan kunci umum / program and public key: {home}bukti/

Yang dilaporkan belum dinyatakan bersalah. / The reported person has not been found in breach.
"""


@dataclass(frozen=True, slots=True, repr=False)
class Inside:
    """One file of a package: its name there, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class About:
    """What the list of contents says besides the files."""

    origin: str
    office: str
    case: str
    to: str
    made_at: datetime
    home: str


@dataclass(frozen=True, slots=True, repr=False)
class Packed:
    """A package and the hash of its list of contents, which is what was signed."""

    content: bytes
    contents_sha256: str


def packed(inside: Sequence[Inside], about: About, sign: Callable[[str], str]) -> Packed:
    """Return the package; `sign` gives the signed note for the hash of the list of contents."""
    files = [*inside, Inside(READ_ME, WORDS.format(home=about.home).encode())]
    contents = json.dumps(
        {
            "format": FORMAT,
            "origin": about.origin,
            "office": about.office,
            "case": about.case,
            "to": about.to,
            "made_at": about.made_at.isoformat(timespec="seconds"),
            "files": [{"path": one.path, "size": len(one.content), "sha256": sha256(one.content).hexdigest()} for one in files],
        },
        ensure_ascii=False,
        indent=1,
    ).encode()
    digest = sha256(contents).hexdigest()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in (Inside(CONTENTS, contents), Inside(SIGNATURE, sign(digest).encode()), *files):
            archive.writestr(zipfile.ZipInfo(one.path, FIRST_DAY), one.content)
    return Packed(out.getvalue(), digest)
