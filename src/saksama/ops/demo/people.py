"""The people of the demonstration: one account for each role, with passphrase, second factor and key. All invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.totp.internal import auth as totp
from pyrage import x25519

from saksama.accounts import actions as accounts
from saksama.accounts.models import Role, User
from saksama.accounts.queries import actor_for
from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency, Office
from saksama.kernel.actor import SYSTEM, Actor
from saksama.places import queries as places
from saksama.vault import actions as vault
from saksama.vault import passphrase, recipients
from saksama.vault.keyring import Keyring, with_offices
from saksama.web.desk.demo.sheet import Account

PASSPHRASE = "sungai-jendela-payung-kopi"  # noqa: S105  printed for everybody who tries the demonstration

UMPAMO, MISAL, PROVINCE, NATIONAL, OVERSIGHT = "99.01", "99.71", "99", "0", "oversight"
PEMKAB, PEMKO = "pemda:99.01", "pemda:99.71"


@dataclass(frozen=True, slots=True)
class Part:
    """One person to be made. `at` is a place's code, `0` for the national office, `oversight`, or an agency's code."""

    username: str
    name: str
    roles: tuple[str, ...]
    at: str
    as_id: str
    as_en: str
    home: str = ""


PARTS = (
    Part("pemeriksa.umpamo", "Rina Andaian", (Role.EXAMINER,), UMPAMO, "memeriksa laporan Umpamo", "examines reports"),
    Part("pemeriksa2.umpamo", "Doni Misalkan", (Role.EXAMINER,), UMPAMO, "rekan pemeriksa", "a second examiner"),
    Part("ketua.umpamo", "Syahrial Contoh", (Role.COMMISSIONER,), UMPAMO, "memimpin pleno", "chairs the plenary"),
    Part("anggota.umpamo", "Mega Umpamawati", (Role.COMMISSIONER,), UMPAMO, "anggota pleno", "a member of the plenary"),
    Part("anggota2.umpamo", "Fikri Andaikata", (Role.COMMISSIONER,), UMPAMO, "anggota pleno", "a member of the plenary"),
    Part("titipan.umpamo", "Yeni Seandainya", (Role.EXAMINER,), UMPAMO,
         "pegawai titipan pemerintah kabupaten: tidak melihat perkara pegawai bupati",
         "lent by the regency: sees no case of the regent's staff", home=PEMKAB),
    Part("lapangan.umpamo", "Anton Umpama", (Role.FIELD_SUPERVISOR,), UMPAMO, "pengawas lapangan: apel dan temuan",
         "field supervisor: roll calls and findings"),
    Part("pemeriksa.misal", "Laila Misalnya", (Role.EXAMINER,), MISAL, "memeriksa laporan Batang Misal", "examines reports"),
    Part("ketua.misal", "Zulkifli Contoh", (Role.COMMISSIONER,), MISAL, "memimpin pleno", "chairs the plenary"),
    Part("anggota.misal", "Putri Misalkata", (Role.COMMISSIONER,), MISAL, "anggota pleno", "a member of the plenary"),
    Part("anggota2.misal", "Hendri Semisal", (Role.COMMISSIONER,), MISAL, "anggota pleno", "a member of the plenary"),
    Part("pemeriksa.andai", "Irma Andaikan", (Role.EXAMINER,), PROVINCE,
         "memeriksa yang tidak boleh dibaca kabupaten", "examines what the district may not read"),
    Part("pembina.andai", "Ramadhan Seandai", (Role.PROVINCIAL_SUPERVISOR,), PROVINCE,
         "membina semua kabupaten dan kota", "supervises all districts"),
    Part("penjaga.andai", "Nurhayati Contoh", (Role.IDENTITY_CUSTODIAN,), PROVINCE,
         "menyetujui pembukaan identitas sebagai orang kedua", "the second person who releases an identity"),
    Part("pembina.ri", "Gunawan Contoh", (Role.NATIONAL_SUPERVISOR,), NATIONAL, "melihat semua provinsi", "sees all provinces"),
    Part("analis.lembaga", "Wulan Contoh", (Role.OVERSIGHT_ANALYST,), OVERSIGHT, "menelaah dan merekomendasikan",
         "reviews and recommends"),
    Part("analis2.lembaga", "Bayu Contoh", (Role.OVERSIGHT_ANALYST,), OVERSIGHT, "rekan penelaah", "a second analyst"),
    Part("instansi.umpamo", "Sulastri Umpama", (Role.AGENCY_OFFICER,), PEMKAB, "menjawab atas nama bupati sebagai PPK",
         "answers for the regent as personnel authority"),
    Part("instansi.misal", "Taufik Misalkan", (Role.AGENCY_OFFICER,), PEMKO, "menjawab atas nama wali kota sebagai PPK",
         "answers for the mayor as personnel authority"),
    Part("auditor", "Kartika Contoh", (Role.AUDITOR,), "", "memeriksa catatan dan akses", "audits records and access"),
    Part("admin", "Eko Contoh", (Role.SYSTEM_ADMINISTRATOR,), "", "mengurus akun; tidak melihat perkara",
         "manages accounts, sees no case"),
)


@dataclass(slots=True, repr=False)
class Person:
    """Somebody made, with what he can open. Grants hold on all days of the play, so one actor stands for all of them."""

    part: Part
    user: User
    actor: Actor
    identity: x25519.Identity
    account: Account
    _keys: Keyring | None = None

    @property
    def keys(self) -> Keyring:
        if self._keys is None:
            self._keys = with_offices(self.user.owner, self.identity)
        return self._keys


def make(*, now: datetime, present: date, progress: Callable[[str], None]) -> dict[str, Person]:
    """Make every account with its key, then the keys of offices and agencies; return the people by user name.

    They begin with `now`; the overseer is the body that holds the role on the `present` day of the play.
    """
    progress(f"Making {len(PARTS)} accounts with their keys ...")
    people = {part.username: _make(part, now, present) for part in PARTS}
    for person in people.values():
        _give_office_key(person, people, now)
    return people


def _make(part: Part, now: datetime, present: date) -> Person:
    opening = passphrase.fresh(PASSPHRASE)
    user = accounts.create_user(part.username, password=PASSPHRASE, display_name=part.name, actor=SYSTEM, now=now,
                                home_agency=str(institutions.agency_by_code(part.home).public_id) if part.home else "",
                                is_system_admin=Role.SYSTEM_ADMINISTRATOR in part.roles)
    where = place_of(part.at, present)
    for role in part.roles:
        accounts.grant(user, role, actor=SYSTEM, valid_from=now.date(), now=now,
                       office=str(where.public_id) if isinstance(where, Office) else "",
                       agency=str(where.public_id) if isinstance(where, Agency) else "")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    actor = actor_for(user, now.date())
    vault.enrol_with_identity(user.owner, opening.identity, opening.terms, actor=actor, now=now)
    account = Account(role=str(part.roles[0]), office=where.name if where else "", username=part.username, passphrase=PASSPHRASE,
                      totp_secret=secret, name=part.name, as_id=part.as_id, as_en=part.as_en)
    return Person(part, user, actor, vault.unlock_officer(user.owner, opening.identity), account)


def place_of(at: str, on: date) -> Office | Agency | None:
    """Return the office or agency a part names."""
    if not at:
        return None
    if ":" in at:
        return institutions.agency_by_code(at)
    if at == OVERSIGHT:
        return institutions.oversight_office(on)
    return institutions.national() if at == NATIONAL else institutions.office_for(places.by_code(at), on)


def _give_office_key(person: Person, people: dict[str, Person], now: datetime) -> None:
    """Found the key of the person's office or agency, or let the first who holds it admit him."""
    actor = person.actor
    unit = f"office:{actor.office}" if actor.office else f"agency:{actor.agency}" if actor.agency else ""
    if not unit or actor.has(Role.FIELD_SUPERVISOR):
        return
    holders = recipients.members(unit)
    if not holders:
        vault.found_office(unit, person.user.owner, actor=actor, now=now)
        return
    host = next(one for one in people.values() if one.user.owner in holders)
    vault.admit_member(unit, person.user.owner, keys=host.keys, actor=host.actor, now=now)
