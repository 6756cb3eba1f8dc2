from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from tests.store.scoped_tables import OPERATIONS, Entry, File, Note

from saksama import store
from saksama.kernel.actor import SYSTEM


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Tables as a migration would make them, taken away after the module."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in (File, Note, Entry):
            editor.create_model(model)
        for operation in OPERATIONS:
            operation.database_forwards("store", editor, None, None)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for operation in reversed(OPERATIONS):
            operation.database_backwards("store", editor, None, None)
        for model in (Entry, Note, File):
            editor.delete_model(model)


@pytest.fixture
def files(tables, db) -> dict[str, File]:
    """A file of Solok with Sari's report, one of Buleleng about Wati's agency, each with a note."""
    with transaction.atomic(), store.scope(SYSTEM):
        found = {
            "solok": File.objects.create(office_position=1310, locator="locator-of-sari", title="solok"),
            "buleleng": File.objects.create(office_position=5110, locator="another", agency="dinas-1", title="buleleng"),
        }
        for name, file in found.items():
            Note.objects.create(file=file, text=name)
    return found
