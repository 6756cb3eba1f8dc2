"""What is recorded, when, and that nothing takes it back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, StrEnum
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from tests.ledger.conftest import NOON, Happened, record

from saksama import ledger
from saksama.kernel.actor import SYSTEM, Actor, ActorKind, reporter
from saksama.kernel.facts import Fact
from saksama.ledger.errors import OutsideTransaction
from saksama.ledger.models import Checkpoint, Detail, Entry, Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class Whispered(Fact):
    kind: ClassVar[str] = "tests.whispered"


class Door(StrEnum):
    NAMELESS = "nameless"


class Grade(Enum):
    LIGHT = 1


@pytest.mark.django_db
def test_entry_is_canonical_json_and_its_leaf_is_known_at_once():
    entry = record(nth=1)
    body = bytes(entry.body)
    said = json.loads(body)
    assert body == json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    assert said == {
        "v": 1, "id": str(entry.public_id), "kind": "tests.happened", "at": "2024-10-07T05:00:00Z", "actor": "system",
        "object": entry.object_id, "commit": said["commit"],
    }
    assert entry.leaf_hash == hashlib.sha256(b"\x00" + body).hexdigest()
    assert not Leaf.objects.exists()


@pytest.mark.django_db
def test_entry_commits_to_its_detail_by_a_salted_hash():
    first, second = record(nth=1), record(nth=1)
    detail = Detail.objects.get(entry=first)
    assert bytes(detail.body) == b'{"nth":1}'
    assert json.loads(bytes(first.body))["commit"] == hashlib.sha256(bytes(detail.salt) + bytes(detail.body)).hexdigest()
    assert json.loads(bytes(first.body))["commit"] != json.loads(bytes(second.body))["commit"]
    assert b"nth" not in bytes(first.body)


@pytest.mark.django_db
def test_detail_spells_ids_dates_and_enums_one_way():
    which = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    entry = record(on=date(2024, 10, 7), at=NOON, which=which, door=Door.NAMELESS, grade=Grade.LIGHT, epochs=[1, 2],
                   many=(which,), inner={"on": date(2024, 10, 8)})
    assert ledger.queries.detail(entry) == {
        "on": "2024-10-07", "at": "2024-10-07T05:00:00+00:00", "which": str(which), "door": "nameless", "grade": 1,
        "epochs": [1, 2], "many": [str(which)], "inner": {"on": "2024-10-08"},
    }


@pytest.mark.django_db
@pytest.mark.parametrize("value", [0.5, b"bytes", object()])
def test_detail_refuses_what_has_no_one_spelling(value):
    with pytest.raises(TypeError):
        record(value=value)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_time_of_an_unnamed_reporter_is_kept_to_the_hour_everywhere():
    at = datetime(2024, 10, 7, 5, 47, 13, 250, tzinfo=UTC)
    with transaction.atomic():
        entry = ledger.append(Whispered(object_id="r", at=at, to_the_hour=True), actor=reporter("locator-mark"))
    entry.refresh_from_db()
    assert b'"at":"2024-10-07T05Z"' in bytes(entry.body)
    assert entry.at == at.replace(minute=0, second=0, microsecond=0)
    assert b"locator-mark" not in bytes(entry.body)


@pytest.mark.django_db
def test_time_is_told_in_utc_whatever_the_zone():
    wib = timezone(timedelta(hours=7))
    with transaction.atomic():
        entry = ledger.append(Happened(object_id="r", at=datetime(2024, 10, 8, 1, 30, tzinfo=wib)), actor=SYSTEM)
    assert b'"at":"2024-10-07T18:30:00Z"' in bytes(entry.body)


@pytest.mark.django_db
def test_instant_without_zone_and_actor_without_pseudonym_are_defects():
    with pytest.raises(ValueError, match="zone"):
        ledger.append(Happened(object_id="r", at=datetime(2024, 10, 7)), actor=SYSTEM)
    with pytest.raises(ValueError, match="pseudonym"):
        ledger.append(Happened(object_id="r", at=NOON), actor=Actor(kind=ActorKind.OFFICER, user_id=1))
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_append_outside_a_transaction_is_refused():
    with pytest.raises(OutsideTransaction):
        ledger.append(Happened(object_id="r", at=NOON), actor=SYSTEM)
    with pytest.raises(OutsideTransaction):
        ledger.actions.erase_details([uuid4()], actor=SYSTEM, now=NOON)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_entry_rolls_back_with_the_change_it_tells_of():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.append(Happened(object_id="r", at=NOON), actor=SYSTEM)
        raise ZeroDivisionError
    assert not Entry.objects.exists()
    assert ledger.actions.sequence() == 0


@pytest.mark.parametrize("table", [Entry, Leaf, Checkpoint])
def test_entries_leaves_and_checkpoints_can_be_neither_changed_nor_deleted(table, history):
    history([3])
    name = connection.ops.quote_name(table._meta.db_table)
    for statement in (f"UPDATE {name} SET id = id", f"DELETE FROM {name}"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert table.objects.exists()


@pytest.mark.postgres
@pytest.mark.parametrize("table", [Entry, Leaf, Checkpoint])
def test_truncate_is_refused(table, history):
    history([3])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE "{table._meta.db_table}" CASCADE')
    assert table.objects.exists()


def test_every_column_that_holds_content_has_its_class():
    from django.db import models

    from saksama.ledger import models as tables

    for model in (tables.Entry, Detail, Leaf, Checkpoint, tables.Witness, tables.Tile, tables.Watermark):
        content = {
            field.name for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.BinaryField | models.JSONField)
        }
        assert content == set(model.DATA_CLASSES), model


@pytest.mark.django_db
def test_append_costs_two_statements(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(2):
        ledger.append(Happened(object_id="r", at=NOON), actor=SYSTEM)
