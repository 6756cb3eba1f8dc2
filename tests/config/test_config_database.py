"""From an address to Django's settings, durable on both engines, and a sentence for an address that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from saksama.config.config import Config, ConfigError
from saksama.config.database import django_database


def settings_of(address: str, **more: int) -> dict:
    return django_database(Config(data=Path("/srv/saksama"), database=address, **more))


def test_sqlite_acknowledges_only_what_is_on_the_disk():
    found = settings_of("")
    assert found["NAME"] == "/srv/saksama/saksama.sqlite3"
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_acknowledges_only_what_is_on_the_disk():
    assert "synchronous_commit=on" in settings_of("postgresql://saksama@db/saksama")["OPTIONS"]["options"]


def test_the_parts_of_an_address_find_their_places():
    found = settings_of("postgresql://saksama:a%40b@db.example:5433/saksama?sslmode=verify-full", database_pool=4)
    parts = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["saksama", "a@b", "db.example", "5433", "saksama"]
    assert (found["OPTIONS"]["sslmode"], found["OPTIONS"]["pool"]["max_size"]) == ("verify-full", 4)


def test_a_socket_folder_is_a_host():
    assert settings_of("postgresql://saksama@/saksama?host=/run/postgresql")["HOST"] == "/run/postgresql"


def test_without_a_pool_each_request_opens_its_connection():
    assert "pool" not in settings_of("postgresql://saksama@db/saksama", database_pool=0)["OPTIONS"]


@pytest.mark.parametrize(("address", "said"), [
    ("mysql://db/saksama", "sqlite:/// or postgresql://"),
    ("saksama.sqlite3", "sqlite:/// or postgresql://"),
    ("postgresql://saksama@db", "name of the database"),
    ("postgresql://saksama@db/saksama?sslmod=require", "sslmod"),
    ("sqlite://relative.sqlite3", "full path"),
])
def test_an_address_that_is_none_is_named(address, said):
    with pytest.raises(ConfigError) as caught:
        settings_of(address)
    assert said in caught.value.detail_en


def test_a_password_is_never_quoted_back():
    with pytest.raises(ConfigError) as caught:
        settings_of("postgresql://saksama:geheim@db/saksama?colour=red")
    assert "geheim" not in caught.value.detail_en
