"""More telephones on a slow line than the database has connections: all get through, and nobody beside them waits."""

from __future__ import annotations

import os

import pytest
from tests.house import house

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(not os.environ.get("SAKSAMA_TEST_DATABASE"), reason="SQLite has no pool of connections to run out of"),
]
FEW = {"SAKSAMA_DATABASE_POOL": "2", "SAKSAMA_WEB_WORKERS": "1"}


def test_slow_senders_hold_no_connection_of_the_database() -> None:
    """Each photograph is eight seconds on its way; who waits for a connection is refused after five."""
    with house(variables=FEW) as built:
        built.open()
        load = built.ask("tests.perf.load:beside_slow", port=built.port, senders=10, size=100_000, bits_per_s=100_000,
                         probes_per_s=2)
    assert (load["slow"]["acknowledged"], load["slow"]["why"]) == (10, {})
    assert load["pages"]["why"] == {}
