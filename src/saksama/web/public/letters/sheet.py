"""The letter on its way: everything typed rides in one sealed field from page to page, since nothing is kept on the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from saksama.vault import forms as sealed_forms
from saksama.vault import receipt
from saksama.vault.forms import FormSpoiled

PURPOSE = "surat"
YOUNGEST = timedelta(seconds=5)
OLDEST = timedelta(hours=6)
LONGEST_RAW = 20_000


@dataclass(slots=True)
class Sheet:
    """What was typed, exactly as typed; `code` is the receipt code, itself sealed by the vault."""

    began: datetime
    sealed_at: datetime
    kind: str = ""
    text: str = ""
    place: str = ""
    consent: bool = False
    code: str = ""

    def fill(self, *, kind: str, text: str, place: str, consent: bool) -> None:
        """Take what came; anything else than before is another letter, under a code of its own."""
        if (kind, text, place, consent) != (self.kind, self.text, self.place, self.consent):
            self.kind, self.text, self.place, self.consent, self.code = kind, text, place, consent, ""

    def too_young(self, now: datetime) -> bool:
        """Tell whether nobody can have read the page yet. One begun in the future tells of a clock moved back, not of haste."""
        return timedelta(0) <= now - self.began < YOUNGEST

    def expired(self, now: datetime) -> bool:
        return now - self.sealed_at > OLDEST

    def seal(self, now: datetime) -> str:
        held = {
            "b": int(self.began.timestamp()),
            "j": self.kind,
            "t": self.text,
            "p": self.place,
            "s": self.consent,
            "k": self.code,
        }
        return sealed_forms.seal(held, purpose=PURPOSE, now=now)

    def receipt_code(self) -> str:
        """Return the code; empty where the field was sealed by a key that is gone."""
        try:
            return receipt.open_sealed(self.code) if self.code else ""
        except FormSpoiled:
            return ""


def begin(now: datetime) -> Sheet:
    return Sheet(began=now, sealed_at=now)


def opened(field: str) -> Sheet | None:
    """Return the sheet that came back; None where it is missing, was changed, or was sealed by another key."""
    try:
        held = sealed_forms.open(field, purpose=PURPOSE)
    except FormSpoiled:
        return None
    began = datetime.fromtimestamp(held["b"], UTC)  # type: ignore[arg-type]
    return Sheet(began, held.issued_at, str(held["j"]), str(held["t"]), str(held["p"]), bool(held["s"]), str(held["k"]))
