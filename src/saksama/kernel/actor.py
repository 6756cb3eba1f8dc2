"""Who acts. Made by `accounts` from a signed-in user, by the front doors for the public, by jobs for the system."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .span import EVERYWHERE, NOWHERE, Span


class ActorKind(StrEnum):
    OFFICER = "officer"      # signed in: Bawaslu, oversight body, agency, auditor, administrator
    PUBLIC = "public"        # anyone, and the reporter with a code
    ACCUSED = "accused"      # holder of the code in a letter
    SYSTEM = "system"        # jobs, commands, the demonstration


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting person for the length of one request, job or command.

    `span` is where he may look; `office` and `home_agency` are public ids; `pseudonym` stands for him in the ledger.
    `key` is the one row a person without account may see: a receipt locator or a pass locator.
    """

    kind: ActorKind
    user_id: int | None = None
    public_id: str = ""
    pseudonym: str = ""
    roles: frozenset[str] = frozenset()
    span: Span = field(default=NOWHERE)
    office: str = ""
    agency: str = ""
    home_agency: str = ""
    key: str = ""

    def has(self, *roles: str) -> bool:
        """Tell whether the actor holds at least one of these roles."""
        return bool(self.roles.intersection(roles))

    def covers(self, position: int) -> bool:
        return position in self.span


SYSTEM = Actor(kind=ActorKind.SYSTEM, public_id="system", pseudonym="system", roles=frozenset({"system"}), span=EVERYWHERE)
PUBLIC = Actor(kind=ActorKind.PUBLIC, public_id="public", pseudonym="public")


def reporter(locator: str) -> Actor:
    """Return the actor behind a receipt code; `locator` is its keyed hash, never the code."""
    return Actor(kind=ActorKind.PUBLIC, public_id="reporter", pseudonym="reporter", roles=frozenset({"reporter"}), key=locator)
