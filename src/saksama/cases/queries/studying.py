"""The study draft of a case: its facts gathered for `cases.drafting`, from plain columns, persons, and what keys open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from saksama.cases import drafting, reading
from saksama.cases.kinds.door import CHANNELS
from saksama.cases.kinds.shared import STATUS
from saksama.cases.parties import ACCUSED
from saksama.cases.reading import CONDITION_WORDS
from saksama.cases.words import category_words
from saksama.evidence import queries as evidence
from saksama.evidence import words as evidence_words
from saksama.evidence.models import File
from saksama.intake import queries as intake
from saksama.kernel.errors import NoRule
from saksama.law import book, season
from saksama.law import wording as say
from saksama.law.conditions import KEYS

if TYPE_CHECKING:
    from .page import Read

Sealed = Callable[[int, str], str]
_MET = {"yes": "terpenuhi", "no": "belum terpenuhi", "assess": "belum dinilai"}
_HEARD = (
    "accused.invited", "clarification.held", "clarification.missed", "accused.replied", "accused.silent",
    "witness.invited", "witness.heard", "witness.missed",
)  # fmt: skip
_MINUTES = ("clarification.held", "witness.heard")


def study_text(read: Read, name: str, sealed: Sealed) -> str:
    """Return the first words of a part of the study: `facts`, or `analysis` with the rules that held on the day."""
    told = study_facts(read, sealed)
    return drafting.study_facts(told) if name == "facts" else drafting.study_rules(told)


def study_facts(read: Read, sealed: Sealed) -> drafting.StudyFacts:
    """Return what a study of this case begins with. `sealed` gives the text of a field of an act, "" where no key opens it."""
    case, state, zone = read.case, read.derived.state, read.names.zone
    registered = state.last("registered")
    on = case.happened_on or case.opened_at.astimezone(zone).date()
    return drafting.StudyFacts(
        number=case.number,
        received_on=case.opened_at.astimezone(zone).date(),
        channel=next((words for code, words, _ in CHANNELS if code == case.channel), case.channel),
        registered_on=registered.happened_at.astimezone(zone).date() if registered else None,
        what=category_words(case.category)[0],
        happened_on=case.happened_on,
        known_on=case.known_on,
        place=case.place_label,
        agency=read.names.agency(case.agency),
        persons=[
            drafting.Person(one.name, one.post, STATUS.word(one.status, "id") if one.status != "unknown" else "")
            for one in read.parties
            if one.role == ACCUSED
        ],
        conditions=[(CONDITION_WORDS[key][0], _MET.get(met, met)) for key, met in zip(KEYS, case.meter, strict=False)],
        evidence=[f"{n}. {evidence_words.kind(one)[0]}, sidik {one.fingerprint[:16]}" for n, one in enumerate(_files(read), 1)],
        heard=_heard(read),
        minutes=[text for one in state.standing if one.kind in _MINUTES and (text := sealed(one.act.nth, "minutes"))],
        season=season.today(case.place_code, on).text_id.rstrip("."),
        rules=[_rule(one, on) for one in case.violations],
    )


def _files(read: Read) -> list[File]:
    reports = intake.of_case(read.case.public_id, sealed=False)
    return evidence.of_matter([one.public_id for one in reports], read.case.public_id)


def _heard(read: Read) -> list[str]:
    lines = []
    for act in read.derived.state.every(*_HEARD):
        day = act.happened_at.astimezone(read.names.zone).date()
        lines.append(f"{say.short_id(day)}: {reading.sentence(act, read.names)[0]}")
    return lines


def _rule(violation: str, on: date) -> drafting.Rule:
    try:
        entry = book().violation(violation, on)
    except NoRule:
        return drafting.Rule(violation, "tidak ada dalam data aturan pada hari itu")
    named = tuple(book().said("elements", key)[0] for key in entry.get("elements", ()))
    return drafting.Rule(f"{entry.name_id} ({violation})", entry.citation, named or _to_prove(entry.get("prove_id", "")))


def _to_prove(words: str) -> tuple[str, ...]:
    return (words.rstrip("."),) if words else ()
