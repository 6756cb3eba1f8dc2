"""The whole nation, loaded once for these tests and taken away again where nobody else had loaded it."""

from __future__ import annotations

import pytest
from django.db import transaction

from saksama.places import actions
from saksama.places.models import Place


@pytest.fixture(scope="package")
def nation(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        ours = not Place.objects.exists()
        loaded = actions.load_nation()
        actions.load_demo()
    yield loaded
    if ours:
        with django_db_blocker.unblock(), transaction.atomic():
            Place.objects.all()._raw_delete("default")
