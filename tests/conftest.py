"""What every test may rely on: its own data folder with working keys, and the engine it runs on."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from tests.cases.stages import (  # noqa: F401  fixtures for every room
    decided,
    forwarded,
    invited,
    recommended,
    registered,
    reported,
    reviewed,
    served,
    studied,
)
from tests.emptying import append_only_tables_can_be_emptied  # noqa: F401  a fixture for every test
from tests.scenes import Layers, group_by_scenes, is_transactional, scene, scenes_of


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


@scene
def cast(settings):
    """Sari, Bagus, Wati, Irwan, Yusuf and the others, with offices and keys: see tests/cast.py."""
    from tests.cast import assemble

    return assemble(settings)


@pytest.fixture(scope="session")
def layers(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Layers]:
    """The scenes that are open in this process: see tests/scenes.py."""
    found = Layers(tmp_path_factory.mktemp("scenes"))
    yield found
    with django_db_blocker.unblock():
        found.close()


@pytest.fixture
def standing(request, layers, django_db_blocker, data_folder, settings) -> None:
    """Open the scenes the test asks for, and only those, below the transaction that the test is rolled back to."""
    wanted = () if is_transactional(request.node) else scenes_of(request.node)
    with django_db_blocker.unblock():
        layers.stand_on(wanted, given={"settings": settings, "data_folder": data_folder})


@pytest.fixture
def _django_db_helper(standing, _django_db_helper) -> None:
    """Begin the test's own transaction, as pytest-django does, upon the scenes."""


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


class Grouped:
    """Put tests that stand on the same scenes next to one another, so that each scene is made once; chance decides the rest."""

    @staticmethod
    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        group_by_scenes(items)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Grouped, "scenes-together")
