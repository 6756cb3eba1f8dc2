"""One case as one page, as far as its reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import access, parties, reading, suggesting, timeline
from saksama.cases.fold import ActView
from saksama.cases.legality import case_view
from saksama.cases.models import Act, Case, Document, Limb, Party
from saksama.cases.policies import CaseView, may_open_letter, may_see_criminal_limb
from saksama.cases.processes import process_of
from saksama.cases.projecting import Derived, derive
from saksama.cases.reading import Names
from saksama.cases.shown import CasePage, ConflictShown, CriminalShown, Entry, TracksShown, Words
from saksama.cases.views import aftermath, clockface, line, offers, suggestion, tasks
from saksama.cases.words import WAITING_WORDS, category_words
from saksama.institutions import queries as institutions
from saksama.institutions.queries import Standing
from saksama.kernel.actor import Actor
from saksama.law import season
from saksama.registry import queries as registry

from . import assigning, enclosures
from .lists import stage_words

FOR_AGENCY = frozenset({"registered", "post_holder.recorded"})
SINCE_AGENCY = "recommendation.issued"
INSIDE = frozenset({"note.added", "exclusion.recorded", "identity.opened", "officer.assigned", "officer.unassigned"})
CONFLICT_STAGES = frozenset(
    {"recommendation", "with_ppk", "review", "forwarded", "verification", "kajian", "clarification", "registered"}
)


@dataclass(frozen=True, slots=True)
class Read:
    """A case as it was read for one page: rows by limb, what derives from them, and who reads."""

    case: Case
    actor: Actor
    now: datetime
    acts: Mapping[str, list[Act]]
    views: list[ActView]
    derived: Derived
    view: CaseView
    names: Names
    documents: list[Document]
    parties: list[Party]
    outside: bool

    @property
    def asn(self) -> list[Act]:
        return self.acts[Limb.ASN]


def page(case_public_id: UUID | str, actor: Actor, *, now: datetime) -> CasePage:
    """Return the page; raises `NotFound` for a case that is absent, out of scope or barred to this actor."""
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
        return _assembled(read)


def read_case(case_public_id: UUID | str, actor: Actor, now: datetime) -> Read:
    """Read a case and all that its page needs of this room's tables, in the caller's scope."""
    case = access.case(case_public_id, actor, now.date())
    acts: dict[str, list[Act]] = defaultdict(list)
    for row in reading.rows_of(case):
        acts[row.limb].append(row)
    views = [reading.view(row) for row in acts[Limb.ASN]]
    view = case_view(case, views)
    if not may_see_criminal_limb(actor, view):
        acts.pop(Limb.CRIMINAL, None)
    everything = [row for rows in acts.values() for row in rows]
    without = parties.corrected(acts[Limb.ASN])
    return Read(
        case=case,
        actor=actor,
        now=now,
        acts=acts,
        views=views,
        derived=derive(case, views, now),
        view=view,
        names=reading.names_for(case, everything),
        documents=list(Document.objects.filter(case=case).order_by("nth", "pk")),
        parties=parties.of(case, without=without),
        outside=actor.has(Role.AGENCY_OFFICER),
    )


def _assembled(read: Read) -> CasePage:
    case, state = read.case, read.derived.state
    title_id, title_en = category_words(case.category)
    stage_id, stage_en = stage_words(case)
    waiting_id, waiting_en = WAITING_WORDS.get(case.waiting_on, ("", ""))
    today = season.today(case.place_code, read.now.astimezone(read.names.zone).date())
    entries = entries_for(read)
    clocks = clockface.faces(read.derived, read.now)
    stations = line.stations(case, read.derived, entries, clocks, read.names, read.asn, read.now)
    inside = enclosures.inside(read)
    standing = _standing(read)
    process = process_of(case)
    steps = offers.offers(read.actor, read.view, read.derived, process)
    officer = read.names.officers.get(case.assigned_to, "")
    # fmt: off
    return CasePage(
        public_id=str(case.public_id), number=case.number, title_id=title_id, title_en=title_en, place=case.place_label,
        place_code=case.place_code, office=read.names.office(case.office), office_public_id=case.office,
        agency=read.names.agency(case.agency), agency_public_id=case.agency, category=case.category,
        violations=tuple(Words(*reading.violation_words(one)) for one in case.violations), happened_on=case.happened_on,
        known_on=case.known_on, opened_at=case.opened_at, door=case.door, channel=case.channel, regime=case.regime,
        election=case.election, season_id=today.text_id, season_en=today.text_en, law_release=case.law_release,
        stage=case.stage, stage_id=stage_id, stage_en=stage_en, outcome=case.outcome, waiting_on=case.waiting_on,
        waiting_id=waiting_id, waiting_en=waiting_en, waiting_since=case.waiting_since, silent_since=case.silent_since,
        closed=case.stage == "closed", heard=state.heard, timezone=case.timezone, act_count=len(read.asn), stations=stations,
        entries=entries, clocks=clocks, steps=steps,
        conditions=inside.conditions, reports=inside.reports, similar=inside.similar,
        parties=enclosures.parties_shown(read.parties), documents=enclosures.documents_shown(
            documents_for(read), read.asn, read.actor.office),
        files=inside.files, post_holder=enclosures.post_holder(read), conflict=_conflict(read, standing),
        recommendation=aftermath.recommendation(state, standing.sanctioning if standing else ""), criminal=_criminal(read),
        tracks=_tracks(read),
        outside_numbers=_outside_numbers(read), excluded=len(state.every("exclusion.recorded")),
        assignment=assigning.shown(read, steps), tasks=tasks.tasks(steps, clocks, process, case.stage, officer=officer),
    )
    # fmt: on


def entries_for(read: Read) -> tuple[Entry, ...]:
    """Return the timeline this reader sees: an agency sees it from the recommendation on, and who the case is about."""
    by_nth: dict[int, list[Document]] = defaultdict(list)
    for document in documents_for(read):
        by_nth[document.nth].append(document)
    found = timeline.entries(read.asn, read.names, by_nth)
    return tuple(entry for entry in found if not read.outside or _for_agency(entry, found))


def _for_agency(entry: Entry, everything: Sequence[Entry]) -> bool:
    since = next((one.nth for one in everything if one.act == SINCE_AGENCY), None)
    return since is not None and entry.nth >= since and entry.act not in INSIDE


def documents_for(read: Read) -> list[Document]:
    """Return the documents this reader may open: an agency those addressed to it, others all but the criminal limb's.

    A letter with the accused's code is there for the office that sent it only.
    """
    senders = {(limb, act.nth): act.office for limb, acts in read.acts.items() for act in acts}
    within = [one for one in read.documents if one.limb == Limb.ASN or Limb.CRIMINAL in read.acts]
    forms = {one.public_id: one.form for one in read.documents}
    shown = [
        one
        for one in within
        if may_open_letter(read.actor, forms.get(one.signs or one.public_id, one.form), senders.get((one.limb, one.nth), ""))
    ]
    if read.outside:
        return [one for one in shown if one.audience == "agency"]
    return shown


def _conflict(read: Read, standing: Standing | None) -> ConflictShown | None:
    """Return the conflict test where it is asked or answered; suggestions only to those who answer it."""
    state, case = read.derived.state, read.case
    answered = bool(state.every("conflict.tested", "conflict.declared", "takeover.proposed"))
    if standing is None or read.outside or (not answered and case.stage not in CONFLICT_STAGES):
        return None
    on = case.happened_on or case.opened_at.date()
    found = registry.suggests_conflict(standing.government, case.place_code, on)
    return aftermath.conflict(state, [Words(one.words_id, one.words_en) for one in found], standing.higher)


def _tracks(read: Read) -> TracksShown | None:
    """Return what the law data suggest while Bawaslu still has the case, and afterwards what was chosen; nothing to an agency."""
    state, case = read.derived.state, read.case
    chosen = state.last(suggesting.CHOSEN)
    here = case.stage in process_of(case).groups["at_bawaslu"]
    if read.outside or not (here or chosen):
        return None
    holder = enclosures.post_holder(read)
    asked = suggesting.asked_of(
        case, state, post=holder.post if holder else "", conflict=aftermath.outcome(state) or "unknown"
    )
    found = suggesting.suggest(asked, today=read.now.astimezone(read.names.zone).date()) if here else ()
    return suggestion.shown(asked, found, chosen, read.names, criminal=bool(may_see_criminal_limb(read.actor, read.view)))


def _standing(read: Read) -> Standing | None:
    """Return where the accused's agency stands today; asked only once the conflict test or the addressee matters."""
    if not read.case.agency or not (read.case.stage in CONFLICT_STAGES or read.derived.state.last("recommendation.issued")):
        return None
    return institutions.standing(read.case.agency, read.now.date())


def _criminal(read: Read) -> CriminalShown | None:
    """Return the criminal limb for who may know of it; None for everybody else, and where there is none."""
    acts = read.acts.get(Limb.CRIMINAL)
    if not acts:
        return None
    process = process_of(read.case, Limb.CRIMINAL)
    derived = derive(read.case, [reading.view(act) for act in acts], read.now, Limb.CRIMINAL)
    stage = process.stages[derived.state.stage]
    by_nth: dict[int, list[Document]] = defaultdict(list)
    for document in read.documents:
        if document.limb == Limb.CRIMINAL:
            by_nth[document.nth].append(document)
    return CriminalShown(
        stage=stage.code,
        stage_id=stage.id,
        stage_en=stage.en,
        entries=timeline.entries(acts, read.names, by_nth),
        clocks=clockface.faces(derived, read.now),
        steps=offers.offers(read.actor, read.view, derived, process),
        act_count=len(acts),
    )


def _outside_numbers(read: Read) -> tuple[tuple[str, str], ...]:
    found = read.derived.state.every("outside_number.recorded")
    return tuple((str(act.body.get("system", "")), str(act.body.get("number", ""))) for act in found)
