"""The answers on their way: one authenticated, encrypted field rides from page to page, since nothing is kept on the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.http import QueryDict

from saksama.vault import forms as sealed_forms
from saksama.vault.forms import FormSpoiled

from . import forms
from .forms import Question

YOUNGEST = timedelta(seconds=5)
OLDEST = timedelta(hours=6)
SEEN = "lihat"  # "Saya melihat"
ORDERED = "perintah"  # "Saya diperintah"

FORMS: dict[str, type[Question]] = {
    "risiko": forms.RiskForm,
    "apa": forms.WhatForm,
    "siapa": forms.WhoForm,
    "kapan": forms.WhenForm,
    "tempat": forms.WhereForm,
    "cerita": forms.StoryForm,
    "tautan": forms.LinksForm,
    "pembaca": forms.ReadersForm,
    "nama": forms.NameForm,
}
STEPS: dict[str, tuple[str, ...]] = {
    SEEN: ("apa", "siapa", "kapan", "tempat", "cerita", "tautan", "nama"),
    ORDERED: ("risiko", "siapa", "kapan", "tempat", "cerita", "tautan", "pembaca", "nama"),
}
LONGEST_RAW = 200_000
TYPED_ON = "_on"
PURPOSE = "lapor"


class Unreadable(Exception):
    """The sealed field is missing, was changed, or was sealed by another key."""


@dataclass(slots=True)
class Sheet:
    """Raw answers by step, exactly as typed: what is wrong comes back as it was, nothing is lost."""

    variant: str
    began: datetime
    sealed_at: datetime
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    code: str = ""  # the receipt code, itself sealed by the vault, once the check page was shown
    changing: bool = False  # a step opened from the check page goes back there
    helper: str = ""  # a neighbour types: at which point of kampung pengawasan, and the helper's number there
    understood: dict[str, str] = field(default_factory=dict)  # set by the check page: every answer was found usable

    @property
    def steps(self) -> tuple[str, ...]:
        return STEPS[self.variant]

    def too_young(self, now: datetime) -> bool:
        """Tell whether nobody can have read it yet. One begun in the future tells of a clock moved back, not of haste."""
        return timedelta(0) <= now - self.began < YOUNGEST

    def expired(self, now: datetime) -> bool:
        return now - self.sealed_at > OLDEST

    def take(self, step: str, post: QueryDict, today: date) -> None:
        """Keep what was typed on this page, as typed, and the day it was typed: "yesterday" stays that day past midnight."""
        self.understood = {}
        names = FORMS[step].base_fields
        self.answers[step] = {name: str(post[name])[:LONGEST_RAW] for name in names if name in post}
        self.answers[step][TYPED_ON] = today.isoformat()

    def form(self, step: str, today: date) -> Question:
        """Return the question bound to what was answered."""
        return FORMS[step](self.answers.get(step, {}), today=self._day(step, today))

    def blank(self, step: str, today: date) -> Question:
        """Return the question showing what was answered before, without judging it."""
        return FORMS[step](initial=self.answers.get(step, {}), today=self._day(step, today))

    def _day(self, step: str, today: date) -> date:
        typed_on = self.answers.get(step, {}).get(TYPED_ON)
        return date.fromisoformat(typed_on) if typed_on else today

    def seal(self, now: datetime) -> str:
        return sealed_forms.seal(
            {
                "v": self.variant,
                "b": int(self.began.timestamp()),
                "a": self.answers,
                "k": self.code,
                "c": self.changing,
                "u": self.understood,
                "h": self.helper,
            },
            purpose=PURPOSE,
            now=now,
        )


def begin(variant: str, now: datetime, *, helper: str = "") -> Sheet:
    return Sheet(variant=variant, began=now, sealed_at=now, helper=helper)


def open_sheet(sealed: str, variant: str = "") -> Sheet:
    """Return the sheet that came back; raises `Unreadable` for anything that is not ours, or of another variant than asked."""
    try:
        held = sealed_forms.open(sealed, purpose=PURPOSE)
    except FormSpoiled as spoiled:
        raise Unreadable from spoiled
    if variant and held["v"] != variant:
        raise Unreadable
    return Sheet(
        variant=str(held["v"]),
        began=datetime.fromtimestamp(held["b"], UTC),  # type: ignore[arg-type]
        sealed_at=held.issued_at,
        answers=held["a"],  # type: ignore[arg-type]
        code=str(held["k"]),
        changing=bool(held["c"]),
        understood=held["u"],  # type: ignore[arg-type]
        helper=str(held.get("h", "")),
    )
