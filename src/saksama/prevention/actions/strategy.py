"""The strategy board of an office: parts are added, changed, moved and ended; one press starts from the founding paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.kernel.ids import new_id
from saksama.prevention import facts
from saksama.prevention.founding import founding_board
from saksama.prevention.measures import KEYS
from saksama.prevention.policies import may_plan
from saksama.prevention.strategy import ACTION, KINDS, PROGRAMME, RESOURCE, UNDER, Aim

from . import pressed

LONGEST, LONGEST_NOTE = 160, 1000
FIRST, LAST = 2014, 2100
MOST_PARTS = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a part says. `under` is the public id of what it belongs to, "" for nothing yet: it then stands among the orphans."""

    kind: str
    title: str
    first_year: int
    last_year: int
    under: str = ""
    note: str = ""
    measure: str = ""
    people: int | None = None
    days: int | None = None
    rupiah: int | None = None
    figure: str = ""
    before: Decimal | None = None
    after: Decimal | None = None


def add_aim(token: str, wanted: Wanted, *, actor: Actor, now: datetime) -> Aim:
    """Add a part to the board of the actor's office; the same token again returns the part that is there.

    Raises `Invalid` (with `field`): no title, years out of order, a measure that another action has in these years, a parent of
    another kind or office.
    """
    may_plan(actor).require()
    office = institutions.office(actor.office)
    with transaction.atomic(), store.scope(actor):
        if (before := pressed.already(Aim, token, actor)) is not None:
            return before
        if Aim.objects.filter(office=actor.office, ended_at=None).count() >= MOST_PARTS:
            raise Conflict("Papan ini penuh. Akhiri yang sudah selesai.", "This board is full. End what is done.")
        aim = Aim(
            token=token,
            office=actor.office,
            office_position=office.position,
            kind=wanted.kind,
            made_by=actor.public_id,
            made_at=now,
        )
        _fill(aim, wanted, actor)
        aim.save(force_insert=True)
        ledger.append(facts.AimSet(object_id=str(aim.public_id), at=now, detail={"kind": aim.kind}), actor=actor)
    return aim


def change_aim(aim_id: UUID | str, wanted: Wanted, *, actor: Actor, now: datetime) -> Aim:
    """Change what a part says, or what it belongs to. Raises like `add_aim`, and `NotFound` for one that has ended."""
    may_plan(actor).require()
    with transaction.atomic(), store.scope(actor):
        aim = _own(aim_id, actor)
        if wanted.kind != aim.kind:
            raise Invalid(
                "Jenis bagian tidak dapat diganti. Buat yang baru.", "A part keeps its kind. Make a new one.", field="kind"
            )
        _fill(aim, wanted, actor)
        aim.save()
        ledger.append(facts.AimSet(object_id=str(aim.public_id), at=now, detail={"kind": aim.kind}), actor=actor)
    return aim


def end_aim(aim_id: UUID | str, *, actor: Actor, now: datetime) -> Aim:
    """Take a part off the board; what belonged to it becomes an orphan and is seen as one. Safe to repeat."""
    may_plan(actor).require()
    with transaction.atomic(), store.scope(actor):
        aim = _own(aim_id, actor, ended=True)
        if aim.ended_at is None:
            Aim.objects.filter(under=aim, ended_at=None).update(under=None)
            aim.ended_at = now
            aim.save(update_fields=["ended_at"])
            ledger.append(facts.AimEnded(object_id=str(aim.public_id), at=now, detail={"kind": aim.kind}), actor=actor)
    return aim


def adopt_founding_board(*, language: str, actor: Actor, now: datetime) -> int:
    """Start an empty board from the founding paper. Returns how many parts; raises `Conflict` where the board is not empty."""
    may_plan(actor).require()
    told = founding_board()
    made: dict[str, Aim] = {}
    with transaction.atomic(), store.scope(actor):
        store.engine.lock(f"prevention.board:{actor.office}")
        if Aim.objects.filter(office=actor.office, ended_at=None).exists():
            raise Conflict("Papan ini sudah berisi.", "This board is not empty.")
        for part in told.parts:
            english = language == "en"
            wanted = Wanted(
                kind=part.kind,
                title=part.title_en if english else part.title_id,
                note=part.note_en if english else part.note_id,
                under=str(made[part.under].public_id) if part.under else "",
                measure=part.measure,
                first_year=told.first_year,
                last_year=told.last_year,
            )
            aim = add_aim(str(new_id()), wanted, actor=actor, now=now)
            aim.citation = told.citation
            aim.save(update_fields=["citation"])
            made[part.key] = aim
    return len(made)


def _fill(aim: Aim, wanted: Wanted, actor: Actor) -> None:
    _check(wanted)
    aim.under = _parent(aim, wanted, actor)
    aim.title, aim.note = wanted.title.strip(), wanted.note.strip()
    aim.first_year, aim.last_year = wanted.first_year, wanted.last_year
    aim.measure = _measure(aim, wanted) if wanted.kind == ACTION else ""
    resource, programme = wanted.kind == RESOURCE, wanted.kind == PROGRAMME
    aim.people, aim.days, aim.rupiah = (wanted.people, wanted.days, wanted.rupiah) if resource else (None, None, None)
    aim.figure = wanted.figure.strip() if programme else ""
    aim.before, aim.after = (wanted.before, wanted.after) if programme else (None, None)


def _check(wanted: Wanted) -> None:
    if wanted.kind not in {code for code, *_ in KINDS}:
        raise Invalid("Pilih jenis bagian.", "Choose the kind of part.", field="kind")
    if not wanted.title.strip() or len(wanted.title) > LONGEST:
        raise Invalid(
            f"Tulis satu kalimat, paling banyak {LONGEST} huruf.",
            f"Write one sentence, {LONGEST} letters at most.",
            field="title",
        )
    if len(wanted.note) > LONGEST_NOTE or len(wanted.figure) > LONGEST:
        raise Invalid("Keterangan ini terlalu panjang.", "This note is too long.", field="note")
    if not FIRST <= wanted.first_year <= wanted.last_year <= LAST:
        raise Invalid(
            "Tahun akhir tidak boleh sebelum tahun awal.", "The last year must not precede the first.", field="last_year"
        )
    if wanted.kind == PROGRAMME and (wanted.after is not None or wanted.before is not None) and not wanted.figure.strip():
        raise Invalid("Sebutkan angka apa yang diukur.", "Say what figure is measured.", field="figure")


def _measure(aim: Aim, wanted: Wanted) -> str:
    """Return the measure, which belongs to one action a year: an activity must not count twice."""
    if wanted.measure not in ("", *KEYS):
        raise Invalid("Pilih satu dari tujuh langkah.", "Choose one of the seven measures.", field="measure")
    if not wanted.measure:
        return ""
    others = Aim.objects.filter(office=aim.office, kind=ACTION, measure=wanted.measure, ended_at=None)
    others = others.filter(first_year__lte=wanted.last_year, last_year__gte=wanted.first_year).exclude(pk=aim.pk)
    if other := others.first():
        raise Invalid(
            f"Langkah {wanted.measure} sudah dihitung pada “{other.title}”.",
            f"Measure {wanted.measure} counts for “{other.title}” already.",
            field="measure",
        )
    return wanted.measure


def _parent(aim: Aim, wanted: Wanted, actor: Actor) -> Aim | None:
    if not wanted.under:
        return None
    parent = _own(wanted.under, actor)
    if UNDER.get(wanted.kind) != parent.kind:
        raise Invalid("Bagian ini tidak dapat berada di bawahnya.", "This part cannot belong there.", field="under")
    return parent


def _own(aim_id: UUID | str, actor: Actor, *, ended: bool = False) -> Aim:
    rows = Aim.objects.select_for_update(of=("self",)).filter(public_id=aim_id, office=actor.office)
    aim: Aim | None = (rows if ended else rows.filter(ended_at=None)).first()
    if aim is None:
        raise NotFound("Bagian ini tidak ada di papan kantor Anda.", "This part is not on your office's board.")
    return aim
