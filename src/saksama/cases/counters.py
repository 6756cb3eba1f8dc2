"""Numbers of registers and letters, without gap and without race.

A register's number is drawn as the last lock of a transaction (`draw`). A letter must carry its number before it is sealed,
which is before the transaction: it is looked at first (`peek`) and claimed afterwards (`claim`); whoever comes second begins
again.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from saksama.kernel.errors import Conflict

from .models import Counter


class NumberTaken(Conflict):
    """Another letter got this number meanwhile. The caller draws its letter again with the next one."""

    code = "number_taken"
    default_detail = "Nomor surat baru saja dipakai surat lain. Kirim lagi."
    default_detail_en = "Another letter just took this number. Send again."


def draw(office: str, form: str, year: int) -> int:
    """Return the next number and keep its row locked until the end of the transaction: rolled back together, so no gap."""
    rows = Counter.objects.filter(office=office, form=form, year=year)
    if not rows.update(last=F("last") + 1):
        _begin(office, form, year)
        rows.update(last=F("last") + 1)
    return rows.get().last


def peek(office: str, form: str, year: int) -> int:
    """Return the number that comes next, without taking it."""
    row = Counter.objects.filter(office=office, form=form, year=year).first()
    return (row.last if row else 0) + 1


def claim(office: str, form: str, year: int, number: int) -> None:
    """Take the number that was peeked at, in the caller's transaction; `NumberTaken` where somebody was faster."""
    if number == 1:
        _begin(office, form, year)
    rows = Counter.objects.filter(office=office, form=form, year=year, last=number - 1)
    if not rows.update(last=number):
        raise NumberTaken


def _begin(office: str, form: str, year: int) -> None:
    """Make the row where there is none yet; two who come at once meet at the constraint."""
    try:
        with transaction.atomic():
            Counter(office=office, form=form, year=year).save(force_insert=True)
    except IntegrityError:
        return
