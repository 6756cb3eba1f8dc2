#!/usr/bin/env python3
"""Check Saksama's proofs and records without a network: one file, Python 3.9 or newer, nothing to install.

    python3 saksama_verify.py proof FILE --key KEY [--leaf CODE] [--checkpoint FILE]
    python3 saksama_verify.py consistency FILE --key KEY
    python3 saksama_verify.py ledger FILE --key KEY [--checkpoint FILE ...]
    python3 saksama_verify.py package FILE.zip --key KEY

One file on purpose, also beyond the usual length: whoever checks downloads one thing and can read all of it. A package is signed
with the key of the record, so all checks stand on the same Ed25519 and notes; the product's own code is not used (ADR 0014).

A package that arrives as FILE.zip.age is opened first, with the passphrase told apart from it: age -d FILE.zip.age > FILE.zip

KEY is the published public key (name+id+base64) or a file that holds it; take it from paper or from the website, not from
the proof's sender. Ends with 0 where everything fits, 1 where something does not, 2 where the input cannot be read.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

Point = tuple[int, int, int, int]   # x, y, z, t in extended coordinates
Key = tuple[str, bytes]             # installation, Ed25519 public key

INCLUSION = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "saksama/consistency-proof@v1"
PACKAGE = "saksama-package/1"
CONTENTS, SIGNATURE = "daftar-isi.json", "tanda-tangan.txt"
MOST_FILES, MOST_BYTES = 200, 512 * 1024 * 1024


class Unreadable(Exception):
    """The input is not what it should be; nothing can be said about the record."""


class Wrong(Exception):
    """The input was understood, and does not fit."""


# Ed25519 (RFC 8032), verification only

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def _decode_point(data: bytes) -> Point:
    """Return a point in extended coordinates, or raise Wrong."""
    sign, y = data[31] >> 7, int.from_bytes(data, "little") & (2**255 - 1)
    if y >= P:
        raise Wrong("the point is not on the curve")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (not x and sign):
        raise Wrong("the point is not on the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def _add(first: Point, second: Point) -> Point:
    a = (first[1] - first[0]) * (second[1] - second[0]) % P
    b = (first[1] + first[0]) * (second[1] + second[0]) % P
    c, d = 2 * first[3] * second[3] * D % P, 2 * first[2] * second[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _multiply(scalar: int, point: Point) -> Point:
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point, scalar = _add(point, point), scalar >> 1
    return result


BASE = _decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether this is the Ed25519 signature of the message under the 32-byte public key."""
    if len(public) != 32 or len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    try:
        key, commitment = _decode_point(public), _decode_point(signature[:32])
    except Wrong:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = _multiply(s, BASE), _add(commitment, _multiply(challenge, key))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


# The tree (RFC 6962)

def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_inclusion(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Return the root that the path leads to, as RFC 9162 section 2.1.3.2 says it."""
    if not 0 <= index < size:
        raise Wrong("the position lies outside the list")
    first, last, result = index, size - 1, leaf
    for sibling in path:
        if not last:
            raise Wrong("the path is too long")
        if first % 2 or first == last:
            result = node_hash(sibling, result)
            while first % 2 == 0 and first:
                first, last = first // 2, last // 2
        else:
            result = node_hash(result, sibling)
        first, last = first // 2, last // 2
    if last:
        raise Wrong("the path is too short")
    return result


def check_consistency(old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: list[bytes]) -> None:
    """Check that the newer tree begins with the older one, as RFC 9162 section 2.1.4.2 says it."""
    if old_size > new_size:
        raise Wrong("the older list is the larger one")
    if old_size == new_size or not old_size:
        if path or (old_size and old_root != new_root):
            raise Wrong("two lists of one size differ")
        return
    steps = list(path)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        raise Wrong("the path is empty")
    first, last = old_size - 1, new_size - 1
    while first % 2:
        first, last = first // 2, last // 2
    old = new = steps[0]
    for step in steps[1:]:
        if not last:
            raise Wrong("the path is too long")
        if first % 2 or first == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while first % 2 == 0 and first:
                first, last = first // 2, last // 2
        else:
            new = node_hash(new, step)
        first, last = first // 2, last // 2
    if last or old != old_root or new != new_root:
        raise Wrong("the newer list does not begin with the older one")


class Edge:
    """The roots of the full subtrees on the right edge of a growing tree."""

    def __init__(self) -> None:
        self.size = 0
        self.parts: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        self.parts.append(leaf)
        self.size += 1
        size = self.size
        while size % 2 == 0:
            right, left = self.parts.pop(), self.parts.pop()
            self.parts.append(node_hash(left, right))
            size //= 2

    def root(self) -> bytes:
        if not self.parts:
            return hashlib.sha256(b"").digest()
        result = self.parts[-1]
        for part in reversed(self.parts[:-1]):
            result = node_hash(part, result)
        return result


# Keys and checkpoints (C2SP signed note)

def read_key(text: str) -> Key:
    """Return (installation, 32 bytes) from `name+id+base64`."""
    try:
        name, number, code = text.strip().split("+", 2)   # base64 may hold more of them
        raw = _decoded(code)
    except (ValueError, binascii.Error):
        raise Unreadable("the public key should read name+id+base64") from None
    if len(raw) != 33 or raw[:1] != b"\x01" or key_id(name, raw[1:]).hex() != number:
        raise Unreadable("the public key was not copied completely")
    return name.rpartition("/")[2], raw[1:]


def _decoded(text: str) -> bytes:
    """Return what base64 says, in its one spelling only: the spare bits of its last letter are nought. Raises ValueError."""
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError(text)
    return raw


def key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def read_checkpoint(note: str, key: Key) -> tuple[int, bytes, str]:
    """Return (size, root, what it says) of a note signed with the key. Another display name of the installation is fine."""
    installation, public = key
    text, empty, signatures = note.strip("\n").rpartition("\n\n")
    lines = text.split("\n")
    try:
        origin, size, root = lines[0], int(lines[1]), _decoded(lines[2])
    except (IndexError, ValueError, binascii.Error):
        raise Unreadable("this is not a checkpoint") from None
    if not empty or len(root) != 32:
        raise Unreadable("this is not a checkpoint")
    if origin.rpartition("/")[2] != installation:
        raise Wrong("the checkpoint is of another installation: " + origin)
    if not any(_fits(line, origin, public, (text + "\n").encode()) for line in signatures.split("\n")):
        raise Wrong("the checkpoint is not signed with this key")
    return size, root, ", ".join([origin, f"size {size}", *lines[3:]])


def _fits(line: str, origin: str, public: bytes, text: bytes) -> bool:
    name, _, code = line.rpartition(" ")
    if name != "\N{EM DASH} " + origin:
        return False
    try:
        raw = _decoded(code)
    except ValueError:
        return False
    return raw[:4] == key_id(origin, public) and is_signed_by(public, raw[4:], text)


# The four checks

def check_proof(text: str, key: Key, leaf: str = "", checkpoint: str = "") -> list[str]:
    """Check a saved proof. Returns sentences; raises Wrong or Unreadable."""
    own, index, path, note, told = read_proof(text)
    if any(each.strip().lower() != own.hex() for each in (*told, *filter(None, [leaf]))):
        raise Wrong(f"the proof is for another evidence code: {own.hex()}")
    size, root, says = read_checkpoint(note, key)
    if checkpoint:
        says = _same_list(size, root, read_checkpoint(checkpoint, key))
    if root_of_inclusion(own, index, size, path) != root:
        raise Wrong("the evidence code does not stand in the signed list")
    return [f"evidence code {own.hex()}", f"stands at position {index} of the signed list", says]


def read_proof(text: str) -> tuple[bytes, int, list[bytes], str, list[str]]:
    """Return leaf, index, path, checkpoint, and the codes that the lines for people tell."""
    top, mark, rest = text.replace("\r\n", "\n").partition(INCLUSION + "\n")
    body, empty, note = rest.partition("\n\n")
    lines = body.split("\n")
    if not (mark and empty and len(lines) > 1 and lines[0].startswith("extra ") and lines[1].startswith("index ")):
        raise Unreadable("this is not a saved proof")
    told = [line.rpartition(" ")[2] for line in top.split("\n") if "Evidence code" in line]
    return _hash(lines[0][6:]), _number(lines[1][6:]), [_hash(line) for line in lines[2:]], note, told


def _same_list(size: int, root: bytes, other: tuple[int, bytes, str]) -> str:
    if other[0] != size:
        raise Unreadable(f"the proof was made for size {size}, the other checkpoint has size {other[0]}")
    if other[1] != root:
        raise Wrong("two different lists of the same size were signed: keep both files, this is serious")
    return other[2]


def check_consistency_file(text: str, key: Key) -> list[str]:
    """Check a saved consistency proof between two checkpoints."""
    parts = text.replace("\r\n", "\n").strip("\n").split("\n\n")
    head = parts[0].split("\n")
    if head[0] != CONSISTENCY or len(parts) != 5:
        raise Unreadable("this is not a saved consistency proof")
    old_size, old_root, old = read_checkpoint("\n\n".join(parts[1:3]), key)
    new_size, new_root, new = read_checkpoint("\n\n".join(parts[3:5]), key)
    check_consistency(old_size, old_root, new_size, new_root, [_hash(line) for line in head[1:]])
    return ["the newer list begins with the older one, unchanged", f"older: {old}", f"newer: {new}"]


def check_ledger(lines: Iterable[str], key: Key, checkpoints: Iterable[str] = ()) -> list[str]:
    """Check an exported record (JSON lines, read twice) against its own checkpoints and others. Returns sentences."""
    notes = [*checkpoints, *_notes(lines)]
    heads = sorted((read_checkpoint(note, key) for note in notes), key=lambda head: head[0], reverse=True)
    if not heads or not heads[0][0]:
        raise Unreadable("there is no checkpoint to compare with")
    signed, good = heads[0][0], 0
    edge = Edge()
    for leaf in _leaves(lines):
        edge.add(leaf)
        while heads and heads[-1][0] == edge.size:
            if heads.pop()[1] != edge.root():
                raise Wrong(f"entries at positions {good} to {edge.size - 1} were changed, put in or exchanged")
            good = edge.size
    if heads:
        raise Wrong(f"entries at positions {edge.size} to {heads[0][0] - 1} are missing: {heads[0][2]}")
    return [f"{edge.size} entries, the first {signed} of them signed", f"{len(notes)} checkpoints fit"]


def check_package(path: str, key: Key) -> list[str]:
    """Check a package: its list of contents is signed, and it holds exactly the files of the list, unchanged."""
    with readable(path):
        try:
            with zipfile.ZipFile(path) as packed:
                held = packed.infolist()
                names = [one.filename for one in held]
                if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in held):
                    raise Unreadable("the package is packed in a way that ours are not")
                if len(held) > MOST_FILES or sum(one.file_size for one in held) > MOST_BYTES:
                    raise Unreadable("the package is larger than a package can be")
                if len(set(names)) != len(names) or not {CONTENTS, SIGNATURE} <= set(names):
                    raise Wrong("the package has no signed list of contents, or names a file twice")
                files = {name: packed.read(name) for name in names}
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
            raise Unreadable(f"this is not a package ({type(error).__name__})") from None
    says = read_package_note(files.pop(SIGNATURE), hashlib.sha256(files[CONTENTS]).hexdigest(), key)
    listed = _listed(files.pop(CONTENTS))
    if set(listed) != set(files):
        raise Wrong("these files are missing or too many: " + ", ".join(sorted(set(listed) ^ set(files))))
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != listed[name]:
            raise Wrong(f"{name} was changed")
    return [says, *(f"{name} {digest}" for name, digest in sorted(listed.items()))]


def read_package_note(note: bytes, digest: str, key: Key) -> str:
    """Return what the note says of a package whose list of contents has this hash."""
    installation, public = key
    text, _empty, signatures = note.decode("utf-8", "replace").strip("\n").rpartition("\n\n")
    lines = text.split("\n")
    if len(lines) < 4 or lines[1] != PACKAGE:
        raise Unreadable("the signature is not that of a package")
    if lines[0].rpartition("/")[2] != installation:
        raise Wrong("the package is of another installation: " + lines[0])
    if lines[2] != "sha256 " + digest:
        raise Wrong("the list of contents was changed")
    if not any(_fits(line, lines[0], public, (text + "\n").encode()) for line in signatures.split("\n")):
        raise Wrong("the package is not signed with this key")
    return ", ".join([lines[0], lines[3]])


def _listed(contents: bytes) -> dict[str, str]:
    try:
        return {str(one["path"]): str(one["sha256"]) for one in json.loads(contents)["files"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("the list of contents cannot be read") from None


def _notes(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if '"checkpoint"' in line:
            row = _row(line, number)
            if "checkpoint" in row:
                yield str(row["checkpoint"])


def _leaves(lines: Iterable[str]) -> Iterator[bytes]:
    seen: set[object] = set()
    position = 0
    for number, line in enumerate(lines, 1):
        row = _row(line, number)
        if "entry" not in row:
            continue
        if row.get("position") != position:
            raise Wrong(f"position {position} is missing or out of order")
        name = _row(str(row["entry"]), number).get("id")
        if name in seen:
            raise Wrong(f"entry {name} appears twice, at position {position} again")
        seen.add(name)
        position += 1
        yield leaf_hash(str(row["entry"]).encode())


def _row(line: str, number: int) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise Unreadable(f"line {number} is not JSON")
    return row


def _hash(text: str) -> bytes:
    try:
        raw = _decoded(text)
    except (ValueError, binascii.Error):
        raw = b""
    if len(raw) != 32:
        raise Unreadable("a hash of the proof is not complete")
    return raw


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 19:
        raise Unreadable("the position is not a number")
    return int(text)


# The command

class Lines:
    """The lines of a file, as often as they are wanted."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __iter__(self) -> Iterator[str]:
        with readable(self.path), Path(self.path).open(encoding="utf-8") as file:
            yield from file


@contextmanager
def readable(path: str) -> Iterator[None]:
    """Say which file cannot be read."""
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read ({type(error).__name__})") from None


def read_text(path: str) -> str:
    with readable(path):
        return Path(path).read_text(encoding="utf-8")


def given_key(text: str) -> Key:
    return read_key(text if text.count("+") >= 2 else read_text(text))


def run(given: argparse.Namespace) -> list[str]:
    key = given_key(given.key)
    if given.what == "proof":
        return check_proof(read_text(given.file), key, given.leaf, read_text(given.checkpoint) if given.checkpoint else "")
    if given.what == "package":
        return check_package(given.file, key)
    if given.what == "consistency":
        return check_consistency_file(read_text(given.file), key)
    return check_ledger(Lines(given.file), key, [read_text(path) for path in given.checkpoint])


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = result.add_subparsers(dest="what", required=True, metavar="proof|consistency|ledger|package")
    for what in ("proof", "consistency", "ledger", "package"):
        each = kinds.add_parser(what)
        each.add_argument("file")
        each.add_argument("--key", required=True, help="the published public key, or a file that holds it")
    kinds.choices["proof"].add_argument("--leaf", default="", help="the evidence code on your receipt")
    kinds.choices["proof"].add_argument("--checkpoint", default="", help="a checkpoint from elsewhere, of the same size")
    kinds.choices["ledger"].add_argument("--checkpoint", action="append", default=[], help="a checkpoint from elsewhere")
    return result


def main(arguments: list[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    try:
        title, sentences, status = "COCOK / FITS", run(given), 0
    except Wrong as error:
        title, sentences, status = "TIDAK COCOK / DOES NOT FIT", [str(error)], 1
    except Unreadable as error:
        title, sentences, status = "TIDAK DAPAT DIPERIKSA / CANNOT BE CHECKED", [str(error)], 2
    sys.stdout.write("\n  ".join([title, *sentences]) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
