"""The kinds of notices, in words. A sentence never holds a name, a place or what a case is about.

`group` is what a person chooses by; what `must` reach the desk cannot be hidden there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """What a person can choose ways for. `must`: it always stands on the desk."""

    id: str
    label_id: str
    label_en: str
    must: bool


GROUPS: tuple[Group, ...] = (
    Group("limit", "Batas waktu: sebelum, pada harinya, dan sesudahnya", "Limits: before, on the day and after", True),
    Group("rung", "Batas yang belum ditangani orang lain", "Limits that others have not acted on", True),
    Group("assigned", "Perkara yang ditugaskan kepada Anda", "Cases assigned to you", True),
    Group("news", "Kabar pada perkara: pelapor atau yang dilaporkan menulis", "News of a case: somebody wrote", False),
    Group("daily", "Hari ini harus, pagi dan sore", "Due today, morning and afternoon", False),
)
BY_ID: Mapping[str, Group] = {one.id: one for one in GROUPS}
MUST = frozenset(one.id for one in GROUPS if one.must)

# Acts of other people that whoever works on the case wants to know of.
NEWS = frozenset({
    "reporter.wrote", "reporter.withdrew", "completion.received", "accused.replied", "accused.silent", "reply.extended",
    "evidence.added", "kajian.returned", "conflict.declared", "ppk.decided", "ppk.refused", "ppk.more_time", "decision.delivered",
    "effect.proved", "objection.filed", "appeal.filed", "recommendation.issued", "review.not_proven",
})
_MOMENTS: Mapping[str, tuple[str, str]] = {
    "begun": ("Batas baru mulai berjalan", "A new limit begins"),
    "due": ("Batas berakhir hari ini", "A limit ends today"),
    "after": ("Batas sudah lewat", "A limit has passed"),
}


def sentence(kind: str, *, moment: str, about: tuple[str, str], count: int) -> tuple[str, str]:
    """Return a notice in both languages. `about`: what the limit, act or rung is called in the law data and the ladder."""
    if kind == "limit":
        words_id, words_en = moment_words(moment)
        return f"{words_id}: {about[0]}.", f"{words_en}: {about[1]}."
    if kind == "rung":
        return (f"Belum ada yang menangani batas ini: {about[0]}.", f"Nobody has acted on this limit yet: {about[1]}.")
    if kind == "assigned":
        return "Sebuah perkara ditugaskan kepada Anda.", "A case was assigned to you."
    if kind == "waiting":
        return "Sebuah perkara menunggu petugas baru.", "A case waits for a new officer."
    if kind == "daily":
        return f"Hari ini harus: {count} perkara.", f"Due today: {count} cases."
    return f"Kabar pada perkara: {about[0]}.", f"News of a case: {about[1]}."


def moment_words(moment: str) -> tuple[str, str]:
    if moment.startswith("before_"):
        days = moment.removeprefix("before_")
        return f"{days} hari kerja lagi batas berakhir", f"A limit ends in {days} working days"
    return _MOMENTS.get(moment, (moment, moment))


def group_of(kind: str) -> str:
    """Return the group of a kind: a case that waits for an officer is one of those assigned."""
    return "assigned" if kind == "waiting" else kind
