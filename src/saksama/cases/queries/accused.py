"""The accused's room: what the holder of the code in a letter sees, and opens."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from saksama import store
from saksama.accounts import actions as accounts
from saksama.accounts.models import Pass
from saksama.cases import hearings, kinds, minutes, parties, reading
from saksama.cases.fold import CaseState
from saksama.cases.legality import case_view
from saksama.cases.models import Act, Case, Document, Limb, Party
from saksama.cases.policies import may_ask_time
from saksama.cases.projecting import Derived, derive
from saksama.cases.reading import Names
from saksama.cases.shown import (
    AccusedRoom,
    AllegationShown,
    ClockShown,
    EvidenceShown,
    ExtractShown,
    MinutesShown,
    ReplyShown,
    Station,
    Words,
)
from saksama.cases.shown.accused import RuleShown
from saksama.cases.views import clockface
from saksama.cases.words import OWNER_WORDS, WAITING_WORDS, category_words
from saksama.evidence import queries as evidence
from saksama.evidence.models import Disclosure
from saksama.kernel.actor import SYSTEM, Actor, ActorKind
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.kernel.errors import NoRule, NotFound
from saksama.law import book
from saksama.law.clocks import State
from saksama.vault import actions as vault
from saksama.vault import queries as items
from saksama.vault import receipt
from saksama.vault.actions import Opened
from saksama.vault.keyring import Keyring

from .enclosures import documents_shown
from .lists import stage_words

ALLEGATION, REPLY_FILE, MINUTES, EXTRACT = "allegation", "paper", "minutes", "extract"
REMEDIES = frozenset({"objection", "appeal"})
RIGHTS = (
    Words(
        "Anda belum dinyatakan bersalah. Anda berhak menjawab sebelum keputusan dibuat.",
        "You have not been found in breach. You have the right to answer before any decision.",
    ),
    Words(
        "Anda boleh menjawab tertulis di sini, atau lisan di kantor kami.",
        "You may answer in writing here, or orally at our office.",
    ),
    Words("Anda boleh didampingi.", "You may be accompanied."),
    Words("Anda boleh melihat bukti; identitas pelapor ditutup.", "You may see the evidence; the reporter's identity is hidden."),
    Words("Anda boleh mengajukan keberatan dan banding atas keputusan.", "You may object to a decision and appeal."),
)
WARNINGS = (
    Words("Jawaban Anda dapat dipakai dalam perkara pidana.", "Your answer may be used in criminal proceedings."),
    Words("Anda boleh didampingi sebelum dan saat menjawab.", "You may be accompanied before and while you answer."),
    Words("Anda boleh diam. Diam tidak dianggap mengaku.", "You may stay silent. Silence is no admission."),
)
NOT_NOW = ("Jawaban tidak dapat diberikan pada tahap ini.", "An answer cannot be given at this stage.")
TOO_LATE = (
    "Batas waktu jawaban sudah lewat. Anda masih boleh menjawab sekarang.",
    "The time to answer has passed. You may still answer now.",
)
ANSWERED = ("Anda sudah menjawab. Untuk menambah, hubungi kantor.", "You have answered. To add something, call the office.")
NO_ITEM = ("Berkas ini tidak ada di ruang Anda.", "This file is not in your room.")


def accused_actor(found: Pass) -> Actor:
    """Return who acts with a pass: the accused of one case, known by the pass alone."""
    return Actor(
        kind=ActorKind.ACCUSED,
        public_id=f"pass:{found.public_id}",
        pseudonym=f"pass:{found.public_id}",
        roles=frozenset({"accused"}),
        key=found.locator,
    )


def for_pass(code: str, *, now: datetime) -> AccusedRoom:
    """Return the room of a letter's code. Raises `MistypedCode` without a look-up, `PassUnknown` for every other miss."""
    found = accounts.open_pass(code, now=now)
    keys = receipt.keyring(code, holder="pass")
    with store.reading(SYSTEM):
        case = _case(found)
        rows = reading.rows_of(case, Limb.ASN)
        documents = list(Document.objects.filter(case=case, audience="reply").order_by("nth", "pk"))
        people_all = parties.of(case, without=parties.corrected(rows))
    people = [one for one in people_all if one.role == parties.ACCUSED]
    views = [reading.view(row) for row in rows]
    derived = derive(case, views, now)
    names = reading.names_for(case)
    clocks = clockface.faces(derived, now)
    stage_id, stage_en = stage_words(case)
    waiting_id, waiting_en = WAITING_WORDS.get(case.waiting_on, ("", ""))
    asked_before = case_view(case, views)
    may_reply = reply_decision(derived)
    return AccusedRoom(
        case_public_id=str(case.public_id),
        number=case.number,
        office=names.office(case.office),
        stage_id=stage_id,
        stage_en=stage_en,
        waiting_id=waiting_id,
        waiting_en=waiting_en,
        name=people[0].name if len(people) == 1 else "",
        allegation=_allegation(case, derived.state, keys, people[0].post if len(people) == 1 else ""),
        evidence=tuple(_evidence(one) for one in evidence.disclosures(case.public_id)),
        rights=RIGHTS,
        warnings=WARNINGS,
        due=next((one for one in clocks if one.subject == "reply" and not one.stopped_by), None),
        may_reply=may_reply,
        may_ask_time=may_reply and may_ask_time(accused_actor(found), asked_before) and time_decision(derived),
        replies=tuple(_reply(row, case, keys) for row in rows if row.kind in ("accused.replied", "accused.silent")),
        outcome=_outcome(derived.state),
        remedies=_remedies(clocks),
        stations=_stations(case, derived.state, names),
        entries=_entries(rows, names),
        documents=documents_shown(documents),
        timezone=case.timezone,
        minutes=_minutes(case, rows, keys),
        extracts=_extracts(case, rows, keys),
        heard=derived.state.heard,
        meeting=_meeting(derived.state, now),
        may_ask=asking_decision(derived),
        asked_time=asked_before.accused_asked_time,
        companions=_named(people_all, "companion"),
        witnesses=_named(people_all, "witness", asked_for={row.nth for row in rows if row.kind == "witness.requested"}),
        notified=notified(derived.state) if derived.state.outcome == "not_proven" else (),
        consent=_consent(derived.state),
    )


def _named(people: list[Party], role: str, *, asked_for: set[int] | None = None) -> tuple[str, ...]:
    """Return the names he gave himself; a witness whom the office named is not told to him."""
    return tuple(one.name for one in people if one.role == role and (asked_for is None or one.nth in asked_for))


def notified(state: CaseState) -> tuple[str, ...]:
    """Return who was formally told of the suspicion: those who may be told that it is not proven, if he agrees."""
    through_agency = any(act.body.get("way") == "agency" for act in state.every("accused.invited", "accused.notified"))
    handed = any(act.body.get("received_by") == "agency" for act in state.every("letter.handed"))
    found = ("agency",) if through_agency or handed or state.every("recommendation.issued") else ()
    return (*found, "oversight") if state.every("pleno.forwarded") else found


def _consent(state: CaseState) -> tuple[str, ...] | None:
    last = state.last("exoneration.agreed")
    return tuple(str(one) for one in last.body.get("to") or ()) if last else None  # type: ignore[attr-defined]


def _case(found: Pass) -> Case:
    case: Case | None = Case.objects.filter(public_id=found.case_public_id).first()
    if case is None:
        raise NotFound(*NO_ITEM)
    return case


def reply_decision(derived: Derived) -> Decision:
    """Tell whether an answer is open: once he was invited, while the case is studied or reviewed, and not twice.

    A lapsed limit does not shut the room: a late answer is better than none.
    """
    state = derived.state
    invited = max((act.nth for act in state.every("accused.invited", "accused.notified")), default=0)
    answered = max((act.nth for act in state.every("accused.replied", "accused.silent")), default=0)
    if not invited or state.stage in ("recommendation", "with_ppk", "decided", "closed") or state.outcome:
        return deny(*NOT_NOW)
    return deny(*ANSWERED) if answered > invited else ALLOW


def _allegation(case: Case, state: CaseState, keys: Keyring, post: str) -> AllegationShown:
    """Return the words sealed to his room by the last letter; the bare category where they do not open."""
    category_id, category_en = category_words(case.category)
    inside = case.compartments.get("reply")
    found = items.items_of(items.compartment(inside), ALLEGATION) if inside else []
    words = json.loads(vault.read_text(found[-1], keys=keys)) if found else {}
    rules, check = _rules(case)
    return AllegationShown(
        text=str(words.get("allegation", "")),
        category_id=category_id,
        category_en=category_en,
        happened_on=case.happened_on,
        place=case.place_label,
        post=post,
        rules=rules,
        needs_check=check,
    )


def _rules(case: Case) -> tuple[tuple[RuleShown, ...], bool]:
    found, check = [], False
    for violation in case.violations:
        try:
            entry = book().violation(violation, case.happened_on)
        except NoRule:
            continue
        found.append(RuleShown(entry.name_id, entry.name_en, entry.citation, entry.version))
        check = check or entry.needs_check
    return tuple(found), check


def _evidence(one: Disclosure) -> EvidenceShown:
    return EvidenceShown(
        public_id=str(one.public_id),
        item=str(one.item.public_id),
        kind=one.copy.file.kind,
        fingerprint=one.item.sha256,
    )


def _reply(row: Act, case: Case, keys: Keyring) -> ReplyShown:
    silent = row.kind == "accused.silent"
    texts = json.loads(vault.read_text(items.item(row.item), keys=keys)) if row.item and _is_his(row, case) else {}
    with store.reading(SYSTEM):
        files = Document.objects.filter(case=case, nth=row.nth, audience="reply") if _is_his(row, case) else ()
        papers = tuple(str(one.public_id) for one in files)
    words = ("memilih diam", "chose to stay silent") if silent else ("menjawab", "answered")
    return ReplyShown(
        choice="silent" if silent else "reply",
        choice_id=words[0],
        choice_en=words[1],
        at=row.happened_at,
        text=str(texts.get("text", "")),
        files=papers,
    )


def _is_his(row: Act, case: Case) -> bool:
    """Tell whether he wrote it himself in his room; an answer recorded for him lies in the office's file."""
    return row.role == "accused" and bool(case.compartments.get("reply"))


def time_decision(derived: Derived) -> Decision:
    """Tell whether more time can still be asked for: to the last second of the limit by its later reading, not after it."""
    return deny(*TOO_LATE) if "reply" in derived.lapsed_subjects else ALLOW


def asking_decision(derived: Derived) -> Decision:
    """Tell whether he may still name a companion or ask for a witness: as long as the case is studied or reviewed."""
    state = derived.state
    invited = bool(state.every("accused.invited", "accused.notified"))
    if not invited or state.stage in ("recommendation", "with_ppk", "decided", "closed") or state.outcome:
        return deny(*NOT_NOW)
    return ALLOW


def _meeting(state: CaseState, now: datetime) -> datetime | None:
    """Return when he is expected at the office next; None where no appointment is ahead."""
    ahead = [one.at for one in hearings.planned(state) if one.who == hearings.ACCUSED and one.until > now]
    return min(ahead, default=None)


def _told(case: Case, klass: str, keys: Keyring) -> list[dict[str, Any]]:
    """Return the values of the items of a class in his room, in the order they were sealed."""
    inside = case.compartments.get("reply")
    rows = items.items_of(items.compartment(inside), klass) if inside else []
    return [json.loads(vault.read_text(row, keys=keys)) for row in rows]


def _minutes(case: Case, rows: list[Act], keys: Keyring) -> tuple[MinutesShown, ...]:
    """Return the minutes of his hearings that stand; those of a corrected act are gone from his room."""
    standing = _standing(rows, "clarification.held")
    return tuple(_minute(one) for one in _told(case, MINUTES, keys) if one.get("nth") in standing)


def _extracts(case: Case, rows: list[Act], keys: Keyring) -> tuple[ExtractShown, ...]:
    standing = _standing(rows, "evidence.disclosed") - _withdrawn(rows)
    return tuple(
        ExtractShown(str(one.get("source", "")), str(one.get("text", "")), datetime.fromisoformat(str(one["at"])))
        for one in _told(case, EXTRACT, keys)
        if one.get("nth") in standing
    )


def _standing(rows: list[Act], kind: str) -> set[int]:
    corrected = {row.corrects for row in rows if row.corrects is not None}
    return {row.nth for row in rows if row.kind == kind and row.nth not in corrected}


def _withdrawn(rows: list[Act]) -> set[int]:
    """Return the numbers of the acts whose extract was taken back."""
    corrected = {row.corrects for row in rows if row.corrects is not None}
    kept = [row for row in rows if row.kind == "disclosure.withdrawn" and row.nth not in corrected]
    return {int(str(row.body["quotation"])) for row in kept if str(row.body.get("quotation", "")).isdecimal()}


def _minute(told: dict[str, Any]) -> MinutesShown:
    people = [name for field in ("companion", "interpreter", "attendants") for name in told.get(field, ())]
    return MinutesShown(
        nth=int(told["nth"]),
        at=datetime.fromisoformat(str(told["at"])),
        pairs=minutes.pairs(str(told.get("questions", ""))),
        text=str(told.get("minutes", "")),
        warned=tuple(one for code in told.get("warned", ()) if (one := _word("warned", code))),
        people=tuple(people),
        read_back=_word("read_back", told.get("read_back")),
        signature=_word("signature", told.get("signature")),
        recording=_word("recording", told.get("recording")),
        refusal=str(told.get("refusal", "")),
    )


def _word(name: str, code: object) -> Words | None:
    field = kinds.get("clarification.held").field(name)
    return Words(field.word(code, "id"), field.word(code, "en")) if code else None


def _outcome(state: CaseState) -> Words | None:
    last = state.last(
        "pleno.not_proven",
        "review.not_proven",
        "handed_over",
        "pleno.transferred",
        "effect.proved",
        "appeal.upheld",
        "status.restored",
    )
    if last is None or not (state.outcome or state.stage == "closed"):
        return None
    spoken = kinds.get(last.kind).to_accused
    return Words(spoken(last, "id"), spoken(last, "en")) if spoken else None


def _remedies(clocks: tuple[ClockShown, ...]) -> tuple[ClockShown, ...]:
    return tuple(one for one in clocks if one.subject in REMEDIES and not one.stopped_by and one.state != State.VOID)


def _stations(case: Case, state: CaseState, names: Names) -> tuple[Station, ...]:
    """Return his line: what he was told of, whose turn it is, and nothing of what is not his to know."""
    past = []
    for one in state.standing:
        kind = kinds.get(one.kind)
        if kind.to_accused is not None:
            past.append(Station(kind.label_id, kind.label_en, "past", one.happened_at))
    if case.waiting_on == "nobody":
        return tuple(past)
    owner = OWNER_WORDS.get(case.waiting_on) or (names.office(case.office),) * 2
    silent = case.silent_since is not None
    waiting = Station(
        *owner,
        "silent" if silent else "waiting",
        case.silent_since or case.waiting_since,
        "belum ada kabar" if silent else "menunggu di sini",
        "no news yet" if silent else "waiting here",
    )
    return (*past, waiting)


def _entries(rows: list[Act], names: Names) -> tuple[Words, ...]:
    corrected = {row.corrects for row in rows if row.corrects is not None}
    found = []
    for row in rows:
        spoken = kinds.get(row.kind).to_accused
        if spoken is not None and row.nth not in corrected:
            act = reading.worded(reading.view(row), names)
            found.append(Words(spoken(act, "id"), spoken(act, "en")))
    return tuple(found)


def pass_item(code: str, public_id: UUID | str, *, now: datetime) -> Opened:
    """Return an evidence copy, a file of his own, or a letter that lies in his room; `NotFound` for anything else."""
    found = accounts.open_pass(code, now=now)
    keys = receipt.keyring(code, holder="pass")
    with store.reading(SYSTEM):
        case = _case(found)
        row = Document.objects.filter(case=case, audience="reply", public_id=_uuid(public_id)).first()
    if row is not None:
        return vault.read(items.item(row.item), keys=keys)
    return evidence.open_disclosure(_uuid(public_id), case.public_id, keys)


def _uuid(public_id: UUID | str) -> UUID:
    try:
        return UUID(str(public_id))
    except ValueError:
        raise NotFound(*NO_ITEM) from None
