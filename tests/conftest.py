"""What every test may rely on: its own data folder with working keys, and the engine it runs on."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from tests.emptying import append_only_tables_can_be_emptied  # noqa: F401  a fixture for every test


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings) -> Iterator[Path]:
    """A fresh data folder (blobs, clock offset, files) for each test; the keys are those of the test run."""
    session = settings.SAKSAMA
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "keys").symlink_to(session.keys)
    settings.SAKSAMA = dataclasses.replace(session, data=folder)
    yield folder
    from saksama.vault import worker  # the models are loaded by now

    shutil.rmtree(worker.place(), ignore_errors=True)


@pytest.fixture
def cast(db, settings):
    """Sari, Bagus, Wati, Irwan, Yusuf and the others, with offices and keys: see tests/cast.py."""
    from tests.cast import assemble

    return assemble(settings)


def pytest_report_header() -> str:
    return f"database: {django_settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}"


DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}
HOUSES = ("tests/ops/", "tests/faults/", "tests/journeys/", "tests/contracts/", "tests/perf/")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what does not touch the database: pytest-django lets no such test reach it, so one engine is enough.

    Tests that only mean something on PostgreSQL say so instead of passing for nothing on SQLite.
    """
    for item in items:
        if not (item.get_closest_marker("django_db") or DATABASE.intersection(getattr(item, "fixturenames", ()))
                or item.nodeid.startswith(HOUSES)):
            item.add_marker(pytest.mark.one_engine)
    if django_settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: ./dev test --postgres"))
