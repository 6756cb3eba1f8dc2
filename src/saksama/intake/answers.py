"""What a reporter told, as values: the plain part for columns, the words for the seal. Pure."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import date


@dataclass(frozen=True, slots=True, repr=False)
class Narrative:
    """The words of a report. Sealed to `report` as one JSON item."""

    who: str = ""
    story: str = ""
    happened_at: str = ""
    landmark: str = ""
    links: str = ""
    crowd: str = ""
    witnesses: str = ""
    helper: str = ""          # who typed for a neighbour: a point of kampung pengawasan, and the helper's number there

    @classmethod
    def parse(cls, text: str) -> Narrative:
        return cls(**_known(cls, text))

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True, repr=False)
class Reporter:
    """Name, address and contact. Sealed to `identity` and, at the named door, to `contact` as well."""

    name: str = ""
    address: str = ""
    contact: str = ""

    @classmethod
    def parse(cls, text: str) -> Reporter:
        return cls(**_known(cls, text))

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def _known(cls: type, text: str) -> dict[str, str]:
    """Read JSON written by this or an older version; what is not known here any more is left out."""
    names = {each.name for each in fields(cls)}
    return {name: str(value) for name, value in json.loads(text).items() if name in names}


@dataclass(frozen=True, slots=True)
class Answers:
    """One report before it is sealed. `agency` is a public id or empty; dates are days where it happened."""

    category: str
    place_code: str
    happened_on: date
    known_on: date
    who: str = field(repr=False)
    story: str = field(repr=False)
    agency: str = ""
    happened_at: str = field(default="", repr=False)
    landmark: str = field(default="", repr=False)
    links: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    crowd: str = field(default="", repr=False)
    witnesses: str = field(default="", repr=False)
    helper: str = field(default="", repr=False)

    @property
    def narrative(self) -> Narrative:
        return Narrative(
            self.who, self.story, self.happened_at, self.landmark, self.links, self.crowd, self.witnesses, self.helper
        )

    @property
    def reporter(self) -> Reporter:
        return Reporter(self.name, self.address, self.contact)

    @property
    def link_count(self) -> int:
        return sum(1 for line in self.links.splitlines() if line.strip())
