"""The rungs of the ladder where nothing is heard of a personnel authority. Pure over what has happened; a person takes each one.

Reminder, warning, listing, a proposal to block services, a notice to the higher authority: in this order, and none before the
limit has passed by its later reading. What may follow after that is not established since September 2024, and shown so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from saksama.cases.fold import CaseState
from saksama.kernel.errors import NoRule
from saksama.law import book
from saksama.law.calendar import Calendar
from saksama.law.clocks import Reading, State, limit

REMINDER, HIGHER, REVOKE, DECISION = "reminder", "higher", "C-4", "decision"
RUNGS = (REMINDER, "C-1", "C-2", "C-3", HIGHER)
OPTIONAL = frozenset({"C-2"})   # a listing may be left out; the block and the notice upward may not jump over the others
WAIT = "SAK-RUNG"               # our own rule: how long a letter is given before the next one is prepared
DRAFTED = (REMINDER, "C-1", "C-3", HIGHER)
WORDS: Mapping[str, tuple[str, str]] = {
    REMINDER: ("surat pengingat", "reminder"),
    "C-1": ("peringatan lalu teguran", "warning, then reprimand"),
    "C-2": ("daftar pelanggar norma", "list of violators"),
    "C-3": ("usul blokir layanan SIASN", "proposal to block SIASN services"),
    HIGHER: ("pemberitahuan ke pejabat yang lebih tinggi", "notice to the higher authority"),
    REVOKE: ("pencabutan keputusan", "revoking the decision"),
    DECISION: ("keputusan PPK yang tercatat", "a decision of the authority on record"),
}
BEYOND = (
    "Langkah sesudah ini belum diketahui: aturan sebelum September 2024 sudah berakhir, dan penggantinya belum ditemukan.",
    "What follows is not known: the rules before September 2024 have ended, and what replaced them was not found.",
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung as it stands: `taken_at` where it was taken, `citation` and `confidence` of the law behind it."""

    code: str
    words_id: str
    words_en: str
    citation: str
    version: str
    confidence: str
    needs_check: bool
    taken_at: datetime | None


def measures(state: CaseState) -> dict[str, datetime]:
    """Return the rungs that were taken, with the day of the last of each."""
    reminded = state.last("reminder.sent")
    found = {REMINDER: reminded.happened_at} if reminded else {}
    return {**found, **{str(act.body.get("measure", "")): act.happened_at for act in state.every("escalation.sent")}}


def rungs(state: CaseState) -> tuple[Rung, ...]:
    taken = measures(state)
    return tuple(_rung(code, taken.get(code)) for code in RUNGS)


def _rung(code: str, taken_at: datetime | None) -> Rung:
    words_id, words_en = WORDS[code]
    if not code.startswith("C-"):
        return Rung(code, words_id, words_en, "", "", "own_rule", code == HIGHER, taken_at)
    law = next(one for one in reversed(book().sanctions) if one.id == code)
    return Rung(code, words_id, words_en, law.citation, law.version, law.confidence.value, law.needs_check, taken_at)


def highest(state: CaseState) -> str:
    """Return the highest rung taken, empty before the first."""
    taken = measures(state)
    return next((code for code in reversed(RUNGS) if code in taken), "")


def following(state: CaseState) -> str:
    """Return the next rung that is prepared by the clock; empty at the top, where a person has to think."""
    top = highest(state)
    above = RUNGS[RUNGS.index(top) + 1 :] if top else RUNGS
    return next((code for code in above if code in DRAFTED), "")


def missing_before(state: CaseState, measure: str, *, reminded: bool = False) -> str:
    """Return the rung that has to be taken before this one; empty where it is open.

    `reminded`: a document says no, so nobody has to be reminded. Revoking needs a decision, not a rung.
    """
    taken = measures(state)
    if measure == REVOKE:
        return "" if "ppk.decided" in state.done else DECISION
    below = [code for code in RUNGS[: RUNGS.index(measure)] if not (reminded and code == REMINDER)]
    return next((code for code in below if code not in taken and code not in OPTIONAL), "")


def opens(state: CaseState, clock: Reading | None, calendar: Calendar) -> datetime | None:
    """Return from when the next rung is prepared: the later end of the limit, then our own wait after each letter.

    None where the limit still runs, was met, or cannot be counted, and where no rung is left.
    """
    if clock is None or clock.state is not State.MISSED or clock.stopped_by or clock.due_late is None or not following(state):
        return None
    last = max(measures(state).values(), default=None)
    return clock.due_late if last is None else max(clock.due_late, waited(last, calendar))


def waited(since: datetime, calendar: Calendar) -> datetime:
    """Return the end of our own wait after a letter. Raises `NoRule` where no calendar tells."""
    ends = limit(book().clock(WAIT, calendar.local_day(since)), since, calendar)
    if ends is None:
        raise NoRule(f"{WAIT} tidak memuat batas.", f"{WAIT} holds no limit.", name=WAIT)
    return ends.due_late
