"""The six conditions of one case, by `law.guard`: what its page shows and what its steps are judged by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from saksama.kernel.errors import Invalid
from saksama.law import clocks
from saksama.law.calendar import Calendar, zone
from saksama.law.guard import INCURABLE, KEYS, Answer, Condition, Frame, Guard, Met, guard

from .models import Case
from .processes import process_of

FINDINGS = ("finding.recorded", "temuan.made")   # from here on officers are the finders: nobody reports
_WHY = {
    Met.YES: ("Terpenuhi.", "Met."),
    Met.NO: ("Belum terpenuhi.", "Not met."),
    Met.ASSESS: ("Belum dinilai.", "Not assessed yet."),
}


def guard_of(case: Case, done: Collection[str]) -> Guard:
    """Return how the conditions stand by the last assessment, else as computed at the door, by the law of the day of receipt.

    `done` are the kinds of the standing acts. What an officer asked a reporter for counts as missing until it is judged anew.
    """
    states = dict(zip(KEYS, case.meter, strict=False))
    answers = {key: Answer(Met(state), *_WHY[Met(state)]) for key, state in states.items()}
    on = case.opened_at.astimezone(zone(case.timezone)).date()
    found = any(kind in done for kind in FINDINGS)
    return guard(answers, Frame(case.regime, on, case.known_on, found_by_officers=found))


def require_met(found: Guard) -> None:
    """Refuse what is lawful only where nothing is lacking, and name what is, with its article."""
    if not found.lacking:
        return
    words_id, words_en = named(found.lacking)
    raise Invalid(
        f"Belum terpenuhi atau belum dinilai: {words_id}. Minta dilengkapi, atau nilai ulang syaratnya.",
        f"Not met or not assessed: {words_en}. Ask to complete it, or assess the conditions anew.",
        field="conditions",
    )


def require_ground(found: Guard, reason: object) -> None:
    """Refuse to turn a report away for what it does not lack by the last assessment."""
    if reason == "late" and found.state(INCURABLE) is Met.YES:
        raise Invalid(
            "Menurut penilaian terakhir laporan ini masih dalam batas waktu. Nilai ulang bila keliru.",
            "By the last assessment this report came in time. Assess it anew if that is wrong.",
            field="reason",
        )
    if reason == "requirements" and not found.lacking:
        raise Invalid(
            "Menurut penilaian terakhir keenam syarat terpenuhi. Nilai ulang bila keliru.",
            "By the last assessment all six conditions are met. Assess them anew if that is wrong.",
            field="reason",
        )


def named(conditions: Sequence[Condition]) -> tuple[str, str]:
    """Return the conditions by name, each with its article, in both languages."""
    return (
        "; ".join(f"{one.label_id.lower()} ({one.citation})" for one in conditions),
        "; ".join(f"{one.label_en.lower()} ({one.citation})" for one in conditions),
    )


def closes(case: Case, asked_at: datetime, calendar: Calendar) -> datetime | None:
    """Return until when a reporter asked now may complete, by the later reading; None where no rule counts it."""
    day: date = calendar.local_day(asked_at)
    rule = next((one for one in process_of(case).rules.get("completion", ()) if one.holds_on(day)), None)
    counted = clocks.limit(rule, asked_at, calendar) if rule else None
    return counted.due_late if counted else None
