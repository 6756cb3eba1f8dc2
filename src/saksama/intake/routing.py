"""Where a report goes and who may read it: from place, agency and the reporter's wish (docs/explanation/reporting.md).

The office that handles the place, unless the reporter excluded its level or nobody there can open: then the nearest above. One
superior reads too. Staff lent by the accused's agency, or by another one under the same personnel authority, never read
(decision 35).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from saksama.accounts import lent
from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency, Level, Office
from saksama.places.models import Place
from saksama.vault import recipients
from saksama.vault.directory import Directory

from .errors import NoOffice
from .recent import Recent

_chains: Recent[list[Office]] = Recent()
_seats: Recent[dict[str, str]] = Recent()


@dataclass(frozen=True, slots=True)
class Wishes:
    """Levels the reporter does not want to read."""

    exclude_district: bool = False
    exclude_province: bool = False

    def allows(self, office: Office) -> bool:
        if office.level == Level.KABKOTA:
            return not self.exclude_district
        return not (office.level == Level.PROVINCE and self.exclude_province)


@dataclass(frozen=True, slots=True)
class Route:
    """`office` handles, `readers` are owners of keys, `excluded` officers; `instead_of` is the office that could not open.

    `identity_units` are the inner and the outer unit of what opens with two persons only; None where not even recovery could
    be the second. `shield` is the seat whose staff are excluded; empty where no authority is known.
    """

    place: Place
    office: Office
    readers: tuple[str, ...]
    excluded: frozenset[str]
    instead_of: Office | None
    identity_units: tuple[str, str] | None
    shield: str
    wishes: Wishes
    known: Directory = field(repr=False, compare=False)

    @property
    def one_unit_only(self) -> bool:
        """Tell whether the second key is the recovery sheet, because only one unit holds keys here."""
        return self.identity_units is not None and self.identity_units[1] == recipients.RECOVERY


def owner(office: Office) -> str:
    """Return the name of an office's key in the vault."""
    return f"office:{office.public_id}"


def route(place: Place, agency: Agency | str | None, on: date, *, wishes: Wishes = Wishes(),
          now: datetime | None = None) -> Route:
    """Return the route of a report from `place` about somebody of `agency` (itself, its public id; None or "": not named).

    Where no agency is named, the government of the place's kabupaten or kota counts as the accused's: most who are reported
    belong to it, and its lent staff must not read until an officer knows better. Raises `NoOffice`.

    With `now`, what is public knowledge (offices and seats) may be half a minute old. Keys and lent staff are read each time.
    """
    about = str(agency.public_id) if isinstance(agency, Agency) else agency
    whole = _chains.get((place.code, on), now, lambda: institutions.chain(place, on))
    known = Directory([owner(office) for office in whole])
    shield, excluded = _excluded(known.everybody(), about or _government_of(place), on, now)
    offices = [office for office in whole if wishes.allows(office)]
    able = [office for office in offices if known.can_read(owner(office), excluded)]
    if not able:
        raise NoOffice
    return Route(place=place, office=able[0], readers=tuple(owner(office) for office in able[:2]), excluded=excluded,
                 instead_of=offices[0] if offices[0] is not able[0] else None,
                 identity_units=_units(able, known), shield=shield, wishes=wishes, known=known)


def _government_of(place: Place) -> str:
    """Return our code of the government of the kabupaten or kota a place lies in (of the province for a province)."""
    return f"pemda:{place.code[:5]}"


def _excluded(officers: Collection[str], agency: str, on: date, now: datetime | None) -> tuple[str, frozenset[str]]:
    """Return the seat over the agency, and the officers who are employed under the same seat."""
    homes = lent.home_agencies(officers)
    asked = frozenset({agency, *homes.values()})
    seats = _seats.get((asked, on), now, lambda: institutions.seats_over(asked, on))
    shield = seats.get(agency, "")
    return shield, frozenset(officer for officer, home in homes.items() if shield and seats.get(home) == shield)


def shield_of(agency_public_id: str, on: date) -> str:
    """Return the seat over an agency given by its public id; nothing for one that is not known."""
    return institutions.seats_over([agency_public_id], on).get(agency_public_id, "")


def _units(able: Sequence[Office], known: Directory) -> tuple[str, str] | None:
    """Return handling office and nearest superior that share no officer; else recovery as the second key, else none."""
    inner = owner(able[0])
    holders = set(known.offices_members_any_epoch(inner))
    for office in able[1:]:
        if not holders.intersection(known.offices_members_any_epoch(owner(office))):
            return inner, owner(office)
    return (inner, recipients.RECOVERY) if recipients.has_living_key(recipients.RECOVERY) else None
