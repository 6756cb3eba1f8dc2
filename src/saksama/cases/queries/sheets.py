"""Copy sheets (*tulis sekali*): a case in the field order of an outside system. The reporter's identity is not in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.accounts.models import Role
from saksama.cases.kinds.door import CHANNELS
from saksama.cases.reading import violation_words
from saksama.cases.shown import CopyRow, CopySheet
from saksama.evidence import queries as evidence
from saksama.evidence import words as evidence_words
from saksama.evidence.models import File
from saksama.intake import queries as intake
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotAllowed
from saksama.law import book
from saksama.law import targets as law_targets
from saksama.vault.errors import NotAReader
from saksama.vault.keyring import Keyring

from .page import Read, read_case


def copy_sheet(case_public_id: UUID | str, target: str, actor: Actor, keys: Keyring | None, *, now: datetime) -> CopySheet:
    """Return the sheet for a target system. Sealed parts (the account of the event) are filled where the keys open them."""
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
    if not actor.has(Role.EXAMINER, Role.OVERSIGHT_ANALYST, Role.AGENCY_OFFICER):
        raise NotAllowed(
            "Lembar salin dibuat petugas yang menangani.", "A copy sheet is made by the officer who handles the case."
        )
    entry = book().target(target)
    rows = law_targets.sheet(target, facts(read, keys))
    recorded = read.derived.state.every("outside_number.recorded")
    issued = [act for act in read.derived.state.every("copy_sheet.issued") if act.body.get("target") == target]
    return CopySheet(
        public_id=str(read.case.public_id),
        number=read.case.number,
        target=target,
        target_id=entry.name_id,
        target_en=entry.name_en,
        rows=tuple(CopyRow(one.label_id, one.value, one.verified) for one in rows),
        files=_files(read),
        recorded=next((str(act.body["number"]) for act in reversed(recorded) if act.body.get("system") == target), ""),
        issued_at=issued[-1].happened_at if issued else None,
        act_count=len(read.asn),
    )


def facts(read: Read, keys: Keyring | None) -> dict[str, object]:
    """Return what the case knows, by the field keys of the targets. Nothing here names the reporter.

    An agency gets nothing of how and with what the report came in, here as little as on its page of the case.
    """
    case = read.case
    holder = next((one for one in reversed(read.parties) if one.role == "accused"), None)
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
    }


def _intake(read: Read) -> dict[str, object]:
    case = read.case
    return {
        "received_on": case.opened_at.astimezone(read.names.zone).date(),
        "channel": next((words_id for code, words_id, _ in CHANNELS if code == case.channel), case.channel),
        "known_on": case.known_on,
        "evidence": [f"{evidence_words.kind(one)[0]} {n} ({one.fingerprint[:16]})" for n, one in enumerate(_rows(read), start=1)],
    }


def _account(read: Read, keys: Keyring | None) -> str:
    """Return the account of the event: the officer's own words of the study where there are any, never the reporter's letter."""
    from .opened import note_of

    if keys is None:
        return ""
    for act in reversed(read.asn):
        if act.kind in ("kajian.written", "accused.invited") and act.item:
            try:
                texts = note_of(act, keys)
            except NotAReader:
                return ""
            return texts.get("facts") or texts.get("allegation") or ""
    return ""


def _rows(read: Read) -> list[File]:
    reports = intake.of_case(read.case.public_id)
    return evidence.of_matter([one.public_id for one in reports], read.case.public_id)


def _files(read: Read) -> tuple[str, ...]:
    """Name the files as they are to be named outside: register number, running number, kind; no original name."""
    if read.outside:
        return ()
    stem = read.case.number.replace("/", "-") or "berkas"
    return tuple(
        f"{stem}_{n:02d}_{evidence_words.kind(one)[0].lower().replace(' ', '-')}" for n, one in enumerate(_rows(read), start=1)
    )
