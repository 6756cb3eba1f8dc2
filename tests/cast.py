"""One cast for all stories: Sari reports, Bagus examines, Wati answers for the PPK, Irwan is reported, Yusuf is a stranger.

Use the fixture `cast` (tests/conftest.py): a small fictional territory (Provinsi Andai and a neighbour, no nation), its offices,
people with roles, their keys and office keys, and recovery. No slow hash runs. Nothing here is a mock: these are real rows
and real keys, made by the product's own verbs where they are not slow.

    def test_neighbour_sees_nothing(cast):
        ... actor=cast.yusuf.actor, keys=cast.yusuf.keys, now=cast.now
"""

from __future__ import annotations

import dataclasses
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.conf import settings as django_settings
from django.test import Client
from pyrage import x25519

from saksama.accounts.models import Grant, Role, User
from saksama.accounts.queries import actor_for
from saksama.institutions import actions as institutions_actions
from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency, Body, Confidence, Level, Office, RoleHolding
from saksama.kernel import receipt
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.span import EVERYWHERE
from saksama.places import actions as place_actions
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.vault import actions as vault
from saksama.vault import session
from saksama.vault.keyring import Keyring, public_key, single, with_offices
from saksama.vault.passphrase import new_terms

ON = date(2024, 10, 14)                                  # a Monday in the campaign of Pilkada 2024
NOW = datetime(2024, 10, 14, 2, 0, tzinfo=UTC)           # 09.00 WIB
SINCE = date(2018, 9, 1)                                 # every grant holds from here, without end
BEFORE = NOW - timedelta(days=60)                        # when keys and offices were made


@dataclass(slots=True, repr=False)
class Person:
    """Somebody with an account. `keys` is what he can open right now, `actor` who he is on the day of the story."""

    user: User
    identity: x25519.Identity
    opener: x25519.Identity
    printed_code: str

    @property
    def owner(self) -> str:
        return self.user.owner

    @property
    def actor(self) -> Actor:
        return self.actor_on(ON)

    def actor_on(self, day: date, *, office: str = "") -> Actor:
        return actor_for(self.user, day, office=office)

    @property
    def keys(self) -> Keyring:
        """A fresh keyring each time: it knows the office epochs wrapped to him by now."""
        return with_offices(self.owner, self.identity)

    def client(self) -> Client:
        """A browser in which he is signed in, second factor done and key opened."""
        client = Client()
        client.force_login(self.user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        client.cookies[session.cookie_name()] = session.open_for(self.owner, self.identity, now=session.real_now())
        return client


@dataclass(slots=True)
class Cast:
    """Offices (`umpamo`, `misal`, `province`, `national`, `oversight`, `seberang`), agencies, people, codes."""

    now: datetime
    on: date
    recovery: x25519.Identity
    umpamo: Office
    misal: Office
    province: Office
    national: Office
    oversight: Office
    seberang: Office
    government: Agency           # Pemerintah Kabupaten Umpamo: its head is the PPK, Wati answers for him
    agency: Agency               # where Irwan works
    sister_agency: Agency        # under the same PPK
    other_agency: Agency         # of the neighbouring kota, another PPK
    nagari: Place                # where it happened
    sari_code: str               # the reporter's receipt code
    irwan_code: str              # the code in the letter to the reported person
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        if name == "people":      # a copy that is only being filled
            raise AttributeError(name)
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def settle(self, settings) -> None:
        """Put the recovery recipient into the configuration of the running test."""
        settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, recovery_recipient=public_key(self.recovery))

    @property
    def recovery_keys(self) -> Keyring:
        return with_offices("recovery", self.recovery)

    def owner(self, office: Office) -> str:
        """The name of an office's key in the vault."""
        return f"office:{office.public_id}"

    def add(self, name: str, role: str, *, office: Office | None = None, agency: Agency | None = None,
            home: Agency | None = None, member: bool = True, now: datetime = BEFORE) -> Person:
        """Bring one more person onto the stage, enrolled; `member` also admits (or founds) the office's key."""
        person = person_of(name, now=now)
        self.people[name] = person
        User.objects.filter(pk=person.user.pk).update(home_agency=str(home.public_id) if home else "")
        person.user.refresh_from_db()
        Grant.objects.create(user=person.user, role=role, office=str(office.public_id) if office else "",
                             agency=str(agency.public_id) if agency else "", valid_from=SINCE, granted_by="system")
        if office is not None and member:
            self.admit(person, office, now=now)
        return person

    def admit(self, person: Person, office: Office, *, now: datetime = BEFORE) -> None:
        """Make the person a holder of the office's key: the first founds it, a member admits the others."""
        owner = self.owner(office)
        members = vault_members(owner)
        if not members:
            vault.found_office(owner, person.owner, actor=SYSTEM, now=now)
            return
        host = next(one for one in self.people.values() if one.owner == members[0])
        vault.admit_member(owner, person.owner, keys=host.keys, actor=host.actor, now=now)


def vault_members(owner: str) -> list[str]:
    from saksama.vault import recipients

    return recipients.members(owner)


def person_of(name: str, *, now: datetime = BEFORE, is_system_admin: bool = False) -> Person:
    """Return an account with a living key and no usable passphrase (no slow hash)."""
    user = User(username=name, display_name=name.capitalize(), created_at=now, is_system_admin=is_system_admin)
    user.set_unusable_password()
    user.save(force_insert=True)
    opener = x25519.Identity.generate()
    code = vault.enrol_with_identity(user.owner, opener, new_terms(), actor=SYSTEM, now=now)
    return Person(user, vault.unlock_officer(user.owner, opener), opener, code)


def territory() -> None:
    """Provinsi Andai with its offices, and Provinsi Seberang beside it in another time zone. Safe to repeat."""
    place_actions.load_demo()
    institutions_actions.load_demo()
    if Place.objects.filter(code="98").exists():
        return
    # Below the nation's first number (16,000), so that it lies in nobody's span.
    province = _place("98", "Seberang", "provinsi", "province", None, 1_000, 9_000)
    _place("98.01", "Kabupaten Seberang", "kabupaten", "kabkota", province, 2_000, 5_000)
    above = _office(Place.objects.get(code="98"), "Bawaslu Provinsi Seberang", Level.PROVINCE, institutions.national())
    _office(Place.objects.get(code="98.01"), "Bawaslu Kabupaten Seberang", Level.KABKOTA, above)


def _place(code: str, name: str, kind: str, level: str, parent: Place | None, low: int, high: int) -> Place:
    return Place.objects.create(code=code, name=name, title=kind.capitalize(), label=name, folded=name.lower(), level=level,
                                kind=kind, parent=parent, low=low, high=high, timezone="Asia/Makassar", is_demo=True)


def _office(place: Place, name: str, level: Level, parent: Office) -> Office:
    return Office.objects.create(code=f"bawaslu:{place.code}", name=name, body=Body.BAWASLU, level=level, place=place,
                                 position=place.low, low=place.low, high=place.high, parent=parent, timezone=place.timezone,
                                 confidence=Confidence.FICTIONAL, is_demo=True)


def oversight_office() -> Office:
    """The overseer of the day, BKN; made here so that no test needs the nation."""
    office, _ = Office.objects.get_or_create(code="oversight:bkn", defaults={
        "name": "Badan Kepegawaian Negara (BKN)", "body": Body.OVERSIGHT, "level": Level.NATIONAL, "position": 0,
        "low": EVERYWHERE.low, "high": EVERYWHERE.high, "timezone": "Asia/Jakarta", "valid_from": date(2024, 9, 4),
        "confidence": Confidence.VERIFIED})
    RoleHolding.objects.get_or_create(role=institutions.ASN_OVERSIGHT, holder="bkn", defaults={
        "name": office.name, "office": office, "valid_from": date(2024, 9, 4), "basis": "UU 20/2023", "confidence": "verified"})
    return office


def assemble(settings, *, recovery: x25519.Identity | None = None) -> Cast:
    """Make everything. `settings` is pytest-django's fixture: the recovery recipient is put into the configuration."""
    recovery = recovery or x25519.Identity.generate()
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, recovery_recipient=public_key(recovery))
    territory()
    by_code = {office.code: office for office in Office.objects.filter(valid_to=None)}
    story = Cast(
        now=NOW, on=ON, recovery=recovery, umpamo=by_code["bawaslu:99.01"], misal=by_code["bawaslu:99.71"],
        province=by_code["bawaslu:99"], national=institutions.national(), oversight=oversight_office(),
        seberang=by_code["bawaslu:98.01"], government=institutions.agency_by_code("pemda:99.01"),
        agency=institutions.agency_by_code("umpamo:kesehatan"), sister_agency=institutions.agency_by_code("umpamo:pertanian"),
        other_agency=institutions.agency_by_code("misal:arsip"), nagari=places.by_code("99.01.01.2001"),
        sari_code=receipt.draw(), irwan_code=receipt.draw(),
    )
    _people(story)
    return story


def _people(story: Cast) -> None:
    add = story.add
    add("bagus", Role.EXAMINER, office=story.umpamo)
    add("citra", Role.COMMISSIONER, office=story.umpamo)
    add("dewi", Role.COMMISSIONER, office=story.umpamo)
    add("joni", Role.EXAMINER, office=story.umpamo, home=story.sister_agency)   # lent staff under the same PPK as Irwan
    add("malik", Role.EXAMINER, office=story.misal)
    add("rahmat", Role.PROVINCIAL_SUPERVISOR, office=story.province)
    add("hasan", Role.IDENTITY_CUSTODIAN, office=story.province)
    add("nurma", Role.NATIONAL_SUPERVISOR, office=story.national)
    add("laila", Role.OVERSIGHT_ANALYST, office=story.oversight)
    add("wati", Role.AGENCY_OFFICER, agency=story.government)
    add("yusuf", Role.EXAMINER, office=story.seberang)
    add("pandu", Role.FIELD_SUPERVISOR, office=story.umpamo, member=False)
    add("aulia", Role.AUDITOR)
    admin = story.add("tania", Role.SYSTEM_ADMINISTRATOR)
    User.objects.filter(pk=admin.user.pk).update(is_system_admin=True)
    admin.user.refresh_from_db()


def stranger_keys() -> Keyring:
    """The keyring of somebody whom nobody ever made a reader."""
    return single(f"officer:{secrets.token_hex(8)}", x25519.Identity.generate())
