"""What the law data suggest for a case, from what is on record: pure over loaded values. A person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from saksama.kernel.errors import NoRule
from saksama.kernel.text import fold
from saksama.law import season
from saksama.law.applicable import Chain, Kind, Track, standing_on, tracks
from saksama.law.calendar import zone

from .fold import CaseState
from .models import Case

UNKNOWN = "unknown"
CHOSEN = "tracks.chosen"
# What a category says of the one who acted, where nobody recorded his status yet.
_BY_CATEGORY: Mapping[str, str] = {
    "desa": "village_head",
    "tni_polri": "armed_forces",
    "bukan_asn": "not_asn",
    "mutasi": "regional_head",
    "pelibatan": "candidate",
}
_SECRETARY = ("sekretaris daerah", "sekda")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a suggestion is made from: the act by category or suspected violations, the standing of the one helped, the person."""

    subjects: tuple[str, ...]
    helped: str
    actor: str
    on: date
    regime: str | None
    election: str
    chain: Chain


def standing(election: str, on: date) -> str:
    """Return the standing of the one helped by the calendar of the case's election; `unknown` where it does not tell."""
    if not election:
        return UNKNOWN
    try:
        return standing_on(season.book_in_use().election(election), on) or UNKNOWN
    except NoRule:
        return UNKNOWN


def person(status: str, category: str) -> str:
    """Return who acted by the recorded employment status, else by what the category says of him."""
    recorded = status if status and status != UNKNOWN else ""
    return recorded or _BY_CATEGORY.get(category, UNKNOWN)


def is_secretary(post: str) -> bool:
    """Tell whether a post reads like that of the regional secretary, by its words; a hint for a person, stored nowhere."""
    words = fold(post)
    return any(words == name or words.startswith(f"{name} ") for name in _SECRETARY)


def asked_of(case: Case, state: CaseState, *, status: str = "", post: str = "", conflict: str = "") -> Asked:
    """Return what a suggestion for this case is made from; what an officer chose last overrules what is read off the record."""
    on = case.happened_on or case.opened_at.astimezone(zone(case.timezone)).date()
    last = state.last(CHOSEN)
    told = last.body if last is not None else {}
    reported = state.last("post_holder.recorded")
    status = status or str(reported.body.get("status", "") if reported is not None else "")
    return Asked(
        subjects=_subjects(case, state),
        helped=str(told.get("helped") or standing(case.election, on)),
        actor=str(told.get("actor") or person(status, case.category)),
        on=on,
        regime=case.regime if case.election else None,
        election=case.election,
        chain=Chain(secretary=is_secretary(post), conflict=conflict),
    )


def _subjects(case: Case, state: CaseState) -> tuple[str, ...]:
    """Return the suspected violations that were recorded before any choice, else the category."""
    registered = state.last("registered")
    suspected = registered.body.get("violations") if registered is not None else None
    return tuple(str(one) for one in suspected) if isinstance(suspected, list) and suspected else (case.category or "lain",)


def suggest(asked: Asked, *, today: date) -> tuple[Track, ...]:
    """Return the tracks that may apply, those of all subjects together; a refusal only where nothing was found."""
    book = season.book_in_use()
    contest = book.election(asked.election) if asked.election else None
    found: dict[str, Track] = {}
    for subject in asked.subjects:
        try:
            more = tracks(
                subject,
                asked.helped,
                asked.on,
                asked.actor,
                regime=asked.regime,
                contest=contest,
                chain=asked.chain,
                sent=max(today, asked.on),
                book=book,
            )
        except NoRule:
            continue
        for one in more:
            found.setdefault(one.violation, one)
    named = [one for one in found.values() if not one.refused]
    return tuple(named or found.values())


def choosable(found: Sequence[Track]) -> tuple[str, ...]:
    """Return the suggested entries that stand on the ASN limb: crimes have a limb of their own."""
    return tuple(one.violation for one in found if one.track is not Kind.CRIMINAL and not one.refused)
