"""Reading the record: entries, proofs, checkpoints, the export for auditors, the check of everything."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from . import audit, facts, installation, tiles, tree
from .errors import EntryNotFound
from .models import Checkpoint, Detail, Entry, Leaf
from .proofs import Consistency, Proof
from .report import Problem, Report

__all__ = [
    "Heading", "Problem", "Report", "Told", "about", "between", "by_leaf", "checkpoints", "consistency", "detail", "entry",
    "erased", "export",
    "latest_checkpoint", "of_kind", "proof", "public_key", "told", "verify", "waiting",
]

PAGE = 2000


def entry(public_id: UUID | str) -> Entry:
    """Return the entry, or raise `EntryNotFound`."""
    try:
        found = Entry.objects.filter(public_id=UUID(str(public_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise EntryNotFound
    return found


def by_leaf(leaf: str) -> Entry:
    """Return the entry with this evidence code (64 hexadecimal digits), or raise `EntryNotFound`."""
    found = Entry.objects.filter(leaf_hash=leaf.strip().lower()).first()
    if found is None:
        raise EntryNotFound
    return found


def about(object_id: UUID | str) -> list[Entry]:
    """Return the entries about one object, in the order in which they were written."""
    return list(Entry.objects.filter(object_id=str(object_id)).order_by("pk"))


def detail(entry: Entry) -> dict[str, object] | None:
    """Return what the entry committed to; None once it was erased."""
    row = Detail.objects.filter(entry=entry).first()
    return json.loads(bytes(row.body)) if row else None


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says by its own bytes, and what it committed to (`detail` None: erased by law)."""

    actor: str
    object_id: str
    detail: dict[str, Any] | None


def told(entries: Iterable[UUID]) -> dict[UUID, Told]:
    """Return what these entries say, by public id; one that does not exist is left out."""
    rows = Entry.objects.filter(public_id__in=list(entries)).values_list("public_id", "body", "detail__body")
    found = {}
    for public_id, body, committed in rows:
        said = json.loads(bytes(body))
        found[public_id] = Told(said["actor"], said["object"], json.loads(bytes(committed)) if committed is not None else None)
    return found


def of_kind(kind: str, *, at_once: int) -> Iterator[list[tuple[UUID, str]]]:
    """Yield public id and object of every entry of a kind, oldest first, in portions. For checks, not for pages."""
    after = 0
    every = Entry.objects.filter(kind=kind).order_by("pk").values_list("pk", "public_id", "object_id")
    while rows := list(every.filter(pk__gt=after)[:at_once]):
        yield [(public_id, about) for _, public_id, about in rows]
        after = rows[-1][0]


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry by its look-up columns."""

    public_id: UUID
    kind: str
    object_id: str
    at: datetime


def between(kinds: Collection[str], since: datetime, until: datetime, *, limit: int) -> list[Heading]:
    """Return the entries of these kinds from `since` to before `until`, newest first."""
    rows = Entry.objects.filter(kind__in=list(kinds), at__gte=since, at__lt=until).order_by("-at", "-pk")
    return [Heading(*row) for row in rows.values_list("public_id", "kind", "object_id", "at")[:limit]]


def waiting() -> int:
    """Return how many entries have no position yet. Reads the whole table: for checks, not for pages."""
    return Entry.objects.filter(leaf=None).count()


def latest_checkpoint(*, daily: bool = False) -> Checkpoint | None:
    """Return the newest checkpoint, or the newest of the published daily ones."""
    found = Checkpoint.objects.filter(is_daily=True) if daily else Checkpoint.objects.all()
    return found.order_by("number").last()


def checkpoints(*, limit: int = 100) -> list[Checkpoint]:
    """Return the newest checkpoints, newest first."""
    return list(Checkpoint.objects.order_by("-number")[:limit])


def checkpoint(number: int) -> Checkpoint | None:
    """Return one checkpoint by its number."""
    return Checkpoint.objects.filter(number=number).first()


def daily_checkpoints(*, limit: int = 30) -> list[Checkpoint]:
    """Return the newest of the daily checkpoints, newest first."""
    return list(Checkpoint.objects.filter(is_daily=True).order_by("-number")[:limit])


def public_key() -> str:
    """Return the line that a verifier needs: name, key id, key (C2SP signed-note). To be published and printed."""
    return installation.verifier_key()


def proof(entry: Entry) -> Proof | None:
    """Return the proof that the entry stands in the tree of the newest checkpoint; None until a checkpoint covers it."""
    leaf, newest = Leaf.objects.filter(entry=entry).first(), latest_checkpoint()
    if leaf is None or newest is None or leaf.position >= newest.size:
        return None
    path = tree.inclusion_proof(leaf.position, newest.size, tiles.Reader())
    return Proof(
        leaf=bytes(leaf.hash).hex(), index=leaf.position, size=newest.size, path=tuple(each.hex() for each in path),
        checkpoint=newest.note,
    )


def consistency(old: Checkpoint, new: Checkpoint) -> Consistency:
    """Return the proof that the tree of `new` begins with the tree of `old`."""
    path = tree.consistency_proof(old.size, new.size, tiles.Reader())
    return Consistency(old=old.note, new=new.note, path=tuple(each.hex() for each in path))


def erased() -> list[str]:
    """Return the public ids of all entries whose detail was erased: a restored backup erases them again."""
    return list(Entry.objects.filter(kind=facts.DetailErased.kind).order_by("pk").values_list("object_id", flat=True))


def export() -> Iterator[bytes]:
    """Return the record as JSON lines, without details: the public key, every placed entry in order, every checkpoint.

    A line is `{"key"}`, `{"position", "entry"}` with the entry's bytes as text, or `{"checkpoint"}` with the note.
    """
    notes = list(Checkpoint.objects.order_by("number").values_list("note", flat=True))   # first: what follows covers them
    yield _line({"key": public_key()})
    after = -1
    while page := list(_placed(after)):
        for position, body in page:
            yield _line({"position": position, "entry": bytes(body).decode()})
        after = page[-1][0]
    for note in notes:
        yield _line({"checkpoint": note})


def _placed(after: int) -> Iterable[tuple[int, bytes | memoryview]]:
    return Leaf.objects.filter(position__gt=after).order_by("position").values_list("position", "entry__body")[:PAGE]


def _line(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def verify(*, known: Iterable[str] = ()) -> Report:
    """Work the whole record out again and compare: bytes, positions, details, roots, signatures. Changes nothing.

    `known` are checkpoints from outside the database (published, printed, a witness's); the one kept in the data folder is
    always among them. Erased details are no problem. May run beside a working installation.
    """
    return audit.run(known)
