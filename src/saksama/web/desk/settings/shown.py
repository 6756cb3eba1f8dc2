"""A setting in words: its value, its history, and what a change would touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from saksama.accounts import known as people
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role, User
from saksama.cases import queries as cases
from saksama.institutions.known_settings import GROUPS, Known, as_days
from saksama.institutions.models import Office, SettingChange
from saksama.institutions.office_settings import Standing
from saksama.kernel.actor import Actor
from saksama.web.frame import dates
from saksama.web.frame.sentences import english

SIGNING = (Role.COMMISSIONER, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR, Role.OVERSIGHT_ANALYST)


@dataclass(frozen=True, slots=True)
class Past:
    """One change as it is read: who, when, from what to what, and whether it stands."""

    row: SettingChange
    by: str
    second: str
    before: str
    after: str
    state: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting as the page shows it."""

    standing: Standing
    name: str
    label: str
    explained: str
    allowed: str
    value: str
    default: str
    who: str
    may: bool
    waiting: Past | None


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Shown, ...]


def pair(words: tuple[str, str]) -> str:
    return words[english()]


def shown(standing: Standing, *, may: bool) -> Shown:
    known = standing.known
    return Shown(
        standing=standing,
        name=known.name,
        label=pair(known.label),
        explained=pair(known.explained),
        allowed=pair(known.allowed),
        value=words(known, standing.value),
        default=words(known, known.default),
        who=who(known),
        may=may,
        waiting=past(standing.waiting, known) if standing.waiting else None,
    )


def grouped(rows: list[Shown]) -> list[Group]:
    return [
        Group(pair(title), tuple(row for row in rows if row.standing.known.group == group)) for group, title in GROUPS.items()
    ]


def who(known: Known) -> str:
    if known.second:
        return _("anggota atau pengawas kantor, disetujui orang kedua")
    if known.administrator:
        return _("anggota atau pengawas kantor, atau pengelola sistem")
    return _("anggota atau pengawas kantor")


def words(known: Known, value: Any) -> str:
    """Return a value as it is read; nothing for what is empty."""
    if known.kind == "switch":
        return _("ya") if value else _("tidak")
    if known.kind == "person":
        return accounts.name_of(value) if value else ""
    return typed(known, value).replace("\n", ", ")


def typed(known: Known, value: Any) -> str:
    """Return a value as somebody would type it into its field."""
    if known.kind == "hours":
        return ", ".join(one if english() else one.replace(":", ".") for one in value)
    if known.kind == "days":
        return "\n".join(f"{date.fromisoformat(one):%d-%m-%Y}" for one in value)
    if known.kind == "lines":
        return "\n".join(value)
    if known.kind == "switch":
        return "ya" if value else "tidak"
    return str(value)


def past(row: SettingChange, known: Known) -> Past:
    names = people.names_of({row.changed_by, row.confirmed_by} - {""})
    states = {"stands": _("berlaku"), "waits": _("menunggu orang kedua"), "withdrawn": _("ditarik")}
    return Past(
        row,
        names.get(row.changed_by, _("sistem")),
        names.get(row.confirmed_by, ""),
        words(known, row.before),
        words(known, row.after),
        states[row.state],
    )


def signatories(office: Office, on: date) -> list[User]:
    return accounts.users_of_office(str(office.public_id), on, *SIGNING)


def effects(known: Known, after: Any, *, office: Office, actor: Actor, now: datetime) -> list[str]:
    """Return what a change would touch, in sentences. No limit of the law moves by any of them."""
    told = []
    if known.group == "letters" or known.column:
        told.append(_("Surat yang sudah keluar tidak berubah. Surat berikutnya memakai isi baru."))
    if known.group == "contact":
        told.append(_("Halaman Kantor terdekat memuat isi baru mulai sekarang."))
    if known.group == "hearings" and actor.office == str(office.public_id):
        told.append(_hearings(known, after, office, actor, now))
    return [*told, _("Batas waktu hukum yang bergeser: tidak ada.")]


def _hearings(known: Known, after: Any, office: Office, actor: Actor, now: datetime) -> str:
    planned = cases.planned_days(actor, now=now)
    if known.kind != "days":
        return _("Klarifikasi yang sudah dijadwalkan tetap pada jamnya: %(n)d.") % {"n": len(planned)}
    hit = sorted(day for day in planned if day in as_days(after))
    if not hit:
        return _("Tidak ada klarifikasi yang dijadwalkan pada hari itu.")
    days = ", ".join(dict.fromkeys(dates.short_date(day, "en" if english() else "id") for day in hit))
    return _("Klarifikasi yang dijadwalkan pada hari itu: %(n)d (%(days)s). Pindahkan dari halaman perkaranya.") % {
        "n": len(hit),
        "days": days,
    }
