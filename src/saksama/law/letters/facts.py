"""What each letter needs to know, as plain values. The builders read nothing else: no database, no clock, no session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from saksama.law.clocks import Reading


@dataclass(frozen=True, slots=True)
class Head:
    """What every letter shares. Line breaks part the lines of `office` and `signed_by`; an empty number is a draft."""

    office: str
    office_address: str
    place: str
    number: str
    on: date
    signed_by: str
    check_code: str = ""
    verify_url: str = ""
    demo: bool = False
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """The reported person on the day of the act. `source`: from which document an officer recorded who held the post."""

    name: str = field(repr=False)
    post: str
    agency: str
    source: str
    status: str = ""

    @property
    def words(self) -> str:
        return ", ".join(part for part in (self.name, self.status, self.post, self.agency) if part)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A report was handed in. No word of the report and no name of the reporter: the paper must be safe to carry."""

    head: Head
    received_at: datetime
    timezone: str
    reference: str
    door: str
    channel: str
    enclosed: int = 0
    next_steps: tuple[Reading, ...] = ()
    leaf_hash: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """The reported person is invited to answer. `reply`: the clock of his answer, where it already runs."""

    head: Head
    to: str = field(repr=False)
    person: Person
    meeting_at: datetime
    timezone: str
    where: str
    allegation: str = field(repr=False)
    happened_on: date
    violations: tuple[str, ...]
    reply: Reading | None = None
    pass_code: str = field(default="", repr=False)
    answer_url: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Forwarding:
    """The plenary forwards. `heard`: he was heard; `hearing` says when, or why not."""

    head: Head
    to: str
    person: Person
    register_number: str
    act: str = field(repr=False)
    happened_on: date
    happened_where: str
    violations: tuple[str, ...]
    pleno_on: date
    heard: bool
    hearing: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The oversight body recommends. `replied_on` is the day of the reply, or of its lapse where `replied` is false."""

    head: Head
    to: str
    person: Person
    register_number: str
    act: str = field(repr=False)
    happened_on: date
    violation: str
    replied: bool
    replied_on: date | None
    reply_words: str = field(repr=False)
    reasons: str = field(repr=False)
    sanctions: tuple[str, ...] = ()
    conflict: bool = False
    higher_authority: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Nothing was heard since the recommendation was received. `ppk`: its clock; `days`: working days gone."""

    head: Head
    to: str
    recommendation_number: str
    recommendation_on: date
    served_on: date
    ppk: Reading
    timezone: str
    days: int


@dataclass(frozen=True, slots=True)
class Exoneration:
    """Not proven. `decided_by`: `pleno` or `review`. `told`: bodies that were formally notified and now hear the result."""

    head: Head
    to: str = field(repr=False)
    person: Person
    register_number: str
    act: str = field(repr=False)
    decided_on: date
    decided_by: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """The matter belongs to another body. `violation`: the entry of the catalogue that says so (OA-01 to OA-04), if any."""

    head: Head
    to: str
    person: Person
    act: str = field(repr=False)
    happened_on: date
    happened_where: str
    reason: str
    violation: str = ""
    heard: bool = False
