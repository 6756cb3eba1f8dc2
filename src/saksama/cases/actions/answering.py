"""The accused's own steps, by the code in his letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from saksama import store
from saksama.accounts import actions as accounts
from saksama.cases import access, inputs, kinds, parties, reading
from saksama.cases.inputs import LONGEST_TEXT, MOST_PAPERS
from saksama.cases.legality import case_view
from saksama.cases.models import Act, Case, Limb
from saksama.cases.performing import perform
from saksama.cases.policies import may_ask_time
from saksama.cases.projecting import derive
from saksama.cases.queries.accused import accused_actor, asking_decision, reply_decision, time_decision
from saksama.cases.steps import Input
from saksama.cases.steps import Paper as TypedPaper
from saksama.cases.verbs import ACT, Paper
from saksama.evidence import actions as evidence
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault.sealed import Compartment

from .disclosing import require_cleared, require_notified
from .hearing import ROLES

REPLY, SILENT, MORE_TIME = "reply", "silent", "more_time"
ACTS = {REPLY: "accused.replied", SILENT: "accused.silent", MORE_TIME: "reply.extended"}
COMPANION, WITNESS, EVIDENCE, EXONERATION = "companion", "witness", "evidence", "exoneration"
ASKS = {
    COMPANION: "companion.named",
    WITNESS: "witness.requested",
    EVIDENCE: "accused.added",
    EXONERATION: "exoneration.agreed",
}
MOST_ASKS = 10
MORE_DAYS = 3  # our own rule, like the limit it extends (SAK-REPLY)


def file_reply(code: str, *, choice: str, text: str = "", files: tuple[TypedPaper, ...] = (), now: datetime) -> Act:
    """Answer, choose to stay silent, or ask once for three more working days.

    Raises `MistypedCode` or `PassUnknown` for the code, `NotAllowed` where no answer is open, `Invalid` with its field. What he
    writes is sealed to his room before the transaction.
    """
    if choice not in ACTS:
        raise Invalid("Pilih: menjawab, diam, atau minta waktu.", "Choose: answer, stay silent, or ask for time.", field="choice")
    found = accounts.open_pass(code, now=now)
    words = _words(choice, text, files)
    actor = accused_actor(found)
    with store.reading(SYSTEM):
        case = access.case(found.case_public_id, SYSTEM, now.date())
        _require_open(case, choice, actor, now)
    reply = sealed.compartment(case.compartments["reply"])
    prose = (
        vault.add_text(reply, klass=ACT, name="jawaban.json", text=json.dumps({"text": words}, ensure_ascii=False))
        if words
        else None
    )
    papers = _sealed(files, reply, now)
    try:
        with transaction.atomic(), store.scope(SYSTEM):
            case = access.locked(found.case_public_id, SYSTEM, now.date())
            _require_open(case, choice, actor, now)
            return perform(
                case,
                ACTS[choice],
                actor=actor,
                happened_at=now,
                now=now,
                body=_body(choice),
                documents=papers,
                item=prose.save() if prose else None,
            )
    except BaseException:
        for one in papers:
            one.discard()
        raise


def ask_from_room(
    code: str, *, ask: str, values: Mapping[str, object], files: tuple[TypedPaper, ...] = (), now: datetime
) -> Act:
    """Name a companion, ask for witnesses, add evidence, or say who may be told that he is cleared.

    Raises `MistypedCode` or `PassUnknown` for the code, `NotAllowed` where it is not open now, `Invalid` with its field. His
    words are sealed to his room; names go where the case keeps names.
    """
    if ask not in ASKS:
        raise Invalid("Pilih salah satu yang ada di halaman ini.", "Choose one of what this page offers.", field="ask")
    found = accounts.open_pass(code, now=now)
    kind, actor = kinds.get(ASKS[ask]), accused_actor(found)
    cleaned = inputs.clean(kind, kind.asked, Input(values=values, happened_at=now, seen=0, documents=files), now=now)
    with store.reading(SYSTEM):
        case = access.case(found.case_public_id, SYSTEM, now.date())
        _require_asking(case, ask, cleaned, now)
    reply = sealed.compartment(case.compartments["reply"])
    prose = vault.add_text(reply, klass=ACT, name="permintaan.json", text=_json(cleaned.texts)) if cleaned.texts else None
    papers = _sealed(files, reply, now)
    try:
        with transaction.atomic(), store.scope(SYSTEM):
            case = access.locked(found.case_public_id, SYSTEM, now.date())
            _require_asking(case, ask, cleaned, now)
            item = prose.save() if prose else None
            body = dict(cleaned.body) | ({"agrees": bool(cleaned.body.get("to"))} if ask == EXONERATION else {})
            act = perform(case, kind.act, actor=actor, happened_at=now, now=now, body=body, documents=papers, item=item)
            for name, persons in cleaned.persons.items():
                parties.record(case, persons, nth=act.nth, role=ROLES[name])
            return act
    except BaseException:
        for one in papers:
            one.discard()
        raise


def _json(texts: Mapping[str, str]) -> str:
    return json.dumps(dict(texts), ensure_ascii=False)


def _require_asking(case: Case, ask: str, cleaned: inputs.Cleaned, now: datetime) -> None:
    """Hold what he asks for against the stage, against who had been told, and against an endless number of wishes."""
    acts = reading.acts_of(case, Limb.ASN)
    derived = derive(case, acts, now)
    if ask == EXONERATION:
        require_cleared(derived.state)
        require_notified(cleaned.body.get("to") or (), derived.state)
    else:
        asking_decision(derived).require()
    if sum(act.kind == ASKS[ask] and act.role == "accused" for act in acts) >= MOST_ASKS:
        raise Invalid(
            "Permintaan ini sudah terlalu sering dikirim. Hubungi kantor.",
            "This was sent too many times. Call the office.",
            field="ask",
        )


def _words(choice: str, text: str, files: tuple[TypedPaper, ...]) -> str:
    words = text.replace("\r\n", "\n").strip()
    if choice == REPLY and not words and not files:
        raise Invalid("Tulis jawaban Anda, atau lampirkan berkas.", "Write your answer, or attach a file.", field="text")
    if len(words) > LONGEST_TEXT:
        raise Invalid(
            f"Jawaban ini terlalu panjang {len(words) - LONGEST_TEXT} huruf. Lampirkan sebagai berkas.",
            f"This answer is {len(words) - LONGEST_TEXT} characters too long. Attach it as a file.",
            field="text",
        )
    if len(files) > MOST_PAPERS:
        raise Invalid(f"Paling banyak {MOST_PAPERS} berkas.", f"At most {MOST_PAPERS} files.", field="files")
    return words


def _require_open(case: Case, choice: str, actor: object, now: datetime) -> None:
    acts = reading.acts_of(case, Limb.ASN)
    derived = derive(case, acts, now)
    reply_decision(derived).require()
    if choice == MORE_TIME:
        may_ask_time(actor, case_view(case, acts)).require()  # type: ignore[arg-type]
        time_decision(derived).require()


def _sealed(files: tuple[TypedPaper, ...], reply: Compartment, now: datetime) -> list[Paper]:
    return [Paper(one.item, reply, "reply", now) for one in evidence.seal_papers(files, case=reply)]


def _body(choice: str) -> dict[str, object]:
    if choice == MORE_TIME:
        return {"days": MORE_DAYS}
    return {"manner": "room"} if choice == REPLY else {}
