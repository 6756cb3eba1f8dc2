"""The one line: what happened and is known, where it waits today, the limits, and what lies ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from saksama.cases.inputs import LATE_AFTER
from saksama.cases.models import Act, Case
from saksama.cases.projecting import Derived
from saksama.cases.reading import Names
from saksama.cases.shown import ClockShown, Entry, Station
from saksama.cases.words import OWNER_WORDS

MILESTONES: Mapping[str, tuple[str, str]] = {
    "registered": ("Diregistrasi", "Registered"),
    "registration.refused": ("Tidak diregistrasi", "Not registered"),
    "temuan.made": ("Temuan", "Finding"),
    "accused.invited": ("Diundang", "Invited"),
    "accused.replied": ("Menjawab", "Answered"),
    "pleno.forwarded": ("Diteruskan", "Forwarded"),
    "pleno.not_proven": ("Tidak terbukti", "Not proven"),
    "pleno.transferred": ("Dialihkan", "Transferred"),
    "handed_over": ("Dialihkan", "Handed over"),
    "joined": ("Digabung", "Joined"),
    "review.opened": ("Telaah", "Review"),
    "review.not_proven": ("Tidak terbukti", "Not proven"),
    "recommendation.issued": ("Rekomendasi", "Recommendation"),
    "recommendation.served": ("Diterima PPK", "With the authority"),
    "ppk.decided": ("Keputusan", "Decision"),
    "ppk.refused": ("Ditolak PPK", "Refused"),
    "decision.delivered": ("Bukti 1", "Proof 1"),
    "effect.proved": ("Dilaksanakan", "Carried out"),
    "appeal.upheld": ("Banding dikabulkan", "Appeal upheld"),
    "status.restored": ("Dipulihkan", "Restored"),
    "closed": ("Ditutup", "Closed"),
}
AHEAD: tuple[tuple[str, tuple[str, str]], ...] = (
    ("pleno.forwarded", ("Lembaga pengawas", "Oversight body")),
    ("recommendation.issued", ("Bupati, wali kota, atau pejabat lain (PPK)", "Personnel authority")),
    ("effect.proved", ("Sanksi dijalankan, jika ada", "Sanction carried out, if any")),
)
SILENT = ("belum ada kabar", "no news yet")


def stations(
    case: Case,
    derived: Derived,
    entries: Sequence[Entry],
    clocks: Sequence[ClockShown],
    names: Names,
    acts: Sequence[Act],
    now: datetime,
) -> tuple[Station, ...]:
    """Return the stations in order: past by the day they happened, the one that waits, limits by date, then what is ahead."""
    corrected = {act.corrects for act in acts if act.corrects is not None}
    past = [_event(case, names), *_milestones(entries, corrected)]
    past.sort(key=lambda station: station.at or now)
    waiting = [_waiting(case, names)] if case.waiting_on != "nobody" else []
    due = [_due(clock) for clock in clocks if not clock.stopped_by and clock.due_early is not None and clock.state != "void"]
    return (*past, *waiting, *sorted(due, key=lambda station: station.at or now), *_ahead(case, derived))


def _event(case: Case, names: Names) -> Station:
    at = datetime.combine(case.happened_on, time(12), names.zone) if isinstance(case.happened_on, date) else None
    return Station("Kejadian", "Event", "past", at, case.place_label, case.place_label)


def _milestones(entries: Sequence[Entry], corrected: set[int]) -> list[Station]:
    found = []
    for entry in entries:
        label = MILESTONES.get(entry.act) or (("Diterima", "Received") if entry.nth == 1 else None)
        if label is None or entry.nth in corrected:
            continue
        late = entry.recorded_at - entry.happened_at > LATE_AFTER
        found.append(
            Station(
                *label,
                "past",
                entry.happened_at,
                entry.sentence_id,
                entry.sentence_en,
                provenance=entry.provenance,
                provenance_id=entry.provenance_id,
                provenance_en=entry.provenance_en,
                entered_on=entry.recorded_at if late else None,
            )
        )
    return found


def _waiting(case: Case, names: Names) -> Station:
    """Where it waits today: an office by name, another body by its role; silent where nothing was heard of it."""
    words = OWNER_WORDS.get(case.waiting_on) or (names.office(case.office),) * 2
    if case.waiting_on == "oversight" and case.oversight_office:
        words = (names.office(case.oversight_office),) * 2
    silent = case.silent_since is not None
    detail = SILENT if silent else ("menunggu di sini", "waiting here")
    return Station(*words, "silent" if silent else "waiting", case.silent_since if silent else case.waiting_since, *detail)


def _due(clock: ClockShown) -> Station:
    other_id = other_en = ""
    if not clock.settled:
        other_id, other_en = "dua cara hitung", "two readings"
    return Station(
        clock.label_id, clock.label_en, "due", clock.due_early, other_id, other_en, citation=clock.citation, urgency=clock.urgency
    )


def _ahead(case: Case, derived: Derived) -> list[Station]:
    if derived.state.outcome or case.stage == "closed":
        return []
    return [Station(*words, "ahead") for act, words in AHEAD if act not in derived.state.done]
