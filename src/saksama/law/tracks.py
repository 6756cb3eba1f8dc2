"""Which tracks an act may take, by the rules in force on its day: listed with article and reason for a person to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saksama.kernel.errors import NoRule

from . import classification_reasons as reasons
from .classification_articles import act_of, numbering
from .classification_day import NOTHING, Sides, contest_on, sides, standing_on, why_no_rule
from .classification_people import SIDES, Who, who_acted, whom_it_helped
from .classification_places import Chain, place_of
from .classification_questions import Question, questions_on
from .classification_track import Kind, Pair, Track, refusal
from .rulebook import Book, Election, Entry, released

__all__ = ["ASKED", "Chain", "Kind", "Question", "Track", "grades", "standing_on", "tracks"]

ASKED = Chain()


_CLASSES = {
    "moral": ("Sanksi moral", "Moral sanction"),
    "medium": ("Hukuman disiplin sedang", "Medium penalty"),
    "heavy": ("Hukuman disiplin berat", "Heavy penalty"),
    "dismissal": ("Pemberhentian", "Dismissal"),
    "check": ("Tingkatnya belum dapat ditentukan", "Its class is not established"),
    "penal": ("Pidana", "Criminal penalty"),
    "none": ("", ""),
}
_KINDS = {"ethics": Kind.ETHICS, "discipline": Kind.DISCIPLINE, "criminal": Kind.CRIMINAL, "other_law": Kind.ADMINISTRATIVE}
_VILLAGE = ("OA-01", "OA-02")
_OWN_CANDIDACY = {"bakal_calon": "DS-03", "none": "DS-03", "calon": "DS-17"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question to the catalogue, with what its day decides."""

    book: Book
    on: date
    sent: date
    who: Who
    chain: Chain
    regime: str | None
    sides: Sides


def tracks(
    subject: str,
    helped: str,
    on: date,
    actor_status: str,
    *,
    regime: str | None = None,
    contest: Election | None = None,
    chain: Chain = ASKED,
    sent: date | None = None,
    book: Book | None = None,
) -> tuple[Track, ...]:
    """Return the tracks that may apply to an act on its day, for an officer to choose from; never empty.

    `subject` is a category or a violation of the book, or a point of PP 94/2021 (`ps. 14 huruf i angka 4`). `helped` is the
    standing of the one helped on that day: `bakal_calon`, `calon`, `party`, `none`, `unknown` (also empty: both are listed).
    `actor_status` is one of `classification_people.ACTORS`. `regime` leaves out the crimes of the other regime; `contest` is the
    election that was helped, by default the only nationwide one under way. On its day of determination both sides are listed.
    `chain` says what is known of the chain of command. `sent`, by default the day of the act, is the day on which it goes out:
    the overseer is the one of that day. Raises `NoRule` where the book holds no such subject, standing or status.
    """
    book = book or released()
    who, helped = who_acted(actor_status), whom_it_helped(helped)
    named = _named(book, subject, on)
    contest = contest or contest_on(book, on, regime)
    asked = _Asked(book, on, sent or on, who, chain, regime, sides(helped, on, contest))
    found: dict[str, Track] = {}
    for track in _found(asked, named):
        found.setdefault(track.violation, track)
    return tuple(found.values()) or (_refusal(asked, named),)


def grades(violation_id: str, on: date, *, book: Book | None = None) -> tuple[Entry, ...]:
    """Return the sanctions a recommendation may choose from for a violation on its day, lightest first; may be empty."""
    book = book or released()
    return tuple(book.sanction(sanction, on) for sanction in book.violation(violation_id, on).sanctions)


def _named(book: Book, subject: str, on: date) -> tuple[str, ...]:
    if any(entry.id == subject for entry in book.categories()):
        return tuple(book.category(subject).violations)
    return (book.violation(act_of(book, subject, on) or subject).id,)


def _found(asked: _Asked, named: Sequence[str]) -> Iterator[Track]:
    if not asked.who.is_asn:
        yield from _for_others(asked, named)
        return
    for entry_id in named:
        yield from _of_violation(asked, entry_id)
    if asked.who.code == "candidate_asn" and named:
        yield from _own_candidacy(asked)


def _of_violation(asked: _Asked, entry_id: str) -> Iterator[Track]:
    chosen = _by_standing(asked, entry_id)
    for entry in chosen:
        if asked.regime is not None and entry.get("regime", asked.regime) != asked.regime:
            continue
        if entry.track == "criminal":
            yield from _crimes(asked, (entry.id,))
            continue
        if entry.track == "handover":
            continue
        yield _track(asked, entry, reasons.why(entry, entry_id, asked.sides), unsettled=len(chosen) > 1)
        yield from _crimes(asked, entry.get("possible_crime", ()))


def _by_standing(asked: _Asked, entry_id: str) -> list[Entry]:
    """Return the entry, or the other face of the same act, that fits the standings to be considered; one for each standing."""
    entry = _in_force(asked, entry_id)
    both = [one for one in (entry, _in_force(asked, entry.get("pair") if entry else "")) if one is not None]
    found: dict[str, Entry] = {}
    for helped in asked.sides.helped:
        wanted = (helped, "any", "none") if helped in SIDES else ("any", "none")
        for one in [one for one in both if one.helped in wanted][:1]:
            found.setdefault(one.id, one)
    return list(found.values())


def _in_force(asked: _Asked, entry_id: str) -> Entry | None:
    try:
        return asked.book.violation(entry_id, asked.on) if entry_id else None
    except NoRule:
        return None


def _own_candidacy(asked: _Asked) -> Iterator[Track]:
    """Whoever stands himself may also have approached a party, or stand without having resigned."""
    for helped in asked.sides.helped:
        entry = _in_force(asked, _OWN_CANDIDACY.get(helped, ""))
        if entry is not None:
            yield _track(asked, entry, reasons.OWN_CANDIDACY)


def _crimes(asked: _Asked, crime_ids: Iterable[str]) -> Iterator[Track]:
    for crime_id in crime_ids:
        crime = _in_force(asked, crime_id)
        if crime is None or (asked.regime is not None and crime.get("regime", asked.regime) != asked.regime):
            continue
        if crime.helped != "any" and crime.helped not in asked.sides.helped:
            continue
        if not asked.who.groups & set(crime.get("subjects", ())):
            continue
        yield _track(
            asked,
            crime,
            reasons.BESIDE if asked.who.is_asn else reasons.ALONE,
            unsettled=asked.sides.unsettled and crime.helped != "any",
        )


def _for_others(asked: _Asked, named: Sequence[str]) -> Iterator[Track]:
    """Hand over whoever is not a civil servant, with the crimes that name people of his standing."""
    entry = _in_force(asked, asked.who.handed)
    crimes = list(entry.get("possible_crime", ())) if entry is not None else []
    if entry is not None:
        yield _track(asked, entry, reasons.HANDED)
    for name in named:
        act = _in_force(asked, name)
        crimes += [name] if act is not None and act.track == "criminal" else list(act.get("possible_crime", ())) if act else []
    yield from _crimes(asked, dict.fromkeys(crimes))


def _track(asked: _Asked, entry: Entry, reason: Pair, *, unsettled: bool = False) -> Track:
    kind = _KINDS.get(entry.track, Kind.VILLAGE if entry.id in _VILLAGE else Kind.NONE)
    sanctions = _range_of(asked, entry, kind)
    words = _words(entry, sanctions)
    place = place_of(asked.book, entry, kind.value, asked.who, sanctions, asked.chain, on=asked.on, sent=asked.sent)
    points = numbering(entry)
    own_range = sanctions[0] if kind is Kind.DISCIPLINE and asked.who.code == "pppk" and sanctions else None
    doubt = reasons.doubt(entry, asked.who, own_range)
    return Track(
        track=kind,
        violation=entry.id,
        version=entry.version,
        name_id=entry.name_id,
        name_en=entry.name_en,
        article=entry.citation,
        sanction_class=entry.sanction_class,
        sanctions=tuple(one.id for one in sanctions),
        sanction_id=words[0],
        sanction_en=words[1],
        addressee=entry.addressee,
        addressee_id=place.addressee[0],
        addressee_en=place.addressee[1],
        reason_id=reason[0],
        reason_en=reason[1],
        confidence=entry.confidence.value,
        needs_check=entry.needs_check or place.needs_check or asked.who.code in ("pppk", "unknown") or unsettled,
        prove_id=entry.get("prove_id"),
        prove_en=entry.get("prove_en"),
        elements=tuple(entry.get("elements", ())),
        numbering_id=points.sentence("id"),
        numbering_en=points.sentence("en"),
        forum=place.forum,
        forum_id=place.forum_words[0],
        forum_en=place.forum_words[1],
        remedies=place.remedies,
        above=place.above,
        above_id=place.above_words[0],
        above_en=place.above_words[1],
        doubt_id=doubt[0],
        doubt_en=doubt[1],
        questions=questions_on(asked.book, entry.id, asked.who, asked.on),
        unsettled=unsettled,
    )


def _range_of(asked: _Asked, entry: Entry, kind: Kind) -> list[Entry]:
    """Return the sanctions of an entry; a contract civil servant has his own, whose match with the levels is not established."""
    if kind is Kind.DISCIPLINE and asked.who.code == "pppk" and entry.sanctions:
        return list(_in_range(asked, ("S-PPPK",)))
    return list(_in_range(asked, entry.sanctions))


def _in_range(asked: _Asked, sanctions: Iterable[str]) -> Iterator[Entry]:
    for sanction in sanctions:
        try:
            yield asked.book.sanction(sanction, asked.on)
        except NoRule:
            continue


def _words(entry: Entry, sanctions: Sequence[Entry]) -> Pair:
    if entry.get("penalty_id"):
        return entry.penalty_id, entry.penalty_en
    head_id, head_en = _CLASSES.get(entry.sanction_class, NOTHING)
    names_id, names_en = "; ".join(one.name_id for one in sanctions), "; ".join(one.name_en for one in sanctions)
    return (
        f"{head_id}: {names_id}." if names_id else f"{head_id}." if head_id else "",
        f"{head_en}: {names_en}." if names_en else f"{head_en}." if head_en else "",
    )


def _refusal(asked: _Asked, named: Sequence[str]) -> Track:
    """Return the one answer that names no track, with the reason: nothing chosen, no rule that day, or not for this standing."""
    if not named:
        return refusal(reasons.CHOOSE)
    if not asked.who.is_asn and not asked.who.handed:
        return refusal(reasons.NOT_REACHED)
    if asked.who.is_asn and any(_in_force(asked, name) for name in named):
        return refusal(reasons.OTHER_STANDING)
    return refusal(why_no_rule(asked.book, asked.on))
