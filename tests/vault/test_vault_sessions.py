"""The opened key: half-open until the second factor, 30 minutes idle, 8 hours, one an officer, only with the cookie."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pyrage import x25519
from tests.cast import NOW

from saksama.kernel.errors import Locked
from saksama.vault import session
from saksama.vault.errors import NoLivingKey, WrongSecret
from saksama.vault.keys import UnlockedSession

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def half(cast) -> str:
    return session.begin_half(cast.bagus.owner, cast.bagus.opener, "argon2id:64:1:00", now=NOW)


@pytest.fixture
def opened(cast) -> str:
    return session.open_for(cast.bagus.owner, cast.bagus.identity, now=NOW)


def test_second_factor_opens_what_the_passphrase_left_half_open(cast, half):
    cookie = session.open_half(half, now=NOW + MINUTE)
    assert session.keyring_of(cookie, cast.bagus.owner, now=NOW + MINUTE).identities.keys() == cast.bagus.keys.identities.keys()


def test_half_open_is_not_open(cast, half):
    with pytest.raises(Locked):
        session.keyring_of(half, cast.bagus.owner, now=NOW)


def test_half_open_is_forgotten_after_half_an_hour(cast, half):
    assert session.half_of(half, now=NOW + timedelta(minutes=29)) is not None
    assert session.half_of(half, now=NOW + timedelta(minutes=30)) is None
    with pytest.raises(Locked):
        session.open_half(half, now=NOW + MINUTE)   # and it does not come back


def test_opening_ends_the_half(cast, half):
    session.open_half(half, now=NOW)
    with pytest.raises(Locked):
        session.open_half(half, now=NOW)


def test_wrong_passphrase_leaves_the_half_for_another_way(cast):
    wrong = session.begin_half(cast.bagus.owner, x25519.Identity.generate(), "argon2id:64:1:00", now=NOW)
    with pytest.raises(WrongSecret):
        session.open_half(wrong, now=NOW)
    assert session.half_of(wrong, now=NOW) is not None


def test_officer_without_a_key_stays_half_open_for_enrolment(db):
    half = session.begin_half("officer:new", x25519.Identity.generate(), "argon2id:64:1:00", now=NOW)
    with pytest.raises(NoLivingKey):
        session.open_half(half, now=NOW)


def test_idle_for_half_an_hour_it_closes(cast, opened):
    session.keyring_of(opened, cast.bagus.owner, now=NOW + timedelta(minutes=29))
    session.keyring_of(opened, cast.bagus.owner, now=NOW + timedelta(minutes=58))
    with pytest.raises(Locked):
        session.keyring_of(opened, cast.bagus.owner, now=NOW + timedelta(minutes=88))


def test_after_eight_hours_it_closes_however_busy(cast, opened):
    for minutes in range(0, 8 * 60, 20):
        session.keyring_of(opened, cast.bagus.owner, now=NOW + timedelta(minutes=minutes))
    with pytest.raises(Locked):
        session.keyring_of(opened, cast.bagus.owner, now=NOW + 8 * HOUR)


def test_signing_in_elsewhere_ends_the_session_here(cast, opened):
    second = session.open_for(cast.bagus.owner, cast.bagus.identity, now=NOW)
    session.keyring_of(second, cast.bagus.owner, now=NOW)
    with pytest.raises(Locked):
        session.keyring_of(opened, cast.bagus.owner, now=NOW)


def test_colleague_cannot_use_the_cookie(cast, opened):
    with pytest.raises(Locked):
        session.keyring_of(opened, cast.citra.owner, now=NOW)


@pytest.mark.parametrize("cookie", ["", "x", "é", "AAAA", "A" * 64, "A" * 4000])
def test_made_up_cookie_opens_nothing(cast, opened, cookie):
    with pytest.raises(Locked):
        session.keyring_of(cookie, cast.bagus.owner, now=NOW)


def test_database_without_the_cookie_holds_ciphertext_only(cast, opened):
    row = UnlockedSession.objects.get()
    assert str(cast.bagus.identity).encode() not in bytes(row.blob)
    assert row.token_hash not in opened
    with pytest.raises(Locked):
        session.keyring_of(opened[:-8] + "AAAAAAA=", cast.bagus.owner, now=NOW)


def test_row_moved_to_another_officer_does_not_open(cast, opened):
    UnlockedSession.objects.update(owner=cast.citra.owner)
    with pytest.raises(Locked):
        session.keyring_of(opened, cast.citra.owner, now=NOW)


def test_sweep_takes_what_is_over_and_leaves_what_lives(cast, opened):
    session.begin_half(cast.citra.owner, cast.citra.opener, "argon2id:64:1:00", now=NOW)
    assert session.end_stale(NOW + timedelta(minutes=29)) == 0
    session.keyring_of(opened, cast.bagus.owner, now=NOW + timedelta(minutes=29))
    assert session.end_stale(NOW + timedelta(minutes=31)) == 1
    session.keyring_of(opened, cast.bagus.owner, now=NOW + timedelta(minutes=31))


def test_signing_out_forgets_it(cast, opened):
    session.forget(opened)
    with pytest.raises(Locked):
        session.keyring_of(opened, cast.bagus.owner, now=NOW)
    assert not UnlockedSession.objects.exists()
