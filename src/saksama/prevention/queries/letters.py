"""Reads over letters of citizens: by the code of the writer, by officers in their territory, and what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet

from saksama import store
from saksama.institutions import queries as institutions
from saksama.intake.routing import shield_of
from saksama.kernel.actor import Actor, ActorKind, reporter
from saksama.places import queries as places
from saksama.prevention.errors import NoSuchLetter, WrongLetterCode
from saksama.prevention.letters import KINDS
from saksama.prevention.models import Echo, Letter, LetterReply
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault import receipt
from saksama.vault.actions import Opened
from saksama.vault.keyring import Keyring

_WITH = ("compartment", "entry")
MOST_ECHOES = 300


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A reply with its words opened."""

    text: str = field(repr=False)
    acted: bool
    replied_at: datetime
    replied_by: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class LetterBox:
    """A letter as its writer may see it."""

    letter: Letter
    text: str
    pictures: int
    replies: tuple[ShownReply, ...]
    office_name: str
    timezone: str
    leaf: str


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """Letters of a year in a territory. `late` are answered or open beyond their limit; `open` still wait for a reply."""

    received: int
    acknowledged_in_time: int
    answered_in_time: int
    late: int
    open: int
    acted: int
    by_kind: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ShownEcho:
    """What a letter said and what was done, for everybody, with the office that did it."""

    said: str
    did: str
    office_name: str
    approved_at: datetime


def letter_by_code(code: str) -> Letter:
    """Return the letter of a code. `MistypedCode` without a look-up, `WrongLetterCode` where none has it."""
    for locator in receipt.locators(code):
        with store.reading(reporter(locator)):
            found: Letter | None = Letter.objects.select_related(*_WITH).filter(locator=locator).first()
        if found is not None:
            return found
    raise WrongLetterCode


def letter_box(code: str) -> LetterBox:
    """Return the letter and its replies, opened with the code itself."""
    letter = letter_by_code(code)
    keys = receipt.keyring(code)
    with store.reading(reporter(letter.locator)):
        rows = list(LetterReply.objects.filter(letter=letter).select_related("item__compartment"))
    office = institutions.office(letter.office)
    zone = places.by_code(letter.place_code).timezone or office.timezone
    pictures = len(sealed.items_of(letter.compartment, "copy"))
    return LetterBox(
        letter, letter_text(letter, keys), pictures, _opened(rows, keys), office.name, zone, letter.entry.leaf_hash
    )


def letter_text(letter: Letter, keys: Keyring) -> str:
    return vault.read_text(sealed.items_of(letter.compartment, "letter")[0], keys=keys)


def letter_picture(letter: Letter, nth: int, keys: Keyring) -> Opened:
    """Return the `nth` photograph (from 1), drawn anew when it came in; `NoSuchLetter` where there is none."""
    found = sealed.items_of(letter.compartment, "copy")
    if not 1 <= nth <= len(found):
        raise NoSuchLetter
    return vault.read(found[nth - 1], keys=keys)


def pictures_of(letter: Letter) -> int:
    return len(sealed.items_of(letter.compartment, "copy"))


def _opened(rows: Sequence[LetterReply], keys: Keyring) -> tuple[ShownReply, ...]:
    return tuple(ShownReply(vault.read_text(row.item, keys=keys), row.acted, row.replied_at, row.replied_by) for row in rows)


# ---- for officers -------------------------------------------------------------------------------------------------------


def letters_of(actor: Actor, on: date) -> QuerySet[Letter]:
    """Return the letters the actor may know of, in his open scope: not those of a place whose government employs him."""
    rows: QuerySet[Letter] = Letter.objects.all()
    if actor.kind == ActorKind.SYSTEM or not actor.home_agency:
        return rows
    seat = shield_of(actor.home_agency, on)
    return rows.exclude(Q(shield=seat) & ~Q(shield=""))


def waiting_letters(actor: Actor, *, on: date, limit: int = 100) -> list[Letter]:
    """Return the letters without a reply in the actor's territory, by time left."""
    with store.reading(actor):
        return list(letters_of(actor, on).filter(replied_at=None).order_by("due", "pk")[:limit])


def answered_letters(actor: Actor, *, on: date, limit: int = 50) -> list[Letter]:
    with store.reading(actor):
        return list(letters_of(actor, on).exclude(replied_at=None).order_by("-replied_at", "-pk")[:limit])


def letter(public_id: UUID | str, actor: Actor, *, on: date) -> Letter:
    """Return a letter; out of scope, shielded and absent look the same: `NoSuchLetter`."""
    with store.reading(actor):
        try:
            found = letters_of(actor, on).select_related(*_WITH).filter(public_id=public_id).first()
        except (ValidationError, ValueError):
            found = None
    if found is None:
        raise NoSuchLetter
    return found


def replies_of(found: Letter, keys: Keyring, actor: Actor) -> tuple[ShownReply, ...]:
    """Return the replies to a letter the actor has read, opened with his key."""
    with store.reading(actor):
        rows = list(LetterReply.objects.filter(letter=found).select_related("item__compartment"))
    return _opened(rows, keys)


def echoes_of(found: Letter) -> list[Echo]:
    """Return what was proposed or published of a letter, newest first. Whoever asks has read the letter in his scope."""
    return list(Echo.objects.filter(letter_public_id=found.public_id).order_by("-written_at", "-pk"))


def echo(echo_id: UUID | str, actor: Actor, *, on: date) -> Echo:
    """Return a proposed or published pair of a letter in the actor's territory; else `NoSuchLetter`."""
    found = Echo.objects.filter(public_id=echo_id).first()
    if found is None:
        raise NoSuchLetter
    letter(found.letter_public_id, actor, on=on)
    return found


def letter_figures(actor: Actor, *, year: int, now: datetime) -> LetterFigures:
    """Return the letters of a year in the actor's territory: received, acknowledged and answered in time, late, open, by kind."""
    with store.reading(actor):
        rows = letters_of(actor, now.date()).filter(received_at__year=year)
        counts = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
        return LetterFigures(
            received=sum(counts.values()),
            acknowledged_in_time=rows.filter(acknowledged_at__lte=F("acknowledge_by")).count(),
            answered_in_time=rows.filter(replied_at__lte=F("due")).count(),
            late=rows.filter(Q(replied_at__gt=F("due")) | Q(replied_at=None, due__lt=now)).count(),
            open=rows.filter(replied_at=None).count(),
            acted=rows.filter(replies__acted=True).distinct().count(),
            by_kind=tuple((code, counts.get(code, 0)) for code, _, _ in KINDS),
        )


# ---- for everybody ------------------------------------------------------------------------------------------------------


def published_echoes() -> list[ShownEcho]:
    """Return what is published under *Anda bilang, kami lakukan*, newest first."""
    rows = list(Echo.objects.exclude(approved_at=None).filter(withdrawn_at=None).order_by("-approved_at", "-pk")[:MOST_ECHOES])
    names = {office: institutions.office(office).name for office in {row.office for row in rows}}
    return [ShownEcho(row.said, row.did, names[row.office], row.approved_at) for row in rows if row.approved_at]
