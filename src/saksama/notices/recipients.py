"""Who is told: whoever works on the case, else the office's examiners; never who is barred from it, never another office.

One `Directory` lasts for one sweep and asks for the people of an office once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from saksama.accounts import away
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role, User
from saksama.cases.queries import due
from saksama.institutions import queries as institutions

from .ladder import Rung

HANDLING = (Role.EXAMINER, Role.COMMISSIONER, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR)


@dataclass(frozen=True, slots=True)
class To:
    """Somebody to be told, and for which office he works in the matter."""

    person: str
    office: str


@dataclass(slots=True)
class Directory:
    """The people of offices on a day, asked for once."""

    on: date
    now: datetime
    _people: dict[tuple[str, tuple[str, ...]], list[User]] = field(default_factory=dict)
    _above: dict[str, list[str]] = field(default_factory=dict)

    def people(self, office: str, *roles: str) -> list[User]:
        key = (office, roles)
        if key not in self._people:
            self._people[key] = accounts.users_of_office(office, self.on, *roles)
        return self._people[key]

    def above(self, office: str) -> list[str]:
        """Return the offices above one, nearest first."""
        if office not in self._above:
            found = institutions.superiors(institutions.office(office))
            self._above[office] = [str(one.public_id) for one in found]
        return self._above[office]

    def working(self, case: UUID, office: str, assigned_to: str) -> list[To]:
        """Return who is told of a case: its officer or his stand-in, else the examiners who are there, else the level above."""
        return (
            self._officer(case, office, assigned_to)
            or self._of(case, office, self._there(self.people(office, Role.EXAMINER)))
            or self._of(case, office, self._there(self.people(office, Role.COMMISSIONER)))
            or self.over(case, office, (Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR))
        )

    def _officer(self, case: UUID, office: str, assigned_to: str) -> list[To]:
        if not assigned_to:
            return []
        named = away.stand_ins([assigned_to], self.on).get(assigned_to, assigned_to)
        serving = [one for one in self.people(office, *HANDLING) if str(one.public_id) == named]
        return self._of(case, office, serving)

    def _there(self, people: Sequence[User]) -> list[User]:
        """Leave out who is away, unless all are."""
        absent = away.stand_ins([str(one.public_id) for one in people], self.on)
        return [one for one in people if str(one.public_id) not in absent] or list(people)

    def rung(self, rung: Rung, case: UUID, office: str) -> list[To]:
        """Return the people of a rung; where it has nobody who may read the case, those of the offices above."""
        here = self._of(case, office, self.people(office, *rung.roles)) if rung.of == "office" else []
        return here or self.over(case, office, (*rung.roles, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR))

    def leading(self, case: UUID, office: str) -> list[To]:
        """Return who can name an officer: the office's commissioners and supervisors, else those above."""
        leaders = (Role.COMMISSIONER, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR)
        return self._of(case, office, self.people(office, *leaders)) or self.over(case, office, leaders)

    def over(self, case: UUID, office: str, roles: Sequence[str]) -> list[To]:
        """Return the people in these roles of the nearest office above that has one who may read the case."""
        for one in self.above(office):
            found = self._of(case, one, self.people(one, *roles))
            if found:
                return found
        return []

    def overseers(self, case: UUID, office: str) -> list[To]:
        """Return the analysts of the overseer to which a case was forwarded."""
        return self._of(case, office, self.people(office, Role.OVERSIGHT_ANALYST)) if office else []

    def _of(self, case: UUID, office: str, people: Sequence[User]) -> list[To]:
        return [To(str(one.public_id), office) for one in due.readers(case, people, now=self.now)]
