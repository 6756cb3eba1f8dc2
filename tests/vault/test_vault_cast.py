"""The shared cast stands where every other test believes it to stand."""

from __future__ import annotations

from saksama.vault import recipients


def test_every_office_of_the_cast_has_a_living_key(cast):
    for office in (cast.umpamo, cast.misal, cast.province, cast.national, cast.oversight, cast.seberang):
        assert recipients.has_living_key(cast.owner(office))


def test_members_open_their_office_and_nobody_else_does(cast):
    key = recipients.current(cast.owner(cast.umpamo)).public_key
    insiders = {name for name, person in cast.people.items() if key in person.keys.identities}
    assert insiders == {"bagus", "citra", "dewi", "joni"}
