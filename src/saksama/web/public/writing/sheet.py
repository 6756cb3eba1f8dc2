"""A text on its way: everything typed rides in one sealed field from page to page, since nothing is kept on the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from saksama.vault import forms as sealed_forms
from saksama.vault import receipt
from saksama.vault.forms import FormSpoiled

YOUNGEST = timedelta(seconds=5)
OLDEST = timedelta(hours=6)


@dataclass(slots=True)
class Sheet:
    """What was typed, exactly as typed, by field; `code` is the receipt code, itself sealed by the vault.

    A sheet opens only for the `purpose` it was sealed for: a question is no letter.
    """

    purpose: str
    began: datetime
    sealed_at: datetime
    typed: dict[str, str] = field(default_factory=dict)
    code: str = ""

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    def fill(self, **typed: str) -> None:
        """Take what came; anything else than before is another text, under a code of its own."""
        if typed != self.typed:
            self.typed, self.code = typed, ""

    def too_young(self, now: datetime) -> bool:
        """Tell whether nobody can have read the page yet. One begun in the future tells of a clock moved back, not of haste."""
        return timedelta(0) <= now - self.began < YOUNGEST

    def expired(self, now: datetime) -> bool:
        return now - self.sealed_at > OLDEST

    def seal(self, now: datetime) -> str:
        held = {"b": int(self.began.timestamp()), "t": self.typed, "k": self.code}
        return sealed_forms.seal(held, purpose=self.purpose, now=now)

    def receipt_code(self) -> str:
        """Return the code; empty where the field was sealed by a key that is gone."""
        try:
            return receipt.open_sealed(self.code) if self.code else ""
        except FormSpoiled:
            return ""


def begin(purpose: str, now: datetime) -> Sheet:
    return Sheet(purpose, began=now, sealed_at=now)


def opened(purpose: str, sealed: str) -> Sheet | None:
    """Return the sheet that came back; None where it is missing, was changed, or was sealed by another key."""
    try:
        held = sealed_forms.open(sealed, purpose=purpose)
    except FormSpoiled:
        return None
    began = datetime.fromtimestamp(held["b"], UTC)  # type: ignore[arg-type]
    typed: dict[str, str] = held["t"]  # type: ignore[assignment]
    return Sheet(purpose, began, held.issued_at, dict(typed), str(held["k"]))
