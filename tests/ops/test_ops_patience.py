"""Connections that take too long are shut down; those that go on, and those that were forgotten, are not."""

from __future__ import annotations

import socket
import time

import pytest

from saksama.ops.serving.patience import Patience


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def test_a_connection_past_its_limit_is_shut_down(pair):
    ours, theirs = pair
    patience = Patience()
    patience.expect(ours, 30)
    assert patience.sweep(time.monotonic() + 31) == 1
    assert theirs.recv(1) == b""


def test_a_connection_within_its_limit_stays(pair):
    ours, theirs = pair
    patience = Patience()
    patience.expect(ours, 30)
    assert patience.sweep(time.monotonic() + 29) == 0
    ours.send(b"x")
    assert theirs.recv(1) == b"x"


def test_each_piece_gives_a_new_limit(pair):
    patience = Patience()
    patience.expect(pair[0], 30)
    patience.expect(pair[0], 60)
    assert patience.sweep(time.monotonic() + 31) == 0


def test_a_forgotten_connection_may_take_its_time(pair):
    patience = Patience()
    patience.expect(pair[0], 30)
    patience.forget(pair[0])
    patience.forget(None)
    assert patience.sweep(time.monotonic() + 31) == 0


def test_a_connection_that_is_gone_already_troubles_nobody(pair):
    patience = Patience()
    patience.expect(pair[0], 30)
    pair[1].close()
    pair[0].close()
    assert patience.sweep(time.monotonic() + 31) == 1
