"""The code in a letter that opens the accused's room."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger
from saksama.accounts import facts
from saksama.accounts.models import Pass
from saksama.kernel import receipt as code_words
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.vault import receipt


class PassUnknown(NotFound):
    """No such code, or one that was replaced or is over: they look the same."""

    code = "pass_unknown"
    default_detail = "Kode ini tidak dikenal atau sudah diganti. Periksa surat terakhir yang Anda terima."
    default_detail_en = "This code is not known or was replaced. Check the last letter you received."


def issue_pass(case_public_id: UUID | str, *, actor: Actor, now: datetime, valid_to: datetime | None = None,
               code: str = "") -> tuple[str, Pass]:
    """Draw the code for a letter and end the one before; return it once, for the letter: it is not stored.

    `code`: one drawn already (`kernel.receipt.draw`), because the letter that carries it was sealed before the transaction.
    """
    code = code or code_words.draw()
    row = Pass(locator=receipt.locator(code), mailbox_key=receipt.mailbox_recipient(code), case_public_id=case_public_id,
               valid_from=now, valid_to=valid_to)
    with transaction.atomic():
        ended = Pass.objects.filter(case_public_id=case_public_id, superseded_at=None).update(superseded_at=now)
        row.save(force_insert=True)
        detail = {"pass": str(row.public_id), "ended": ended}
        ledger.append(facts.PassIssued(object_id=str(case_public_id), at=now, detail=detail), actor=actor)
    return code, row


def open_pass(code: str, *, now: datetime) -> Pass:
    """Return the pass of a typed code. `MistypedCode` before any look-up; `PassUnknown` for all other misses."""
    row = Pass.objects.filter(locator__in=receipt.locators(code), superseded_at=None, valid_from__lte=now).first()
    if row is None or (row.valid_to is not None and now > row.valid_to):
        raise PassUnknown
    return row
