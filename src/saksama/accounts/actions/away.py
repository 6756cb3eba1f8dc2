"""Leave with a stand-in, roles lent for some days, duty at the desk. Each is an entry in the ledger with its days.

Two people who plan for one office take turns (a lock of the office), so that no two of them can pass the same check.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from saksama import ledger
from saksama.accounts import away, facts, policies
from saksama.accounts.models import Duty, Grant, Leave, User
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid
from saksama.store import engine

LONGEST_LEAVE = timedelta(days=366)
LONGEST_LOAN = timedelta(days=92)
BEHIND = timedelta(days=31)      # a leave may be written down afterwards, within a month


def record_leave(
    user: User, *, office: str, starts_on: date, ends_on: date, stand_in: User | None, actor: Actor, now: datetime, today: date
) -> Leave:
    """Record that somebody is away, both days included, and who stands in. `today` is the office's date.

    A stand-in gets no right by this: he sees what his own role reaches. Raises `Invalid` with its field, or `Conflict`.
    """
    policies.may_record_leave(actor, str(user.public_id), office).require()
    _days(starts_on, ends_on, LONGEST_LEAVE, "starts_on", "ends_on")
    if ends_on < today - BEHIND:
        raise Invalid("Masa ini sudah lewat lebih dari sebulan. Periksa tanggalnya.",
                      "These days are over a month past. Check the dates.", field="ends_on")
    with transaction.atomic():
        engine.lock(f"accounts.away:{office}")
        _serves(user, office, max(starts_on, today), max(starts_on, today), "user")
        _free(user, office, starts_on, ends_on)
        if stand_in is not None:
            _may_stand_in(user, stand_in, office, starts_on, ends_on)
        row = Leave(user=user, office=office, starts_on=starts_on, ends_on=ends_on, stand_in=stand_in,
                    recorded_by=actor.public_id, recorded_at=now)
        row.save(force_insert=True)
        ledger.append(facts.LeaveRecorded(object_id=str(user.public_id), at=now, detail={
            "leave": str(row.public_id), "office": office, "first": starts_on.isoformat(), "last": ends_on.isoformat(),
            "stand_in": str(stand_in.public_id) if stand_in else ""}), actor=actor)
    return row


def cancel_leave(row: Leave, *, actor: Actor, now: datetime, today: date) -> None:
    """Call a leave off; one that has begun ends with yesterday. Safe to repeat."""
    policies.may_record_leave(actor, str(row.user.public_id), row.office).require()
    with transaction.atomic():
        engine.lock(f"accounts.away:{row.office}")
        if row.starts_on >= today:
            changed = Leave.objects.filter(pk=row.pk, cancelled_at=None).update(cancelled_at=now)
        else:
            changed = Leave.objects.filter(pk=row.pk, cancelled_at=None, ends_on__gte=today).update(ends_on=today - timedelta(1))
        if changed:
            last = "" if row.starts_on >= today else (today - timedelta(1)).isoformat()
            ledger.append(facts.LeaveEnded(object_id=str(row.user.public_id), at=now, detail={
                "leave": str(row.public_id), "last": last}), actor=actor)


def delegate(
    role: str, *, holder: User, stand_in: User, office: str, valid_from: date, valid_to: date, actor: Actor, now: datetime,
    today: date,
) -> Grant:
    """Lend a role of an office for some days: a grant with its origin and its end, which ends by itself.

    Who is barred from a case stays barred: exclusion belongs to the person, not to the role. Raises `Invalid` or `Conflict`.
    """
    own = away.own_roles(actor.user_id, office, today)
    policies.may_delegate(actor, office, role, str(stand_in.public_id), own_roles=own).require()
    _days(valid_from, valid_to, LONGEST_LOAN, "valid_from", "valid_to")
    if valid_from < today:
        raise Invalid("Pelimpahan tidak berlaku surut. Pilih hari ini atau sesudahnya.",
                      "A delegation does not work backwards. Choose today or later.", field="valid_from")
    with transaction.atomic():
        engine.lock(f"accounts.away:{office}")
        _holds(holder, role, office, valid_from, valid_to)
        _may_borrow(stand_in, holder, role, office, valid_from, valid_to)
        row = Grant(user=stand_in, role=role, office=office, valid_from=valid_from, valid_to=valid_to,
                    granted_by=actor.public_id, stands_for=str(holder.public_id))
        row.save(force_insert=True)
        ledger.append(facts.Delegated(object_id=str(stand_in.public_id), at=now, detail={
            "role": role, "office": office, "holder": str(holder.public_id), "first": valid_from.isoformat(),
            "last": valid_to.isoformat()}), actor=actor)
    return row


def end_delegation(row: Grant, *, actor: Actor, now: datetime, today: date) -> None:
    """End a lent role before its day: today is the last; one that has not begun never begins. Safe to repeat."""
    policies.may_lead(actor, row.office).require()
    if not row.stands_for:
        raise Invalid("Peran ini bukan pelimpahan. Administrator yang mengakhirinya.",
                      "This role is not a delegation. An administrator ends it.", field="grant")
    mine, to_come = Grant.objects.filter(pk=row.pk), row.valid_from > today
    with transaction.atomic():
        ended = mine.delete()[0] if to_come else mine.filter(valid_to__gt=today).update(valid_to=today)
        if ended:
            ledger.append(facts.DelegationEnded(object_id=str(row.user.public_id), at=now, detail={
                "role": row.role, "office": row.office, "last": "" if to_come else today.isoformat()}), actor=actor)


def set_duty(office: str, on: date, user: User | None, *, actor: Actor, today: date) -> None:
    """Name who keeps the desk of an office on a day, or nobody. A plan: no entry in the ledger, no right."""
    policies.may_lead(actor, office).require()
    if not today <= on <= today + LONGEST_LOAN:
        raise Invalid("Rencana piket dibuat untuk hari ini sampai tiga bulan ke depan.",
                      "Duty is planned from today to three months ahead.", field="on")
    with transaction.atomic():
        engine.lock(f"accounts.away:{office}")
        if user is None:
            Duty.objects.filter(office=office, on=on).delete()
            return
        _serves(user, office, on, on, "user")
        if away.standing(office, on, on).filter(user=user).exists():
            raise Conflict("Orang ini cuti pada hari itu. Pilih orang lain.", "This person is away that day. Choose another.",
                           field="user")
        Duty.objects.update_or_create(office=office, on=on, defaults={"user": user})


# ---- what must hold --------------------------------------------------------------------------------------------------


def _days(first: date, last: date, longest: timedelta, first_field: str, last_field: str) -> None:
    if last < first:
        raise Invalid("Tanggal akhir tidak boleh sebelum tanggal mulai.", "The end must not lie before the start.",
                      field=last_field)
    if last - first >= longest:
        raise Invalid(f"Paling lama {longest.days} hari sekaligus. Periksa tahunnya.",
                      f"At most {longest.days} days at once. Check the year.", field=last_field)
    if not 2000 <= first.year <= 2100:
        raise Invalid("Tanggal ini tidak mungkin. Periksa tahunnya.", "This date is not possible. Check the year.",
                      field=first_field)


def _shown(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _grants(user: User, office: str, role: str = "") -> list[Grant]:
    rows = Grant.objects.filter(user=user, office=office, stands_for="")
    return list((rows.filter(role=role) if role else rows).order_by("valid_from", "pk"))


def _covered_until(rows: list[Grant], first: date) -> date | None:
    """Return up to which day these grants hold without a gap from `first` on; None where they do not hold on it."""
    reached: date | None = None
    for row in rows:
        begins = first if reached is None else reached + timedelta(1)
        if row.valid_from <= begins and (row.valid_to is None or row.valid_to >= begins):
            reached = row.valid_to or date.max
            if reached == date.max:
                break
    return reached


def _serves(user: User, office: str, first: date, last: date, field: str) -> None:
    """Require that somebody has roles of his own in the office on all these days."""
    reached = _covered_until(_grants(user, office), first) if user.is_active else None
    if reached is None:
        raise Invalid("Orang ini tidak bertugas di kantor itu pada hari pertama. Pilih orang lain.",
                      "This person does not serve in that office on the first day. Choose another one.", field=field)
    if reached < last:
        raise Invalid(f"Tugas orang ini di kantor itu berakhir {_shown(reached)}. Pilih sampai hari itu, atau orang lain.",
                      f"This person's service there ends on {_shown(reached)}. Choose up to that day, or somebody else.",
                      field=field)


def _free(user: User, office: str, first: date, last: date) -> None:
    """Require that somebody is neither away already nor counted on as a stand-in."""
    other = Leave.objects.filter(user=user, cancelled_at=None, starts_on__lte=last, ends_on__gte=first).first()
    if other is not None:
        raise Conflict(f"Sudah tercatat cuti {_shown(other.starts_on)} sampai {_shown(other.ends_on)}. Batalkan dulu yang itu.",
                       f"A leave from {_shown(other.starts_on)} to {_shown(other.ends_on)} is recorded. Call that off first.",
                       field="starts_on")
    counted_on = away.touching(first, last).filter(stand_in=user).first()
    if counted_on is not None:
        raise Conflict(f"Ia menjadi pengganti rekan sampai {_shown(counted_on.ends_on)}. Tunjuk pengganti lain dulu.",
                       f"He stands in for a colleague until {_shown(counted_on.ends_on)}. Name another stand-in first.",
                       field="starts_on")


def _may_stand_in(user: User, stand_in: User, office: str, first: date, last: date) -> None:
    if stand_in.pk == user.pk:
        raise Invalid("Pengganti harus orang lain.", "The stand-in must be somebody else.", field="stand_in")
    _serves(stand_in, office, first, last, "stand_in")
    absent = Leave.objects.filter(user=stand_in, cancelled_at=None, starts_on__lte=last, ends_on__gte=first).first()
    if absent is not None:
        raise Conflict(f"Pengganti ini sendiri cuti mulai {_shown(absent.starts_on)}. Pilih orang lain.",
                       f"This stand-in is away himself from {_shown(absent.starts_on)}. Choose another.", field="stand_in")


def _holds(holder: User, role: str, office: str, first: date, last: date) -> None:
    """Require that the role is the holder's own on all these days: what was lent to him cannot be lent on."""
    reached = _covered_until(_grants(holder, office, role), first) if holder.is_active else None
    if reached is None:
        raise Invalid("Pemegangnya tidak memegang peran itu sendiri di kantor ini. Peran pinjaman tidak dilimpahkan lagi.",
                      "The holder does not hold that role himself in this office. A lent role is not lent on.", field="holder")
    if reached < last:
        raise Invalid(f"Peran pemegangnya berakhir {_shown(reached)}. Limpahkan sampai hari itu saja.",
                      f"The holder's role ends on {_shown(reached)}. Delegate up to that day only.", field="valid_to")


def _may_borrow(stand_in: User, holder: User, role: str, office: str, first: date, last: date) -> None:
    if stand_in.pk == holder.pk:
        raise Invalid("Penerima harus orang lain.", "The receiver must be somebody else.", field="stand_in")
    if stand_in.is_system_admin:
        raise Invalid("Administrator sistem tidak menangani perkara. Pilih orang lain.",
                      "A system administrator handles no cases. Choose another one.", field="stand_in")
    _serves(stand_in, office, first, last, "stand_in")
    held = Grant.objects.filter(user=stand_in, office=office, role=role, valid_from__lte=last)
    if any(row.valid_to is None or row.valid_to >= first for row in held):
        raise Conflict("Orang ini sudah memegang peran itu pada hari-hari tersebut.",
                       "This person holds that role on those days already.", field="stand_in")
    absent = Leave.objects.filter(user=stand_in, cancelled_at=None, starts_on__lte=last, ends_on__gte=first).first()
    if absent is not None:
        raise Conflict(f"Penerima ini sendiri cuti mulai {_shown(absent.starts_on)}. Pilih orang lain.",
                       f"This person is away himself from {_shown(absent.starts_on)}. Choose another.", field="stand_in")
