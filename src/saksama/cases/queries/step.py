"""The form of one step: its fields with the choices of this case, what is known already, and what it sets in motion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from saksama import store
from saksama.cases import kinds, verbs
from saksama.cases.fold import ActView
from saksama.cases.kinds import Field, Kind
from saksama.cases.legality import legal_step, limb_of
from saksama.cases.models import Limb
from saksama.cases.policies import Asked, may_see_criminal_limb, may_take, must_be_by_proxy
from saksama.cases.processes import process_of
from saksama.cases.projecting import derive
from saksama.cases.reading import rule_words, view
from saksama.cases.shown import StepPage
from saksama.cases.views import clockface
from saksama.cases.words import WAITING_WORDS, category_words
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.law.process import Step
from saksama.vault.keyring import Keyring

from .known import known
from .page import Read, read_case

PLAIN = (str, int, bool, date)


def step(
    case_public_id: UUID | str, act: str, actor: Actor, *, now: datetime, keys: Keyring | None = None, corrects: int | None = None
) -> StepPage:
    """Return the form. Raises `NotFound` for what the actor may not know of, `IllegalStep` with the open acts if it is shut.

    What the case knows already is filled in (`cases.once`); sealed texts only where `keys` open them. With `corrects` it is the
    form of a correction, open where that act was open; `Invalid` where there is nothing to correct.
    """
    kind = kinds.get(act)
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
        limb = limb_of(kind)
        if (limb == Limb.CRIMINAL or act == "criminal_limb.opened") and not may_see_criminal_limb(actor, read.view):
            raise NotFound("Langkah ini tidak dikenal. Kembali ke perkara.", "This step is not known. Go back to the case.")
        return _page(read, kind, limb, keys, corrects)


def _page(read: Read, kind: Kind, limb: str, keys: Keyring | None, corrects: int | None) -> StepPage:
    case, now = read.case, read.now
    acts = [view(row) for row in read.acts.get(limb, [])]
    mistaken = next((one for one in acts if one.nth == corrects), None)
    happened = mistaken.happened_at if mistaken else now
    new = ActView(nth=len(acts) + 1, kind=kind.act, happened_at=happened, recorded_at=now, limb=limb, corrects=corrects)
    row = legal_step(case, new, acts, now)
    derived = read.derived if limb == Limb.ASN else derive(case, acts, now, limb)
    proxy = must_be_by_proxy(read.actor, kind.body_of)
    asked = Asked(kind.act, row.roles, kind.body_of, "letter" if proxy else "own")
    verb = verbs.of(kind.act)
    title_id, title_en = category_words(case.category)
    follows = [] if mistaken else _follows(read, row, limb)      # what follows from it has followed
    fields = verbs.with_choices(kind.asked, lambda field: verb.choices(case, field, now))
    found = known(read, kind, fields, keys, verb.prefilled(case, derived))
    return StepPage(
        public_id=str(case.public_id),
        number=case.number,
        title_id=title_id,
        title_en=title_en,
        kind=kind,
        fields=fields,
        decision=may_take(read.actor, read.view, asked),
        values={name: one.value for name, one in found.items()} | _as_it_was(mistaken, fields),
        sources={name: one.source for name, one in found.items()},
        opened=any(one.opened for one in found.values()),
        seen=len(acts),
        clocks=clockface.faces(derived, now),
        follows_id=tuple(words[0] for words in follows),
        follows_en=tuple(words[1] for words in follows),
        letter="" if proxy else kind.letter,
        needs_document=kind.needs_document or proxy,
        may_be_by_proxy=bool(kind.body_of),
        must_be_by_proxy=proxy,
        timezone=case.timezone,
        corrected_at=mistaken.happened_at if mistaken else None,
    )


def _as_it_was(mistaken: ActView | None, fields: Sequence[Field]) -> dict[str, object]:
    """Return what stood open in the act that is corrected: only what was wrong is typed again. Sealed words are not in it."""
    if mistaken is None:
        return {}
    names = {field.name for field in fields}
    return {name: value for name, value in mistaken.body.items() if name in names and isinstance(value, PLAIN)}


def _follows(read: Read, row: Step, limb: str) -> list[tuple[str, str]]:
    """Say which limits begin and end, and whose turn it will be."""
    process = process_of(read.case, limb)
    found = []
    for subject in row.starts:
        words_id, words_en = rule_words(process.clocks[subject]) if subject in process.clocks else (subject, subject)
        found.append((f"Mulai berjalan: {words_id}.", f"Begins: {words_en}."))
    running = {one.subject for one in read.derived.clocks if not one.stopped_by}
    for subject in row.stops:
        if subject in running and subject in process.clocks:
            words_id, words_en = rule_words(process.clocks[subject])
            found.append((f"Berhenti: {words_id}.", f"Stops: {words_en}."))
    turn = process.waits_on(row.target)
    if turn != process.waits_on(read.derived.state.stage):
        words_id, words_en = WAITING_WORDS.get(turn, (turn, turn))
        found.append((f"Sesudah ini {words_id}.", f"After this, {words_en}."))
    return found
