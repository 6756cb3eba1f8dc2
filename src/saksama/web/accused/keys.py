"""The code of a letter on its way from page to page: typed once, then sealed in a hidden field for thirty minutes. No cookie."""

from __future__ import annotations

from datetime import datetime, timedelta

from saksama.kernel import receipt
from saksama.kernel.errors import Invalid
from saksama.vault import forms

PURPOSE = "accused.pass"
LASTS = timedelta(minutes=30)


class DoorClosed(Invalid):
    """The sealed field is older than half an hour, or not ours."""

    code = "door_closed"
    default_detail = "Ruang ini tertutup sesudah 30 menit. Ketik lagi kode dari surat Anda; yang Anda tulis masih ada di bawah."
    default_detail_en = "This room closes after 30 minutes. Type the code of your letter again; what you wrote is still below."


def seal(code: str, now: datetime) -> str:
    """Return the code as a hidden field; `MistypedCode` where it cannot be one."""
    return forms.seal({"code": receipt.normalise(code)}, purpose=PURPOSE, now=now)


def open_sealed(field: str, now: datetime) -> str:
    """Return the code of a hidden field that is younger than half an hour."""
    try:
        state = forms.open(field, purpose=PURPOSE)
    except forms.FormSpoiled as spoiled:
        raise DoorClosed from spoiled
    if now - state.issued_at > LASTS:
        raise DoorClosed
    return str(state["code"])
