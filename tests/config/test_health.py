"""The two health pages: the process answers, and the process can work."""
from __future__ import annotations

import pytest


def test_healthz_answers_without_touching_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_is_ready_with_database_and_keys(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_refuses_without_a_key_and_does_not_say_which(client, data_folder):
    (data_folder / "keys").unlink()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
