"""An office arranges a copy sheet as the screen over there has it, goes back to the list of the data, and names its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from saksama.cases.models import SheetLayout
from saksama.cases.policies import may_arrange_sheets
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.law import book
from saksama.law.targets import checked

LONGEST_COLUMN = 120


def arrange_sheet(target: str, placed: Sequence[tuple[str, str, str, bool]], *, seen: bool, actor: Actor, on: date) -> None:
    """Keep an office's arrangement. `seen`: the actor has seen the screen today and the arrangement is its own.

    Raises `Invalid` with its field for an arrangement that does not hold together; nothing is changed then.
    """
    may_arrange_sheets(actor).require()
    entry = book().target(target)
    rows = checked(entry, placed)
    with transaction.atomic():
        row, _ = SheetLayout.objects.select_for_update().get_or_create(office=actor.office, target=entry.id)
        row.fields = [[one.key, one.label, one.hidden] for one in rows]
        row.version = entry.version
        row.seen_on, row.seen_by = (on, actor.public_id) if seen else (None, "")
        row.save()


def reset_sheet(target: str, *, actor: Actor) -> None:
    """Go back to the list of the data; the names of their columns stay."""
    may_arrange_sheets(actor).require()
    entry = book().target(target)
    rows = SheetLayout.objects.filter(office=actor.office, target=entry.id)
    rows.update(fields=[], version="", seen_on=None, seen_by="")


def name_columns(target: str, columns: Mapping[str, str], *, actor: Actor) -> None:
    """Remember which column of that system's export holds which field, for this office."""
    may_arrange_sheets(actor).require()
    entry = book().target(target)
    for name in columns.values():
        if len(name) > LONGEST_COLUMN or not name.isprintable():
            raise Invalid("Nama kolom ini tidak dapat disimpan.", "This name of a column cannot be kept.")
    with transaction.atomic():
        row, _ = SheetLayout.objects.select_for_update().get_or_create(office=actor.office, target=entry.id)
        row.columns = {key: name for key, name in columns.items() if name}
        row.save(update_fields=["columns"])
