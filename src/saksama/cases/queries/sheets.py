"""Copy sheets (*tulis sekali*): a case in the field order of an outside system, as the office arranged it.

The reporter's identity is not in it, unless the caller opened it for this one answer and hands it over (`identity`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import drafting
from saksama.cases.fold import ActView, CaseState
from saksama.cases.kinds import get
from saksama.cases.kinds.door import CHANNELS
from saksama.cases.models import Act, Document, Party
from saksama.cases.parties import ACCUSED
from saksama.cases.reading import grade_words, violation_words
from saksama.cases.shown import CopyRow, CopySheet
from saksama.cases.shown.sealed import CopyFile, CopyTab
from saksama.evidence import queries as evidence
from saksama.evidence import words as evidence_words
from saksama.evidence.models import File
from saksama.intake import queries as intake
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotAllowed
from saksama.law import book, season
from saksama.law import targets as law_targets
from saksama.vault.errors import NotAReader
from saksama.vault.keyring import Keyring

from .enclosures import documents_shown
from .layouts import layout
from .opened import note_of
from .page import Read, documents_for, read_case

LETTERS = frozenset({"forwarding", "kajian", "recommendation", "study", "plenary", "minutes"})
NUMBERS = ("outside_number.recorded", "sbt.entered")
_OWN_NUMBER = {"sbt.entered": "sbt"}


def copy_sheet(
    case_public_id: UUID | str,
    target: str,
    actor: Actor,
    keys: Keyring | None,
    *,
    now: datetime,
    identity: Mapping[str, str] | None = None,
) -> CopySheet:
    """Return the sheet for a target system. Sealed parts (the account of the event) are filled where the keys open them.

    `identity` holds the reporter's name, address and telephone by field key, where the caller has recorded their opening.
    """
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
    if not actor.has(Role.EXAMINER, Role.OVERSIGHT_ANALYST, Role.AGENCY_OFFICER):
        raise NotAllowed(
            "Lembar salin dibuat petugas yang menangani.", "A copy sheet is made by the officer who handles the case."
        )
    own = layout(actor.office, target)
    known = facts(read, keys) | ({law_targets.IDENTITY: dict(identity)} if identity and not read.outside else {})
    rows = law_targets.sheet(
        target, known, include_identity=bool(identity), book=book(), arranged=own.placed, verified=own.seen_on is not None
    )
    state = read.derived.state
    number = number_of(state, target)
    issued = [act for act in state.every("copy_sheet.issued") if act.body.get("target") == target]
    return CopySheet(
        public_id=str(read.case.public_id),
        number=read.case.number,
        target=target,
        target_id=own.target.name_id,
        target_en=own.target.name_en,
        rows=tuple(CopyRow(one.label_id, one.value, one.verified, one.identity, one.longest) for one in rows),
        files=tuple(one.name for one in enclosed(read)),
        recorded=str(number.body["number"]) if number else "",
        issued_at=issued[-1].happened_at if issued else None,
        act_count=len(read.asn),
        recorded_at=number.happened_at if number else None,
        recorded_by=read.names.officers.get(number.actor, "") if number else "",
        tabs=_tabs(state, target),
        enclosed=enclosed(read),
        named_reports=_named(read),
    )


def number_of(state: CaseState, target: str) -> ActView | None:
    """Return the act that recorded an outside system's number last."""
    found = [one for one in state.every(*NUMBERS) if _OWN_NUMBER.get(one.kind, one.body.get("system")) == target]
    return found[-1] if found else None


def _tabs(state: CaseState, here: str) -> tuple[CopyTab, ...]:
    done = set(state.done)
    tabs = []
    for entry in book().targets:
        later = bool(entry.get("since", ())) and not done & set(entry.since)
        kept = any(act.body.get("target") == entry.id for act in state.every("copy_sheet.issued"))
        status = "done" if number_of(state, entry.id) else "kept" if kept else "later" if later else "open"
        name_id, name_en = (name.partition(" (")[0] for name in (entry.name_id, entry.name_en))
        tabs.append(CopyTab(entry.id, name_id, name_en, status, entry.id == here))
    return tuple(tabs)


def _named(read: Read) -> tuple[tuple[str, str], ...]:
    """Return the reports whose reporter's name can be opened for a sheet: id and door, for the handling office's examiners."""
    if read.outside or not read.actor.has(Role.EXAMINER) or read.actor.office != read.case.office:
        return ()
    reports = intake.of_case(read.case.public_id, sealed=False)
    return tuple((str(one.public_id), one.door) for one in reports if one.contact_id or one.identity_id)


def facts(read: Read, keys: Keyring | None) -> dict[str, object]:
    """Return what the case knows, by the field keys of the targets. Nothing here names the reporter.

    An agency gets nothing of how and with what the report came in, here as little as on its page of the case.
    """
    case = read.case
    holder = next((one for one in reversed(read.parties) if one.role == ACCUSED), None)
    forwarded = next((one for one in read.documents if one.form == "forwarding"), None)
    return ({} if read.outside else _intake(read)) | {
        "register_number": case.number,
        "violation": [violation_words(one)[0] for one in case.violations],
        "accused_name": holder.name if holder else "",
        "accused_post": holder.post if holder else "",
        "accused_agency": read.names.agency(case.agency),
        "happened_on": case.happened_on,
        "place": case.place_label,
        "account": _account(read, keys),
        "forwarding_letter": f"{forwarded.number}, {forwarded.issued_at:%d-%m-%Y}" if forwarded else "",
        **_outcome(read),
    }


def _intake(read: Read) -> dict[str, object]:
    case = read.case
    found = read.derived.state.last("violation.found")
    noted = read.derived.state.last("tracing.noted")
    on = case.happened_on or case.opened_at.astimezone(read.names.zone).date()
    return {
        "received_on": case.opened_at.astimezone(read.names.zone).date(),
        "channel": next((words_id for code, words_id, _ in CHANNELS if code == case.channel), case.channel),
        "known_on": case.known_on,
        "evidence": [f"{evidence_words.kind(one)[0]} {n} ({one.fingerprint[:16]})" for n, one in enumerate(_rows(read), start=1)],
        "witnesses": [_person(one) for one in read.parties if one.role in ("witness", "expert")],
        "office": read.names.office(case.office),
        "season": season.today(case.place_code, on).text_id,
        "source": get("tracing.noted").field("source").word(noted.body.get("source"), "id") if noted else "",
        "found_on": _day(read, found),
    }


def _outcome(read: Read) -> dict[str, object]:
    """Return what the agency decided, as far as the case tells."""
    state = read.derived.state
    decided, issued = state.last("ppk.decided"), state.last("recommendation.issued")
    effect = state.last("effect.proved")
    return {
        "sanction": grade_words(str(decided.body["grade"]))[0] if decided and decided.body.get("grade") else "",
        "decision_number": decided.body.get("number", "") if decided else "",
        "decided_on": _day(read, decided),
        "delivered_on": _day(read, state.last("decision.delivered")),
        "effect": get("effect.proved").field("effect").word(effect.body.get("effect"), "id") if effect else "",
        "recommendation": (issued.body.get("number") or issued.body.get("their_number") or "") if issued else "",
    }


def _day(read: Read, act: ActView | None) -> date | None:
    return act.happened_at.astimezone(read.names.zone).date() if act else None


def _person(one: Party) -> str:
    return f"{one.name}, {one.post}" if one.post else one.name


def _account(read: Read, keys: Keyring | None) -> str:
    """Return the account of the event: the officer's own words of the study, before there is one what is suspected.

    Never the reporter's letter, nor what a letter tells the reported person himself.
    """
    written = read.derived.state.last("kajian.written")
    if written is None:
        names = [violation_words(one)[0] for one in read.case.violations]
        return drafting.account(names, read.case.happened_on, read.case.place_label)
    return _facts_of(next(act for act in read.asn if act.nth == written.nth), keys)


def _facts_of(study: Act, keys: Keyring | None) -> str:
    try:
        return note_of(study, keys).get("facts", "") if keys is not None else ""
    except NotAReader:
        return ""


def _rows(read: Read) -> list[File]:
    reports = intake.of_case(read.case.public_id, sealed=False)
    return evidence.of_matter([one.public_id for one in reports], read.case.public_id)


def enclosed(read: Read) -> tuple[CopyFile, ...]:
    """Name what goes along as it is to be named outside: register number, running number, kind; never an original or its name."""
    if read.outside:
        return ()
    stem = read.case.number.replace("/", "-") or "berkas"
    letters = [one for one in documents_for(read) if one.form in LETTERS]
    copies = [one for one in _rows(read) if one.state == "copied" or one.case_public_id is not None]
    named = [(_label(one), str(one.public_id), "document") for one in letters]
    named += [(evidence_words.kind(one)[0], str(one.public_id), "copy") for one in copies]
    return tuple(
        CopyFile(f"{stem}_{n:02d}_{_plain(label)}", public_id, kind) for n, (label, public_id, kind) in enumerate(named, start=1)
    )


def _label(one: Document) -> str:
    return documents_shown([one])[0].label_id


def _plain(label: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in label.lower()).split()) or "berkas"
