"""Letters and minutes drawn at somebody's wish from what the case holds already: nothing of them is typed again.

They are drawn when they are wanted, not with each act: most cases never need them on paper, and each costs a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from saksama import store
from saksama.accounts import queries as accounts
from saksama.cases import elements, kinds, minutes, parties
from saksama.cases.fold import ActView
from saksama.cases.judging import evidence_choices
from saksama.cases.kinds import Field
from saksama.cases.kinds.hearing import WARNED
from saksama.cases.models import Act, Case, Party
from saksama.cases.queries.opened import note_of
from saksama.cases.reading import CONDITION_WORDS, acts_of, rows_of
from saksama.cases.verbs import Taking, Verb, verb
from saksama.intake import queries as intake
from saksama.intake.models import Report
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid
from saksama.law import letters
from saksama.law import wording as say
from saksama.law.conditions import KEYS
from saksama.law.forms import Letter
from saksama.law.letters import Head
from saksama.places import queries as places
from saksama.vault.errors import NotAReader

from . import rooms
from .letters import compartment_or_refuse, draw, event_day, head, hearing_words, issuer, number_for

HEARD = ("clarification.held", "witness.heard")
DECIDED = ("pleno.forwarded", "pleno.not_proven", "pleno.transferred", "pleno.adjourned")
OF: Mapping[str, tuple[str, ...]] = {
    "receipt": (),
    "completion": ("completion.requested",),
    "refusal": ("registration.refused",),
    "minutes": HEARD,
    "study": ("kajian.written",),
    "plenary": DECIDED,
}
Choices = tuple[tuple[str, str, str], ...]


@verb("letter.issued")
class IssueLetter(Verb):
    """Draw one of the papers of casework. The two for a reporter name nobody; the others need the keys of the file."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        if field.name != "about":
            return None
        with store.reading(SYSTEM):
            acts = acts_of(case, "asn")
        wanted = {kind for found in OF.values() for kind in found}
        mistaken = parties.corrected(acts)
        return tuple(_step(act) for act in reversed(acts) if act.kind in wanted and act.nth not in mistaken)

    def check(self, taking: Taking) -> None:
        form = str(taking.cleaned.body["form"])
        if OF[form] and _act(taking, form) is None:
            raise Invalid(
                "Langkah yang dicetak surat ini belum ada dalam perkara. Pilih surat lain.",
                "The step this letter is drawn from is not in the case yet. Choose another letter.",
                field="form",
            )
        if form in ("minutes", "study", "plenary"):
            rooms.require_keys(taking)

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        form = str(taking.cleaned.body["form"])
        target = compartment_or_refuse(taking, "case")
        number = number_for(issuer(taking), form, taking.on)
        letter = DRAWN[form](taking, head(taking, number.text))
        taking.letters = [draw(taking, form, letter, number, target)]


def _step(act: ActView) -> tuple[str, str, str]:
    kind = kinds.get(act.kind)
    day_id, day_en = say.short_id(act.happened_at.date()), say.short_en(act.happened_at.date())
    return str(act.nth), f"{kind.label_id}, {day_id}", f"{kind.label_en}, {day_en}"


def _act(taking: Taking, form: str) -> ActView | None:
    """Return the act a letter is drawn from: the one that was named, else the last; None where there is none of its kind."""
    named = str(taking.cleaned.body.get("about") or "")
    found = [act for act in taking.state.every(*OF[form]) if not named or str(act.nth) == named]
    return found[-1] if found else None


def _wanted(taking: Taking, form: str) -> ActView:
    act = _act(taking, form)
    assert act is not None  # noqa: S101  `check` looked
    return act


def _row(taking: Taking, act: ActView) -> Act:
    with store.reading(SYSTEM):
        return next(one for one in rows_of(taking.case, "asn") if one.nth == act.nth)


def _texts(taking: Taking, act: ActView) -> dict[str, str]:
    """Return the sealed words of an act; `Invalid` where the person's keys do not open them."""
    try:
        return note_of(_row(taking, act), taking.keys) if taking.keys is not None else {}
    except NotAReader:
        raise Invalid(
            "Isi langkah itu tidak terbuka dengan kunci Anda. Minta petugas yang menangani.",
            "Your key does not open that step. Ask the officer in charge.",
            field="form",
        ) from None


def _word(act: ActView, name: str) -> str:
    value = act.body.get(name)
    return kinds.get(act.kind).field(name).word(value, "id") if value else ""


def _several(act: ActView, name: str) -> list[str]:
    value = act.body.get(name)
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else []


# ---- for the reporter ---------------------------------------------------------------------------------------------------


def _report(taking: Taking) -> Report:
    reports = intake.of_case(taking.case.public_id)
    if not reports:
        raise Invalid("Perkara ini tidak punya laporan.", "This case has no report.", field="form")
    return reports[0]


def reference(report: Report) -> str:
    return str(report.public_id)[:8].upper()


def _receipt(taking: Taking, top: Head) -> Letter:
    report = _report(taking)
    return letters.receipt_of_report(
        letters.Receipt(
            head=top,
            received_at=report.received_at,
            timezone=taking.case.timezone,
            reference=reference(report),
            door=report.door,
            channel=report.channel,
            next_steps=tuple(one for one in taking.derived.clocks if not one.stopped_by and one.due_late),
            leaf_hash=report.entry.leaf_hash,
        )
    )


def _completion(taking: Taking, top: Head) -> Letter:
    act, report = _wanted(taking, "completion"), _report(taking)
    due = act.body.get("due")
    return letters.completion(
        letters.Completion(
            head=top,
            reference=reference(report),
            received_at=report.received_at,
            timezone=taking.case.timezone,
            missing=tuple(CONDITION_WORDS[key][0] for key in _several(act, "missing") if key in CONDITION_WORDS),
            message=_texts(taking, act).get("message") or "Lihat pesan petugas di kotak laporan Anda.",
            due=due if isinstance(due, datetime) else datetime.fromisoformat(str(due)) if due else None,
            rule=next((one for one in reversed(taking.derived.clocks) if one.subject == "completion"), None),
        )
    )


def _refusal(taking: Taking, top: Head) -> Letter:
    act, report = _wanted(taking, "refusal"), _report(taking)
    unmet = [CONDITION_WORDS[key][0] for key, met in zip(KEYS, taking.case.meter, strict=False) if met == "no"]
    return letters.refusal(
        letters.Refusal(
            head=top,
            reference=reference(report),
            received_at=report.received_at,
            timezone=taking.case.timezone,
            ground=_word(act, "reason"),
            reasons=_texts(taking, act).get("reasons") or "Alasannya ada di kotak laporan Anda.",
            conditions=tuple(unmet),
            traced=taking.state.last("kept_as_tip") is not None,
        )
    )


# ---- for the file -------------------------------------------------------------------------------------------------------


def _people(taking: Taking, nth: int = 0, role: str = "") -> list[Party]:
    with store.reading(SYSTEM):
        rows = parties.of(taking.case, without=parties.corrected(rows_of(taking.case, "asn")), role=role)
    return [one for one in rows if not nth or one.nth == nth]


def _named(person: Party) -> str:
    return ", ".join(part for part in (person.name, person.post) if part)


def _minutes(taking: Taking, top: Head) -> Letter:
    act = _wanted(taking, "minutes")
    texts, beside = _texts(taking, act), _people(taking, act.nth)
    others = [one for one in beside if one.role not in (parties.ACCUSED, "witness", "expert")]
    shown = tuple((parties.ROLES.get(one.role, (one.role,))[0], _named(one)) for one in others)
    return letters.hearing_minutes(
        letters.HearingMinutes(
            head=top,
            register_number=taking.case.number,
            heard=_heard(taking, act, beside),
            present=act.body.get("present", "yes") == "yes",
            at=act.happened_at,
            timezone=taking.case.timezone,
            warned=tuple(id_ for code, id_, _en in WARNED if code in _several(act, "warned")),
            pairs=minutes.pairs(texts.get("questions", "")),
            course=texts.get("minutes", ""),
            persons=shown,
            recording=_word(act, "recording"),
            read_back=_word(act, "read_back"),
            signature=_word(act, "signature"),
            refusal=texts.get("refusal", ""),
        )
    )


def _heard(taking: Taking, act: ActView, beside: list[Party]) -> str:
    if act.kind == "clarification.held":
        return f"{'; '.join(map(_named, _people(taking, role=parties.ACCUSED))) or 'Yang dilaporkan'}."
    if act.body.get("who") == "reporter":
        return letters.casework.HIDDEN
    found = [_named(one) for one in beside if one.role in ("witness", "expert")]
    return f"{'; '.join(found)}, {_word(act, 'who')}." if found else f"{_word(act, 'who').capitalize()}."


def _study(taking: Taking, top: Head) -> Letter:
    act, case = _wanted(taking, "study"), taking.case
    texts = _texts(taking, act)
    violations = tuple(_several(act, "violations") or case.violations)
    return letters.study(
        letters.Study(
            head=top,
            register_number=case.number,
            version=[one.nth for one in taking.state.every("kajian.written")].index(act.nth) + 1,
            accused=f"{'; '.join(map(_named, _people(taking, role=parties.ACCUSED)))}.",
            happened_on=event_day(case),
            happened_where=places.by_code(case.place_code).label,
            violations=violations,
            facts=texts.get("facts", ""),
            elements=_judged(taking, act, texts),
            analysis=texts.get("analysis", ""),
            conclusion=_word(act, "conclusion"),
            heard=taking.state.heard,
            hearing=hearing_words(taking),
        )
    )


def _judged(taking: Taking, act: ActView, texts: Mapping[str, str]) -> tuple[letters.Judged, ...]:
    found: Mapping[str, str] = act.body.get("elements") or {}  # type: ignore[assignment]
    named: Mapping[str, list[str]] = act.body.get("elements_evidence") or {}  # type: ignore[assignment]
    known = {one.key: one for one in elements.of(sorted({key.partition(".")[0] for key in found}), event_day(taking.case))}
    files = {file: label.partition(".")[0] for file, label, _ in evidence_choices(taking.case)}
    reasons = elements.reasons(texts.get("element_reasons", ""))
    return tuple(
        letters.Judged(
            name=f"{known[key].id} ({known[key].violation})" if key in known else key,
            finding=elements.FINDING_WORDS[finding][0],
            reasons=reasons.get(key, ""),
            evidence=tuple(files[file] for file in named.get(key, ()) if file in files),
            ours=known[key].ours if key in known else True,
        )
        for key, finding in found.items()
    )


def _plenary(taking: Taking, top: Head) -> Letter:
    act = _wanted(taking, "plenary")
    texts, body = _texts(taking, act), act.body
    votes: Mapping[str, str] = body.get("votes") or {}  # type: ignore[assignment]
    outcomes: Mapping[str, str] = body.get("outcomes") or {}  # type: ignore[assignment]
    words = {"forward": "diteruskan", "not_proven": "tidak terbukti", "transfer": "dialihkan"}
    people = {str(one.public_id): one.name for one in _people(taking, role=parties.ACCUSED)}
    stated = [one for one in taking.state.every("interest.stated") if one.nth < act.nth and one.body.get("interest") != "none"]
    return letters.plenary(
        letters.Plenary(
            head=top,
            register_number=taking.case.number,
            held_on=taking.derived.calendar.local_day(act.happened_at),
            outcome=kinds.get(act.kind).label_id.partition(": ")[2] or kinds.get(act.kind).label_id,
            votes=tuple((accounts.name_of(member), VOTES.get(vote, vote)) for member, vote in votes.items()),
            members=int(str(body.get("members") or len(votes))),
            away=tuple(accounts.name_of(str(one)) for one in _several(act, "away")),
            interests=tuple(f"{accounts.name_of(one.actor)}: {_word(one, 'interest')}" for one in stated),
            heard=bool(body.get("heard", taking.state.heard)),
            minutes=texts.get("minutes", ""),
            dissent=texts.get("dissent", ""),
            persons=tuple((people[key], words.get(value, value)) for key, value in outcomes.items() if key in people),
        )
    )


VOTES = {"agree": "setuju", "against": "tidak setuju", "abstain": "abstain"}
DRAWN: Mapping[str, Callable[[Taking, Head], Letter]] = {
    "receipt": _receipt,
    "completion": _completion,
    "refusal": _refusal,
    "minutes": _minutes,
    "study": _study,
    "plenary": _plenary,
}
