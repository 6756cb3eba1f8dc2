"""The nation and the demonstration, loaded once and taken away again where nobody else had loaded them."""

from __future__ import annotations

import pytest
from django.db import transaction

from saksama.institutions import actions
from saksama.institutions.models import Agency, Authority, Office, RoleHolding
from saksama.places import actions as place_actions
from saksama.places import queries as places
from saksama.places.models import Place


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        ours = [model for model in (Authority, Agency, RoleHolding, Office, Place) if not model.objects.exists()]
        place_actions.load_nation()
        place_actions.load_demo()
        actions.load_nation()
        actions.load_demo()
    yield
    with django_db_blocker.unblock(), transaction.atomic():
        for model in ours:
            model.objects.all()._raw_delete("default")


@pytest.fixture
def nagari(loaded, db) -> Place:
    return places.by_code("99.01.01.2001")
