"""What is stored: every field that can hold words says how secret they are, every table has a public id, migrations fit."""

from __future__ import annotations

import io
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

CLASSES = {"T0", "T1", "T2", "T3", "T3+"}
HASHES = ("password", "token")      # Argon2, and a keyed hash of one word of a name
WORDY = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("saksama.")]


def wordy(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.local_fields if isinstance(field, WORDY)}


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_every_field_that_can_hold_words_says_its_class(model):
    classes = getattr(model, "DATA_CLASSES", {})
    assert wordy(model) - set(classes) == set()
    assert set(classes.values()) <= CLASSES


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_class_is_said_of_fields_that_there_are(model):
    assert set(getattr(model, "DATA_CLASSES", {})) <= {field.name for field in model._meta.get_fields()}


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_what_is_secret_is_never_a_plain_column(model):
    """T2 is encrypted field by field, or a keyed hash to look it up by; T3 and T3+ are bytes sealed by the vault."""
    for name, data_class in getattr(model, "DATA_CLASSES", {}).items():
        field = model._meta.get_field(name)
        if data_class == "T2":
            assert isinstance(field, EncryptedTextField | models.BinaryField) or name in HASHES or name.endswith("_index"), name
        if data_class in ("T3", "T3+"):
            assert isinstance(field, models.BinaryField), name


@pytest.mark.parametrize("model", [each for each in ours() if not each._meta.auto_created], ids=lambda model: model._meta.label)
def test_every_table_has_a_public_id(model):
    assert model._meta.get_field("public_id").unique


def test_tables_with_an_office_position_are_scoped():
    placed = [model for model in ours() if "office_position" in {field.name for field in model._meta.local_fields}]
    assert {model._meta.label for model in placed} >= {"intake.Report", "cases.Case"}
    assert [model._meta.label for model in placed if not isinstance(model._default_manager, ScopedManager)] == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_migrations_run_in_one_line_and_say_what_they_do():
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}
    own = [name for (app, name), found in loader.disk_migrations.items() if found.__module__.startswith("saksama.")]
    nameless = [name for name in own if re.search(r"_auto_|^\d{4}_initial$", name)]
    assert nameless == []


def test_migrations_import_no_product_code_but_the_store_and_field_types():
    from .reading import SOURCE, imports

    allowed = ("saksama.store", "saksama.vault.fields", "saksama.kernel.ids")
    found = [f"{path.parent.parent.name}/{path.name}: {each}" for path in SOURCE.rglob("migrations/*.py")
             for each in imports(path) if each.startswith("saksama.") and not each.startswith(allowed)]
    assert found == []
